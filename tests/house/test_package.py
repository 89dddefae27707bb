"""What is built is whole, and starts without anything that only developers have."""
import importlib.util
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

DEVELOPERS = ("pytest", "hypothesis", "mypy", "ruff", "playwright", "openpyxl", "mkdocs", "importlinter", "psutil")


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel of this checkout."""
    home = tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, home / name)
    shutil.copytree(root / "taizhang", home / "taizhang", ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    if not importlib.util.find_spec("setuptools") or not importlib.util.find_spec("pip"):
        pytest.skip("pip or setuptools is not installed (requirements/build.txt)")
    done = subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-index", "--no-build-isolation", "-w", "out", "."],
                          cwd=home, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    [wheel] = (home / "out").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(home / "unpacked")
    return home / "unpacked"


def test_every_file_of_the_package_is_in_the_wheel(root: Path, built: Path) -> None:
    there = [path.relative_to(root) for path in (root / "taizhang").rglob("*") if path.is_file() and not {"__pycache__", "node_modules"} & set(path.parts)]
    assert [str(path) for path in there if not (built / path).exists()] == []


def test_the_command_starts_without_development_packages(built: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("砚州市2030年计划\n到2030年，研发投入占地区生产总值比重达2.5%以上。\n", "utf-8")
    script = f"""
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {DEVELOPERS!r}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Refuse())
sys.path.insert(0, {str(built)!r})
import taizhang
assert taizhang.__file__.startswith({str(built)!r}), taizhang.__file__
sys.argv = ["taizhang", "read", "a.txt", "--format", "jsonl"]
from taizhang.cli import main
main()
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert '"type": "statement"' in done.stdout or '"type":"statement"' in done.stdout

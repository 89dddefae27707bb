"""Pages cannot fall behind: what is registered is named, what is linked is there, what is generated is new."""
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from typer.main import get_command

import taizhang
from taizhang.cli.app import app
from taizhang.packs import SECTIONS
from taizhang.reading import STAGES
from taizhang.text import formats
from taizhang.values import Citation, Clause, Goal, Metadata, Statement, Task, errors
from tools import pages

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


def sources(root: Path) -> list[Path]:
    """All pages, README and CHANGELOG."""
    return [*sorted((root / "docs").glob("*.md")), root / "README.md", root / "README.zh-CN.md", root / "CHANGELOG.md"]


def everything(root: Path) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted((root / "docs").glob("*.md")))


def test_generated_pages_are_new() -> None:
    assert pages.stale() == [], "make fix makes them anew"


def test_every_stage_is_named(root: Path) -> None:
    page = (root / "docs/reading.md").read_text("utf-8")
    assert [one.name for one in STAGES if f"`{one.name}`" not in page] == []


@pytest.mark.parametrize("fact", [Statement, Goal, Task, Clause, Citation, Metadata])
def test_every_field_is_named(root: Path, fact: type) -> None:
    page = (root / "docs/reading.md").read_text("utf-8")
    assert [field.name for field in fields(fact) if f"`{field.name}`" not in page] == []


def test_every_format_is_named(root: Path) -> None:
    page = everything(root)
    assert [name for name in formats.known() if f"`.{name}`" not in page and f"`{name}`" not in page] == []


def test_every_error_is_named(root: Path) -> None:
    page = everything(root)
    family = [name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, errors.TaizhangError)]
    assert [name for name in family if f"`{name}`" not in page] == []


def test_every_section_of_a_pack_is_named(root: Path) -> None:
    page = (root / "docs/packs.md").read_text("utf-8")
    assert [name for name in (one.name for one in SECTIONS) if f"`{name}`" not in page and f"{name}." not in page] == []


def test_every_command_and_option_is_named(root: Path) -> None:
    page = (root / "docs/command-line.md").read_text("utf-8")
    wanted: list[str] = []

    def walk(command: object, path: str) -> None:
        for name, below in getattr(command, "commands", {}).items():
            if not below.hidden:
                walk(below, f"{path} {name}")
        if not getattr(command, "commands", {}):
            wanted.append(path)
            wanted.extend(option for one in getattr(command, "params", ()) if not getattr(one, "hidden", False)
                          for option in one.opts if option.startswith("--"))

    walk(get_command(app), "taizhang")
    assert [one for one in dict.fromkeys(wanted) if one not in page] == []


def test_every_verb_is_named(root: Path) -> None:
    verbs = re.findall(r"^([a-z]+):.*?## ", (root / "Makefile").read_text("utf-8"), re.M)
    page = everything(root) + (root / "README.md").read_text("utf-8") + (root / "CHANGELOG.md").read_text("utf-8")
    assert {"demo", "test", "soak", "lint", "fix", "docs", "bench", "serve", "lock", "help"} <= set(verbs)
    assert [verb for verb in verbs if f"make {verb}" not in page] == []


def test_links_lead_somewhere(root: Path) -> None:
    broken = []
    for path in sources(root):
        for found in LINK.finditer(path.read_text("utf-8")):
            target = found[1] or found[2]
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            there = (path.parent / name).resolve() if name else path
            if not there.exists():
                broken.append(f"{path.name}: {target}")
            elif anchor and there.suffix == ".md" and anchor not in anchors(there.read_text("utf-8")):
                broken.append(f"{path.name}: {target}")
    assert broken == []


def anchors(page: str) -> set[str]:
    """Anchors of the headings of a page."""
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in re.findall(r"^#+ (.+)$", page, re.M)}


def test_version_and_changelog_agree(root: Path) -> None:
    newest = re.search(r"^## (\d\S+)", (root / "CHANGELOG.md").read_text("utf-8"), re.M)
    version = re.search(r'^version = "(.+)"', (root / "pyproject.toml").read_text("utf-8"), re.M)
    assert newest and version
    assert newest[1] == version[1] == taizhang.__version__


def test_pages_build_strictly_and_fetch_nothing(root: Path, tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="mkdocs is not installed (requirements/docs.txt)")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")],
                          cwd=root, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    fetched = []
    for page in (tmp_path / "site").rglob("*.html"):
        fetched += re.findall(r'<(?:script|img|iframe|link(?! rel="canonical"))[^>]*(?:src|href)="(?:https?:)?//[^"]+"', page.read_text("utf-8"))
    assert fetched == []

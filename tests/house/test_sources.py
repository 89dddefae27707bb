"""What every file of the house keeps to: its size, its language, and nothing copied from a real document."""
import ast
import re
import subprocess
from pathlib import Path

import pytest

HAN = re.compile(r"[\u4e00-\u9fff]")
# Rooms whose trade is Chinese words; elsewhere they come from packs, or from a catalogue of messages.
SPEAK_CHINESE = ("taizhang/text/", "taizhang/packs/", "taizhang/reading/", "taizhang/bodies/", "taizhang/values/quantity.py")
RUN = 28
ELSEWHERE = re.compile(r"(?<!\w)/(?:work|tmp|root|home|opt)/[a-z]")


def ours(root: Path, *suffixes: str) -> list[Path]:
    """Files of the project, committed or about to be."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=root, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    files = [root / line for line in listed.stdout.splitlines()]
    return [path for path in files if path.is_file() and (not suffixes or path.suffix in suffixes)]


def test_files_are_small_and_lines_short(root: Path) -> None:
    wrong = []
    for path in ours(root, ".py"):
        if path.parent.name == "migrations":  # made by Django
            continue
        lines = path.read_text("utf-8").splitlines()
        wrong += [f"{path.relative_to(root)}: {len(lines)} lines"] if len(lines) > 350 else []
        wrong += [f"{path.relative_to(root)}:{i}: {len(line)} characters" for i, line in enumerate(lines, 1)
                  if len(line) > 160 and not words(line)]
    assert wrong == []


def words(line: str) -> bool:
    """Whether a line is a pattern or a list of Chinese words, which nobody reads more easily in pieces."""
    return bool(re.search(r'\brf?"', line)) or len(HAN.findall(line)) >= 10


def test_no_file_knows_a_machine(root: Path) -> None:
    wrong = [f"{path.relative_to(root)}:{i}" for path in ours(root, ".py", ".md", ".toml", ".yaml", ".yml", ".txt", ".sh", "")
             if path.name != Path(__file__).name
             for i, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1) if ELSEWHERE.search(line)]
    assert wrong == []


def chinese(source: str) -> list[int]:
    """Lines with Chinese in a string that is no docstring."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {id(node.value) for scope in ast.walk(tree) if isinstance(scope, documented)
            for node in scope.body if isinstance(node, ast.Expr)}
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
            and id(node) not in docs and HAN.search(node.value)]


def test_chinese_words_live_in_grammar_and_data(root: Path) -> None:
    wrong = [f"{path.relative_to(root)}:{line}" for path in sorted((root / "taizhang").rglob("*.py"))
             if not str(path.relative_to(root)).startswith(SPEAK_CHINESE) for line in chinese(path.read_text("utf-8"))]
    assert wrong == []


def test_docstrings_may_speak_chinese() -> None:
    assert chinese('"""市"""\ndef f():\n    "市"\n    return "市"\n') == [4]


def test_nothing_is_copied_from_a_real_document(root: Path, real_texts: tuple[Path, ...]) -> None:
    runs: dict[str, str] = {}
    for path in ours(root):
        if path.suffix in (".png", ".docx", ".xlsx", ".ico", ".woff2") or path.name == "LICENSE":
            continue
        text = "".join(path.read_text("utf-8", "replace").split())
        for i in range(len(text) - RUN + 1) if HAN.search(text) else ():
            run = text[i : i + RUN]
            if len(HAN.findall(run)) >= RUN // 2:
                runs.setdefault(run, str(path.relative_to(root)))
    copied = set()
    for path in real_texts:
        text = "".join(path.read_text("utf-8-sig").split())
        copied |= {f"{runs[run]} has {run!r} of {path.name}" for i in range(len(text) - RUN + 1) if (run := text[i : i + RUN]) in runs}
    assert not copied, sorted(copied)[:20]

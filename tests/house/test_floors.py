"""The floors of the house: a room imports lower floors only, and no import hides in a function.

import-linter holds the same contract in ``make lint``; this test needs nothing installed and names the very line.
"""
import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

FLOORS = (
    ("values",), ("text", "expressions"), ("packs",), ("bodies", "workflows"), ("reading", "indicators"), ("registers",),
    ("rules", "assessment", "matching"), ("publishing",), ("server",), ("cli",),
)
FLOOR = {room: height for height, rooms in enumerate(FLOORS) for room in rooms}
COMPARATORS = {"jieba", "jionlp", "cpca", "recognizers_suite", "recognizers_text", "recognizers_number"}
# Where an import may hide in a function, and why: what it loads is heavy and most callers never need it.
MAY_HIDE = ("taizhang/__init__.py", "taizhang/cli/", "taizhang/text/formats/")
# Django loads apps before models: what an app registers is imported when it is ready.
READY = "/apps.py"


def imports(path: Path) -> Iterator[tuple[int, str, bool]]:
    """Line, module and whether it hides in a function, for every import of a file."""
    tree = ast.parse(path.read_text("utf-8"))
    hidden = {id(node) for scope in ast.walk(tree) if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
              for node in ast.walk(scope)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                yield node.lineno, one.name, id(node) in hidden
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield node.lineno, "." * node.level, id(node) in hidden
            elif node.module == "taizhang":
                for one in node.names:
                    yield node.lineno, f"taizhang.{one.name}", id(node) in hidden
            else:
                yield node.lineno, node.module or "", id(node) in hidden


def climbs(root: Path) -> list[str]:
    """Every import of the package below ``root`` that leads upwards or to a neighbour on the same floor."""
    found = []
    for path in sorted((root / "taizhang").rglob("*.py")):
        place = path.relative_to(root)
        room = place.parts[1]
        if room not in FLOOR:
            if room not in ("__init__.py", "__main__.py"):
                found.append(f"{place}: is in no room; the rooms are {', '.join(FLOOR)}")
            continue
        for line, module, _ in imports(path):
            parts = module.split(".")
            if module.startswith("."):
                found.append(f"{place}:{line} imports relatively; write the room's name")
            elif parts[0] == "taizhang" and len(parts) > 1 and parts[1] in FLOOR and parts[1] != room and FLOOR[parts[1]] >= FLOOR[room]:
                found.append(f"{place}:{line} climbs from {room} to {parts[1]}")
            elif parts[0] == "django" and room not in ("server", "cli"):
                found.append(f"{place}:{line} imports Django below the server")
            elif parts[0] in COMPARATORS:
                found.append(f"{place}:{line} imports the comparator {parts[0]}")
    return found


def test_no_file_climbs(root: Path) -> None:
    assert climbs(root) == []


def test_no_import_hides(root: Path) -> None:
    hidden = [f"{path.relative_to(root)}:{line} hides the import of {module} in a function"
              for path in sorted((root / "taizhang").rglob("*.py")) if not str(path.relative_to(root)).startswith(MAY_HIDE) and not str(path).endswith(READY)
              for line, module, hides in imports(path) if hides]
    assert hidden == []


@pytest.mark.parametrize(("file", "line", "says"), [
    ("values/a.py", "from taizhang.text import Flow", "climbs from values to text"),
    ("reading/a.py", "import taizhang.publishing", "climbs from reading to publishing"),
    ("reading/a.py", "from taizhang import indicators", "climbs from reading to indicators"),
    ("text/a.py", "from django.db import models", "Django"),
    ("reading/a.py", "import jieba", "comparator"),
    ("reading/a.py", "from .b import c", "relatively"),
    ("attic/a.py", "import re", "is in no room"),
])
def test_whoever_climbs_is_named(tmp_path: Path, file: str, line: str, says: str) -> None:
    path = tmp_path / "taizhang" / file
    path.parent.mkdir(parents=True)
    path.write_text(f"{line}\n", "utf-8")
    [said] = climbs(tmp_path)
    assert said.startswith(f"taizhang/{file}") and says in said

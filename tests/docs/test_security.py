"""Tests that the page on security names are there."""
import re
from pathlib import Path

import pytest

CELL = re.compile(r"^\| 8\.[^|]*\|[^|]*\|[^|]*\|([^|]*)\|$", re.M)
NAMED = re.compile(r"`(?:(?P<file>tests/[\w/]+\.py)::)?(?P<test>test_\w+)`")


def named(page: str) -> list[tuple[str, str]]:
    """File and name of every test of the table; a name without a file belongs to the file before."""
    found, file = [], ""
    for cell in CELL.findall(page):
        for hit in NAMED.finditer(cell):
            file = hit["file"] or file
            found.append((file, hit["test"]))
    return found


def test_each_named_test_is_there(root: Path) -> None:
    tests = named((root / "docs/security.md").read_text("utf-8"))
    assert len(tests) > 25
    missing = [f"{file}::{test}" for file, test in tests if not re.search(rf"^def {test}\(", (root / file).read_text("utf-8"), re.M)]
    assert missing == []


def test_each_clause_is_held_or_says_why_not(root: Path) -> None:
    cells = CELL.findall((root / "docs/security.md").read_text("utf-8"))
    assert len(cells) > 18
    assert [cell for cell in cells if not NAMED.search(cell) and cell.strip() not in ("of the surroundings", "not yet")] == []


@pytest.mark.parametrize("cell", ["`tests/a.py::test_x`, `test_y`"])
def test_a_name_without_a_file_belongs_to_the_one_before(cell: str) -> None:
    assert named(f"| 8.1 | a | b | {cell} |") == [("tests/a.py", "test_x"), ("tests/a.py", "test_y")]

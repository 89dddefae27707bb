"""The coverage page lists every row, and no mark claims too much."""
from collections import Counter
from pathlib import Path

import pytest

from tools import coverage


def test_all_rows_are_listed_once(root: Path) -> None:
    listed = coverage.rows(root)
    assert len({row.id for row in listed}) == len(listed)
    kinds = Counter(row.group if row.group in ("Rules", "Named IT systems", "Roles") else "systems" for row in listed)
    assert kinds == {"systems": 225, "Rules": 56, "Named IT systems": 16, "Roles": 21}


def test_rows_are_those_of_the_inventory(root: Path, shared: Path) -> None:
    inventory = (shared / "SYSTEMS.md").read_text("utf-8")
    missing = [row.id for row in coverage.rows(root) if row.id[0] not in "TV" and f"| {row.id} |" not in inventory]
    assert missing == []


def test_every_row_stands_on_the_page(root: Path) -> None:
    page = (root / "docs/coverage.md").read_text("utf-8")
    assert [row.id for row in coverage.rows(root) if f"| {row.id} |" not in page] == []


@pytest.fixture
def house(root: Path, tmp_path: Path) -> Path:
    """A house with the real rows and no tests."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "taizhang/packs").mkdir(parents=True)
    (tmp_path / "docs/coverage.yaml").write_bytes((root / "docs/coverage.yaml").read_bytes())
    return tmp_path


def mark(house: Path, decorator: str) -> None:
    (house / "tests/test_a.py").write_text(f"import pytest\n\n@pytest.mark.{decorator}\ndef test_it(): pass\n", "utf-8")


def test_a_mark_shows_on_the_page(house: Path) -> None:
    mark(house, 'covers("C01", "S02", status="partly", note="reads them")')
    page = coverage.page(house)
    assert "| C01 | Task division with responsible units · 任务分工、责任单位 | partly | `tests/test_a.py::test_it` reads them |" in page
    assert "| systems and mechanisms | 225 | 0 | 2 | 0 | 223 |" in page


@pytest.mark.parametrize(("decorator", "says"), [
    ('covers("C01", status="works")', "only with page, permission and test"),
    ('covers("C01", status="done")', "one of works, partly, tracked only"),
    ('covers("C01")', "one of works, partly, tracked only"),
    ('covers("C99", status="partly")', "no row C99"),
])
def test_a_mark_that_claims_too_much_is_refused(house: Path, decorator: str, says: str) -> None:
    mark(house, decorator)
    with pytest.raises(ValueError, match=says):
        coverage.page(house)


def test_a_pack_alone_makes_no_row_work(house: Path) -> None:
    (house / "taizhang/packs/a.yaml").write_text("# covers: B01 B05 partly\n", "utf-8")
    assert "| systems and mechanisms | 225 | 0 | 2 | 0 | 223 |" in coverage.page(house)
    (house / "taizhang/packs/a.yaml").write_text("# covers: B01 works\n", "utf-8")
    with pytest.raises(ValueError, match="a pack alone"):
        coverage.page(house)


def test_a_mark_of_a_whole_file_is_refused(house: Path) -> None:
    (house / "tests/test_a.py").write_text('import pytest\n\npytestmark = [pytest.mark.covers("C01")]\n\ndef test_it(): pass\n', "utf-8")
    with pytest.raises(ValueError, match="claims nothing"):
        coverage.page(house)

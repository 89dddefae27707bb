"""What a page can do, a program can do: every address of a page stands in docs/api.md, with the operations that do the same or why there are none."""
import re
from pathlib import Path

from taizhang.server.accounts.doors import Asks, asks
from tests.server.api.walking import OPERATIONS, said
from tests.server.test_walk import ALL

PAGE = Path(__file__).resolve().parents[3] / "docs" / "api.md"
ROW = re.compile(r"^\| `(?P<page>[\w:-]+)` \| (?P<operations>none|`[\w` ]+`) \| (?P<why>.*?) ?\|$", re.M)


def table() -> dict[str, tuple[list[str], str]]:
    """Operations and the last column, by page."""
    written = PAGE.read_text("utf-8").partition("<!-- pages -->")[2].partition("<!-- /pages -->")[0]
    rows = ROW.findall(written)
    assert len(rows) == len({page for page, *_rest in rows}) == written.count("\n| `"), "a row that cannot be read, or two of one page"
    return {page: (re.findall(r"`(\w+)`", operations), why.strip()) for page, operations, why in rows}


TABLE = table()


def test_every_page_stands_in_the_table() -> None:
    programs = {name for name in ALL if name.startswith("v1:")}
    assert set(TABLE) == set(ALL) - programs


def test_what_the_table_names_is_there_and_asks_what_the_page_asks() -> None:
    for page, (operations, why) in TABLE.items():
        assert set(operations) <= set(OPERATIONS), f"{page}: no such operation"
        assert operations or why, f"{page}: neither served nor explained"
        door = asks(ALL[page][0].callback) or Asks()
        asked = [said(OPERATIONS[one][2]) for one in operations]
        assert why or not door.noun or any((one.noun, one.act) == (door.noun, door.act) for one in asked), f"{page}: other acts, and nobody says why"


def test_every_operation_does_what_some_page_does() -> None:
    assert set(OPERATIONS) - {one for operations, _why in TABLE.values() for one in operations} == set()

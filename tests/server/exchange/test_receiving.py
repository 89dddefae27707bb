"""The door of workbooks: nothing secret and no data of persons gets past it, and nothing of them is kept."""
from pathlib import Path

import pytest

from taizhang.server.audit.models import Entry, Value
from taizhang.server.documents.gate import NotHere
from taizhang.server.documents.models import Stored
from taizhang.server.documents.storage import put
from taizhang.server.exchange.models import Workbook
from taizhang.server.exchange.receiving import receive
from tests.server.exchange.sheets import TARGETS, TASKS, sheet_bytes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.FILES = tmp_path
    return tmp_path


def lying(folder: Path) -> int:
    return sum(one.is_file() for one in folder.rglob("*"))


@pytest.mark.parametrize(("name", "rows", "secret"), [
    ("分解表.xlsx", (("机密★1年",), *TASKS), True), ("分解表.xlsx", (("密级：秘密",), *TARGETS), True), ("【绝密】分解表.xlsx", TASKS, True),
    ("分解表.xlsx", (*TASKS, (3, "联系", "张三", "13812345678")), False), ("分解表.xlsx", (*TASKS, (3, "联系", "11010519491231002X", "")), False),
    ("分解表.xlsx", (*TASKS, (3, "联系", 13812345678, "")), False),
])
def test_what_must_not_come_in_is_turned_away_and_dropped(planner, folder, name, rows, secret):
    kept = put([sheet_bytes(rows)])
    with pytest.raises(NotHere):
        receive(planner, name, kept)
    assert not Workbook.objects.exists() and not Stored.objects.exists() and lying(folder) == 0
    assert Entry.objects.filter(action="exchange.secret").exists() is secret
    assert "分解表" not in "".join(Value.objects.values_list("value", flat=True))


def test_an_ordinary_sheet_and_a_broken_one_go_on(planner, folder):
    assert receive(planner, "分解表.xlsx", put([sheet_bytes(TARGETS)])).stored and receive(planner, "x.xlsx", put([b"no workbook"])).stored
    assert lying(folder) == 2

"""Rows without a key: facts the reader missed, added with a document and a quote that stands in it; or the cell that is wrong."""
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from taizhang.server.facts import actions as facts
from taizhang.server.facts.models import Fact
from tests.server.documents.texts import written
from tests.server.exchange.conftest import carry_out, data_of, hand_in, said, set_cell, sheet_of, take_along

pytestmark = pytest.mark.django_db
TEXT = "一、主要目标\n到2030年，研发经费投入占地区生产总值比重达到2.5%以上。高新技术企业\n数量约六百家左右。孵化器不少于12家，众创空间不少于12家。\n"


def fill(sheet: Worksheet, **cells: object) -> int:
    """Fill in the first empty row."""
    line = sheet.max_row + 1
    for name, value in cells.items():
        set_cell(sheet, line, name, value)
    return line


@pytest.fixture
def document():
    """A document whose facts were rejected, so that its words are free."""
    made = written(TEXT, number="砚政〔2030〕1号", number_plain="砚政[2030]1号")
    return made


def test_a_row_is_added_where_its_quote_stands_however_lines_were_broken(planner, client, document):
    book = take_along(client)
    fill(sheet_of(book, "Goals"), kind="Goal", what="形成企业梯队", document="砚政〔2030〕1号", quote="高新技术企业数量约六百家左右")
    workbook = hand_in(planner, data_of(book))
    row = workbook.rows.get()
    assert (row.finding, row.act, row.problems) == ("new", "add", []), said(row)
    before = Fact.objects.count()
    assert not Fact.objects.filter(act="add").exists(), "a plan adds nothing"
    workbook = carry_out(planner, workbook)
    fact = Fact.objects.current().get(act="add")
    text = document.text.text
    assert text[fact.start:fact.end] == fact.quote == "高新技术企业\n数量约六百家左右" and fact.decided_by == planner
    assert Fact.objects.count() == before + 1
    again = hand_in(planner, data_of(book))
    assert not again.rows.exists() and again.unchanged == again.total, "the same once more is there already"
    row = workbook.rows.get()
    assert client.post(f"/workbooks/{workbook.key}/undo/", {"row": row.pk}).status_code == 302
    assert not Fact.objects.current().filter(key=fact.key).exists()
    assert client.get(f"/workbooks/{workbook.key}/").status_code == 200


@pytest.mark.parametrize(("cells", "name", "says"), [
    ({"kind": "Goal", "what": "x", "quote": "不在其中的话"}, "quote", "do not stand"),
    ({"kind": "Goal", "what": "x", "quote": "不少于12家"}, "quote", "more than once"),
    ({"kind": "Goal", "what": "x", "quote": "主要目标", "document": "砚政〔2031〕9号"}, "document", "No document here"),
    ({"kind": "Goal", "what": "x", "document": "", "quote": "主要目标"}, "document", "needs its document"),
    ({"kind": "Goal", "what": "x"}, "quote", "needs a quote"),
    ({"kind": "", "what": "x", "quote": "主要目标"}, "kind", "needs its kind"),
    ({"kind": "Goal", "what": "x", "quote": "主要目标", "lead": "没有这个局"}, "lead", "catalogue of units"),
])
def test_what_is_wrong_with_a_new_row_stands_at_its_cell(planner, client, document, cells, name, says):
    book = take_along(client)
    sheet = sheet_of(book, "Goals")
    line = fill(sheet, **({"document": "砚政〔2030〕1号"} | cells))
    row = hand_in(planner, data_of(book)).rows.get()
    assert row.finding == "refused" and says in said(row), said(row)
    assert any(one["field"] == name and one["cell"].endswith(str(line)) for one in row.problems)


def test_a_number_is_added_with_its_unit(planner, client, document):
    for fact in Fact.objects.current().filter(document=document.key, quote__contains="孵化器"):
        facts.reject(planner, fact.key, fact.version, "wrong")
    book = take_along(client)
    fill(sheet_of(book, "Targets"), kind="Target", what="孵化器", op="at least", value=12, measure_unit="家", period="2030",
         document="砚政〔2030〕1号", quote="孵化器不少于12家")
    workbook = hand_in(planner, data_of(book))
    row = workbook.rows.get()
    assert row.act == "add", said(row)
    carry_out(planner, workbook)
    fact = Fact.objects.current().get(act="add")
    assert (fact.what, fact.value_text, fact.op, fact.measure_unit, fact.period) == ("孵化器", "12", ">=", "家", "2030")

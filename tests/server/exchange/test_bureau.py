"""A bureau's own sheet: merged heads become paths, columns are named once and recognised next time, every value opens to its row."""
import io

import pytest
from openpyxl import load_workbook

from taizhang.server.documents.models import Document
from taizhang.server.exchange import actions
from taizhang.server.exchange.bureau import actions as naming
from taizhang.server.exchange.bureau.heads import head_of, suggest
from taizhang.server.exchange.models import Mapping, Workbook
from taizhang.server.facts import actions as facts
from taizhang.server.facts.forms import CorrectionForm
from taizhang.server.facts.models import Fact
from taizhang.server.look.words import amount_words, exact_words
from taizhang.text.cells import read
from taizhang.values.errors import UsageError
from tests.server.exchange.conftest import carry_out, do_jobs, hand_in, said
from tests.server.exchange.sheets import TARGETS, TASKS, TITLE, sheet_bytes

pytestmark = pytest.mark.django_db
ALL = [{"column": 2, "field": "what"}, {"column": 3, "field": "measure_unit"}, {"column": 4, "field": "value", "kind": "actual", "period": "2029"},
       {"column": 5, "field": "value", "kind": "target", "period": "2029"}, {"column": 6, "field": "value", "kind": "target", "period": "2030"},
       {"column": 7, "field": "responsible"}]


def changed(*cells: tuple[int, int, object]):
    """The sheet with some cells changed."""
    rows = [list(row) for row in TARGETS]
    for row, column, value in cells:
        rows[row - 1][column - 1] = value
    return rows


def mapped(person, data: bytes, columns=None, **more) -> Workbook:
    workbook = hand_in(person, data, "分解表.xlsx")
    assert workbook.state == "unmapped"
    naming.keep(person, workbook, **({"sheet": "分解表", "first": 2, "lines": 2, "columns": columns or ALL, "kind": "task", "name": "市指标分解表"} | more))
    do_jobs(workbook.key)
    return Workbook.objects.get(pk=workbook.pk)


def test_heads_over_two_lines_become_paths_and_are_suggested_with_a_reason():
    sheet = read(sheet_bytes(TARGETS))[0]
    head = head_of(sheet)
    assert head is not None and (head.first, head.lines, head.title) == (2, 2, TITLE)
    assert head.paths[4] == ("2029年", "实际完成") and head.paths[5] == ("2029年", "目标值") and head.paths[2] == ("指标名称",)
    found = suggest(sheet, head)
    assert [found[at].field for at in (1, 2, 3, 4, 5, 6, 7, 8)] == ["", "what", "measure_unit", "value", "value", "value", "responsible", "remark"]
    assert (found[4].kind, found[4].period, found[5].kind, found[6].period) == ("actual", "2029", "target", "2030")
    assert all(one.why for one in found.values())


def test_the_same_head_is_known_in_another_year_and_another_head_is_not():
    one = head_of(read(sheet_bytes(TARGETS))[0])
    two = head_of(read(sheet_bytes(changed((2, 4, "2030年"), (2, 6, "2031年"), (4, 4, 7))))[0])
    three = head_of(read(sheet_bytes(changed((2, 2, "项目名称"))))[0])
    assert one.digest == two.digest != three.digest


def test_from_the_sheet_to_facts_that_open_to_their_row(planner):
    workbook = mapped(planner, sheet_bytes(TARGETS))
    assert workbook.state == "planned", workbook.problems
    assert {row.finding for row in workbook.rows.all()} == {"new"}, [said(row) for row in workbook.rows.all()]
    assert workbook.rows.count() == 8 and not Document.objects.exists() and not Fact.objects.exists(), "a plan takes nothing in"
    workbook = carry_out(planner, workbook)
    document = Document.objects.get()
    assert document.title == TITLE and document.text.stored == workbook.stored and document.key == workbook.document
    facts = list(Fact.objects.current().filter(document=document.key))
    assert len(facts) == 8 and {one.state for one in facts} == {"accepted"} and {one.decided_by for one in facts} == {planner}
    text = document.text.text
    money = next(one for one in facts if one.what == "研发经费投入" and one.period == "2030")
    assert (money.value_text, money.measure_unit, money.kind) == ("6000000000", "CNY", "target")
    assert text[money.start:money.end] == money.quote and "研发经费投入" in money.quote and text[money.value_start:money.value_end] == "60"
    assert {one.name for one in money.in_charge.all()} == {"市科技局", "市财政局"}
    assert any(place == "分解表!A5" for _at, place in document.text.addresses)


def test_values_are_shown_in_the_unit_of_the_sheet(planner):
    """Whether the scale stands in a column of its own, in the head of the column, or above the sheet; the value is kept in the base unit."""
    carry_out(planner, mapped(planner, sheet_bytes(TARGETS)))
    money = Fact.objects.current().get(what="研发经费投入", period="2030")
    assert (amount_words(money), exact_words(money)) == ("60 亿元", "6000000000 CNY")
    assert (CorrectionForm(money).initial["value"], CorrectionForm(money).initial["measure_unit"]) == ("60", "亿元")
    again = facts.corrections(money, facts.filled(money, {}))
    assert again == ({}, None)


@pytest.mark.parametrize(("title", "head", "shown"), [
    ("砚州投入表", "目标值（万元）", "4200 万元"), ("砚州投入表（单位：亿元）", "目标值", "4200 亿元"), ("砚州投入表 单位:万元", "目标值（含企业）", "4200 万元"),
    ("砚州投入表 填报单位：市科技局 单位：万元", "目标值", "4200 万元"), ("砚州投入表 单位：市科技局", "目标值", "4200"),
    ("砚州投入表", "目标值（含企业）", "4200"), ("砚州投入表 单位：万元", "占比（%）", "4200%"),
])
def test_the_unit_of_a_head(planner, title, head, shown):
    rows = ((title, ""), ("指标名称", head), ("技术合同", 4200))
    columns = [{"column": 1, "field": "what"}, {"column": 2, "field": "value", "kind": "target", "period": "2030"}]
    carry_out(planner, mapped(planner, sheet_bytes(rows), columns, first=2, lines=1))
    assert amount_words(Fact.objects.current().get()).replace("\N{THIN SPACE}", "") == shown


def test_next_time_the_sheet_is_recognised_and_what_is_there_is_unchanged(planner, person):
    carry_out(planner, mapped(planner, sheet_bytes(TARGETS)))
    again = hand_in(planner, sheet_bytes(TARGETS))
    assert (again.state, again.unchanged, again.rows.count()) == ("planned", 8, 0)
    later = hand_in(planner, sheet_bytes(changed((2, 4, "2030年"), (2, 6, "2031年"), (4, 4, 590), (4, 6, 650))))
    assert later.state == "planned" and later.rows.filter(finding="new").count() == 8
    assert {row.given["period"] for row in later.rows.all()} == {"2030", "2031"}, "years are those of this sheet"
    other = person("planning", unit="990400.kjj")
    assert hand_in(other, sheet_bytes(TARGETS)).state == "unmapped", "not shared"
    mapping = Mapping.objects.get()
    naming.share(planner, mapping, True)
    assert hand_in(other, sheet_bytes(TARGETS)).state == "planned"
    naming.end(planner, Mapping.objects.get())
    assert hand_in(planner, sheet_bytes(TARGETS)).state == "unmapped"


def test_every_error_names_its_cell_and_the_rest_goes_on(planner):
    workbook = mapped(planner, sheet_bytes(changed((4, 6, "六百左右"), (6, 7, "没有这个局"))))
    rows = {(row.line, row.given["period"], row.given["kind"]): row for row in workbook.rows.all()}
    assert rows[4, "2030", "target"].finding == "refused" and said(rows[4, "2030", "target"]).startswith("F4: ")
    assert rows[6, "2029", "target"].finding == "refused" and "catalogue" in said(rows[6, "2029", "target"])
    workbook = carry_out(planner, workbook)
    assert Fact.objects.current().count() == workbook.rows.filter(finding="new").count() == 5


def test_rows_without_values_are_tasks(planner):
    columns = [{"column": 2, "field": "what"}, {"column": 3, "field": "lead"}, {"column": 4, "field": "support"}]
    workbook = mapped(planner, sheet_bytes(TASKS), columns, first=1, lines=1)
    carry_out(planner, workbook)
    tasks = Fact.objects.current().filter(kind="task").order_by("position")
    assert [one.what for one in tasks] == ["建设中试基地", "开展科技特派员行动"]
    assert [(one.name, one.role) for one in tasks[0].in_charge.all()] == [("市科技局", "lead"), ("市财政局", "support")]


@pytest.mark.parametrize(("columns", "why"), [
    ([{"column": 3, "field": "measure_unit"}], "no column is named as the indicator"),
    ([{"column": 2, "field": "what"}, {"column": 3, "field": "what"}], "two columns are named alike"),
    ([{"column": 2, "field": "what"}, {"column": 4, "field": "value", "kind": "target", "period": "soon"}], "is not a period"),
    ([{"column": 99, "field": "what"}], "cannot be chosen"),
])
def test_a_mapping_that_cannot_be_is_told(planner, columns, why):
    workbook = hand_in(planner, sheet_bytes(TARGETS))
    with pytest.raises(UsageError, match=why):
        naming.keep(planner, workbook, "分解表", 2, 2, columns, "task", "x")
    assert not Mapping.objects.exists()


def test_a_copy_of_their_sheet_is_filled_and_looks_as_theirs(planner, client):
    workbook = mapped(planner, sheet_bytes(TARGETS))
    carry_out(planner, workbook)
    empty = changed(*((row, column, None) for row in (4, 5, 6) for column in (4, 5, 6)), (4, 7, None))
    other = mapped_again(planner, sheet_bytes(empty))
    page = client.get(f"/workbooks/mappings/{other.key}/fill/").content.decode()
    assert "no reviewed value" in page and "D4" in page
    answer = client.post(f"/workbooks/mappings/{other.key}/fill/")
    book = load_workbook(io.BytesIO(answer.content))
    sheet = book["分解表"]
    assert [sheet.cell(4, column).value for column in (4, 5, 6)] == [512, 500, 600]
    assert [sheet.cell(5, column).value for column in (4, 5, 6)] == [51.5, 50, 60], "in the unit of the sheet"
    assert sheet["G4"].value == "市科技局" and sheet["F6"].value is None
    assert {str(one) for one in sheet.merged_cells.ranges} >= {"A1:H1", "D2:E2", "B2:B3"}
    assert sheet["A1"].font.bold and sheet["A1"].font.size == 16 and sheet.column_dimensions["B"].width == 33


def mapped_again(person, data: bytes) -> Mapping:
    """The mapping of an emptied sheet of the same head."""
    workbook = hand_in(person, data)
    naming.keep(person, workbook, "分解表", 2, 2, ALL, "task", "空表")
    return Mapping.objects.get(ended_at__isnull=True)


@pytest.mark.covers("C01", status="works", page="/workbooks/<key>/columns/", permission="workbook.map",
                    note="a bureau's own division of targets and tasks is taken in")
@pytest.mark.covers("B01", status="partly", note="targets and actuals of a bureau's own sheet, each with its cell; no filing period yet")
def test_the_pages_from_naming_columns_to_mappings(planner, client):
    workbook = hand_in(planner, sheet_bytes(TARGETS), "分解表.xlsx")
    assert f"/workbooks/{workbook.key}/columns/" in client.get(f"/workbooks/{workbook.key}/").content.decode()
    page = client.get(f"/workbooks/{workbook.key}/columns/").content.decode()
    assert "2029年 / 实际完成" in page and "the head says “指标名称”" in page and TITLE in page
    form = {f"field-{one['column']}": one["field"] for one in ALL} | {f"kind-{one['column']}": one.get("kind", "target") for one in ALL}
    form |= {f"period-{one['column']}": one.get("period", "") for one in ALL} | {"sheet": "分解表", "first": "2", "lines": "2", "rows": "task", "name": "表"}
    answer = client.post(f"/workbooks/{workbook.key}/columns/", form | {"keep": "1"})
    assert answer.status_code == 302
    do_jobs(workbook.key)
    plan = client.get(f"/workbooks/{workbook.key}/").content.decode()
    assert "高新技术企业数" in plan and "Name the columns anew" in plan and "adds 8" in plan
    listed = client.get("/workbooks/mappings/").content.decode()
    mapping = Mapping.objects.get()
    assert "表" in listed and f"/workbooks/mappings/{mapping.key}/fill/" in listed
    client.post(f"/workbooks/mappings/{mapping.key}/rename/", {"name": "新名"})
    client.post(f"/workbooks/mappings/{mapping.key}/share/", {"shared": "1"})
    mapping.refresh_from_db()
    assert (mapping.name, mapping.shared) == ("新名", True)
    client.post(f"/workbooks/mappings/{mapping.key}/end/")
    assert "新名" not in client.get("/workbooks/mappings/").content.decode()


def test_who_may_review_but_not_import_does_not_make_documents(person):
    reviewer = person("reviewer")
    workbook = hand_in(reviewer, sheet_bytes(TARGETS))
    assert workbook.state == "unmapped"
    from taizhang.server.audit.actions import Refused

    with pytest.raises(Refused):
        naming.keep(reviewer, workbook, "分解表", 2, 2, ALL, "task", "x")
    actions.discard(reviewer, Workbook.objects.get())

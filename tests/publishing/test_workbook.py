"""The workbook: every fact a row, exact values, nothing that could start a formula, sources that open the page."""

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from taizhang.publishing import checking, formats, workbook
from taizhang.publishing.formats import Options
from taizhang.values import Facts


def written(ledger: list[Facts], language: str = "zh_Hans", page: str | None = "ledger.html") -> bytes:
    return formats.named("xlsx").write(ledger, Options(language, page))


@pytest.fixture(scope="module")
def book(ledger: list[Facts]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(written(ledger)))


def column(book: openpyxl.Workbook, sheet: str, head: str) -> list[object]:
    rows = list(book[sheet].iter_rows(values_only=True))
    at = rows[0].index(head)
    return [row[at] for row in rows[1:]]


def test_sheets_are_named_in_the_language_and_hold_every_fact(ledger: list[Facts], book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["目标", "实际", "预测", "规则", "任务", "定性目标", "引用", "条款", "文件"]
    assert [book[name].max_row - 1 for name in book.sheetnames] == [6, 2, 1, 2, 1, 1, 1, 1, 2]
    assert openpyxl.load_workbook(BytesIO(written(ledger, "en"))).sheetnames[:2] == ["Targets", "Actuals"]
    assert list(checking.workbook(ledger, written(ledger))) == []


def test_values_are_numbers_and_long_ones_keep_their_digits(book: openpyxl.Workbook) -> None:
    assert column(book, "目标", "数值")[0] == 900000000000 and column(book, "目标", "显示")[0] == "> 9000 亿元"
    assert column(book, "实际", "数值") == [1200, -3.5]
    assert column(book, "预测", "数值") == ["12345678901234567890.5"] == column(book, "预测", "全部数位")
    cell = next(c for row in book["实际"].iter_rows() for c in row if c.value == -3.5)
    assert cell.number_format == "#,##0.00"


def test_no_cell_can_start_a_formula(ledger: list[Facts], book: openpyxl.Workbook) -> None:
    with ZipFile(BytesIO(written(ledger))) as archive:
        assert not any(
            b"<f>" in archive.read(name) or b"<f " in archive.read(name) for name in archive.namelist() if name.endswith(".xml")
        )
    suspicious = [
        c for sheet in book for row in sheet.iter_rows() for c in row if isinstance(c.value, str) and c.value[:1] in "=+-@\t"
    ]
    assert {str(c.value)[0] for c in suspicious} == {"=", "+", "@"}
    assert all(c.data_type == "s" and c.quotePrefix for c in suspicious)


def test_a_source_opens_its_sentence_in_the_page(ledger: list[Facts], book: openpyxl.Workbook) -> None:
    links = [c.hyperlink for row in book["目标"].iter_rows() for c in row if c.hyperlink]
    first = ledger[0].statements[0]
    assert len(links) == 6
    assert links[0].target == "ledger.html" and links[0].location == f"doc=plan.txt&s={first.start}-{first.end}"
    without = openpyxl.load_workbook(BytesIO(written(ledger, page=None)))
    assert not any(c.hyperlink for sheet in without for row in sheet.iter_rows() for c in row)


def test_heads_are_frozen_and_filters_set(book: openpyxl.Workbook) -> None:
    for sheet in book:
        assert sheet.freeze_panes and sheet.auto_filter.ref


def test_units_of_the_task_stand_beside_its_targets(book: openpyxl.Workbook) -> None:
    assert column(book, "目标", "责任单位")[4] == "市科技局、市财政局、各县（市、区）人民政府"
    assert column(book, "目标", "责任单位")[0] is None
    assert column(book, "任务", "牵头单位") == ["市科技局"] and column(book, "任务", "推定牵头") == ["推定牵头"]


def test_a_cell_longer_than_a_cell_may_be_is_cut_and_says_so(ledger: list[Facts]) -> None:
    from dataclasses import replace

    facts = ledger[0]
    long = replace(facts.goals[0], what="长" * 40_000)
    book = openpyxl.load_workbook(BytesIO(written([replace(facts, goals=(long,))])))
    [cell] = column(book, "定性目标", "事项")
    assert isinstance(cell, str) and len(cell) == workbook.LONGEST_CELL and cell.endswith("…")


def test_a_sheet_short_of_rows_is_found_out(ledger: list[Facts]) -> None:
    assert any("Targets" in said for said in checking.workbook(ledger, written(ledger[1:])))
    assert list(checking.workbook(ledger, b"no archive")) != []

"""The sheet a bureau reports in: heads merge as the template has them, values that count stand in it with their source, an empty cell says why."""
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from taizhang import packs
from taizhang.indicators.points import Point
from taizhang.packs import Mistake
from taizhang.publishing.reports import Template, as_xlsx, fill, templates
from taizhang.publishing.reports.spans import broken, heads
from taizhang.publishing.reports.template import Column, Line, check_sheets
from taizhang.publishing.series import Paper
from taizhang.values import Period, Span
from taizhang.values.errors import UsageError

PACK, TODAY = packs.load("sample"), date(2028, 3, 1)
COUNTIES, CITY = templates(PACK)[:2]
HOME = PACK.home
FIRST = PACK.members(HOME)[0].id


def point(value: str, year: str = "2027", *, indicator: str = "hnte_count", subject: str = HOME, kind: str = "actual", unit: str = "家", **more) -> Point:
    given = {"measure": "level", "op": "=", "source": Span("d1", 3, 9, "达到若干家以上"), "document": "d1", "key": f"k{value}{year}{kind}"} | more
    return Point(indicator, subject, Period.parse(year), kind, value=Decimal(value), unit=unit, **given)


def cell(points, row: str = "高新技术企业", column: tuple[str, ...] = ("本年", "实际"), template: Template = CITY, today: date = TODAY, year: int = 2027):
    filled = fill(template, PACK, points, year, today)
    at = next(n for n, path in enumerate(filled.paths) if path[-1] == row)
    return filled.rows[at][template.paths.index(column)]


def workbook(filled, papers=None):
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(filled, papers or {}, "zh_Hans", TODAY)))


# ---- what stands in a cell

def test_a_value_stands_in_its_cell_with_its_source():
    found = cell([point("398")])
    assert (found.number, found.shown, found.point.source.quote) == (398, "398", "达到若干家以上")


@pytest.mark.parametrize(("points", "column", "year", "why"), [
    ([], ("本年", "实际"), 2027, "no evidence"), ([], ("本年", "目标"), 2027, "no target"), ([], ("本年", "实际"), 2029, "not started"),
    ([point("398", reviewed=False)], ("本年", "实际"), 2027, "no evidence"),
    ([point("398", unit="%")], ("本年", "实际"), 2027, "no evidence"),
    ([point("398", "2027-06")], ("本年", "实际"), 2027, "no evidence"),
    ([point("398"), point("400", key="other", source=Span("d2", 0, 2, "四百"), document="d2")], ("本年", "实际"), 2027, "figures differ, none counts"),
])
def test_an_empty_cell_says_why_and_never_zero(points, column, year, why):
    found = cell(points, column=column, year=year)
    assert (found.why, found.number, found.shown) == (why, None, "")


def test_a_reported_zero_is_a_zero():
    found = cell([point("0")])
    assert found.number == 0 and not found.why and found.answer.number == 0


def test_figures_that_agree_count_once():
    assert cell([point("398"), point("398", key="other", source=Span("d2", 0, 2, "同"), document="d2")]).number == 398


def test_bounds_and_ranges_stand_with_their_signs():
    assert cell([point("470", kind="target", op=">=")], column=("本年", "目标")).shown == "≥ 470"
    assert cell([point("470", kind="target", op="range", value2=Decimal(480))], column=("本年", "目标")).shown == "470—480"


def test_a_factor_loses_no_digit():
    found = cell([point("3650123456.78", indicator="rd_expenditure", unit="CNY")], row="全社会研发经费")
    assert str(found.number) == "365012.345678"
    assert cell([point("3160000000", indicator="rd_expenditure", unit="CNY")], row="全社会研发经费").shown == "316000"
    assert cell([point("0", indicator="rd_expenditure", unit="CNY")], row="全社会研发经费").shown == "0"
    assert cell([point("-50000.5", indicator="rd_expenditure", unit="CNY")], row="全社会研发经费").number == Decimal("-5.00005")


def test_growth_has_its_own_column_and_unit():
    found = cell([point("15.5", indicator="rd_expenditure", unit="%", measure="growth")], row="全社会研发经费", column=("本年", "比上年增长（%）"))
    assert found.number == Decimal("15.5")


def test_a_share_and_a_rank_are_levels_of_their_kind():
    found = cell([point("2.5", indicator="rd_gdp_ratio", unit="%", measure="ratio", kind="target", op=">=")], row="研发经费占地区生产总值比重", column=("本年", "目标"))
    assert found.shown == "≥ 2.5"


def test_years_stand_beside_each_other():
    points = [point("342", "2026"), point("398"), point("465", "2028", kind="target")]
    assert [cell(points, column=one).number for one in (("上年实际",), ("本年", "实际"), ("下年目标",))] == [342, 398, 465]


def test_ways_of_counting_are_never_mixed():
    one, other = point("398", calibre="甲"), point("420", calibre="乙", key="x", source=Span("d2", 0, 2, "乙"))
    assert cell([one, other]).why == "figures differ, none counts" and cell([one]).number == 398
    named = replace(CITY, lines=(replace(CITY.lines[4], calibre="乙"),))
    assert cell([one, other], template=named).number == 420
    assert cell([one], template=named).why == "no evidence"


def test_a_region_that_was_not_there_is_not_applicable():
    pack = packs.load("sanming")
    old = next(one for one in pack.children("350400") if one.until)
    filled = fill(next(one for one in templates(pack) if one.id == "st_yearly_counties"), pack, [], old.until.year + 1, date(2026, 1, 1), [old.id])
    assert {one.why for one in filled.rows[0] if one.why} == {"not applicable"}


def test_order_of_input_changes_nothing():
    points = [point("342", "2026"), point("398"), point("465", "2028", kind="target"), point("400", "2027", kind="target")]
    assert fill(CITY, PACK, points, 2027, TODAY).rows == fill(CITY, PACK, points[::-1], 2027, TODAY).rows


@pytest.mark.parametrize(("year", "subjects", "template"), [(1200, [], CITY), (2027, ["nowhere"], COUNTIES), (2027, [HOME, FIRST], CITY)])
def test_what_cannot_be_filled_is_refused(year, subjects, template):
    with pytest.raises(UsageError):
        fill(template, PACK, [], year, TODAY, subjects)


def test_lines_are_the_counties_and_zones_of_the_place_in_official_order():
    filled = fill(COUNTIES, PACK, [point("41", subject=FIRST)], 2027, TODAY)
    assert [path[0] for path in filled.paths] == [one.name for one in PACK.members(HOME, date(2027, 12, 31), zones=True)]
    assert filled.numbers == 1 and filled.rows[0][COUNTIES.paths.index(("创新主体", "高新技术企业（家）", "年末"))].number == 41


# ---- the workbook

@pytest.mark.covers("B11", status="partly", note="a bureau's yearly sheet with merged heads, filled from reviewed values with their sources")
def test_heads_are_merged_and_sources_stand_on_the_second_sheet():
    book = workbook(fill(COUNTIES, PACK, [point("41", subject=FIRST)], 2027, TODAY), {"d1": Paper("d1", "某县总结", "某政〔2028〕1号", date(2028, 1, 5))})
    sheet, sources = book.worksheets
    merged = {str(one) for one in sheet.merged_cells.ranges}
    assert {"C2:F2", "G2:J2", "C3:D3", "A2:A4", "B2:B4", "K2:L2", "J3:J4"} <= merged
    assert sheet["A1"].value == "砚州市2027年科技创新主要指标完成情况（分县、市、区）" and sheet["C2"].value == "研发投入" and sheet["C4"].value == "本年"
    at = next(one for row in sheet.iter_rows() for one in row if one.value == 41)
    assert [one.value for one in sources[2]] == [at.coordinate, PACK.regions[FIRST].name, "创新主体 / 高新技术企业（家） / 年末", "2027", "41", "家", "某政〔2028〕1号", "某县总结",
                                                 "2028-01-05", "达到若干家以上"]
    said = {one.value for row in sheet.iter_rows(min_row=5) for one in row}
    assert "无佐证" in said and "未设目标" in said and 0 not in said


def test_groups_of_lines_merge_downwards():
    sheet = workbook(fill(CITY, PACK, [], 2027, TODAY)).worksheets[0]
    assert "B4:B7" in {str(one) for one in sheet.merged_cells.ranges} and sheet["B4"].value == "研发投入" and sheet["C4"].value == "全社会研发经费"
    assert "B2:C3" in {str(one) for one in sheet.merged_cells.ranges}


@pytest.mark.parametrize("bad", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\0", "\x0b", "\ud800", "x" * 40000])
def test_no_cell_can_start_a_formula_and_no_sign_breaks_the_file(bad):
    source = Span("d1", 0, len(bad), bad)
    template = replace(CITY, name=bad[:40], title=bad, notes=(bad,), signs=(bad,), lines=(Line((bad[:50],), "hnte_count", unit=bad[:50], factor=Decimal(10)),))
    book = workbook(fill(template, PACK, [point("398", source=source)], 2027, TODAY), {"d1": Paper("d1", bad, bad)})
    for sheet in book.worksheets:
        assert all(one.data_type != "f" for row in sheet.iter_rows() for one in row)


# ---- the template

def test_the_shipped_sheets_are_sound():
    for name in ("china", "sample", "quanzhou", "sanming"):
        assert list(check_sheets(packs.load(name))) == [] and len(templates(packs.load(name))) >= 2


def checked(**changes) -> list[Mistake]:
    class Like:
        indicators = PACK.indicators

        def section(self, name, model):
            return {"x": replace(CITY, **changes)}

    return list(check_sheets(Like()))


NAMES = Column(("指标",), "subject")


@pytest.mark.parametrize(("changes", "says"), [
    ({"columns": ()}, "0 columns"), ({"columns": (NAMES, *(Column((f"c{n}",)) for n in range(60)))}, "61 columns"),
    ({"columns": (NAMES, Column(()))}, "missing or too deep"), ({"columns": (NAMES, Column(tuple("abcde")))}, "missing or too deep"),
    ({"columns": (NAMES, Column(("a",)), Column(("a",)))}, "stand twice"),
    ({"columns": (NAMES, Column(("a", "b")), Column(("c",)), Column(("a", "d")))}, "interrupted"),
    ({"columns": (NAMES, Column(("a",)), Column(("a", "d")))}, "a column and a group"), ({"columns": (Column(("a",)),)}, "names of lines"),
    ({"columns": (NAMES, NAMES)}, "names of lines"), ({"columns": (NAMES, Column(("a",), indicator="hnte_count"))}, "so do the lines"),
    ({"columns": (NAMES, Column(("a",), "note", indicator="hnte_count"))}, "is filled with note"),
    ({"columns": (NAMES, Column(("a",), offset=21))}, "21 years away"),
    ({"lines": ()}, "names no indicator"), ({"lines": (Line(("a",), "no_such"),)}, "no_such is not there"),
    ({"lines": (Line(("a",), "hnte_count", factor=Decimal(0), unit="x"),)}, "power of ten"),
    ({"lines": (Line(("a",), "hnte_count", factor=Decimal(3), unit="x"),)}, "power of ten"),
    ({"lines": (Line(("a",), "hnte_count", factor=Decimal(10)),)}, "power of ten"), ({"id": "A b"}, "plain"),
])
def test_what_a_template_may_not_say_is_named(changes, says):
    assert any(says in f"{one.what} {one.hint}" for one in checked(**changes)), [one.what for one in checked(**changes)]


def test_every_level_of_heads_covers_all_columns():
    for paths in (COUNTIES.paths, CITY.paths, [("a", "b", "c"), ("a", "b", "d"), ("a", "e"), ("f",)]):
        assert broken([tuple(one) for one in dict.fromkeys(map(tuple, paths))]) == []
        levels = heads(paths, twins=True)
        covered = sorted((head.level + level, head.column + column) for row in levels for head in row
                         for level in range(head.levels) for column in range(head.columns))
        assert covered == sorted((level, column) for level in range(len(levels)) for column in range(len(paths)))

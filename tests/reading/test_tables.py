"""Tables whose cells are separated by tabs: headings say what a cell counts."""
from collections.abc import Callable

from taizhang.reading.tables import Cell, cells, free_cells
from taizhang.values import Statement

Say = Callable[..., list[Statement]]


def table(text: str, title: str = "") -> list[Cell]:
    """The cells of a table that is the whole text."""
    rows, at = [], 0
    for line in text.split("\n"):
        rows.append((at, at + len(line)))
        at += len(line) + 1
    return list(cells(text, rows, title))


def test_rows_are_subjects_and_growth_names_its_left_neighbour() -> None:
    found = table("地区\t产值（亿元）\t比上年增长（%）\n望岭县\t12.505\t-3.0\n竹里县\t0\t0.125", "2030年各县产值")
    assert [(c.subject, c.indicator, str(c.q.value), c.q.unit, c.measure, c.year) for c in found] == [
        ("望岭县", "产值", "1250500000", "CNY", "level", 2030), ("望岭县", "产值", "-3.0", "%", "growth", 2030),
        ("竹里县", "产值", "0", "CNY", "level", 2030), ("竹里县", "产值", "0.125", "%", "growth", 2030)]


def test_rows_are_indicators_and_columns_years() -> None:
    found = table("指标\t单位\t2025年\t2030年目标\n绿地率\t%\t38.5\t≥40\n泵站\t座\t7\t12")
    assert [(c.indicator, c.q.op, str(c.q.value), c.q.unit, c.year, c.kind) for c in found] == [
        ("绿地率", "=", "38.5", "%", 2025, None), ("绿地率", ">=", "40", "%", 2030, "target"),
        ("泵站", "=", "7", "座", 2025, None), ("泵站", "=", "12", "座", 2030, "target")]


def test_unit_in_the_title() -> None:
    [cell] = table("地区\t产值\n望岭县\t3.5", "2030年产值（单位：亿元）")
    assert (str(cell.q.value), cell.q.unit) == ("350000000", "CNY")


def test_the_whole_is_the_place_of_the_document(say: Say) -> None:
    found = say("bare", "砚州市2030年科技统计公报\n表1　2030年各县产值\n地区\t产值（亿元）\n合计\t20\n望岭县\t12.505\n")
    assert [(s.subject, s.table, s.quote) for s in found] == [("砚州市", True, "合计\t20"), ("望岭县", True, "望岭县\t12.505")]


def test_a_rank_column() -> None:
    [cell] = table("地区\t排名\n望岭县\t3", "2030年")
    assert (cell.q.unit, cell.measure) == ("位", "rank")


def test_a_table_without_figures_or_without_headings_is_none() -> None:
    assert table("任务\t责任单位\n泵站改造\t市水利局") == []
    assert table("1\t2\n3\t4") == []


def test_a_cell_that_holds_a_sentence_is_left_to_prose() -> None:
    text = "任务\t年底前完成泵站改造12座\n水闸\t5"
    line = text.index("\n")
    assert [text[a:b] for a, b in free_cells(text, [(0, line), (line + 1, len(text))])] == ["年底前完成泵站改造12座"]

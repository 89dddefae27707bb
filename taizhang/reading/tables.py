"""Tables whose cells are separated by tabs: what a cell counts is said by its headings.

Two layouts: rows are subjects and columns indicators (a bulletin), or rows are indicators and columns years,
targets or results (a plan). A column of growth names its left neighbour.
"""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from taizhang.reading.quantities import Quantity, quantities
from taizhang.reading.units import COUNTS, MONEY, TIMES, unit_of

_NUMBER = re.compile(r"(?P<cmp>[≥≤><＞＜≈])?\s?(?P<n>[-−－]?\d{1,15}(?:,\d{3})*(?:\.\d+)?)(?P<pct>[%‰])?(?P<tail>以上|以下|以内|左右)?$")
_UNIT = re.compile(rf"(?P<mag>[十百千万亿]{{0,2}})(?P<u>%|‰|个百分点|百分点|{MONEY}|{TIMES}|{COUNTS})(?P<per>(?:/[^，。）]{{1,4}})?)(?:（[次个户]）)?$")
_IN_BRACKETS = re.compile(r"（(?P<u>[^（）]{1,10})）")
_WHOLE = re.compile(r"(?:合计|总计|总数|全国|全省|全市|全区|全县|小计)$")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年|$)")
_TARGET = re.compile(r"目标|计划|预期|规划|指标值|要求")
_ACTUAL = re.compile(r"实际|完成|现状|基期|基数|实绩|达到值")
_GROWTH = re.compile(r"(?:同比|比上年|较上年|增长|增速|增幅|±)")
_UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
_SKIP_HEAD = re.compile(r"^(?:序号|编号|代码|备注|属性|类型|指标属性|责任单位|牵头单位|配合单位|数据来源)$")
_INDICATOR_HEAD = re.compile(r"指标|项目名称|名称|内容|任务")
_ASIDE = re.compile(r"^(?:其中|其中，|#)：?|^[（(]?\d{1,2}[）)]?[.、]|^[一二三四五六七八九十]{1,3}、|^（[一二三四五六七八九十]{1,2}）")
# 分行业规模以上企业研发情况: what a row 合计 adds up.
_BY_GROUP = re.compile(r"(?:分[\u4e00-\u9fff]{2,4}?)(?P<set>规模以上[\u4e00-\u9fff]{2,6}|[\u4e00-\u9fff]{2,6}企业)")
_COMPARATORS = {"≥": ">=", "≤": "<=", ">": ">", "<": "<", "＞": ">", "＜": "<", "≈": "~"}
_TAILS = {"以上": ">=", "以下": "<=", "以内": "<=", "左右": "~"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a table: where row label and value stand, and what its headings say."""

    start: int
    q: Quantity
    indicator: str
    measure: str
    subject: str | None
    year: int | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    unit: tuple[str, str, int] | None
    year: int | None
    growth: bool
    kind: str | None
    role: str


Row = list[tuple[int, int]]


def cells(text: str, rows: list[tuple[int, int]], title: str) -> Iterator[Cell]:
    """The numbers of one table; ``rows`` are its lines in ``text``, ``title`` what stands above it.

    >>> text = "地区\\t产值（亿元）\\t比上年增长（%）\\n东港区\\t12.5\\t-3.0"
    >>> [(c.subject, c.indicator, str(c.q.value), c.q.unit, c.measure) for c in cells(text, [(0, 18), (19, 32)], "2030年各区产值")]
    [('东港区', '产值', '1250000000', 'CNY', 'level'), ('东港区', '产值', '-3.0', '%', 'growth')]
    """
    split = [_split(text, a, b) for a, b in rows]
    head_rows = 0
    for row in split:
        if any(_NUMBER.match(text[a:b]) for a, b in row[1:] if b > a) and not all(_YEAR.fullmatch(text[a:b]) for a, b in row[1:] if b > a):
            break
        head_rows += 1
    if not head_rows or head_rows == len(split):
        return
    width = max(len(row) for row in split[head_rows:])
    for row in split[:head_rows]:
        if len(row) == width - 1:  # an empty corner is lost with the blanks at the edge of its line
            row.insert(0, (row[0][0], row[0][0]))
    year_found = _YEAR.search(title)
    year = int(year_found.group()) if year_found else None
    shared = re.search(r"单位：(?P<u>[^\s，）]{1,8})", title)
    columns = _columns(text, split[:head_rows], width, _unit(shared["u"]) if shared else None)
    first = next((i for i, c in enumerate(columns) if c.role == "label"), 0)
    dated = any(c.year or c.kind for c in columns) and not any(c.unit for c in columns if not c.year)
    by_indicator = dated or bool(_INDICATOR_HEAD.search(columns[first].name))
    whole = _BY_GROUP.search(title)
    for row in split[head_rows:]:
        yield from _cells_of(text, row, columns, first, by_indicator, year, whole["set"] if whole else None)


def free_cells(text: str, rows: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Cells that hold a sentence rather than a value: they are read like a paragraph."""
    for a, b in rows:
        for x, y in _split(text, a, b):
            if y - x >= 7 and not _NUMBER.match(text[x:y]) and not text.startswith(("（", "20", "19"), x) and not text.endswith("）", x, y):
                yield x, y


def _cells_of(
    text: str, row: Row, columns: list[_Column], first: int, by_indicator: bool, year: int | None, whole: str | None,
) -> Iterator[Cell]:
    """The cells of one row; ``first`` is the column of its label."""
    if len(row) <= first:
        return
    start, label = _label(text, *row[first])
    if not label:
        return
    row_unit = None
    for i, (a, b) in enumerate(row[:len(columns)]):
        if columns[i].role == "unit":
            row_unit = _unit(text[a:b])
    in_label = _IN_BRACKETS.search(label)
    if in_label and _unit(in_label["u"]):
        row_unit = _unit(in_label["u"])
        label_name = label.replace(in_label.group(), "")
    else:
        label_name = label
    subject: str | None = None if by_indicator else "" if _WHOLE.search(label) else label_name
    if subject == "" and whole:
        subject = whole
    for i, (a, b) in enumerate(row[:len(columns)]):
        column = columns[i]
        if i == first or column.role != "value" or b <= a:
            continue
        name = label_name if by_indicator else column.name
        q = _value(text, a, b, (row_unit or column.unit) if by_indicator and not column.growth else (column.unit or row_unit))
        if q is None or not name:
            continue
        measure = "growth" if column.growth and q.unit in ("%", "‰") else "rank" if q.unit == "位" else "increment" if q.unit == "百分点" else (
            "ratio" if q.unit in ("%", "‰") or "/" in q.unit or name.startswith(("人均", "每")) else "level")
        yield Cell(start, q, name, measure, subject, column.year or year, column.kind)


def _split(text: str, a: int, b: int) -> Row:
    row: Row = []
    while True:
        at = text.find("\t", a, b)
        end = at if at >= 0 else b
        x, y = a, end
        while x < y and text[x] in " \u3000":
            x += 1
        while y > x and text[y - 1] in " \u3000":
            y -= 1
        row.append((x, y))
        if at < 0:
            return row
        a = at + 1


def _label(text: str, a: int, b: int) -> tuple[int, str]:
    found = _ASIDE.match(text[a:b])
    if found and found.end() < b - a:
        a += found.end()
    return a, text[a:b].replace(" ", "")


def _columns(text: str, heads: list[Row], width: int, shared: tuple[str, str, int] | None) -> list[_Column]:
    columns: list[_Column] = []
    label_seen = False
    for i in range(width):
        words = "".join(text[a:b].replace(" ", "") for row in heads if i < len(row) for a, b in [row[i]])
        bracket = _IN_BRACKETS.search(words)
        unit = _unit(bracket["u"]) if bracket else None
        name = words.replace(bracket.group(), "") if bracket and unit else words
        year_found = _YEAR.search(name)
        growth = bool(_GROWTH.search(name)) and (unit is None or unit[0] in ("%", "‰"))
        kind = "target" if _TARGET.search(name) else "actual" if _ACTUAL.search(name) else None
        if _UNIT_HEAD.match(name):
            role = "unit"
        elif _SKIP_HEAD.match(name):
            role = "skip"
        elif not label_seen:
            role, label_seen = "label", True
        else:
            role = "value"
        if growth and role == "value":
            left = next((c for c in reversed(columns) if c.role == "value" and not c.growth), None)
            base = re.sub(r"(?:同比|比上年|较上年)?(?:增长|增速|增幅|±)(?:速度|率)?", "", name)
            name = base if len(base) >= 2 else left.name if left else name
            unit = unit or ("%", "percent", 0)
        if re.search(r"位次|排名|名次", name):
            unit = ("位", "rank", 0)
        if year_found and role == "value":
            name = re.sub(r"(?:19|20)\d\d年?(?:度|末|底)?", "", name)
        when = int(year_found.group()) if year_found else None
        if growth and role == "value" and when is None:
            beside = next((c for c in reversed(columns) if c.role == "value"), None)
            when, kind = (beside.year, kind or beside.kind) if beside else (None, kind)
        columns.append(_Column(name, unit or (shared if role == "value" and not growth else None), when, growth, kind, role))
    return columns


def _unit(written: str) -> tuple[str, str, int] | None:
    found = _UNIT.match(written.replace(" ", ""))
    if not found:
        return None
    unit, sort, power = unit_of(found["u"])
    for sign in found["mag"]:
        power += {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}[sign]
    return unit + found["per"], sort, power


def _value(text: str, a: int, b: int, unit: tuple[str, str, int] | None) -> Quantity | None:
    found = _NUMBER.match(text[a:b])
    if not found:
        inside = list(quantities(text, a, b))
        return inside[0] if len(inside) == 1 and inside[0].start - a <= 2 and b - inside[0].end <= 2 else None
    if found["pct"]:
        unit = (found["pct"], "percent", 0)
    if unit is None:
        return None
    written = found["n"].replace(",", "").replace("−", "-").replace("－", "-")
    value = Decimal(written).scaleb(unit[2]) if unit[2] else Decimal(written)
    if unit[2]:
        value = value.quantize(Decimal(1)) if value == value.to_integral_value() else Decimal(format(value.normalize(), "f"))
    op = _COMPARATORS.get(found["cmp"] or "", _TAILS.get(found["tail"] or "", "="))
    return Quantity(a, b, a + found.start("n"), a + found.end("n"), value, None, op, unit[0], unit[1])

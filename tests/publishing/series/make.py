"""Values with all that may go wrong in a cell."""
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from taizhang.indicators.points import Point
from taizhang.publishing.series import Edition, Licence, Paper
from taizhang.values import Input, Period, Span, Trace

AT = datetime(2028, 3, 1, 9, 30, tzinfo=UTC)
HOSTILE = ("=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "\uff1d1", 'a"b,c', "a\nb", "\0", "  =x", "𠮷光")


def point(**given: Any) -> Point:
    base: dict[str, Any] = {
        "indicator": "gdp", "subject": "yanzhou", "period": Period(2027, 2027), "kind": "actual", "measure": "level", "op": "=",
        "value": Decimal("462721060000"), "unit": "CNY", "source": Span("plan", 10, 14, "生产总值"), "document": "方案", "key": "k1"}
    return Point(**(base | given))


def edition(*points: Point, **given: Any) -> Edition:
    papers = {"plan": Paper("plan", "砚州市方案", "砚政〔2028〕7号", date(2028, 3, 12), "主动公开", "https://example.invalid/plan")}
    return Edition(points, "砚州市指标", date(2028, 3, 1), AT, **({"papers": papers, "subjects": {"yanzhou": "砚州市"}} | given))


def several() -> tuple[Point, ...]:
    """Targets and results, a range, a rate, one computed, one of every year, and words that would like to be formulas."""
    trace = Trace("gdp", "426931900000", "level from growth", None, (Input("gdp", "462721060000", Span("plan", 10, 14, "生产总值")),), ("a / b",))
    hostile = (point(subject=said, source=Span(said, 0, 3, said), modality=said, key=said, calibre=said) for said in HOSTILE)
    return (
        point(), point(kind="target", op=">=", value=Decimal("-2.50"), unit="%", measure="growth", modality="力争", key="k2"),
        point(op="range", value=Decimal(15), value2=Decimal(20), unit="家", key="k3", per="年"), point(period=Period.parse("annual"), key="k4"),
        point(value=Decimal("12345678901234567890.50"), key="k5", vintage="初步"), point(key="", trace=trace, reviewed=False), point(value=Decimal(0), key="k0"),
        *hostile)


LICENCE = Licence("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/")

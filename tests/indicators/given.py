"""Points for the tests, said in few words."""
from datetime import date
from decimal import Decimal
from typing import Any

from taizhang.indicators.points import Point
from taizhang.indicators.series import Series, series
from taizhang.packs.records import Indicator
from taizhang.values import Period, Span

ISSUED = date(2016, 8, 27)


def point(kind: str, period: str, value: str | int, op: str = "=", measure: str = "level", quote: str = "", **given: Any) -> Point:
    """A point of one indicator and subject; ``quote`` holds the digits as written."""
    document = given.pop("document", f"{kind} of {period}")
    whole = {"unit": "%" if measure == "growth" else "家", "indicator": "hnte_count", "subject": "350500", **given}
    return Point(period=Period.parse(period), kind=kind, measure=measure, op=op, value=Decimal(value), document=document,  # type: ignore[arg-type]
                 source=Span(document, 0, len(quote), quote), **whole)


def target(period: str, value: str | int, op: str = ">=", **given: Any) -> Point:
    """A target set on `ISSUED`."""
    return point("target", period, value, op, **{"issued": ISSUED, **given})


def actual(period: str, value: str | int, op: str = "=", **given: Any) -> Point:
    """An actual."""
    return point("actual", period, value, op, **given)


def of(*points: Point) -> Series:
    """The one series of these points."""
    (one,) = series(points)
    return one


def indicator(direction: str = "up", nature: str = "stock", **given: Any) -> Indicator:
    """An entry of the catalogue."""
    return Indicator("hnte_count", "名", "name", "", "家", direction, nature, "sum", "year", "", "", **given)  # type: ignore[arg-type]

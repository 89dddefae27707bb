"""Invented values for charts."""
from datetime import date
from decimal import Decimal
from typing import Any

from taizhang.server.look.charts import Guess, Mark, PathChart, Route


def result(period: str, value: str, **given: Any) -> Mark:
    return Mark(period, Decimal(value), **{"href": "/facts/7", "source": "Bureau", **given})


def research() -> PathChart:
    """Everything that a path chart can hold at once."""
    return PathChart(
        "Share of research", "%",
        results=(result("2015", "1.34", vintage="final"), result("2016", "1.47", vintage="final"), result("2017", "1.65", vintage="est", counts=False),
                 result("2017", "1.60", counts=False), result("2017", "1.62", vintage="final"), result("2018", "1.74", vintage="est")),
        target=Route((result("2017", "1.62", derived=True), result("2018", "1.91", derived=True), result("2019", "2.21", derived=True),
                      result("2020", "2.5", op=">=")), "Target", "No. 12"),
        rivals=(Route((result("2015", "1.34", derived=True), result("2020", "2.2")), "Another", "No. 9"),),
        forecast=(Guess("2019", Decimal("1.87"), Decimal("1.80"), Decimal("1.95")), Guess("2020", Decimal("2.00"), Decimal("1.90"), Decimal("2.10"))),
        today=date(2018, 7, 5), gap="2018", anchor="rd")

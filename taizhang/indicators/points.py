"""One value of a series: a target, a result or a forecast, with where it comes from."""
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taizhang.values import Period, Span, Trace
from taizhang.values.facts import Kind, Measure, Op


@dataclass(frozen=True, slots=True)
class Point:
    """A target, an actual or a forecast of one indicator for one subject and period, in the base unit of the indicator.

    ``indicator`` is an id of the catalogue; ``subject`` an id of a region of the pack, else the words of the text. ``calibre`` names
    the way of counting that the figure follows, empty where the indicator has a single one: different calibres never share a series.
    ``source`` is the sentence, ``document`` what holds it (its name for people), ``issued`` its day. ``key`` names the fact behind the
    point, ``reviewed`` says whether a person accepted it. A point that was computed carries its ``trace`` and the sentence of its first input.
    """

    indicator: str
    subject: str
    period: Period
    kind: Kind
    measure: Measure
    op: Op
    value: Decimal
    unit: str
    source: Span
    document: str
    value2: Decimal | None = None
    per: str | None = None
    calibre: str = ""
    vintage: str | None = None
    modality: str | None = None
    issued: date | None = None
    key: str = ""
    reviewed: bool = True
    trace: Trace | None = None

    @property
    def year(self) -> int | None:
        """The year by which a target falls due or for which an actual holds; None for every year."""
        return self.period.year

    @property
    def derived(self) -> bool:
        """Whether it was computed from others."""
        return self.trace is not None

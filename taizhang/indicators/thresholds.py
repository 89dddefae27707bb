"""How far is far, as a place says it: thresholds of states as pack data, for all indicators or for one."""
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from taizhang.indicators.judgement import Thresholds
from taizhang.packs import SECTIONS, Mistake, Pack, Section
from taizhang.values.errors import UsageError

ALL = "all"


@dataclass(frozen=True, slots=True)
class ThresholdRow:
    """``id`` is an indicator, or ``all`` for those that have no row of their own. What is left out stays as in `Thresholds`.

    ``off``, ``ahead`` and ``near`` are parts of 0 to below 1, ``patience`` a number of months; ``source`` says who decided so.
    """

    id: str
    off: Decimal | None = None
    ahead: Decimal | None = None
    near: Decimal | None = None
    patience: int | None = None
    source: str = ""
    layer: str = ""


def thresholds_of(pack: Pack, indicator: str) -> Thresholds:
    """The thresholds by which an indicator is judged: its own, else those for all, else ours.

    >>> from taizhang import packs
    >>> thresholds_of(packs.load("china"), "gdp") == Thresholds()
    True
    """
    rows = pack.section("thresholds", ThresholdRow)
    row = rows.get(indicator) or rows.get(ALL)
    return _made(row) if row is not None else OURS


OURS = Thresholds()


def _made(row: ThresholdRow) -> Thresholds:
    return Thresholds(
        off=OURS.off if row.off is None else Fraction(row.off), ahead=OURS.ahead if row.ahead is None else Fraction(row.ahead),
        near=OURS.near if row.near is None else Fraction(row.near), patience=OURS.patience if row.patience is None else row.patience)


def check_thresholds(pack: Pack) -> Iterator[Mistake]:
    """Each is of an indicator that is there, or of all; parts lie between 0 and 1."""
    for one in pack.section("thresholds", ThresholdRow).values():
        if one.id != ALL and one.id not in pack.indicators:
            yield Mistake(one.id, "id", f"the indicator {one.id} is not there", f"add it, or write {ALL}")
        try:
            _made(one)
        except UsageError as error:
            yield Mistake(one.id, "off", str(error), "write parts such as 0.2")


THRESHOLDS = SECTIONS.add(Section("thresholds", ThresholdRow, check_thresholds))

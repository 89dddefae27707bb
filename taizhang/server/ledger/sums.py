"""Sums of rows, exact, and only where adding makes sense; with what they cover in words, else with the reason why there is none."""
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.publishing.amounts import exact, shown
from taizhang.server.facts.models import REVIEWED, STATEMENTS, Fact
from taizhang.server.facts.showing import as_statement
from taizhang.server.ledger.finding import Found, years_words
from taizhang.server.look.words import count_words

ADDABLE = ("level", "increment")
ALIKE = ("what", "measure_unit", "measure")  # what rows of one sum have in common
MOST = 20_000  # rows added on a page; exports have all
#: Enough digits for any sum of what a column holds.
EXACT = Context(prec=100)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum, or why there is none. ``shown`` is in the scale of the first row, ``exact`` in the base unit, ``covers`` in words."""

    shown: str = ""
    exact: str = ""
    covers: str = ""
    why: str = ""

    def __bool__(self) -> bool:
        return bool(self.shown)


def added(values: Iterable[Decimal]) -> Decimal:
    """The exact sum.

    >>> added([Decimal("4627210600"), Decimal("-0.125"), Decimal("0")])
    Decimal('4627210599.875')
    """
    total = Decimal(0)
    for value in values:
        total = EXACT.add(total, value)
    return total


def sum_of(found: Found) -> Sum:
    """The sum of the rows found; suggested and disputed ones do not count, and the words say how many wait."""
    if not found.total:
        return Sum()
    rows = found.rows().order_by()
    if why := _why_not(found, rows):
        return Sum(why=why)
    return _sum(list(rows.filter(state__in=REVIEWED).prefetch_related(None)), found.total)


def _why_not(found: Found, rows: QuerySet[Fact]) -> str:
    # Kinds are counted already; of the rest one row and one that differs from it are enough, which no engine has to sort for.
    kinds = [kind for kind in found.asked.kinds if found.count((kind,))]
    if len(kinds) > 1:
        return _("No sum: rows of different kinds are not added.")
    if kinds[0] not in STATEMENTS:
        return _("No sum: these rows have no numbers.")
    first = rows.values(*ALIKE)[0]
    for other in rows.exclude(**first).values(*ALIKE)[:1]:
        if first["what"] != other["what"]:
            return _("No sum: different indicators are not added. Filter for one, or choose rows of one.")
        if first["measure_unit"] != other["measure_unit"]:
            return _("No sum: different units of measure are not added.")
        return _("No sum: a level and a growth, say, are not added.")
    unit, measure, total = first["measure_unit"], first["measure"], found.total
    if measure not in ADDABLE or unit == "%":
        return _("No sum: shares, ranks and rates of growth are not added.")
    if total > MOST:
        return _("No sum: more than {many} rows. Filter further, or export them.").format(many=count_words(MOST))
    return ""


def _sum(found: list[Fact], total: int) -> Sum:
    waiting = total - len(found)
    if not found:
        return Sum(why=ngettext("No sum: the row is not reviewed.", "No sum: none of the {n} rows is reviewed.", total).format(n=total))
    statements = [one for one in map(as_statement, found) if one is not None]
    if len(statements) < len(found) or any(one.value2 is not None or one.op == "range" for one in statements):
        return Sum(why=_("No sum: ranges are not added."))
    if len({one.op for one in statements}) > 1:
        return Sum(why=_("No sum: bounds (≥, ≤) and plain values are not added."))
    whole = replace(statements[0], value=added(one.value for one in statements))
    return Sum(shown(whole), exact(whole), _covers(found, total, waiting))


def _covers(found: list[Fact], total: int, waiting: int) -> str:
    said = [ngettext("of {n} reviewed row", "of {n} reviewed rows", len(found)).format(n=count_words(len(found)))]
    documents = len({one.document for one in found})
    if documents > 1:
        said.append(ngettext("{n} document", "{n} documents", documents).format(n=documents))
    years = [year for one in found for year in (one.year_first, one.year) if year]
    if years:
        said.append(years_words(min(years), max(years)))
    subjects = {one.subject for one in found}
    if len(subjects) > 1:
        said.append(ngettext("{n} subject", "{n} subjects", len(subjects)).format(n=len(subjects)))
    covers = _(", ").join(said)
    if waiting:
        covers += _("; ") + ngettext("{n} row is not reviewed and does not count", "{n} rows are not reviewed and do not count", waiting).format(
            n=count_words(waiting))
    return covers

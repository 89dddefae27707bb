"""Which statements of a plan are targets to be answered, and which of a summary may answer them."""
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from taizhang.indicators.forms import Form, core_of, form_of, spelled
from taizhang.indicators.surroundings import Parts, Surroundings, parts_of, surroundings
from taizhang.indicators.words import words
from taizhang.values import Facts, Statement


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement with its normal form and, in one spelling, the words around it.

    ``near``: its sentence up to the end of its part; ``before``: the sentence before; ``tail``: the name that may follow the
    value. ``several_years``: the text speaks of more than one year there. ``place``: whose figure it is, where it is not that
    of the document's own place. ``total``: the text says that this is reached in all.
    ``due``: the last year it is about, where the text names that year or several in its sentence or the one before.
    """

    statement: Statement
    form: Form
    near: str
    before: str
    tail: str
    several_years: bool
    place: str
    total: bool
    due: int | None


def home_of(facts: Facts) -> str:
    """The place a document speaks of: the one it names itself, else the subject of most of its figures."""
    often = Counter(one.subject for one in facts.statements)
    return facts.metadata.place or min(often, key=lambda subject: (-often[subject], subject), default="")


def claim(facts: Facts, one: Statement, home: str, parts: Parts = ()) -> Claim:
    """A statement of a document as a claim; ``parts`` say where the document tells of one year and where of several."""
    around = surroundings(facts.text, one)
    place = spelled(one.subject) if one.subject != home else ""
    tail = "" if any(sign.isdigit() for sign in around.tail) else around.tail
    return Claim(one, form_of(one, tail, around.lead), spelled(around.near), spelled(around.before), core_of(spelled(tail)),
                 _several_years(one, around, parts), place, _total(one), _due(one, around))


def targets(plan: Facts) -> tuple[Claim, ...]:
    """The targets of a plan, in the order of the text.

    In a document that plans a year, a figure that is about that year is a target too, even where its words sound like a
    result; a target for an earlier year that stands in the review before is none of this plan.
    """
    year = plan.metadata.plan_for
    found = [one for one in _ordered(plan.statements) if one.kind == "target" or _of_year_planned(one, year)]
    home = home_of(plan)
    begins = next((i for i, one in enumerate(found) if one.period is not None and str(one.period) == year), 0)
    return tuple(claim(plan, one, home) for i, one in enumerate(found) if i >= begins or not _earlier(one, year))


def results(summary: Facts) -> tuple[Claim, ...]:
    """What a summary reports as reached, in the order of the text; what it plans for its own coming year answers nothing."""
    year = summary.metadata.plan_for
    home, parts = home_of(summary), parts_of(summary.text, summary.metadata.year_of)
    return tuple(claim(summary, one, home, parts) for one in _ordered(summary.statements)
                 if one.kind == "actual" and not _of_year_planned(one, year) and not _left_behind(summary.text, one))


def _of_year_planned(one: Statement, year: str | None) -> bool:
    return one.kind in ("actual", "forecast") and bool(year) and one.period is not None and str(one.period) == year


def _earlier(one: Statement, year: str | None) -> bool:
    due = one.period.year if one.period is not None else None
    return due is not None and year is not None and year.isdigit() and due < int(year)


def _ordered(statements: Iterable[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda one: (one.value_start, one.value_end, one.start, one.indicator))


def _total(one: Statement) -> bool:
    said = one.quote[:max(0, one.value_start - one.start)][-4:] + one.value_quote
    return any(word in said for word in words().totals)


def _due(one: Statement, around: Surroundings) -> int | None:
    year = one.period.year if one.period is not None else None
    named = year is not None and (str(year) in around.before + around.sentence or words().years.search(around.sentence))
    return year if named else None


def _left_behind(text: str, one: Statement) -> bool:
    """Whether the value is the first of a move: from this to that."""
    return bool(words().moved.match(text, one.value_end))


def _several_years(one: Statement, around: Surroundings, parts: Parts) -> bool:
    """What the sentence says, else how its paragraph begins, else the part of the text it stands in, else the period that was read."""
    for said in (around.sentence, around.opening):
        last = max(((found.end(), several) for several, pattern in ((False, words().year), (True, words().years))
                    for found in pattern.finditer(said)), default=None)
        if last is not None:
            return last[1]
    i = bisect_right(parts, (one.value_start, True)) - 1
    return parts[i][1] if i >= 0 else one.period is not None and one.period.first != one.period.last

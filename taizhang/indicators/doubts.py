"""Doubts: what the numbers of one or several documents invite one to ask. Each with its arithmetic; none is called an error."""
from collections.abc import Iterator, Sequence
from itertools import pairwise

from taizhang.indicators.between import AVERAGE, RIVALS, Held, averages, doubted, held, rivals
from taizhang.indicators.doubt import Doubt, Figure, doubt, figures, number
from taizhang.indicators.doubt_shares import shares
from taizhang.indicators.judging import down
from taizhang.indicators.words import words
from taizhang.values import Facts, Statement

_FLOORS = ("=", ">", ">=")
_SENTENCE = 20  # code points between two steps of one process


def doubts(*ledger: Facts) -> tuple[Doubt, ...]:
    """All doubts about these documents, in the order of names and places. A pure function: no order of documents or facts matters.

    Within a document: shares against their part and whole, shares that do not add, a target below the value reached the year
    before, a later step that counts more than the earlier, a rate of change of a share that may count percent or points. Between
    documents: different targets for one thing, place and year, and a target that is to come up to an average which is higher.
    """
    read = [figures(facts) for facts in ledger]
    found = [one for listed in read for one in _within(listed)]
    statements: dict[str, Statement] = {}
    across: list[Held] = []
    for document, listed in enumerate(read):
        for place, figure in enumerate(listed):
            if (one := held(figure, f"{document} {place}")) is not None:
                statements[one.at] = figure.statement
                across.append(one)
    for kind, pairs in ((RIVALS, rivals(across)), (AVERAGE, averages(across))):
        found += [doubted(kind, one, other, (statements[one.at], statements[other.at])) for one, other in pairs]
    return tuple(sorted(found, key=_order))


def within(facts: Facts) -> tuple[tuple[Doubt, ...], tuple[tuple[Held, Statement], ...]]:
    """The doubts about one document by itself, and what of it is held against others, each with its statement."""
    listed = figures(facts)
    across = [(one, figure.statement) for figure in listed if (one := held(figure)) is not None]
    return tuple(sorted(_within(listed), key=_order)), tuple(across)


def _order(one: Doubt) -> tuple[list[tuple[str, int, int]], str]:
    return [(said.doc, said.value_start, said.value_end) for said in one.statements], one.kind


def _within(listed: Sequence[Figure]) -> Iterator[Doubt]:
    for check in (shares, _reached, _steps, _points):
        yield from check(listed)


def _reached(listed: Sequence[Figure]) -> Iterator[Doubt]:
    """A target below what the same document reports as reached the year before; a value twice as large is of another kind.

    A quota of what one year brings is none: so many built last year and fewer this year is a plan. What is said twice is doubted once.
    """
    told: dict[tuple[object, ...], list[Figure]] = {}
    for actual in listed:
        period = actual.statement.period
        if actual.statement.kind == "actual" and actual.statement.op in _FLOORS and period is not None and period.first == period.last:
            told.setdefault((*_measured(actual), actual.year), []).append(actual)
    seen = set()
    for target in listed:
        if target.statement.kind != "target" or target.statement.op not in _FLOORS or target.year is None or not _stands(target):
            continue
        for actual in told.get((*_measured(target), target.year - 1), ()):
            if not target.names_the_same(actual) or not target.value < actual.value < 2 * target.value or _brought(target, actual):
                continue
            thing = (target.claim.form.core, target.value, actual.value)
            if thing in seen:
                continue
            seen.add(thing)
            gap = actual.value - target.value
            yield doubt("target below the value reached", "the target {first} is below the {second} reached the year before",
                        (target.statement, actual.statement), f"{number(actual.value)} - {number(target.value)} = {number(gap)}", number(gap))


def _stands(target: Figure) -> bool:
    return target.claim.form.manner in ("level", "share") and not down(target.claim) and not target.claim.form.generic


def _brought(target: Figure, actual: Figure) -> bool:
    """Whether the two count what a year brings, not what stands at its end."""
    return target.claim.form.manner == "level" and not target.statement.per and (target.yearly or actual.yearly)


def _steps(listed: Sequence[Figure]) -> Iterator[Doubt]:
    """A later step of one process that counts more than the earlier one, told right before it."""
    first, last = words().funnel
    for one, other in pairwise(listed):
        a, b = one.claim.form, other.claim.form
        close = other.statement.value_start - one.statement.value_end <= _SENTENCE
        if close and a.name.endswith(first) and b.name.endswith(last) and a.dimension == b.dimension and one.value < other.value:
            gap = number(other.value - one.value)
            yield doubt("later step counts more", "{second} follow from only {first}", (one.statement, other.statement),
                        f"{number(other.value)} - {number(one.value)} = {gap}", gap)


def _points(listed: Sequence[Figure]) -> Iterator[Doubt]:
    """A percentage by which a share changes: of itself, or in points?"""
    for one in listed:
        form = one.claim.form
        if form.manner == "growth" and form.dimension == "percent" and one.statement.kind != "rule":
            if one.statement.indicator.endswith(words().rates):
                yield doubt("percent or points", "{first} of a share: whether relative or in points is not said", (one.statement,))


def _measured(one: Figure) -> tuple[object, ...]:
    form = one.claim.form
    return form.manner, form.dimension, bool(form.per), one.statement.subject

"""Doubts: what the numbers of one or several documents invite one to ask. Each with its arithmetic; none is called an error."""
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from taizhang.indicators.doubt import Doubt, Figure, doubt, figures, number
from taizhang.indicators.doubt_shares import shares
from taizhang.indicators.judging import down
from taizhang.indicators.words import words
from taizhang.values import Facts

_FLOORS = ("=", ">", ">=")
_SENTENCE = 20  # code points between two steps of one process


def doubts(*ledger: Facts) -> tuple[Doubt, ...]:
    """All doubts about these documents, in the order of names and places. A pure function: no order of documents or facts matters.

    Within a document: shares against their part and whole, shares that do not add, a target below the value reached the year
    before, a later step that counts more than the earlier, a rate of change of a share that may count percent or points. Between
    documents: different targets for one thing, place and year, and a target that is to come up to an average which is higher.
    """
    read = [figures(facts) for facts in ledger]
    found = [one for listed in read for check in (shares, _reached, _steps, _points) for one in check(listed)]
    found += [one for some, others in product(read, read) if some is not others for check in (_rivals, _averages) for one in check(some, others)]
    return tuple(sorted(found, key=lambda one: ([(said.doc, said.value_start, said.value_end) for said in one.statements], one.kind)))


def _reached(listed: Sequence[Figure]) -> Iterator[Doubt]:
    """A target below what the same document reports as reached the year before; a value twice as large is of another kind."""
    for target, actual in product(listed, listed):
        a, b = target.statement, actual.statement
        if a.kind != "target" or b.kind != "actual" or not _same_thing(target, actual) or a.op not in _FLOORS or b.op not in _FLOORS:
            continue
        if target.claim.form.manner not in ("level", "share") or down(target.claim) or target.claim.form.generic:
            continue
        if target.year is None or actual.year != target.year - 1:
            continue
        if target.value < actual.value < 2 * target.value:
            gap = actual.value - target.value
            yield doubt("target below the value reached", "the target {first} is below the {second} reached the year before", (target, actual),
                        f"{number(actual.value)} - {number(target.value)} = {number(gap)}", number(gap))


def _steps(listed: Sequence[Figure]) -> Iterator[Doubt]:
    """A later step of one process that counts more than the earlier one, told right before it."""
    first, last = words().funnel
    for one, other in pairwise(listed):
        a, b = one.claim.form, other.claim.form
        close = other.statement.value_start - one.statement.value_end <= _SENTENCE
        if close and a.name.endswith(first) and b.name.endswith(last) and a.dimension == b.dimension and one.value < other.value:
            yield doubt("later step counts more", "{second} follow from only {first}", (one, other),
                        f"{number(other.value)} - {number(one.value)} = {number(other.value - one.value)}", number(other.value - one.value))


def _points(listed: Sequence[Figure]) -> Iterator[Doubt]:
    """A percentage by which a share changes: of itself, or in points?"""
    for one in listed:
        form = one.claim.form
        if form.manner == "growth" and form.dimension == "percent" and one.statement.kind != "rule":
            if not one.statement.indicator.endswith(words().rates):
                continue
            yield doubt("percent or points", "{first} of a share: whether relative or in points is not said", (one,))


def _rivals(some: Sequence[Figure], others: Sequence[Figure]) -> Iterator[Doubt]:
    """Different targets for one thing, place and year in two documents."""
    for one, other in product(some, others):
        a, b = one.statement, other.statement
        if a.kind == b.kind == "target" and a.doc < b.doc and one.year is not None and a.period == b.period and _same_thing(one, other):
            if one.claim.form.manner in ("share", "level", "growth") and one.value != other.value and not one.claim.form.generic:
                gap = number(abs(one.value - other.value))
                yield doubt("rival targets", "one document sets {first}, another {second}", (one, other),
                            f"|{number(one.value)} - {number(other.value)}| = {gap}", gap)


def _averages(some: Sequence[Figure], others: Sequence[Figure]) -> Iterator[Doubt]:
    """A target that is to come up to the average of a wider place, which another document says is higher already."""
    for target, actual in product(some, others):
        a, b = target.statement, actual.statement
        wider = next((place for word, place in words().averages if word in target.after), None)
        if wider is None or a.kind != "target" or b.kind != "actual" or not b.subject.endswith(wider) or not target.names_the_same(actual):
            continue
        if target.claim.form.manner == actual.claim.form.manner and a.unit == b.unit and a.per and target.value < actual.value:
            gap = number(actual.value - target.value)
            yield doubt("target below the average", "{first} does not come up to the average, which is {second} already", (target, actual),
                        f"{number(actual.value)} - {number(target.value)} = {gap}", gap)


def _same_thing(one: Figure, other: Figure) -> bool:
    a, b = one.claim.form, other.claim.form
    measured = (a.manner, a.dimension, bool(a.per), one.statement.subject) == (b.manner, b.dimension, bool(b.per), other.statement.subject)
    return measured and one.names_the_same(other)

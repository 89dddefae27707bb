"""Shares: against their part and their whole, and against each other."""
from collections.abc import Iterator, Sequence
from fractions import Fraction

from taizhang.indicators.doubt import Doubt, Figure, doubt, number
from taizhang.indicators.forms import bare, spelled
from taizhang.indicators.words import words
from taizhang.values import Statement

NEAR = 80  # code points between a part and its share
FAR = 400  # and between a share and its whole, in a report of results
LOOSE = Fraction(1, 10)  # how far a share computed from a rounded figure may lie from the one that is told


def shares(listed: Sequence[Figure]) -> Iterator[Doubt]:
    """Doubts about the shares of one document."""
    for share in listed:
        names = _names(share)
        if names is None:
            continue
        part = _nearest(share, [one for one in listed if _is(one, share, names[0], before=True)])
        whole = _nearest(share, [one for one in listed if _is(one, share, names[1], before=False)])
        if part is not None and whole is not None and part.claim.form.dimension == whole.claim.form.dimension and whole.value > 0:
            yield from _held(part, whole, share)
    yield from _sums(listed)


def _names(share: Figure) -> tuple[str, str] | None:
    """Part and whole that the name of a share names, in one spelling."""
    one = share.statement
    if share.claim.form.manner != "share" or one.unit != "%" or words().of not in one.indicator:
        return None
    part, _, whole = one.indicator.rpartition(words().of)
    names = bare(spelled(part)), bare(words().shares.sub("", spelled(whole)))
    return names if all(len(name) > 1 for name in names) else None


def _is(one: Figure, share: Figure, name: str, before: bool) -> bool:
    """Whether a figure is the part (named right ``before`` the share) or the whole of a share."""
    own = bare(one.claim.form.name)
    if one.claim.form.manner != "level" or one.statement.kind != share.statement.kind or one.statement.per:
        return False
    gap = share.statement.value_start - one.statement.value_end
    if share.statement.kind == "target":
        return own == name and one.year == share.year and one.statement.subject == share.statement.subject
    return (own.endswith(name) and 0 <= gap <= NEAR) if before else own == name


def _nearest(share: Figure, found: Sequence[Figure]) -> Figure | None:
    place = share.statement.value_start
    return min(found, key=lambda one: (abs(place - one.statement.value_start), one.statement.value_start), default=None)


def _held(part: Figure, whole: Figure, share: Figure) -> Iterator[Doubt]:
    computed = part.value * 100 / whole.value
    step = f"{part.value} / {whole.value} x 100 = {number(computed)} %"
    told = Fraction(share.statement.value)
    if part.value > whole.value and part.statement.op in ("=", ">", ">=", "~"):
        yield doubt("part larger than whole", "{first} is more than the {second} it is a part of", _said(part, whole, share), step, number(computed))
    elif share.statement.kind == "target":
        floors = ("=", ">", ">=")
        if whole.statement.op in floors and share.statement.op in floors and part.statement.op in ("=", "<", "<=") and computed < told:
            needed = whole.value * told / 100
            step = f"{whole.value} x {told} / 100 = {number(needed)} > {part.value}"
            yield doubt("part and share do not fit", "{first} is less than its share of {second} asks for", _said(part, whole, share), step, number(needed))
    elif abs(computed - told) > _tolerance(part, whole, share):
        yield doubt("share does not fit", "{first} of {second} is {value} %, the text says otherwise", _said(part, whole, share), step, number(computed))


def _said(*of: Figure) -> tuple[Statement, ...]:
    return tuple(one.statement for one in of)


def _tolerance(part: Figure, whole: Figure, share: Figure) -> Fraction:
    """Half a unit of the last digit told; a tenth of the share where a figure is told to be rounded."""
    exponent = share.statement.value.normalize().as_tuple().exponent
    rounding = Fraction(1, 2 * 10 ** max(0, -int(exponent)))
    rounded = any(one.statement.op != "=" for one in (part, whole, share))
    return max(rounding, Fraction(share.statement.value) * LOOSE) if rounded else rounding


def _sums(listed: Sequence[Figure]) -> Iterator[Doubt]:
    """Shares of one whole, told one after the other, that make more than all of it."""
    rows: dict[tuple[str, str, str, int | None, str], list[Figure]] = {}
    for one in listed:
        names = _names(one)
        if names is not None and one.statement.list_item:
            said = one.statement
            rows.setdefault((names[1], said.kind, said.subject, one.year, " ".join(said.clause)), []).append(one)
    for row in rows.values():
        close = [one for one in row if one.statement.value_start - row[0].statement.value_start <= FAR]
        total = sum((Fraction(one.statement.value) for one in close), Fraction(0))
        if len(close) > 1 and total > 100 + Fraction(len(close), 2):
            step = " + ".join(str(one.statement.value) for one in close) + f" = {number(total)}"
            yield doubt("shares do not add", "shares of one whole add up to {value} %", _said(*close), step, number(total))

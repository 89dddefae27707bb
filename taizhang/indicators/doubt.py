"""What a doubt is, and the figures of a document as the checks see them."""
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from taizhang.indicators.claims import Claim, claim, home_of
from taizhang.indicators.forms import base
from taizhang.indicators.words import words
from taizhang.values import Facts, Input, Span, Statement, Trace

_END = re.compile(r"[\u3002\uff01\uff1b;\r\n]")
_FURTHER = 40  # code points behind a value that still belong to it
_PART = re.compile(r"[。！？；;，,\r\n]")
_BEFORE = 60  # code points before a value that are looked at for what is done to the thing


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a check found: its ``kind``, the ``message`` (an English id with ``{first}``, ``{second}``, ``{value}``), and the arithmetic.

    ``statements`` are the figures that do not go together, ``value`` what the arithmetic gives, empty where there is none.
    """

    kind: str
    message: str
    statements: tuple[Statement, ...]
    value: str
    trace: Trace

    @property
    def given(self) -> dict[str, str]:
        """What the message takes: the figures as their documents write them, and the value."""
        said = [one.value_quote for one in self.statements]
        return {"first": said[0], "second": said[1] if len(said) > 1 else "", "value": self.value}


@dataclass(frozen=True, slots=True)
class Figure:
    """A statement with its normal form; ``after`` is what its sentence says behind the value, ``part`` the part of it that holds the value."""

    claim: Claim
    after: str
    part: str = ""

    @property
    def statement(self) -> Statement:
        """The statement itself."""
        return self.claim.statement

    @property
    def value(self) -> Fraction:
        """Its value in base units."""
        return base(self.claim.form, self.statement.value)

    def names_the_same(self, other: "Figure") -> bool:
        """Whether both are of one indicator: by the catalogue where it knows both, else by their names."""
        mine, theirs = self.statement.indicator_id, other.statement.indicator_id
        return mine == theirs if mine and theirs else self.claim.form.core == other.claim.form.core

    @property
    def yearly(self) -> bool:
        """Whether it counts what one year brings, so that the next year may well ask for less: new, built, trained, moved."""
        said = self.part + self.statement.indicator
        return bool(words().yearly.search(said)) and not words().standing.search(said)

    @property
    def year(self) -> int | None:
        """The year it is about, where it is told."""
        return self.statement.period.year if self.statement.period is not None else None


def figures(facts: Facts) -> tuple[Figure, ...]:
    """The statements of a document in the order of its text."""
    ordered = sorted(facts.statements, key=lambda one: (one.value_start, one.value_end, one.start, one.indicator))
    home = home_of(facts)
    return tuple(_figure(facts, one, home) for one in ordered)


def _figure(facts: Facts, one: Statement, home: str) -> Figure:
    made = claim(facts, one, home)
    end = _END.search(facts.text, one.value_end, one.value_end + _FURTHER)
    after = facts.text[one.value_end:end.start() if end else one.value_end + _FURTHER]
    before = _PART.split(facts.text[max(0, one.value_start - _BEFORE):one.value_start])[-1]
    return Figure(made, after, before + one.value_quote + _PART.split(after)[0])


def doubt(kind: str, message: str, of: Sequence[Statement], step: str = "", value: str = "") -> Doubt:
    """A doubt about figures, with its trace: each as an input with its place, the step, and what it gives."""
    said = tuple(of)
    inputs = tuple(Input(one.indicator, one.value_quote, Span(one.doc, one.value_start, one.value_end, one.value_quote)) for one in said)
    return Doubt(kind, message, said, value, Trace(kind, value, message, None, inputs, (step,) if step else ()))


def number(exact: Fraction, places: int = 2) -> str:
    """A fraction as people write it, rounded half up to some places; exact where it has no more.

    >>> number(Fraction(150)), number(Fraction(15000, 4438)), number(Fraction(-1, 200))
    ('150', '3.38', '-0.01')
    """
    shift = 10 ** places
    rounded = (abs(exact) * shift * 2 + 1) // 2
    whole, rest = divmod(rounded, shift)
    text = f"{whole}.{rest:0{places}}".rstrip("0").rstrip(".")
    return f"-{text}" if exact < 0 and rounded else text

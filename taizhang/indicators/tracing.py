"""Traces of what is computed from points: each figure with its sentence, each computed one with its own way."""
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from taizhang.indicators.points import Point
from taizhang.indicators.roots import decimal
from taizhang.values import Input, Trace


@dataclass(frozen=True, slots=True)
class Said:
    """A value with whether it had to be rounded."""

    text: str
    rounded: bool


def written(exact: Fraction) -> Said:
    """A fraction as a trace writes it: all digits, or `roots.KEPT` of them.

    >>> written(Fraction(1, 3)).text
    '0.333333333333'
    """
    value, rounded = decimal(exact)
    return Said(f"{value:f}", rounded)


def label(point: Point, name: str = "") -> str:
    """What a point is called in a trace: target 2020, actual 2016."""
    return f"{name or point.kind} {point.period}"


def inputs(points: Iterable[Point], name: str = "") -> tuple[Input | Trace, ...]:
    """Points as inputs of a trace, each once, in the order given; a computed one brings its own trace."""
    return tuple(one.trace if one.trace is not None else Input(label(one, name), worth(one), one.source) for one in dict.fromkeys(points))


def worth(point: Point) -> str:
    """Comparator, value and unit of a point as text."""
    value = f"{point.value:f}" if point.value2 is None else f"{point.value:f}–{point.value2:f}"
    sign = "" if point.op in ("=", "range") else f"{point.op} "
    return f"{sign}{value} {point.unit}".rstrip()

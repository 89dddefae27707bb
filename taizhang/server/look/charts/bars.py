"""Cities or counties beside each other for one period: a bar each, the target as a line through all; who is missing is named."""
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from taizhang.server.look.charts.data import Number, checked
from taizhang.server.look.charts.figure import figure, nothing
from taizhang.server.look.charts.places import Place, comparison
from taizhang.server.look.charts.places_table import places_table
from taizhang.server.look.charts.scale import Scale, measure, scale
from taizhang.server.look.charts.states import state_shape
from taizhang.server.look.charts.svg import EM, cut, joined, linked, short, tag, width
from taizhang.server.look.charts.tiles import hatch

ROW, THICK = 28.0, 14.0


@dataclass(frozen=True, slots=True)
class BarChart:
    """``places`` in the order in which they are drawn; ``target`` with its comparator and name, None where there is none."""

    title: str
    unit: str
    places: tuple[Place, ...]
    target: Number | None = None
    op: str = "="
    target_name: str = ""
    anchor: str = "bars"

    def __post_init__(self) -> None:
        if self.target is not None:
            checked(self.target)


def bars(chart: BarChart, *, table: bool = True) -> SafeString:
    """The drawing, wide and narrow, with its table. Bars begin at nought; nought itself is a line with its number."""
    if not chart.places:
        return nothing(chart.title, gettext("Nothing to draw so far: no place is given."))
    by = measure(chart.unit, [*(one.value for one in chart.places if one.value is not None), *([chart.target] if chart.target is not None else [])])
    return figure("bar-chart", [_draw(chart, 760, "wide"), _draw(chart, 350, "narrow")], "",
                  places_table(chart.title, chart.places, by, chart.anchor) if table else None)


def _draw(chart: BarChart, wide: float, kind: str) -> SafeString:
    values = [one.value for one in chart.places if one.value is not None]
    held = [*values, *([chart.target] if chart.target is not None else [])]
    by = measure(chart.unit, held)
    left = min(max(width(one.name) for one in chart.places) + 14, wide * 0.34)
    states = max((width(one.state_words) + 18 for one in chart.places if one.state), default=0) if kind == "wide" else 0
    right = min(max((width(one.said(by)) * 1.06 for one in chart.places), default=0) + 14, wide * 0.34) + states
    top = 24.0 if chart.target is not None else 6.0
    axis = scale(held, by, left, wide - right, zero=True)
    high = top + ROW * len(chart.places) + 6
    seen: list[SafeString] = []
    words, over = [], []
    nought = axis.at(0)
    for n, one in enumerate(chart.places):
        y = top + ROW * n
        seen.append(_bar(one, y, axis))
        words.append(_words(one, y, axis, left, wide, states))
        over.append(linked(one.href, one.sentence(by), tag("rect", class_="field", x=0.0, y=y, width=float(wide), height=ROW), class_="pt"))
    seen.append(tag("line", class_="axis", x1=nought, x2=nought, y1=top, y2=high - 6))
    if chart.target is not None:
        seen.append(_target(chart, axis, wide, top, high))
    said = comparison(chart.title, chart.places, by)
    if chart.target is not None:
        said += " " + gettext("The target is {value}.").format(value=by.words(chart.target, chart.op, whole=True))
    return tag("svg", tag("g", *seen, *words, role="img", aria_label=said), *over, class_=f"chart {kind}", viewBox=f"0 0 {short(wide)} {short(high)}")


def _bar(one: Place, y: float, axis: Scale) -> SafeString:
    middle, nought = y + ROW / 2, axis.at(0)
    if one.value is None:
        return hatch(nought + 2, middle - THICK / 2, 22, THICK)
    at = axis.at(one.value)
    return tag("rect", class_="bar", x=min(at, nought), y=middle - THICK / 2, width=abs(at - nought), height=THICK)


def _words(one: Place, y: float, axis: Scale, left: float, wide: float, states: float) -> SafeString:
    middle, base = y + ROW / 2, y + ROW / 2 + 4
    parts: list[SafeString] = [tag("text", cut(one.name, left - 10), x=left - 8, y=base, text_anchor="end", class_="name")]
    nought, space = axis.at(0), wide - axis.end - states - 8
    if one.value is None:
        parts.append(tag("text", cut(one.said(axis.measure), wide - nought - states - 34), class_="lack-words", x=nought + 30, y=base))
    else:
        at = axis.at(one.value)
        parts.append(tag("text", cut(one.said(axis.measure), max(space, EM * 3)), class_="lab", x=max(at, nought) + 6, y=base))
    if states and one.state:
        parts += [state_shape(one.state, wide - states + 10, middle), tag("text", one.state_words, x=wide - states + 19, y=base)]
    return joined(parts)


def _target(chart: BarChart, axis: Scale, wide: float, top: float, high: float) -> SafeString:
    assert chart.target is not None
    x = axis.at(chart.target)
    words = cut(gettext("{name} {value}").format(
        name=chart.target_name or gettext("target"), value=axis.measure.words(chart.target, chart.op)), wide - 4)
    half = width(words) * 1.06 / 2
    at = min(max(x, half + 2), wide - half - 2)
    return joined((tag("line", class_="path", x1=x, x2=x, y1=top - 5, y2=high - 2),
                   tag("text", words, class_="lab", x=at, y=top - 10, text_anchor="middle")))

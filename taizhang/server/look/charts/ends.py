"""Words at the ends of lines, in place of a legend: name and value, with the document below."""
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from taizhang.server.look.charts.plot import Plot, Point
from taizhang.server.look.charts.room import Label, Room, around, spread
from taizhang.server.look.charts.svg import EM, cut, joined, tag, width
from taizhang.server.look.charts.wording import route_name

LINE = EM * 1.25


@dataclass(frozen=True, slots=True)
class End:
    """What stands at the end of a line: its words, a note below, the place of its last mark, and the class that colours it."""

    words: str
    note: str
    at: Point
    kind: str


def found(plot: Plot) -> Iterator[End]:
    """The ends of target, rivals and forecast; the result says its own name where it ends."""
    for route in plot.chart.routes:
        marks, rival = plot.route(route), route is not plot.chart.target
        if marks:
            mark, at = marks[-1]
            name = route_name(route, rival)
            words = plot.measure.words(mark.value, mark.op, mark.value2).replace(plot.measure.caption, "").strip() if plot.measure.caption else \
                plot.measure.words(mark.value, mark.op, mark.value2)
            yield End(gettext("{name} {value}").format(name=name, value=words), route.note, at, "rival" if rival else "target")
    if plot.guesses:
        guess, x = plot.guesses[-1]
        yield End(gettext("forecast {value}").format(value=plot.measure.number(guess.value)), "", (x, plot.y.at(guess.value)), "fore")


def room_for(plot: Plot) -> float:
    """How wide the widest of the words at the right end is; nothing where all lines end well before it."""
    edge = plot.x.end - 90
    return max((max(width(one.words) * 1.06, width(one.note)) for one in found(plot) if one.at[0] >= edge), default=0)


def labels(plot: Plot, room: Room) -> SafeString:
    """In the margin at the right, one below the other, where lines end there; else near the mark, as on a phone."""
    edge = plot.frame.width - plot.frame.right
    all_ends = list(found(plot))
    outside = [one for one in all_ends if not plot.frame.narrow and one.at[0] > edge - 40]
    heights = [LINE * (2 if one.note else 1) + 3 for one in outside]
    tops = spread([one.at[1] - LINE / 2 for one in outside], heights, 2, plot.frame.height - plot.frame.bottom + 8)
    parts = [_outside(plot, room, one, top, edge) for one, top in zip(outside, tops, strict=True)]
    inside = (one for one in all_ends if one not in outside)
    parts += [written(label, f"lab {one.kind}-words") for one in inside if (label := _inside(plot, room, one))]
    return joined(parts)


def _outside(plot: Plot, room: Room, end: End, top: float, edge: float) -> SafeString:
    space = plot.frame.right - 14
    label = Label(cut(end.words, space), edge + 12, top + LINE * 0.8, "start", cut(end.note, space))
    room.labels.append(label.box)
    lead = tag("line", class_="lead", x1=edge + 5, x2=edge + 10, y1=end.at[1], y2=label.y - 4) if abs(label.y - 4 - end.at[1]) > 8 else ""
    title = tag("title", f"{end.words} {end.note}".strip()) if label.words != end.words or label.second != end.note else ""
    return joined((lead, tag("g", title, written(label, f"lab {end.kind}-words"))))


def _inside(plot: Plot, room: Room, end: End) -> Label | None:
    x, y = end.at
    words = cut(end.words, plot.frame.width - plot.frame.left - 20)
    near = [Label(words, min(x + 4, plot.frame.width - 2), y + by, "end") for by in (-10, 20, -24, 34, -38, 48)]
    return room.put([*near, *around(words, x, y)])


def written(label: Label, kind: str = "lab") -> SafeString:
    """A label as it is drawn."""
    anchor = None if label.anchor == "start" else label.anchor
    first = tag("text", label.words, class_=kind, x=float(label.x), y=float(label.y), text_anchor=anchor)
    if not label.second:
        return first
    return joined((first, tag("text", label.second, class_="note-words", x=float(label.x), y=label.y + EM * 1.2, text_anchor=anchor)))

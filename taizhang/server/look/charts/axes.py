"""Axes of a chart: hairlines with numbers, periods below, today's line, what is missing."""
from collections.abc import Iterator
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from taizhang.server.look.charts.plot import Plot, lacking
from taizhang.server.look.charts.room import Box, Label, Room
from taizhang.server.look.charts.svg import EM, cut, joined, tag, width
from taizhang.server.look.words import day_words


def axes(plot: Plot) -> SafeString:
    """Hairlines at the round values, nought stronger; their numbers at the left, periods below, the unit above."""
    frame, right = plot.frame, plot.frame.width - plot.frame.right
    parts: list[SafeString] = []
    for value, words in zip(plot.y.ticks, plot.y.tick_words(), strict=True):
        y = plot.y.at(value)
        parts.append(tag("line", class_="axis" if value == 0 else "grid", x1=float(frame.left), x2=float(right), y1=y, y2=y))
        parts.append(tag("text", words, x=frame.left - 7.0, y=y + 4, text_anchor="end"))
    caption = plot.measure.caption
    if caption:
        wide = width(caption)
        parts.append(tag("text", caption, x=max(frame.left - 7.0, wide), y=float(frame.top - 14), text_anchor="end"))
    parts += _periods(plot)
    return joined(parts)


def _periods(plot: Plot) -> Iterator[SafeString]:
    base = plot.frame.height - plot.frame.bottom
    for tick in plot.x.ticks(narrow=plot.frame.narrow):
        x = plot.x.at(Fraction(tick.at))
        half = width(tick.words) / 2
        x = min(max(x, half), plot.frame.width - half)
        yield tag("text", tick.words, x=x, y=base + 20.0, text_anchor="middle")
        if tick.year:
            yield tag("text", tick.year, class_="year", x=x, y=base + 20.0 + EM * 1.2, text_anchor="middle")


def today(plot: Plot, room: Room) -> SafeString:
    """Today as a line over the whole height, with its day above."""
    x = plot.today
    if x is None or plot.chart.today is None:
        return joined(())
    top, base = float(plot.frame.top), plot.frame.height - plot.frame.bottom
    words = day_words(plot.chart.today, short=True)
    line = tag("line", class_="now", x1=x, x2=x, y1=top - 6, y2=float(base))
    half = width(words) / 2
    label = Label(words, min(max(x, plot.frame.left + half), plot.frame.width - half - 2), top - 12, "middle")
    room.labels.append(label.box)
    room.line([(x, top), (x, base)])
    return joined((line, tag("text", words, class_="now-words", x=label.x, y=label.y, text_anchor="middle")))


def missing(plot: Plot, room: Room) -> SafeString:
    """At the foot of the axis, the word for a missing result where one belongs, with its reason if there is room."""
    parts: list[SafeString] = []
    base = plot.frame.height - plot.frame.bottom
    found = lacking(plot.chart)
    space = (plot.x.end - plot.x.start) / max(len(found), len(plot.x.steps) - 1, 1)
    for at, _, reason in found:
        x = plot.x.at(at)
        words = cut(reason or gettext("missing"), max(space - 4, EM * 2))
        half = width(words) / 2
        label = Label(words, min(max(x, plot.frame.left + half), plot.frame.width - half), base - 7, "middle")
        parts.append(tag("line", class_="lack", x1=x, x2=x, y1=base - 4.0, y2=base + 4.0))
        if room.put([label]):
            parts.append(tag("text", words, class_="lack-words", x=label.x, y=label.y, text_anchor="middle"))
    return joined(parts)


def bounds(plot: Plot) -> Box:
    """Where labels may stand: the whole drawing but the strip of the periods."""
    return Box(plot.frame.left + 1, 1, plot.frame.width, plot.frame.height - plot.frame.bottom)

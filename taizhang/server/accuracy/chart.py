"""Precision and recall by month as a small drawing: lines of different dash and marker, so that it reads without colour."""
from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from taizhang.server.accuracy.figures import Line, Share

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 220, 48, 34, 12, 28


def chart(months: Sequence[Line], title: str, precision: str, recall: str) -> SafeString:
    """The drawing of months that rest on enough decisions; empty where there are fewer than two. The table beside it says the same."""
    shown = [one for one in months if one.precision.says and one.recall.says]
    if len(shown) < 2:
        return SafeString("")
    lowest = min(0.5, *(int(share.low * 10) / 10 for one in shown for share in (one.precision, one.recall)))

    def x(at: int) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * at / (len(shown) - 1), 1)

    def y(value: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - lowest) / (1 - lowest)), 1)

    ticks = [lowest + (1 - lowest) * n / 4 for n in range(5)]
    grid = format_html_join("", '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/><text class="tick" x="{}" y="{}">{} %</text>', (
        (LEFT, WIDTH - RIGHT, y(one), y(one), LEFT - 6, y(one) + 4, f"{one * 100:.0f}") for one in ticks))
    step = max(1, len(shown) // 8)
    names = format_html_join("", '<text class="tick month" x="{}" y="{}">{}</text>', (
        (x(at), HEIGHT - 8, one.name) for at, one in enumerate(shown) if at % step == 0))
    series = format_html("{}{}", _series(shown, "precision", x, y), _series(shown, "recall", x, y))
    return format_html(
        '<figure class="accuracy-chart"><svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>'
        '<figcaption class="legend"><span class="p1">{}</span><span class="p2">{}</span></figcaption></figure>',
        WIDTH, HEIGHT, title, grid, names, series, precision, recall)


def _series(shown: Sequence[Line], which: str, x: object, y: object) -> SafeString:
    assert callable(x) and callable(y)
    shares: list[Share] = [getattr(one, which) for one in shown]
    values = [share.value or 0.0 for share in shares]
    points = " ".join(f"{x(at)},{y(value)}" for at, value in enumerate(values))
    bars = format_html_join("", '<line class="bar {}" x1="{}" x2="{}" y1="{}" y2="{}"/>', (
        (which, x(at), x(at), y(share.low), y(share.high)) for at, share in enumerate(shares)))
    dot = '<circle class="dot {}" cx="{}" cy="{}" r="4"><title>{}</title></circle>' if which == "precision" else (
        '<rect class="dot {}" x="{}" y="{}" width="7" height="7"><title>{}</title></rect>')
    off = 0 if which == "precision" else 3.5
    dots = format_html_join("", dot, (
        (which, x(at) - off, y(value) - off, f"{shown[at].name}: {value * 100:.1f} % ({shares[at].part}/{shares[at].whole})")
        for at, value in enumerate(values)))
    return format_html('{}<polyline class="line {}" points="{}"/>{}', bars, which, points, dots)

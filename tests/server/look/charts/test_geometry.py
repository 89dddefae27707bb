"""Whatever values come, every coordinate is a number inside the drawing, and every name is escaped."""
import re
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser

from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.server.look.charts import BarChart, Guess, Mark, PathChart, Place, Route, TileChart, bars, path_chart, tiles
from taizhang.server.look.charts.room import spread
from taizhang.server.look.charts.scale import Measure, scale

values = st.one_of(
    st.decimals(min_value=Decimal("-1E+50"), max_value=Decimal("1E+50"), allow_nan=False), st.integers(-10**20, 10**20),
    st.fractions(min_value=-10**9, max_value=10**9, max_denominator=10**6),
).filter(lambda one: not isinstance(one, Decimal) or abs(one.adjusted()) <= 60)
names = st.one_of(st.text(max_size=40), st.sampled_from(['"><script>x()</script>', "' onload='x()", "&amp;", "\x00\ud800", "市" * 40]))
periods = st.one_of(
    st.integers(1950, 2090).map(str), st.tuples(st.integers(2000, 2030), st.integers(1, 12)).map(lambda one: f"{one[0]}-{one[1]:02}"),
    st.sampled_from(["annual", "2016/2020", "2018-06-30", "soon", "9999", "0001"]))
marks = st.builds(Mark, periods, values, op=st.sampled_from(["=", ">=", "<="]), source=names, href=st.sampled_from(["", "/a?b=1&c=2"]),
                  vintage=st.sampled_from(["final", "prelim", "est"]), derived=st.booleans(), counts=st.booleans())
routes = st.builds(Route, st.lists(marks, max_size=3).map(tuple), names, names)
charts = st.builds(
    PathChart, names, st.sampled_from(["%", "CNY", "家", ""]), st.lists(marks, max_size=6).map(tuple), st.none() | routes,
    st.lists(routes, max_size=2).map(tuple), st.lists(st.builds(Guess, periods, values, values, values), max_size=2).map(tuple), inverted=st.booleans())
places = st.builds(Place, st.text("abc", min_size=1, max_size=2), names, st.none() | values, names, state=st.sampled_from(["", "done", "off", "x"]),
                   state_words=names)


class Parsed(HTMLParser):
    """Elements, and coordinates with the box they lie in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.box = (0.0, 0.0)
        self.wrong: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.elements.add(tag)
        self.attributes |= set(given)
        if "viewbox" in given:
            self.box = tuple(map(float, given["viewbox"].split()[2:]))
        for key, value in given.items():
            if tag != "svg" and key in ("x", "x1", "x2", "cx", "y", "y1", "y2", "cy", "points", "d", "r", "width", "height"):
                numbers = [float(one) for one in re.split(r"[\sMLZA,]+", value) if one]  # "nan" becomes a number that lies nowhere
                most = max(self.box) if key in ("points", "d", "r") else self.box["y" in key or key == "height"]
                self.wrong += [f"{tag} {key}={value}" for one in numbers if not -14 <= one <= most + 14]


ELEMENTS = set("figure div svg g line text polyline polygon path circle rect title a figcaption ul li p b details summary table caption thead tbody tr th "
               "td span".split())


def sound(html: str) -> None:
    found = Parsed(html)
    assert found.elements <= ELEMENTS and not any(one.startswith("on") or one == "style" for one in found.attributes)
    assert found.wrong == [] and "\x00" not in html and html.encode()


@settings(max_examples=60, deadline=None)
@given(charts)
def test_a_path_chart_stays_in_its_box(chart: PathChart) -> None:
    with translation.override("en"):
        sound(path_chart(chart))


@settings(max_examples=60, deadline=None)
@given(st.lists(places, max_size=6).map(tuple), st.none() | values, names)
def test_bars_and_tiles_stay_in_their_box(given: tuple[Place, ...], target: object, name: str) -> None:
    with translation.override("zh-hans"):
        sound(bars(BarChart(name, "CNY", given, target, ">=", name)))  # type: ignore[arg-type]
        sound(tiles(TileChart(name, "%", given, {one.id: (n % 4 + 1, n // 4 + 1) for n, one in enumerate(given)})))


@settings(deadline=None)
@given(st.lists(values, min_size=1, max_size=8), st.booleans(), st.booleans())
def test_an_axis_holds_all_its_values_with_few_round_ticks(given: list[Decimal | Fraction | int], inverted: bool, zero: bool) -> None:
    found = scale(given, Measure("%"), 100, 0, inverted=inverted, zero=zero)
    assert all(found.low <= Fraction(one) <= found.high for one in given)
    assert 2 <= len(found.ticks) <= 12 and len(set(found.tick_words())) == len(found.ticks)


@given(st.lists(st.floats(0, 300), max_size=6))
def test_labels_at_the_right_never_lie_on_each_other(wanted: list[float]) -> None:
    found = sorted(spread(wanted, [20.0] * len(wanted), 0, 300))
    assert all(after - before >= 19.999 for before, after in zip(found, found[1:], strict=False))

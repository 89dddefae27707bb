"""Tiles and bars: nought is a value, none is named, equal values share a step."""
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from taizhang.server.look.charts import BarChart, Place, TileChart, bars, tiles
from taizhang.server.look.charts.scale import Measure
from taizhang.server.look.charts.steps import steps
from tests.server.look.test_tokens import contrast, themes  # noqa: F401

PLACES = (
    Place("a", "Alpha", Decimal("2.5"), href="/a", state="ontrack", state_words="on track"), Place("b", "Beta", Decimal("0"), href="/b"),
    Place("c", "Gamma", None, "not told", "/c", "noevidence", "no proof"), Place("d", "<b>Delta", Decimal("1")),
)
GRID = {"a": (1, 1), "b": (3, 1), "c": (2, 2)}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def test_tiles_say_name_value_and_state_and_lead_on() -> None:
    html = tiles(TileChart("Share", "%", PLACES, GRID))
    words = re.findall(r"<text[^>]*>([^<]*)</text>", html)
    assert {"Alpha", "2.5%", "on track", "Beta", "0%", "Gamma", "not told", "no proof"} <= set(words)
    assert [f'href="{one}"' in html for one in ("/a", "/b", "/c")] == [True] * 3
    assert 'role="img" aria-label="Share: Alpha: 2.5%; on track; Beta: 0%; Gamma: not told; no proof; &lt;b&gt;Delta: 1%."' in html


def test_a_tile_without_a_value_is_hatched_and_one_of_nought_is_not() -> None:
    html = tiles(TileChart("Share", "%", PLACES[:3], GRID), table=False)
    svg = html[:html.index("<figcaption")]
    assert svg.count('class="hatch"') == 1 and svg.count('class="q0"') == 1
    assert 'class="q1"' in svg and "no value: 1, not counted as 0" in html


def test_who_has_no_tile_is_told() -> None:
    html = tiles(TileChart("Share", "%", PLACES, GRID))
    assert "Without a tile: &lt;b&gt;Delta: 1%." in html and "<b>Delta" not in html
    assert "no boundary" in html
    assert "no place has a tile" in tiles(TileChart("Share", "%", PLACES, {}))


def test_equal_values_share_a_step_and_each_step_says_its_range() -> None:
    found = steps([Decimal(one) for one in (5, 5, 5, 5, 1, 9)])
    assert [(one.low, one.high) for one in found] == [(1, 1), (5, 5), (9, 9)]
    assert [one.words(Measure("%")) for one in steps([1, 2, 3, 4, 5, 6])] == ["1—2%", "3%", "4%", "5%", "6%"]


def test_bars_begin_at_nought_and_none_is_no_bar() -> None:
    html = bars(BarChart("Share", "%", PLACES, Decimal("2"), ">=", "Target"), table=False)
    wide = html[:html.index('class="chart narrow"')]
    widths = [float(one) for one in re.findall(r'class="bar"[^>]*width="([\d.]+)"', wide)]
    assert len(widths) == 3 and widths[1] == 0 and widths[0] == pytest.approx(2.5 * widths[2], abs=0.2)
    assert "not told" in wide and "Target ≥ 2%" in wide and "The target is ≥ 2%." in wide and wide.count('class="hatch"') == 1


def test_negative_bars_go_to_the_other_side() -> None:
    html = bars(BarChart("Growth", "%", (Place("a", "A", Decimal("-2")), Place("b", "B", Decimal("1")))), table=False)
    (left, first), (right, second) = [(float(x), float(w)) for x, w in re.findall(r'class="bar" x="([\d.]+)"[^>]*width="([\d.]+)"', html)[:2]]
    assert left + first == pytest.approx(right, abs=0.2) and first == pytest.approx(2 * second, abs=0.3)


def test_both_have_their_tables() -> None:
    for html in (tiles(TileChart("Share", "%", PLACES, GRID)), bars(BarChart("Share", "%", PLACES))):
        assert html.count("<tr id=") == 4 and 'data-s="noevidence"' in html
        assert re.search(r'<td class="num nb" data-l="Value">not told</td>', html)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_on_every_step_are_readable(themes: dict[str, dict[str, str]], theme: str) -> None:  # noqa: F811
    of = themes[theme]
    assert {step: round(contrast(of["ink" if step < 4 else "sheet"], of[f"map-{step}"]), 1) for step in range(6)
            if contrast(of["ink" if step < 4 else "sheet"], of[f"map-{step}"]) < 4.5} == {}


@pytest.fixture(scope="module")
def css(root: Path) -> str:
    return (root / "taizhang/publishing/look/tokens.css").read_text("utf-8")

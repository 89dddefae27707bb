"""Small charts share an axis of time; a map is shown only when it is approved, bounded and about regions we know."""
import json
import math
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from taizhang import packs
from taizhang.server.look.charts import MapChart, PathChart, Place, SmallCharts, city_map, load_map, own_map, small
from taizhang.server.look.charts.geojson import LARGEST, read_map
from taizhang.server.look.charts.mapping import TOLERANCE, _away, simplified
from taizhang.values.errors import UsageError
from tests.server.look.charts.invented import research, result

NUMBER = "云S〔2018〕1号"
REGIONS = {"990402": ["990402", "临砚区"], "990403": ["990403", "松烟区"]}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def square(west: float, south: float = 25.0) -> list[Any]:
    return [[[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]]


def invented(**changed: Any) -> dict[str, Any]:
    features = [{"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": square(west)}}
                for code, west in (("990402", 118.0), ("990403", 119.0))]
    return {"type": "FeatureCollection", "review_number": NUMBER, "features": features, **changed}


def test_small_charts_share_their_time_and_have_one_table() -> None:
    late = PathChart("Late <i>", "家", results=(result("2018", "3"),), anchor="late")
    html = small(SmallCharts("All", (research(), late), {"late": "/late"}))
    assert html.count("<svg") == 2 and html.count("<tr id=") == 2 and "Late &lt;i&gt;" in html and 'href="/late"' in html
    ends = re.findall(r'class="p-est" cx="([\d.]+)"', html) + re.findall(r'class="p-prelim" cx="([\d.]+)"', html)
    first, second = (frame[1] for frame in re.findall(r'<line class="(grid|axis)" x1="([\d.]+)"', html)[::4][:2])
    assert len(ends) == 2 and abs(float(ends[0]) - float(ends[1])) <= abs(float(first) - float(second)) + 0.2
    assert len(re.findall(r"<text[^>]*>2015<", html)) == len(re.findall(r"<text[^>]*>2020<", html)) == 2
    assert "neither a target" in small(SmallCharts("All", (PathChart("a", "%"),)))


def test_an_approved_map_is_drawn_with_its_number() -> None:
    chart = MapChart("Share", "%", (Place("990402", "临砚区", Decimal("2.3"), href="/a"), Place("990403", "松烟区", None, "not told"),
                                    Place("990404", "Elsewhere", Decimal("1"))), read_map(invented(), REGIONS))
    html = city_map(chart)
    assert f"Review number of the map: {NUMBER}." in html and "Not on the map: Elsewhere: 1%." in html
    assert html.count('class="area q') == 2 and 'fill="url(#hatch-map)"' in html and 'href="/a"' in html
    wide, high = map(float, re.search(r'map-drawn" viewBox="0 0 ([\d.]+) ([\d.]+)"', html).groups())  # type: ignore[union-attr]
    assert (wide - 8) / (high - 8) == pytest.approx(2 * math.cos(math.radians(25.5)), abs=0.01)


@pytest.mark.parametrize(("changed", "says"), [
    ({"type": "Topology"}, "no GeoJSON"), ({"features": {}}, "no GeoJSON"), ({"features": []}, "shows nothing"),
    ({"review_number": ""}, "no review number"), ({"review_number": None}, "no review number"), ({"review_number": "soon"}, "no review number"),
    ({"features": [1]}, "says not what it is"),
    ({"features": [{"properties": {"code": "110101"}, "geometry": {"type": "Polygon", "coordinates": square(1)}}]}, "no region of the pack"),
    ({"features": [{"properties": {"code": "990402", "name": "松烟区"}, "geometry": {"type": "Polygon", "coordinates": square(1)}}]}, "no region of"),
    ({"features": invented()["features"][:1] * 2}, "there twice"),
    ({"features": [{"properties": {"code": "990402"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}, "no outline"),
    ({"features": [{"properties": {"code": "990402"}, "geometry": {"type": "Polygon", "coordinates": [[[1, 2]]]}}]}, "no ring"),
    ({"features": [{"properties": {"code": "990402"}, "geometry": {"type": "Polygon", "coordinates": square(300)}}]}, "no place"),
])
def test_what_is_no_map_that_may_be_shown_is_refused(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        read_map(invented(**changed), REGIONS)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"a": NaN}', b"[" * 100_000, b" " * (LARGEST + 1)], ids=range(6))
def test_a_file_that_is_no_map_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "map.json"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="map.json"):
        load_map(path, REGIONS)
    with pytest.raises(UsageError, match="cannot be read"):
        load_map(tmp_path / "none.json", REGIONS)


def test_the_installation_shows_a_map_only_if_it_names_one(tmp_path: Path) -> None:
    path, pack = tmp_path / "map.json", packs.load("sample")
    path.write_text(json.dumps(invented()), "utf-8")
    with override_settings(MAP_FILE=""):
        assert own_map(pack) is None
    with override_settings(MAP_FILE=str(path)):
        found = own_map(pack)
    assert found is not None and found.number == NUMBER and [one.region for one in found.areas] == ["990402", "990403"]


coordinates = st.floats(0, 600, allow_nan=False)


@given(st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=40))
def test_a_simplified_line_stays_near_its_own(line: list[tuple[float, float]]) -> None:
    found = simplified(tuple(line))
    assert found[0] == line[0] and found[-1] == line[-1] and set(found) <= set(line)
    for point in line:
        assert min(_away(point, one, other) for one, other in zip(found, found[1:], strict=False)) <= TOLERANCE * 1.5

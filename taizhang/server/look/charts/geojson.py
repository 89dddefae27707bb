"""A city's own approved map: GeoJSON with its review number, checked before anything of it is drawn."""
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taizhang.values.errors import UsageError

LARGEST = 8_000_000
"""Bytes of a file; a city's counties take a few hundred thousand."""
MOST_POINTS = 400_000
#: The review number as the authority writes it: 闽S〔2021〕23号, GS(2019)1822号, GS京(2022)1061号.
_NUMBER = re.compile(r"[\u4e00-\u9fff]{0,3}[A-Z]{1,3}[\u4e00-\u9fff]{0,3}\s?[(\uff08\u3014\[]\d{4}[)\uff09\u3015\]]\s?\d{1,6}\s?\u53f7$")

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A region's outlines: rings of longitude and latitude in degrees, islands and holes alike."""

    region: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class CityMap:
    """A map that may be shown: its review number, which stands below every drawing, and its areas by region."""

    number: str
    areas: tuple[Area, ...]


def load_map(path: Path, regions: Mapping[str, Iterable[str]]) -> CityMap:
    """The map in a file. ``regions`` has, by its id, all that a region is called: code, name, other names.

    Raises `UsageError` naming file and place: no file, too large, no GeoJSON, no or an odd review number, an area that is no region or is one
    twice, coordinates that are no degrees.
    """
    where = path.name
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UsageError("the map is too large", where=where, why=f"{size} bytes, at most {LARGEST}", hint="simplify its outlines")
        given = json.loads(path.read_bytes(), parse_constant=_no_number)
    except OSError as error:
        raise UsageError("the map cannot be read", where=where, why=str(error.strerror), hint="see the setting MAP_FILE") from error
    except (ValueError, RecursionError) as error:
        raise UsageError("the map is no JSON", where=where, why=str(error)[:80], hint="export it as GeoJSON in UTF-8") from error
    return read_map(given, regions, where)


def read_map(given: Any, regions: Mapping[str, Iterable[str]], where: str = "map") -> CityMap:
    """The map in parsed GeoJSON; as `load_map`.

    >>> square = [[[118, 25], [119, 25], [119, 26], [118, 25]]]
    >>> given = {"type": "FeatureCollection", "review_number": "GS(2019)1822\u53f7", "features": [
    ...     {"type": "Feature", "properties": {"code": "350502"}, "geometry": {"type": "Polygon", "coordinates": square}}]}
    >>> read_map(given, {"350502": ["350502"]}).areas[0].region
    '350502'
    """
    if not isinstance(given, dict) or given.get("type") != "FeatureCollection" or not isinstance(given.get("features"), list):
        raise UsageError("the map is no GeoJSON", where=where, why="a FeatureCollection with features is expected", hint="export it as GeoJSON")
    number = given.get("review_number")
    if not isinstance(number, str) or not _NUMBER.match(number.strip()):
        raise UsageError("the map has no review number", where=where, why=f"review_number is {number!r:.40}",
                         hint="add the number the authority gave it, as \"review_number\" beside \"features\"; without one no map may be shown")
    known: dict[str, set[str]] = {}
    for id, names in regions.items():
        for name in {id, *names}:
            known.setdefault(name, set()).add(id)
    areas: list[Area] = []
    points = 0
    for index, feature in enumerate(given["features"], 1):
        at = f"{where}, feature {index}"
        region = _region(feature, known, at)
        if any(one.region == region for one in areas):
            raise UsageError("a region is there twice", where=at, why=region, hint="make its parts one MultiPolygon")
        rings = tuple(_rings(feature.get("geometry"), at))
        points += sum(map(len, rings))
        if points > MOST_POINTS:
            raise UsageError("the map has too many points", where=at, why=f"more than {MOST_POINTS}", hint="simplify its outlines")
        areas.append(Area(region, rings))
    if not areas:
        raise UsageError("the map shows nothing", where=where, why="it has no features", hint="export the counties, one feature each")
    return CityMap(number.strip(), tuple(areas))


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number")


def _region(feature: Any, known: Mapping[str, set[str]], at: str) -> str:
    given = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(given, dict):
        raise UsageError("an area says not what it is", where=at, why="it has no properties", hint="add properties with code or name")
    written = [str(given[key]) for key in ("code", "adcode", "id", "name") if isinstance(given.get(key), str | int)]
    matches = [known[word] for word in written if word in known]
    found = set.intersection(*matches) if matches else set()
    if len(found) != 1:
        why = ", ".join(written)[:60] or "neither code nor name"
        raise UsageError("an area is no region of the pack", where=at, why=why, hint="its code or name is the region's; code and name agree")
    return found.pop()


def _rings(geometry: Any, at: str) -> Iterator[Ring]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    lists = geometry.get("coordinates") if isinstance(geometry, dict) else None
    polygons = [lists] if kind == "Polygon" else lists if kind == "MultiPolygon" else None
    if not isinstance(polygons, list):
        raise UsageError("an area has no outline", where=at, why=f"its geometry is {kind!r:.30}", hint="Polygon or MultiPolygon")
    for polygon in polygons:
        for ring in polygon if isinstance(polygon, list) else [None]:
            if not isinstance(ring, list) or len(ring) < 4:
                raise UsageError("an outline is no ring", where=at, why="fewer than four points", hint="close it")
            yield tuple(_point(one, at) for one in ring)


def _point(one: Any, at: str) -> tuple[float, float]:
    if isinstance(one, list) and len(one) >= 2 and all(isinstance(n, int | float) and not isinstance(n, bool) for n in one[:2]):
        if abs(one[0]) <= 180 and abs(one[1]) <= 90:
            return float(one[0]), float(one[1])
    raise UsageError("a point is no place", where=at, why=f"{one!r:.40}", hint="longitude and latitude in degrees (CGCS2000 or WGS 84)")

"""Wholes from their parts, targets on their way down, formulas, titles and what persons judged."""
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from taizhang.indicators.parts import written
from taizhang.indicators.points import Point
from taizhang.indicators.total import Total
from taizhang.server.api.shapes.common import AtMoment
from taizhang.server.indicators.reasons import said
from taizhang.server.rollups.bodies import name_of
from taizhang.server.rollups.choosing import Chosen, way_text
from taizhang.server.rollups.rolling import Row
from taizhang.server.rollups.showing import further

Year = Field(None, ge=1900, le=2200, description="The year; without it, the latest that has figures.")
Place = Field("", max_length=60, description="A region, by its id or its name; without it, the home of this installation.")


class YearAsked(AtMoment):
    """Which year of which region."""

    year: int | None = Year
    region: str = Place


class ListAsked(YearAsked):
    """Which indicators."""

    q: str = Field("", max_length=80, description="words of the name")
    skip: int = Field(0, ge=0, le=100_000, description="how many indicators to leave out")


class WholeAsked(YearAsked):
    """Which whole, over what, counted which way."""

    indicator: str = Field(min_length=1, max_length=80, description="its id in the catalogue")
    over: Literal["regions", "units", "times"] = "regions"
    way: str = Field("", max_length=200, description="the way of counting, as `ways` has it; without it, that of most parts")
    later: bool = Field(False, description="by the regions of the day, not by those of the year's end")
    zones: bool = Field(False, description="zones are parts as well")


class CascadeAsked(YearAsked):
    """Whose targets."""

    indicator: str = Field(min_length=1, max_length=80, description="its id in the catalogue")
    way: str = Field("", max_length=200)


class PartOut(Schema):
    """A part: a value, or the state that stands for none. ``facts`` are the keys of the sentences behind it."""

    id: str
    name: str
    state: Literal["value", "not started", "no evidence", "not applicable"]
    value: str | None = Field(None, description="digits in the base unit; nought is a value")
    facts: list[str]
    reason: str = Field("", description="why there is no value, as a person said")
    judgement: str | None = None
    missing: list[str] = Field(default_factory=list, description="who is missing in a part that is a whole itself")


class WayOut(Schema):
    """A way of counting, and how many have a figure counted so."""

    way: str
    parts: int


class ChangeOut(Schema):
    """What became of regions on a day."""

    day: str
    what: Literal["merged", "split", "renamed", "ended"]
    former: list[str]
    later: list[str]


class WholeLine(Schema):
    """A whole in short."""

    indicator: str
    name: str
    measure_unit: str
    rollup: str
    value: str | None = Field(None, description="what counts: what was reported for the whole, else what the parts come to")
    op: str
    coverage: str = Field(description="a fraction of 0 to 1, as 6/7")
    covered: int
    base: int
    missing: list[str] = Field(description="ids of those who are not in it though it concerns them")
    why: str = Field(description="why there is no value; else empty")


class WholeOut(WholeLine):
    """A whole with its parts. ``residual`` is what was reported for the whole less what the parts come to."""

    region: str
    year: int
    over: str
    stated: str | None = None
    summed: str | None = None
    residual: str | None = None
    says: list[str]
    parts: list[PartOut]
    apart: list[PartOut] = Field(default_factory=list, description="zones that lie within others: told, not added")
    by_day: str | None = Field(None, description="by the regions or units of which day")
    changes: list[ChangeOut] = Field(default_factory=list)
    way: str
    ways: list[WayOut]
    waiting: int


class Wholes(Schema):
    """Wholes of a year, and of how many indicators there are any."""

    year: int
    region: str
    items: list[WholeLine]
    total: int


class TargetOut(Schema):
    """A target: whose, how much, where it stands."""

    region: str
    name: str
    value: str | None = None
    op: str = ""
    fact: str | None = None
    modality: str = ""
    weight: str | None = None


class StepOut(Schema):
    """One step of a cascade: what the region was asked and what those below it were."""

    region: str
    name: str
    asked: TargetOut | None
    state: Literal["reaches", "falls short", "incomplete", "not split", "not set", "cannot be told"]
    why: str
    summed: str | None
    gap: str | None
    below: list[TargetOut]
    unset: list[str]


class CascadeOut(Schema):
    """Targets of a year from the top down. ``weighed_by`` is what rates were weighed by, of which year."""

    indicator: str
    year: int
    top: str
    way: str
    weighed_by: str | None
    weighed_in: int | None
    steps: list[StepOut]
    zones: list[TargetOut]


class SplitOut(Schema):
    """An indicator of which several regions have a target."""

    indicator: str
    name: str
    regions: list[str]


class Splits(Schema):
    """Indicators with targets of several regions for a year."""

    year: int
    items: list[SplitOut]


def digits(value: Decimal | Fraction | None) -> str | None:
    """A number in digits; what has no end to six places."""
    return written(Fraction(value))[0] if value is not None else None


def part_out(one: Row) -> dict[str, Any]:
    """A part as data."""
    return {"id": one.id, "name": name_of(one.id), "state": one.state.value, "value": digits(one.value), "facts": [each.key for each in one.points if each.key],
            "reason": one.said.reason if one.said is not None else "", "judgement": str(one.said.key) if one.said is not None else None,
            "missing": list(one.total.missing) if one.total is not None else []}


def line_out(total: Total, name: str) -> dict[str, Any]:
    """A whole in short as data."""
    one = total.indicator
    return {"indicator": one.id, "name": name, "measure_unit": one.measure_unit, "rollup": one.rollup, "value": digits(total.value), "op": total.op,
            "coverage": str(total.coverage), "covered": len(total.reported), "base": total.gathered.base, "missing": list(total.missing),
            "why": said(total.reason)}


def whole_out(total: Total, name: str) -> dict[str, Any]:
    """A whole as data, without its parts."""
    return line_out(total, name) | {"stated": digits(total.stated), "summed": digits(total.summed), "residual": digits(total.residual),
                                    "says": further(total)}


def ways_out(chosen: Chosen) -> dict[str, Any]:
    """The way of counting, and the others."""
    return {"way": way_text(chosen.way), "ways": [{"way": way_text(one), "parts": n} for one, n in sorted(chosen.ways.items())]}


def target_out(region: str, points: Mapping[str, Point], weights: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A target as data; without a value where none was set."""
    point, weight = points.get(region), (weights or {}).get(region)
    if point is None:
        return {"region": region, "name": name_of(region)}
    return {"region": region, "name": name_of(region), "value": f"{point.value:f}", "op": point.op, "fact": point.key or None,
            "modality": point.modality or "", "weight": f"{weight.value:f}" if isinstance(weight, Point) else None}

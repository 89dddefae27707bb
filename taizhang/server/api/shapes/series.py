"""Values of indicators that are taken along."""
from typing import Literal

from ninja import Schema
from pydantic import Field


class SeriesAsked(Schema):
    """Which values, and in which form."""

    form: Literal["csv", "json", "xlsx", "zip"] = Field(description="zip: a Frictionless Data Package")
    indicator: str = Field("", max_length=100, description="an id of the catalogue; empty: all")
    region: str = Field("", max_length=60, description="the id of a region; empty: all")
    since: int | None = Field(None, ge=1900, le=2200, description="the first year")
    until: int | None = Field(None, ge=1900, le=2200, description="the last year")


class SheetOut(Schema):
    """A template: how wide it is, and how many lines of indicators it has (none: a line each region)."""

    id: str
    name: str
    english: str
    columns: int
    lines: int
    subjects: str


class Sheets(Schema):
    """The templates of the place."""

    items: list[SheetOut]


class SheetAsked(Schema):
    """Which sheet."""

    sheet: str = Field(min_length=1, max_length=100, description="the id of a template")
    year: int = Field(ge=1950, le=2150)
    regions: list[str] = Field(default_factory=list, max_length=60, description="ids of regions; none: those of the template")

"""Values of indicators that are taken along."""
from typing import Literal

from ninja import Schema
from pydantic import Field


class SeriesAsked(Schema):
    """Which values, and in which form."""

    form: Literal["csv", "json", "xlsx", "zip"] = Field("json", description="zip: a Frictionless Data Package")
    indicator: str = Field("", max_length=100, description="an id of the catalogue; empty: all")
    region: str = Field("", max_length=60, description="the id of a region; empty: all")
    since: int | None = Field(None, ge=1900, le=2200, description="the first year")
    until: int | None = Field(None, ge=1900, le=2200, description="the last year")

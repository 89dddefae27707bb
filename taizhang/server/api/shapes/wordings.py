"""Names of statements that the catalogue of indicators does not know."""
from typing import Any

from ninja import Schema
from pydantic import Field

from taizhang.server.api.shapes.common import AtMoment
from taizhang.server.indicators.unknown import Unknown


class WordingsAsked(AtMoment):
    """Which names."""

    q: str = Field("", max_length=80, description="words of the name")
    skip: int = Field(0, ge=0, le=100_000, description="how many names to leave out, the most frequent first")


class Form(Schema):
    """How something is measured where it bears the name."""

    measure: str
    measure_unit: str
    per: str
    statements: int


class Meant(Schema):
    """An indicator that a name may mean, and why it is offered; nothing is decided."""

    id: str
    name: str
    why: str


class WordingOut(Schema):
    """A name, how many statements use it, the keys of some of them, and what it may mean."""

    name: str
    statements: int
    reviewed: int
    forms: list[Form]
    facts: list[str]
    suggested: list[Meant]


class Wordings(Schema):
    """Names that mean no indicator of the catalogue, the most frequent first; of how many."""

    items: list[WordingOut]
    total: int


def wording_out(one: Unknown) -> dict[str, Any]:
    """A name as data."""
    forms = [{"measure": measure, "measure_unit": unit, "per": per, "statements": n} for (measure, unit, per), n in sorted(one.forms.items())]
    return {"name": one.name, "statements": one.total, "reviewed": one.reviewed, "forms": forms, "facts": [str(fact.key) for fact in one.facts],
            "suggested": [{"id": each.id, "name": each.name, "why": each.why} for each in one.suggested]}

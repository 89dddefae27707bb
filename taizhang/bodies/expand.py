"""A list of units as written becomes a list of units by their full names, with the part each of them has."""
from collections.abc import Collection
from dataclasses import dataclass

from taizhang.bodies.complete import complete
from taizhang.bodies.labels import Part
from taizhang.bodies.split import Member, members
from taizhang.values.facts import Role


@dataclass(frozen=True, slots=True)
class Expansion:
    """``roles`` is parallel to ``units``; ``notes`` says what the list leaves open (``open``: it ends in 等部门)."""

    units: tuple[str, ...]
    roles: tuple[Role | None, ...]
    notes: tuple[str, ...] = ()

    @property
    def inferred_lead(self) -> str | None:
        """The unit named first, where several are named and none is said to lead: a convention, not a statement."""
        return self.units[0] if len(self.units) > 1 and not any(self.roles) else None


def expand(quote: str, part: Part = "duty", places: Collection[str] = ()) -> Expansion:
    """Complete shared heads and tails of a list of units and tell who leads.

    ``quote`` stands behind a label (``part`` is what the label says) and may hold further labels; ``places`` are the
    short names of places that names of bodies may begin with.

    >>> expand("市发改委、经信委，国税局").units
    ('市发改委', '市经信委', '市国税局')
    >>> expand("石坪县、云东区党委和政府").units
    ('石坪县党委和政府', '云东区党委和政府')
    >>> expand("市水务局牵头，市财政局、各县（市、区）人民政府按职责分工负责").roles
    ('lead', 'support', 'support')
    """
    notes: list[str] = []
    listed = members(quote, part, notes)
    names = complete(listed, places)
    return Expansion(tuple(names), _roles(listed), tuple(dict.fromkeys(notes)))


def _roles(listed: list[Member]) -> tuple[Role | None, ...]:
    """责任单位 alone draws no distinction; beside 牵头 it supports, beside 配合 it leads."""
    parts: set[Part] = {member.part for member in listed}
    duty: Role | None = "support" if "lead" in parts else "lead" if "support" in parts and "duty" in parts else None
    given: dict[Part, Role | None] = {"lead": "lead", "support": "support", "duty": duty}
    return tuple(given.get(member.part) for member in listed)

"""What is written down beside the values: the documents they come from, the indicators they are of, the licence, as of when."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from taizhang.indicators.points import Point


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that values come from. ``id`` is what `Span.doc` of its points says; ``address`` a page about it, empty where there is none."""

    id: str
    title: str
    number: str = ""
    issued: date | None = None
    publicity: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Licence:
    """Under what others may use the values: ``name`` as the Open Definition lists it (``notspecified`` where nobody has said), title, address.

    >>> Licence().plain()
    {'name': 'notspecified', 'title': 'License not specified'}
    """

    name: str = "notspecified"
    title: str = "License not specified"
    path: str = ""

    def plain(self) -> dict[str, str]:
        """As a Data Package writes it."""
        return {"name": self.name, "title": self.title} | ({"path": self.path} if self.path else {})


class Named(Protocol):
    """What is said of an indicator; `taizhang.packs.Indicator` has it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def english(self) -> str:
        """Its name in English."""

    @property
    def definition(self) -> str:
        """What it means."""

    @property
    def measure_unit(self) -> str:
        """Its base unit."""


@dataclass(frozen=True, slots=True)
class Edition:
    """Values to be written: points in any order, with what they name.

    ``papers`` by the id that the sources of points give, ``indicators`` by id, ``subjects`` id → name. What is not there is shown by its
    id. ``title`` and ``about`` are words for people; ``as_of`` the day the values hold for, ``made`` when this was written.
    """

    points: tuple[Point, ...]
    title: str
    as_of: date
    made: datetime
    papers: Mapping[str, Paper] = field(default_factory=dict)
    indicators: Mapping[str, Named] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)
    about: str = ""
    licence: Licence = field(default_factory=Licence)
    address: str = ""

    def paper(self, id: str) -> Paper:
        """The document of an id."""
        return self.papers.get(id) or Paper(id, id)

    def used_papers(self) -> list[Paper]:
        """The documents behind the points, each once, in the order of their ids."""
        return [self.paper(id) for id in sorted({one.source.doc for one in self.points})]

    def used_indicators(self) -> list[str]:
        """Ids of the indicators of the points, in order."""
        return sorted({one.indicator for one in self.points})


def of(points: Iterable[Point], title: str, as_of: date, made: datetime) -> Edition:
    """An edition of bare points, where no catalogue is at hand."""
    return Edition(tuple(points), title, as_of, made)

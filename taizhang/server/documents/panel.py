"""The list of facts beside a text: one part of it, all of it, or what awaits a decision; in pieces that are fetched as one scrolls."""
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from django.http import Http404

from taizhang.server.documents.detail import Detail
from taizhang.server.documents.reading import WAITING, Light, Reading
from taizhang.server.documents.sections import Section, at
from taizhang.server.facts.models import Fact

PIECE = 60
SCOPES = ("section", "all", "waiting")


@dataclass(slots=True)
class Row:
    """One line of the list: the fact, the number of a task, its details where it is open."""

    fact: Fact
    nth: int = 0
    detail: Detail | None = None
    heading: str = ""

    @property
    def key(self) -> str:
        """The fact's key as addresses on the page carry it."""
        return str(self.fact.key)

    @property
    def second(self) -> bool:
        """Whether two persons agreed."""
        return self.fact.manner == "second"

    @property
    def bulk(self) -> bool:
        """Whether it was accepted with many others."""
        return self.fact.manner == "bulk"

    @property
    def task_units(self) -> list[Any]:
        """The first units of a task."""
        return list(self.fact.in_charge.all())[:4] if self.fact.kind == "task" else []


@dataclass(slots=True)
class Panel:
    """What the list shows. ``after`` is the position from which the next piece goes on, None at the end."""

    scope: str
    section: Section
    rows: list[Row] = field(default_factory=list)
    after: int | None = None
    count: int = 0
    piece: bool = False


def panel(reading: Reading, asked: Mapping[str, str], detail: Detail | None = None) -> Panel:
    """The list that an address asks for (``scope``, ``at``, ``after``); with an open fact, so much of it that the fact is there."""
    parts = reading.sections
    chosen = next((one for one in reading.facts if detail is not None and one.key == str(detail.fact.key)), None)
    scope = asked.get("scope", "")
    if scope not in SCOPES:
        scope = "section" if len(parts) > 1 else "all"
    if chosen is not None and not (scope == "waiting" and chosen.state in WAITING) and asked.get("scope") != "all":
        scope = "all" if chosen.state == "lost" or len(parts) == 1 else "section"
    start = chosen.start if chosen is not None and chosen.state != "lost" else number(asked.get("at", ""), _first(reading))
    part = _branch(parts, at(parts, start))
    wanted = [one for one in reading.facts if _wanted(one, scope, part)]
    after = number(asked.get("after", ""), -1)
    rest = [one for one in wanted if one.position > after]
    least = next((i for i, one in enumerate(rest) if chosen is not None and one.key == chosen.key), 0)
    shown = rest[: max(PIECE, least + 5)]
    found = Panel(scope, part, after=shown[-1].position if len(shown) < len(rest) else None, count=len(wanted), piece=after >= 0)
    found.rows = _rows(reading, shown, detail, headed=scope != "section", last=next((one for one in reversed(wanted) if one.position <= after), None))
    return found


def row(reading: Reading, detail: Detail, *, is_open: bool = True) -> Row:
    """One line alone, as it is swapped in after something was done."""
    return Row(detail.fact, _nth(reading).get(str(detail.fact.key), 0), detail if is_open else None)


def number(written: str, otherwise: int) -> int:
    """A number of an address; 404 for what is none."""
    if not written:
        return otherwise
    if not written.isascii() or not written.isdigit() or len(written) > 9:
        raise Http404
    return int(written)


def _first(reading: Reading) -> int:
    """Where the list begins when nothing is asked for: at the first part with something undecided, else with facts."""
    parts = [part for part in reading.sections if part.waiting] or [part for part in reading.sections if part.facts]
    return parts[0].start if parts else 0


def _branch(parts: list[Section], part: Section) -> Section:
    """A part as the list takes it: a heading that holds nothing itself stands for all below it."""
    if part.facts or not part.level:
        return part
    first = parts.index(part)
    below = list(takewhile(lambda one: one.level > part.level, parts[first + 1 :]))
    if not below:
        return part
    return replace(part, end=below[-1].end, facts=sum(one.facts for one in below), waiting=sum(one.waiting for one in below))


def _wanted(one: Light, scope: str, part: Section) -> bool:
    if scope == "waiting":
        return one.state in WAITING
    return scope == "all" or (one.state != "lost" and part.start <= one.start < max(part.end, part.start + 1))


def _nth(reading: Reading) -> dict[str, int]:
    return {bar.key: bar.nth for bar in reading.bars}


def _rows(reading: Reading, shown: list[Light], detail: Detail | None, *, headed: bool, last: Light | None) -> list[Row]:
    facts = {fact.pk: fact for fact in Fact.objects.filter(pk__in=[one.id for one in shown]).prefetch_related("in_charge")}
    nth = _nth(reading)
    found = []
    before = _heading(reading, last) if last is not None else ""
    for one in shown:
        heading = _heading(reading, one) if headed else ""
        here = detail if detail is not None and str(detail.fact.key) == one.key else None
        found.append(Row(here.fact if here else facts[one.id], nth.get(one.key, 0), here, heading if heading != before else ""))
        before = heading
    return found


def _heading(reading: Reading, one: Light) -> str:
    return at(reading.sections, one.start).label if one.state != "lost" else ""

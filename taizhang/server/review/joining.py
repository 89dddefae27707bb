"""Splitting and merging as a person meets them: into which parts a fact may fall, and which others may be the same."""
import re
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from taizhang.server.facts import places
from taizhang.server.facts.models import REVIEWED, STATEMENTS, Fact

MOST = 12
NEAR = 8
_STOPS = re.compile("[^\u3002\uff1b;]+[\u3002\uff1b;]?")


@dataclass(frozen=True, slots=True)
class Part:
    """A part a fact may fall into: its stretch, the number inside, and the words that tell it from the others."""

    start: int
    end: int
    words: str
    value_start: int | None = None
    value_end: int | None = None


def parts(fact: Fact) -> list[Part]:
    """A part for each number of a fact, each from the fact's own start on; of a fact without numbers, for each of its sentences."""
    if fact.kind in STATEMENTS:
        found = [Part(fact.start, fact.start + one.end, fact.quote[one.start : one.end], fact.start + one.start, fact.start + one.end)
                 for one in places.numbers_in(fact.quote) if one.value.is_finite()]
        return found[:MOST]
    pieces = [one for one in _STOPS.finditer(fact.quote) if one.group().strip()]
    return [Part(fact.start + one.start(), fact.start + one.end(), one.group().strip()) for one in pieces][:MOST]


def alike(rows: QuerySet[Fact], fact: Fact) -> list[Fact]:
    """Facts nearby that may be the same: of one kind, or numbers like it; the nearest before it first, then those behind."""
    kinds = STATEMENTS if fact.kind in STATEMENTS else (fact.kind,)
    rows = rows.filter(kind__in=kinds, state__in=("suggested", *REVIEWED), text=fact.text_id).exclude(key=fact.key)
    before = list(rows.filter(position__lte=fact.position).order_by("-position", "-id")[:NEAR])
    behind = list(rows.filter(position__gt=fact.position).order_by("position", "id")[:NEAR])
    return [*before, *behind]


def given_parts(post: Any) -> list[dict[str, Any]]:
    """The parts that a form holds; those that are not ticked are left out."""
    found = []
    for n in range(MOST):
        if post.get(f"part-{n}") != "yes":
            continue
        part: dict[str, Any] = {}
        for name in ("start", "end", "value_start", "value_end"):
            written = post.get(f"part-{n}-{name}", "")
            if written.isascii() and written.isdigit() and len(written) < 10:
                part[name] = int(written)
        part |= {name: post[f"part-{n}-{name}"] for name in ("what", "subject", "period", "value") if post.get(f"part-{n}-{name}", "").strip()}
        found.append(part)
    return found

"""Which units a sentence or a clause without units may mean, each with the reason: suggestions, never decisions."""
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from taizhang import packs
from taizhang.packs import trie
from taizhang.reading import read_loaded
from taizhang.server.accounts.roles import OWN_LAYER, place
from taizhang.server.documents.models import Document
from taizhang.server.facts.charge import Charge
from taizhang.server.facts.models import REVIEWED, Fact
from taizhang.server.facts.versions import charges
from taizhang.text import load

SHORTEST = 3  # characters of a name that is looked for in a sentence
EARLIER = 50  # tasks of one title that are looked at


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Units as (name, role) and why these."""

    units: tuple[tuple[str, str], ...]
    why: str


def units_in(sentence: str) -> list[tuple[str, str]]:
    """The units that the reader finds in a sentence somebody typed, with roles; else the known names that stand in it.

    The sentence is plain text of a bounded length that a person typed into a form: no format is opened, so it is read in this process.
    """
    facts = read_loaded(load(sentence.encode("utf-8", "replace"), name="note.txt"), settings.PACK, local=OWN_LAYER.folder())
    found = [(name, role or "") for task in facts.tasks for name, role in zip(task.units, task.roles or (None,) * len(task.units), strict=False)]
    if not found:
        found = [(name, "") for name in _names().findall(sentence)]
    return list(dict.fromkeys(found))


def suggest(rows: Iterable[Fact], visible: QuerySet[Fact]) -> dict[Any, Suggestion]:
    """Suggestions for clauses without units, by key: the clause around, the heading above, the same title in another document."""
    rows = list(rows)
    found: dict[Any, Suggestion] = {}
    by_document: dict[Any, list[Fact]] = {}
    with_units = visible.filter(document__in={one.document for one in rows}, kind="task").exclude(lead="").exclude(state__in=("rejected", "lost"))
    for task in with_units.prefetch_related("in_charge").order_by("position"):
        by_document.setdefault(task.document, []).append(task)
    earlier = _earlier({one.what for one in rows if one.kind == "task" and one.what}, visible)
    for one in rows:
        near = by_document.get(one.document, [])
        said = _around(one, near) or _same_heading(one, near) or _same_title(one, earlier)
        if said is not None:
            found[one.key] = said
    return found


def _around(one: Fact, near: list[Fact]) -> Suggestion | None:
    holding = [task for task in near if task.key != one.key and task.start <= one.start and max(task.end, int(task.fields.get("units_end") or 0)) >= one.end]
    if not holding:
        return None
    inner = max(holding, key=lambda task: (task.start, -task.end))
    return Suggestion(_pairs(charges(inner)), _("units of the task around it, “{title}”").format(title=inner.what[:30]))


def _same_heading(one: Fact, near: list[Fact]) -> Suggestion | None:
    above = one.clause.rpartition(" / ")[0] if one.kind == "task" else one.clause
    if not above:
        return None
    beside = [task for task in near if task.clause.startswith(f"{above} / ") or task.clause == above]
    units = Counter(_pairs(charges(task)) for task in beside)
    if len(beside) < 2 or len(units) != 1:
        return None
    return Suggestion(next(iter(units)), _("units of all {n} tasks under “{heading}”").format(n=len(beside), heading=above.rpartition(" / ")[2][:30]))


def _earlier(titles: set[str], visible: QuerySet[Fact]) -> dict[str, list[Fact]]:
    rows = visible.filter(kind="task", what__in=list(titles)[:500], state__in=REVIEWED).exclude(lead="")
    found: dict[str, list[Fact]] = {}
    for task in rows.prefetch_related("in_charge").order_by("-recorded_at")[: EARLIER * 10]:
        found.setdefault(task.what, []).append(task)
    return found


def _same_title(one: Fact, earlier: dict[str, list[Fact]]) -> Suggestion | None:
    other = next((task for task in earlier.get(one.what, []) if task.document != one.document), None)
    if one.kind != "task" or other is None:
        return None
    title = Document.objects.current().filter(key=other.document).values_list("title", flat=True).first() or ""
    return Suggestion(_pairs(charges(other)), _("units of the same task in “{title}”").format(title=title[:30]))


def _pairs(charged: Iterable[Charge]) -> tuple[tuple[str, str], ...]:
    return tuple((name, "" if role == "inferred" else role) for _unit, name, role, _inherited in charged)


def _names() -> Any:
    pack = place()
    return _pattern(pack.fingerprint)


@lru_cache(maxsize=2)
def _pattern(_fingerprint: str) -> Any:
    return trie.pattern(name for name in packs.lexicon(place()).units if len(name) >= SHORTEST)

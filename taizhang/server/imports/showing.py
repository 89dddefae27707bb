"""An import in words: what its items are, what carrying it out would do."""
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from taizhang.server.accounts.roles import place
from taizhang.server.imports import reasons
from taizhang.server.imports.actions import possible
from taizhang.server.imports.deciding import HANDLINGS
from taizhang.server.imports.models import Import, Item

FINDINGS = {
    "doubtful": (gettext_lazy("Doubtful"), gettext_lazy("decide what becomes of them; undecided files stay out"), "unknown"),
    "changed": (gettext_lazy("Changed"), gettext_lazy("new versions of documents that are here"), "behind"),
    "new": (pgettext_lazy("finding", "New"), gettext_lazy("documents that are not here yet"), "done"),
    "unchanged": (gettext_lazy("Unchanged"), gettext_lazy("the same text is here already; nothing is done"), "na"),
    "refused": (gettext_lazy("Refused"), gettext_lazy("could not be read; nothing is done"), "off"),
    "": (gettext_lazy("Not read yet"), "", "notstarted"),
}
CHOICES = {"create": gettext_lazy("Take in as a new document"), "version": gettext_lazy("Take in as the next version"), "skip": gettext_lazy("Leave out")}


@dataclass(frozen=True, slots=True)
class Line:
    """An item as the page shows it."""

    item: Item
    reasons: list[str]
    choices: list[tuple[str, Any]]
    counts: list[tuple[str, int]]
    heading: tuple[Any, Any, str] | None
    unit_count: int = 0
    batch: Any = None
    decide: bool = False
    decided: str = ""


def in_order(items: QuerySet[Item]) -> QuerySet[Item]:
    """Items with what needs a decision first."""
    rank = Case(*(When(finding=name, then=Value(at)) for at, name in enumerate(FINDINGS)), default=Value(len(FINDINGS)), output_field=IntegerField())
    return items.defer("reading").annotate(rank=rank).order_by("rank", "position")


def lines(items: Iterable[Item], counts: dict[str, int], open_for_choice: bool) -> list[Line]:
    """Items in words, with a heading where a group begins."""
    found: list[Line] = []
    before: str | None = None
    for item in items:
        heading = FINDINGS.get(item.finding) if item.finding != before else None
        before = item.finding
        choices = [(one, CHOICES[one]) for one in possible(item)] if open_for_choice else []
        facts = [(kind, n) for kind, n in item.counts.items() if n]
        decide = bool(open_for_choice and item.gate and item.applied_at is None and item.finding not in ("unchanged", "refused"))
        decided = ": ".join(str(one) for one in (HANDLINGS.get(item.handling, ""), CHOICES.get(item.choice, "")) if one)
        found.append(Line(
            item, [reasons.say(one) for one in item.reasons], choices, facts, heading, counts.get(item.finding, 0), item.batch.key, decide, decided))
    return found


def counts(batch: Import) -> dict[str, int]:
    """How many items of each finding."""
    found = dict(batch.items.order_by().values_list("finding").annotate(n=Count("pk")))
    return {name: found[name] for name in FINDINGS if name in found}


def outlook(batch: Import) -> str:
    """What carrying out the plan will do, in one sentence."""
    waiting = batch.items.filter(applied_at__isnull=True)
    chosen = dict(waiting.order_by().values_list("choice").annotate(n=Count("pk")))
    create, version = chosen.get("create", 0), chosen.get("version", 0)
    moving, lost = 0, 0
    for moved, gone in waiting.filter(choice="version").values_list("moved", "lost"):
        moving, lost = moving + moved, lost + len(gone)
    said = [
        ngettext("{n} new document", "{n} new documents", create).format(n=create) if create else "",
        ngettext("{n} new version", "{n} new versions", version).format(n=version) if version else "",
    ]
    what = _(" and ").join(one for one in said if one)
    parts = [_("Carrying out makes {what}.").format(what=what) if what else _("Carrying out would do nothing.")]
    if moving or lost:
        parts.append(_("{moved} reviewed facts move to their sentences in the new text, {lost} lose their sentence.").format(moved=moving, lost=lost))
    if left := waiting.filter(finding="doubtful", choice="").count():
        undecided = ngettext("{n} doubtful file is undecided and would stay out.", "{n} doubtful files are undecided and would stay out.", left)
        parts.append(undecided.format(n=left))
    return reduce(lambda first, second: pgettext("sentences", "{first} {second}").format(first=first, second=second), parts)


def unit_words(id: str) -> str:
    """A unit of the pack by its short name."""
    unit = place().units.get(id)
    return (unit.short or unit.name) if unit else id

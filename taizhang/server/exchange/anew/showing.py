"""Readings anew in words."""
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from taizhang.server.exchange.columns import OPS, spoken
from taizhang.server.exchange.models import Reread, Rereading
from taizhang.server.facts.words import FIELD_WORDS
from taizhang.server.ledger.finding import measure_words
from taizhang.server.look.templatetags.pieces import KINDS

FINDINGS: dict[str, tuple[Any, Any, str]] = {
    "changed": (gettext_lazy("Changed"), gettext_lazy("suggestions would be new, different or gone"), "behind"),
    "unchanged": (gettext_lazy("Unchanged"), gettext_lazy("the new reading says the same"), "na"),
    "refused": (gettext_lazy("Refused"), gettext_lazy("nothing is done"), "off"),
    "": (gettext_lazy("Not read yet"), "", "notstarted"),
}
HOW = {"new": gettext_lazy("new suggestion"), "changed": gettext_lazy("reads differently"), "gone": gettext_lazy("no longer suggested")}
FIELDS = FIELD_WORDS | {
    "value_text": FIELD_WORDS["value"], "value2_text": FIELD_WORDS["value2"], "quote": gettext_lazy("Quote"), "clause": gettext_lazy("Clause")}


@dataclass(frozen=True, slots=True)
class Line:
    """A text as the page shows it."""

    item: Reread
    words: str
    problems: list[str]
    changes: list[dict[str, Any]]
    more: int
    heading: tuple[Any, Any, str] | None
    n: int


def in_order(items: QuerySet[Reread]) -> QuerySet[Reread]:
    """Texts whose reading changes something first."""
    rank = Case(*(When(finding=name, then=Value(at)) for at, name in enumerate(FINDINGS)), default=Value(len(FINDINGS)), output_field=IntegerField())
    return items.defer("reading").annotate(rank=rank).order_by("rank", "position")


def counts(batch: Rereading) -> dict[str, int]:
    """How many texts of each finding."""
    found = dict(batch.items.order_by().values_list("finding").annotate(n=Count("pk")))
    return {name: found[name] for name in FINDINGS if name in found}


def lines(items: Iterable[Reread], counted: dict[str, int]) -> list[Line]:
    """Texts in words, with a heading where a group begins."""
    found, before = [], None
    for item in items:
        heading, before = FINDINGS[item.finding] if item.finding != before else None, item.finding
        changes = [one | {"how": HOW[one["how"]], "fields": [(FIELDS.get(name, name), _said(name, old), _said(name, new))
                                                             for name, old, new in one.get("fields", ())]} for one in item.changes]
        more = sum(item.counts.get(name, 0) for name in ("new", "changed", "gone")) - len(changes)
        found.append(Line(item, words(item.counts), [spoken(one) for one in item.problems], changes, max(0, more), heading, counted[item.finding]))
    return found


def _said(name: str, value: str) -> str:
    if name == "measure":
        return measure_words(value)
    return str({"kind": KINDS, "op": OPS}.get(name, {}).get(value, value))


def words(counted: dict[str, int]) -> str:
    """What a reading changes, and how many decided facts stay as they are."""
    if not counted:
        return ""
    new, changed, gone, decided = (counted.get(name, 0) for name in ("new", "changed", "gone", "decided"))
    said = [
        ngettext("{n} new suggestion", "{n} new suggestions", new).format(n=new) if new else "",
        ngettext("{n} reads differently", "{n} read differently", changed).format(n=changed) if changed else "",
        ngettext("{n} is no longer suggested", "{n} are no longer suggested", gone).format(n=gone) if gone else "",
        ngettext("{n} decided fact stays as it is", "{n} decided facts stay as they are", decided).format(n=decided) if decided else "",
    ]
    return _("; ").join(one for one in said if one)


def outlook(batch: Rereading) -> str:
    """What carrying out will do, in one sentence."""
    total: dict[str, int] = {}
    for counted in batch.items.filter(choice="apply", applied_at__isnull=True).values_list("counts", flat=True):
        for name, n in counted.items():
            total[name] = total.get(name, 0) + n
    changes = sum(total.get(name, 0) for name in ("new", "changed", "gone"))
    first = words(total | {"decided": 0}) if changes else _("Carrying out would change no suggestion.")
    last = _("What a person decided is not touched.")
    said = _("{what}.").format(what=first) if changes else first
    return pgettext("sentences", "{first} {second}").format(first=said, second=last)

"""What one document does to another: recorded by a person, never silently, and taken back as one.

Superseding or repealing a document wholly ends its force: its state and last day change in the same transaction, as a new version of
it. Revising, and what concerns a part only, leaves it in force and is shown beside it.
"""
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.documents.actions import REASON_LIMIT, current, label
from taizhang.server.documents.models import Document, Effect
from taizhang.server.documents.permissions import DOCUMENTS, EFFECTS
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.history import Outdated
from taizhang.values.errors import UsageError

DOES_WORDS = {"supersedes": gettext_lazy("supersedes"), "repeals": gettext_lazy("repeals"), "revises": gettext_lazy("revises"),
              "none": gettext_lazy("stands beside")}
DONE_WORDS = {"supersedes": gettext_lazy("superseded by"), "repeals": gettext_lazy("repealed by"), "revises": gettext_lazy("revised by"),
              "none": gettext_lazy("stands beside")}
BECOMES = {"supersedes": "superseded", "repeals": "repealed"}
LOCK = 0x1_7E_36  # any number: effects are recorded one after the other, so that no two of them close a ring
LONGEST_CHAIN = 200


@action("effect.record", gettext_lazy("{actor} recorded an effect of “{label}” on “{other}”"))
def take_effect(actor: Any, acting: UUID, affected: UUID, version: int, given: Mapping[str, Any]) -> Effect:
    """Record what a document does to another one; ``version`` is the version of the affected document that the person saw.

    ``given``: ``does`` (supersedes, repeals, revises, none), ``part`` and ``scope`` (which part), ``day`` (a date or None: the day is
    not known), ``fact`` (the citation that says so) and ``why``. Raises `Incomplete` for what does not fit, also where it would close a
    ring, which it names; `Overtaken` where the affected document changed meanwhile.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    one, other = current(acting), current(affected)
    EFFECTS.require(actor, "record", one)
    DOCUMENTS.require(actor, "edit", other)
    if other.version != version:
        raise Overtaken(other, label(other), DOCUMENTS.state_words(other.state))
    does, part = str(given.get("does") or ""), bool(given.get("part"))
    why = str(given.get("why") or "").replace("\0", "").strip()[:REASON_LIMIT]
    problems = _problems(one, other, does, part, given)
    if problems:
        raise Incomplete(label(one), problems)
    day = given.get("day")
    ends = does in BECOMES and not part
    effect = Effect(acting=acting, affected=affected, does=does, part=part and does != "none", scope=str(given.get("scope") or "")[:300], valid_from=day,
                    fact=given.get("fact"), recorded_by=actor, reason=why, state_before=other.state if ends else "",
                    until_before=other.valid_until if ends else None)
    effect.save()
    if ends:
        until = min((one for one in (day, other.valid_until) if one is not None), default=None)
        _revise(other, actor, _("{document} {does} it").format(document=label(one), does=DOES_WORDS[does]), state=BECOMES[does], valid_until=until)
    record(actor, "effect.record", "document", acting, {
        "label": label(one), "does": does, "other": label(other), "affected": str(affected), "part": "yes" if effect.part else "",
        "day": day.isoformat() if day else "", "reason": why})
    return effect


@action("effect.undo", gettext_lazy("{actor} took back an effect of “{label}” on “{other}”"))
def undo_effect(actor: Any, key: UUID, version: int) -> Effect:
    """Take back what was recorded: the affected document is as it was, unless somebody changed its state since."""
    effect = Effect.objects.current().filter(key=key).select_related("recorded_by").first()
    if effect is None:
        raise UsageError(_("this was taken back already"), where=str(key), hint=_("Load the page again."))
    one, other = current(effect.acting), current(effect.affected)
    EFFECTS.require(actor, "undo", one)
    ended = bool(effect.state_before) and other.state == BECOMES.get(effect.does)
    DOCUMENTS.require(actor, "edit" if ended else "read", other)
    if effect.version != version:
        raise Overtaken(effect, label(one), "")
    try:
        gone = effect.conclude(by=actor, reason=_("taken back"))
    except (Outdated, IntegrityError):
        raise UsageError(_("this was taken back already"), where=label(one), hint=_("Load the page again.")) from None
    if ended:
        _revise(other, actor, _("taken back: {document} {does} it").format(document=label(one), does=DOES_WORDS[effect.does]),
                state=effect.state_before, valid_until=effect.until_before)
    record(actor, "effect.undo", "document", effect.acting, {"label": label(one), "does": effect.does, "other": label(other)})
    return gone


def of(keys: Iterable[UUID]) -> list[Effect]:
    """The effects that these documents have or suffer, the oldest first."""
    wanted = list(keys)
    return list(Effect.objects.current().filter(Q(acting__in=wanted) | Q(affected__in=wanted)).select_related("recorded_by").order_by("recorded_at", "id"))


def chain(key: UUID) -> list[Effect]:
    """All effects that lead to or from a document through others, step by step; each level is one question to the database."""
    seen, edge, found = {key}, {key}, dict[UUID, Effect]()
    while edge and len(found) < LONGEST_CHAIN:
        effects = [one for one in of(edge) if one.does != "none" and one.key not in found]
        found |= {one.key: one for one in effects}
        edge = {end for one in effects for end in (one.acting, one.affected)} - seen
        seen |= edge
    return sorted(found.values(), key=lambda one: (one.valid_from or date.max, one.recorded_at))


def ring(acting: UUID, affected: UUID) -> list[UUID]:
    """The documents of the ring that one more effect would close, from the acting one back to itself; empty where it closes none."""
    if acting == affected:
        return [acting, acting]
    came: dict[UUID, UUID] = {}
    edge = [affected]
    while edge:
        steps = Effect.objects.current().filter(acting__in=edge).exclude(does="none").values_list("acting", "affected")
        edge = []
        for start, end in steps:
            if end not in came and end != affected:
                came[end] = start
                edge.append(end)
        if acting in came:
            path = [acting]
            while path[-1] != affected:
                path.append(came[path[-1]])
            return [acting, *reversed(path)]
    return []


def names(keys: Sequence[UUID]) -> list[str]:
    """What some documents are called, in this order."""
    rows = {one.key: one.number or one.title for one in Document.objects.current().filter(key__in=keys).only("key", "number", "title")}
    return [rows.get(key, str(key)) for key in keys]


def _problems(one: Document, other: Document, does: str, part: bool, given: Mapping[str, Any]) -> list[str]:
    found = []
    if does not in DOES_WORDS:
        found.append(_("Say what it does: supersede, repeal, revise, or stand beside it."))
    day = given.get("day")
    if day is not None and not 1900 <= day.year <= 2200:
        found.append(_("The year {year} cannot be right.").format(year=day.year))
    if does in BECOMES and not part:
        there = Effect.objects.current().filter(affected=other.key, does__in=BECOMES, part=False).first()
        if there is not None:
            found.append(_("“{document}” is {does} “{by}” already; take that back first.").format(
                document=label(other), does=DONE_WORDS[there.does], by=names([there.acting])[0]))
    if does != "none" and (closed := ring(one.key, other.key)):
        found.append(_("That would close a ring: {ring}.").format(ring=" \N{RIGHTWARDS ARROW} ".join(names(closed))))
    elif Effect.objects.current().filter(acting=one.key, affected=other.key, does=does, part=part).exists():
        found.append(_("This is recorded already."))
    if day is not None and does in BECOMES and not part and other.valid_from is not None and day <= other.valid_from:
        found.append(_("“{document}” is in force from {day} only; it cannot end before.").format(document=label(other), day=other.valid_from))
    return found


def _revise(document: Document, actor: Any, why: str, **changes: Any) -> None:
    try:
        document.revise(by=actor, reason=why, **changes)
    except (Outdated, IntegrityError):
        now = current(document.key)
        raise Overtaken(now, label(now), DOCUMENTS.state_words(now.state)) from None

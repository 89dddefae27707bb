"""Deciding about facts: one action per decision, each a new version; nothing counts before a person accepted it.

Every action takes the person, the key of the fact and the ``version`` that person saw. Who repeats a decision of their own
(a double click, a request sent twice) gets the fact as it is; who comes after somebody else is told so by `Overtaken`.
"""
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.facts.charge import Charge
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.facts.forms import CorrectionForm
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.facts.showing import differences
from taizhang.server.facts.versions import ANCHOR_FIELDS, before, charges, decision, follow
from taizhang.server.history import Outdated
from taizhang.server.look.words import amount_words
from taizhang.values.errors import UsageError

Key = UUID | str
REASON_LIMIT = 1000
#: What an undo brings back from the version before: the decision and what it said, not the place in the text.
DECISION = ("kind", "state", "what", "op", "value_text", "value2_text", "value", "measure", "measure_unit", "period", "year", "year_first",
            "subject", "manner", "decided_by_id", "decided_at")


@action("fact.accept", gettext_lazy("{actor} accepted “{label}”"))
def accept(actor: Any, key: Key, version: int, *, manner: str = "one") -> Fact:
    """Accept a suggestion: from now on it counts."""
    def change(fact: Fact) -> Fact:
        return follow(fact, by=actor, act="accept", state="accepted", **_decided(actor, manner))

    return _decide(actor, "accept", key, version, change, lambda now: now.act == "accept")


@action("fact.correct", gettext_lazy("{actor} corrected “{label}”"))
def correct(actor: Any, key: Key, version: int, given: Mapping[str, Any], *, manner: str = "one") -> Fact:
    """Correct a fact and thereby accept it; ``given`` holds the fields of `CorrectionForm` and ``units`` as (name, role).

    Raises `Incomplete` where something does not fit, or nothing differs.
    """
    reason = _reason(given.get("why"))

    def change(fact: Fact) -> Fact:
        changes, in_charge = corrections(fact, given)
        if not changes and in_charge is None:
            raise Incomplete(label(fact), [_("Nothing is different from before: accept it instead.")], CorrectionForm(fact, given))
        return follow(fact, by=actor, act="correct", reason=reason, in_charge=in_charge, state="corrected", **_decided(actor, manner), **changes)

    def repeated(now: Fact) -> bool:
        return now.act == "correct" and corrections(now, given) == ({}, None)

    return _decide(actor, "correct", key, version, change, repeated)


@action("fact.reject", gettext_lazy("{actor} rejected “{label}”"))
def reject(actor: Any, key: Key, version: int, reason: str) -> Fact:
    """Reject a fact: it is no fact of this document. The reason stays in the ledger."""
    reason = _needed(reason, key)

    def change(fact: Fact) -> Fact:
        return follow(fact, by=actor, act="reject", reason=reason, state="rejected", **_decided(actor))

    return _decide(actor, "reject", key, version, change, lambda now: now.act == "reject")


@action("fact.undo", gettext_lazy("{actor} undid a decision about “{label}”"))
def undo(actor: Any, key: Key, version: int) -> Fact:
    """Go back to the decision before one's own, as a new version; its place in the text stays where it is now."""
    return _decide(actor, "undo", key, version, lambda fact: _back(actor, fact), lambda now: now.act == "undo")


@action("fact.dispute", gettext_lazy("{actor} disputed “{label}”"))
def dispute(actor: Any, key: Key, version: int, reason: str) -> Fact:
    """Dispute another's decision: the fact counts nowhere until two persons agree on it."""
    reason = _needed(reason, key)

    def change(fact: Fact) -> Fact:
        return follow(fact, by=actor, act="dispute", reason=reason, state="disputed")

    return _decide(actor, "dispute", key, version, change, lambda now: now.act == "dispute")


@action("fact.recall", gettext_lazy("{actor} took back the dispute about “{label}”"))
def recall(actor: Any, key: Key, version: int) -> Fact:
    """Take back one's own dispute: the decision holds as before."""
    return _decide(actor, "recall", key, version, lambda fact: _back(actor, fact), lambda now: now.act == "undo")


def label(fact: Fact) -> str:
    """A fact in a few words: what it is about, and its value."""
    return f"{fact.what or fact.quote[:40]} {amount_words(fact)}".strip()


def corrections(fact: Fact, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Charge] | None]:
    """What a correction changes, and the units in charge it gives (None: as they are); raises `Incomplete`."""
    form = CorrectionForm(fact, given)
    if not form.is_valid():
        problems = [str(message) for messages in form.errors.values() for message in messages]
        raise Incomplete(label(fact), problems, form)
    return form.changes(), form.in_charge()


def current(key: Key) -> Fact:
    """The fact as it is now; `UsageError` where there is none of this key."""
    found = Fact.objects.current().filter(key=key).select_related("decided_by", "recorded_by").first()
    if found is None:
        raise UsageError(_("there is no such fact"), where=str(key))
    return found


def _decide(actor: Any, act: str, key: Key, version: int, change: Callable[[Fact], Fact], repeated: Callable[[Fact], bool]) -> Fact:
    """Ask, change and record; a repetition of one's own decision changes nothing, another's decision is not overwritten."""
    fact = current(key)
    if fact.version != version:
        return _late(actor, fact, version, repeated)
    FACTS.require(actor, act, fact)
    try:
        with transaction.atomic():
            fresh = change(fact)
    except (Outdated, IntegrityError):
        return _late(actor, current(key), version, repeated)
    note(actor, act, fact, fresh)
    return fresh


def _late(actor: Any, now: Fact, version: int, repeated: Callable[[Fact], bool]) -> Fact:
    FACTS.require(actor, "read", now)
    if now.version == version + 1 and actor is not None and now.recorded_by_id == actor.pk and repeated(now):
        return now
    raise Overtaken(now, label(now), FACTS.state_words(now.state))


def note(actor: Any, act: str, old: Fact, new: Fact) -> None:
    """Write a decision into the trail, with what differs."""
    differs = differences(old, new)
    record(actor, f"fact.{act}", "fact", new.key, {
        "label": label(new), "document": str(new.document), "version": new.version, "manner": new.manner, "reason": new.reason,
        "old": {"state": old.state} | {name: was for name, was, _is in differs},
        "new": {"state": new.state} | {name: becomes for name, _was, becomes in differs},
    })


def _back(actor: Any, fact: Fact) -> Fact:
    earlier = before(fact)
    if earlier is None:
        raise UsageError(_("there is no decision to undo"), where=label(fact))
    values = {name: getattr(earlier, name) for name in DECISION}
    raw = earlier.fields | {name: value for name, value in fact.fields.items() if name in ANCHOR_FIELDS}
    return follow(fact, by=actor, act="undo", in_charge=charges(earlier), restores=decision(earlier).version, fields=raw, **values)


def _decided(actor: Any, manner: str = "one") -> dict[str, Any]:
    return {"decided_by": actor, "decided_at": timezone.now(), "manner": manner}


def _reason(given: Any) -> str:
    return str(given or "").replace("\0", "").strip()[:REASON_LIMIT]  # PostgreSQL keeps no NUL


def _needed(given: str, key: Key) -> str:
    reason = _reason(given)
    if not reason:
        raise Incomplete(label(current(key)), [_("A reason is needed: the ledger keeps it.")])
    return reason

"""Deciding about facts: one action per decision, each a new version; nothing counts before a person accepted it.

Every action takes the person, the key of the fact and the ``version`` that person saw. Who repeats a decision of their own
(a double click, a request sent twice) gets the fact as it is; who comes after somebody else is told so by `Overtaken`.
"""
from collections.abc import Callable, Iterable, Mapping
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
from taizhang.server.facts.places import hold, is_picked
from taizhang.server.facts.showing import differences, label, snapshot
from taizhang.server.facts.undoing import back
from taizhang.server.facts.versions import follow
from taizhang.server.history import Outdated
from taizhang.values.errors import UsageError

__all__ = ["Key", "accept", "checked", "correct", "corrections", "current", "decide", "decided", "dispute", "filled", "label", "needed", "note",
           "note_new", "recall", "reject", "said", "undo"]
Key = UUID | str
REASON_LIMIT = 1000


@action("fact.accept", gettext_lazy("{actor} accepted “{label}”"))
def accept(actor: Any, key: Key, version: int, *, manner: str = "one") -> Fact:
    """Accept a suggestion: from now on it counts."""
    def change(fact: Fact) -> Fact:
        return follow(fact, by=actor, act="accept", state="accepted", **decided(actor, manner))

    return decide(actor, "accept", key, version, change, lambda now: now.act == "accept")


@action("fact.correct", gettext_lazy("{actor} corrected “{label}”"))
def correct(actor: Any, key: Key, version: int, given: Mapping[str, Any], *, manner: str = "one") -> Fact:
    """Correct a fact and thereby accept it; ``given`` holds the fields of `CorrectionForm` and ``units`` as (name, role).

    With ``start`` and ``end`` (and ``value_start``, ``value_end``) the fact moves to another stretch of its text. Raises `Incomplete`
    where something does not fit, or nothing differs.
    """
    reason = said(given.get("why"))

    def change(fact: Fact) -> Fact:
        changes, in_charge = corrections(fact, given)
        if not changes and in_charge is None:
            raise Incomplete(label(fact), [_("Nothing is different from before: accept it instead.")], CorrectionForm(fact, given))
        return follow(fact, by=actor, act="correct", reason=reason, in_charge=in_charge, state="corrected", **decided(actor, manner), **changes)

    def repeated(now: Fact) -> bool:
        return now.act == "correct" and corrections(now, given) == ({}, None)

    return decide(actor, "correct", key, version, change, repeated)


@action("fact.reject", gettext_lazy("{actor} rejected “{label}”"))
def reject(actor: Any, key: Key, version: int, reason: str) -> Fact:
    """Reject a fact: it is no fact of this document. The reason stays in the ledger."""
    reason = needed(reason, key)

    def change(fact: Fact) -> Fact:
        return follow(fact, by=actor, act="reject", reason=reason, state="rejected", **decided(actor))

    return decide(actor, "reject", key, version, change, lambda now: now.act == "reject")


@action("fact.undo", gettext_lazy("{actor} undid a decision about “{label}”"))
def undo(actor: Any, key: Key, version: int) -> Fact:
    """Go back to the decision before one's own, as a new version; the place a new text gave it stays.

    What one act did to several facts (a split, a merge) is undone of all of them, whichever is named. A fact that a person added, or
    that a split made, ends: the row that comes back has ``ended`` set. Raises `Incomplete` where one of them was changed since.
    """
    def change(fact: Fact) -> Fact:
        done = back(actor, fact)
        for old, new in done[1:]:
            note(actor, "undo", old, new)
        return done[0][1]

    return decide(actor, "undo", key, version, change, lambda now: now.act == "undo")


@action("fact.dispute", gettext_lazy("{actor} disputed “{label}”"))
def dispute(actor: Any, key: Key, version: int, reason: str) -> Fact:
    """Dispute another's decision: the fact counts nowhere until two persons agree on it."""
    reason = needed(reason, key)

    def change(fact: Fact) -> Fact:
        return follow(fact, by=actor, act="dispute", reason=reason, state="disputed")

    return decide(actor, "dispute", key, version, change, lambda now: now.act == "dispute")


@action("fact.recall", gettext_lazy("{actor} took back the dispute about “{label}”"))
def recall(actor: Any, key: Key, version: int) -> Fact:
    """Take back one's own dispute: the decision holds as before."""
    return decide(actor, "recall", key, version, lambda fact: back(actor, fact)[0][1], lambda now: now.act == "undo")


def corrections(fact: Fact, given: Mapping[str, Any], apart_from: Iterable[Any] = ()) -> tuple[dict[str, Any], list[Charge] | None]:
    """What a correction changes, and the units in charge it gives (None: as they are); raises `Incomplete`.

    Facts of the keys ``apart_from`` give up their place to it.
    """
    if is_picked(given):
        hold(fact.text_id, fact)
    form = checked(CorrectionForm(fact, given, apart_from=apart_from))
    return form.changes(), form.in_charge()


def checked(form: CorrectionForm) -> CorrectionForm:
    """A form that is valid; `Incomplete` with its sentences where it is not."""
    if not form.is_valid():
        raise Incomplete(label(form.fact), [str(message) for messages in form.errors.values() for message in messages], form)
    return form


def filled(fact: Fact, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is given of a correction, and where nothing is given what the fact holds now."""
    return {name: value for name, value in CorrectionForm(fact).initial.items() if name not in given} | dict(given)


def current(key: Key) -> Fact:
    """The fact as it is now; `UsageError` where there is none of this key."""
    found = _newest(key)
    if found.ended:
        raise _gone(key)
    return found


def _newest(key: Key) -> Fact:
    found = Fact.objects.newest().filter(key=key).select_related("decided_by", "recorded_by").first()
    if found is None:
        raise _gone(key)
    return found


def _gone(key: Key) -> UsageError:
    return UsageError(_("there is no such fact"), where=str(key),
                      hint=_("Load the page again: it was taken back, or its document was read anew."))


def decide(actor: Any, act: str, key: Key, version: int, change: Callable[[Fact], Fact], repeated: Callable[[Fact], bool]) -> Fact:
    """Ask, change and record; a repetition of one's own decision changes nothing, another's decision is not overwritten."""
    fact = _newest(key)
    if fact.version != version or fact.ended:
        return _late(actor, fact, version, repeated)
    FACTS.require(actor, act, fact)
    try:
        with transaction.atomic():
            fresh = change(fact)
    except (Outdated, IntegrityError):
        return _late(actor, _newest(key), version, repeated)
    note(actor, act, fact, fresh)
    return fresh


def _late(actor: Any, now: Fact, version: int, repeated: Callable[[Fact], bool]) -> Fact:
    FACTS.require(actor, "read", now)
    if now.version == version + 1 and actor is not None and now.recorded_by_id == actor.pk and repeated(now):
        return now
    if now.ended:
        raise _gone(now.key)
    raise Overtaken(now, label(now), FACTS.state_words(now.state))


def note(actor: Any, act: str, old: Fact, new: Fact) -> None:
    """Write a decision into the trail, with what differs."""
    differs = differences(old, new)
    if (old.start, old.end) != (new.start, new.end):
        differs.append(("place", f"{old.start}-{old.end}", f"{new.start}-{new.end}"))
    record(actor, f"fact.{act}", "fact", new.key, {
        "label": label(new), "document": str(new.document), "version": new.version, "manner": new.manner, "reason": new.reason,
        "old": {"state": old.state} | {name: was for name, was, _is in differs},
        "new": {"state": new.state} | {name: becomes for name, _was, becomes in differs},
    })


def note_new(actor: Any, act: str, fact: Fact) -> None:
    """Write a fact that a person made into the trail."""
    record(actor, f"fact.{act}", "fact", fact.key, {
        "label": label(fact), "document": str(fact.document), "version": fact.version, "manner": fact.manner, "reason": fact.reason,
        "new": {"state": fact.state, "place": f"{fact.start}-{fact.end}"} | snapshot(fact)})


def decided(actor: Any, manner: str = "one", bulk: Any = None) -> dict[str, Any]:
    """Who decided when and how."""
    return {"decided_by": actor, "decided_at": timezone.now(), "manner": manner, "bulk": bulk}


def said(given: Any) -> str:
    """A reason as it is kept."""
    return str(given or "").replace("\0", "").strip()[:REASON_LIMIT]  # PostgreSQL keeps no NUL


def needed(given: str, key: Key) -> str:
    """A reason that must not be missing; `Incomplete` where it is."""
    reason = said(given)
    if not reason:
        raise Incomplete(label(current(key)), [_("A reason is needed: the ledger keeps it.")])
    return reason

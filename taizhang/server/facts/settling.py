"""Settling a dispute: two persons agree, neither of them the one whose decision is disputed."""
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.accounts.standing import standing
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.facts.actions import Key, corrections, current, decided, label, note, said
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.facts.models import DECIDED, Fact, Vote
from taizhang.server.facts.permissions import FACTS
from taizhang.server.facts.versions import follow

PROPOSALS = {"accept": gettext_lazy("it holds as decided"), "correct": gettext_lazy("it is to be corrected"), "reject": gettext_lazy("it is no fact")}


@action("fact.settle", gettext_lazy("{actor} said how the dispute about “{label}” should end"))
def settle(actor: Any, key: Key, version: int, proposal: str, given: Mapping[str, Any] | None = None, reason: str = "") -> Fact:
    """Say how a dispute should end; as soon as two persons, at least one of them a reviewer, say the same, it ends so.

    Returns the fact: still disputed after the first voice, decided after the second. One's last word counts.
    """
    fact = current(key)
    # Two who vote at once: the second waits for the first, and then sees the first one's vote.
    list(Fact.objects.filter(pk=fact.pk).select_for_update().values_list("pk"))
    fact = current(key)
    if fact.version != version:
        return _late(actor, fact)
    FACTS.require(actor, "settle", fact)
    if proposal not in PROPOSALS:
        raise Incomplete(label(fact), [_("Choose how it should end: {ways}.").format(ways=", ".join(str(one) for one in PROPOSALS.values()))])
    if proposal == "correct":
        changes, in_charge = corrections(fact, given or {})
        if not changes and in_charge is None:
            raise Incomplete(label(fact), [_("Nothing is different from before: choose “{other}” instead.").format(other=PROPOSALS["accept"])])
    vote = Vote(fact=_disputed(fact), by=actor, proposal=proposal, changes=plain(given) if proposal == "correct" else {}, reason=said(reason))
    last = last_words(fact)
    if (had := last.get(actor.pk)) is None or (had.proposal, had.changes) != (vote.proposal, vote.changes):
        vote.save()
        last[actor.pk] = vote
    # A voice counts while its owner could still raise it: roles end, accounts are closed.
    agreeing = [one for one in last.values() if (one.proposal, one.changes) == (vote.proposal, vote.changes) and FACTS.may(one.by, "settle", fact)]
    if len(agreeing) < 2 or not any(standing(one.by).has("facts.review") for one in agreeing):
        record(actor, "fact.settle", "fact", fact.key, {"label": label(fact), "document": str(fact.document), "proposal": proposal, "reason": vote.reason})
        return fact
    fresh = _end(actor, fact, vote, given or {})
    note(actor, "settle", fact, fresh)
    return fresh


def last_words(fact: Fact) -> dict[Any, Vote]:
    """The last vote of each person about a disputed fact, in the order they came."""
    found: dict[Any, Vote] = {}
    for vote in Vote.objects.filter(fact=_disputed(fact)).select_related("by"):
        found.pop(vote.by_id, None)
        found[vote.by_id] = vote
    return found


def _disputed(fact: Fact) -> Fact:
    """The version with which the dispute began: machines may have moved the fact since."""
    return Fact.objects.of(fact.key).filter(act="dispute", version__lte=fact.version).last() or fact


def _end(actor: Any, fact: Fact, vote: Vote, given: Mapping[str, Any]) -> Fact:
    by_two = decided(actor, "second")
    if vote.proposal == "reject":
        return follow(fact, by=actor, act="settle", reason=vote.reason, state="rejected", **by_two)
    if vote.proposal == "correct":
        changes, in_charge = corrections(fact, given)
        return follow(fact, by=actor, act="settle", reason=vote.reason, in_charge=in_charge, state="corrected", **by_two, **changes)
    held = Fact.objects.of(fact.key).filter(version__lt=_disputed(fact).version, state__in=DECIDED).last()
    state = held.state if held is not None and held.state != "rejected" else "accepted"
    return follow(fact, by=actor, act="settle", reason=vote.reason, state=state, **by_two)


def _late(actor: Any, now: Fact) -> Fact:
    FACTS.require(actor, "read", now)
    if now.act == "settle" and actor is not None and now.recorded_by_id == actor.pk:
        return now
    raise Overtaken(now, label(now), FACTS.state_words(now.state))


def plain(given: Mapping[str, Any] | None) -> dict[str, Any]:
    """What was proposed, in one written form, so that two proposals can be compared."""
    def bare(value: Any) -> str:  # PostgreSQL keeps no NUL
        return ("" if value is None else str(value)).replace("\0", "").strip()

    kept = {name: bare(value) for name, value in (given or {}).items() if name not in ("units", "why") and bare(value)}
    units = [[bare(name), bare(role)] for name, role in (given or {}).get("units") or []]
    return dict(sorted(kept.items())) | ({"units": units} if units else {})

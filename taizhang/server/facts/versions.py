"""Writing the next version of a fact: the units in charge belong to a version, so they go along."""
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from taizhang.server.facts.charge import Charge, lead_of
from taizhang.server.facts.models import Fact, InCharge

#: What a new text may change of a fact; a decision, and its undoing, leaves these alone.
ANCHORS = ("text_id", "position", "start", "end", "quote", "value_start", "value_end", "clause")
ANCHOR_FIELDS = ("doc", "sha256", "start", "end", "quote", "value_start", "value_end", "value_quote", "units_start", "units_end", "units_quote",
                 "clause", "path")


#: What machines do to a decided fact; the decision stays as it was made.
MOVES = ("anchor", "lose")


def charges(fact: Fact) -> list[Charge]:
    """The units in charge of a version, in order."""
    return [(one.unit, one.name, one.role, one.inherited) for one in fact.in_charge.all()]


def follow(fact: Fact, *, by: Any, act: str, reason: str = "", in_charge: Iterable[Charge] | None = None, **changes: Any) -> Fact:
    """Supersede a version of a fact, with its units in charge or with new ones; as `Versioned.revise`, in the caller's transaction."""
    kept = charges(fact) if in_charge is None else list(in_charge)
    changes.setdefault("restores", None)
    if act not in MOVES:
        changes.setdefault("together", None)
    if in_charge is not None:
        changes["lead"] = lead_of(kept)
    fresh = fact.revise(by=by, reason=reason, act=act, **changes)
    _charge(fresh, kept)
    return fresh


def follow_all(facts: Sequence[Fact], *, by: Any, act: str, reason: str = "", each: Callable[[Fact], dict[str, Any]]) -> list[Fact]:
    """`follow` for many facts at once, each with its units as they are; ``each`` gives what changes of one."""
    kept = [charges(fact) for fact in facts]
    fresh = Fact.revise_all(facts, by=by, reason=reason, each=lambda fact: {"act": act, "restores": None, "together": None} | each(fact))
    _charge_all(zip(fresh, kept, strict=True))
    return fresh


def begin(fact: Fact, in_charge: Iterable[Charge]) -> Fact:
    """Store the first version of a fact that a person made, with its units in charge; in the caller's transaction."""
    kept = list(in_charge)
    fact.lead = lead_of(kept)
    fact.save()
    _charge(fact, kept)
    return fact


def conclude(fact: Fact, *, by: Any, reason: str) -> Fact:
    """Say that a fact is no more, because who made it takes it back; its versions stay."""
    kept = charges(fact)
    fresh = fact.conclude(by=by, reason=reason, act="undo", restores=None, together=None)
    _charge(fresh, kept)
    return fresh


def _charge(fact: Fact, in_charge: Iterable[Charge]) -> None:
    _charge_all([(fact, in_charge)])


def _charge_all(charged: Iterable[tuple[Fact, Iterable[Charge]]]) -> None:
    InCharge.objects.bulk_create([
        InCharge(fact=fact, order=order, unit=unit, name=name, role=role, inherited=inherited)
        for fact, units in charged for order, (unit, name, role, inherited) in enumerate(units)
    ], batch_size=500)


def decision(fact: Fact) -> Fact:
    """The version in which the present decision was made: machines may have moved the fact since."""
    if fact.act not in MOVES:
        return fact
    made = Fact.objects.of(fact.key).filter(version__lt=fact.version).exclude(act__in=MOVES).last()
    return made or fact


def origin(fact: Fact) -> Fact:
    """The version in which the decision that holds now was made first: an undo goes back to one that is older than what it undid."""
    made = decision(fact)
    if made.act == "undo" and made.restores:
        restored = Fact.objects.filter(key=fact.key, version=made.restores).first()
        return origin(restored) if restored is not None else made
    return made


def before(fact: Fact) -> Fact | None:
    """The version whose decision held before that of ``fact``; None where there was none. What was undone is stepped over.

    A decision that was undone is no step back: after accept, correct, undo the version before is the suggestion.
    """
    made = origin(fact)
    if made.version == 1 or made.act == "read":
        return None
    return Fact.objects.filter(key=fact.key, version=made.version - 1).first()

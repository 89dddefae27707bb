"""Merging facts that are one: one of them is kept, the others are rejected and name it; undone as one."""
import copy
import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.audit.actions import action
from taizhang.server.facts import places
from taizhang.server.facts.actions import Key, corrections, current, decide, decided, filled, label, note, said
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.facts.models import STATEMENTS, Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.facts.versions import follow

MOST = 20


@action("fact.merge", gettext_lazy("{actor} merged others into “{label}”"))
def merge(actor: Any, key: Key, version: int, others: Sequence[tuple[UUID, int]], given: Mapping[str, Any] | None = None) -> Fact:
    """Keep one of several facts of a document and reject the ``others`` (key and version of each), because all are one.

    ``given`` corrects the one that is kept, as `CorrectionForm` has it, also its stretch of the text; what it does not hold stays. All
    are of one kind, or all hold numbers. Raises `Incomplete` where they do not belong together, `Overtaken` for one that somebody else
    has changed.
    """
    asked = {UUID(str(one)): seen for one, seen in others}

    def change(fact: Fact) -> Fact:
        places.hold(fact.text_id, fact)
        merged = [_one_of_them(actor, fact, one, seen) for one, seen in asked.items()]
        changes, in_charge = corrections(fact, filled(fact, given or {}), apart_from=asked)
        state = "corrected" if changes or in_charge is not None or fact.state == "corrected" else "accepted"
        step, by = uuid.uuid4(), decided(actor)
        reason = _reason(fact, changes)
        fresh = {}
        for one in sorted((fact, *merged), key=lambda one: one.pk):  # in one order, as all that writes several: two at once do not block
            if one is fact:
                fresh[one.key] = follow(fact, by=actor, act="merge", reason=said((given or {}).get("why")), in_charge=in_charge, state=state,
                                        together=step, **by, **changes)
            else:
                fresh[one.key] = follow(one, by=actor, act="merge", reason=reason, state="rejected", together=step, **by)
        for one in merged:
            note(actor, "merge", one, fresh[one.key])
        return fresh[fact.key]

    def repeated(now: Fact) -> bool:
        fellows = Fact.objects.current().filter(together=now.together).exclude(key=now.key) if now.together else Fact.objects.none()
        return now.act == "merge" and set(fellows.values_list("key", flat=True)) == set(asked)

    if not 1 <= len(asked) <= MOST or len(asked) != len(others):
        raise Incomplete(label(current(key)), [_("Choose 1 to {most} other facts, each once, that are the same as this one.").format(most=MOST)])
    return decide(actor, "merge", key, version, change, repeated)


def _one_of_them(actor: Any, kept: Fact, key: UUID, version: int) -> Fact:
    """A fact that is merged into another one, checked."""
    other = current(key)
    FACTS.require(actor, "read", other)
    if other.version != version:
        raise Overtaken(other, label(other), FACTS.state_words(other.state))
    if other.key == kept.key:
        raise Incomplete(label(kept), [_("A fact is not merged into itself.")])
    if other.document != kept.document or other.text_id != kept.text_id:
        raise Incomplete(label(kept), [_("“{label}” stands in another text: only facts of one text are merged.").format(label=label(other))])
    if other.kind != kept.kind and not (other.kind in STATEMENTS and kept.kind in STATEMENTS):
        raise Incomplete(label(kept), [_("“{label}” is of another kind: correct its kind first, or leave it out.").format(label=label(other))])
    FACTS.require(actor, "merge", other)
    return other


def _reason(fact: Fact, changes: Mapping[str, Any]) -> str:
    """Why the others are rejected: it names the one that is kept, as it will be."""
    kept = copy.copy(fact)
    for name, value in changes.items():
        setattr(kept, name, value)
    return _("merged into “{label}”, characters {start}–{end}").format(label=label(kept), start=kept.start + 1, end=kept.end)

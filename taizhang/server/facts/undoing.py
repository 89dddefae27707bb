"""Going back to the decision before one's own, as a new version: of one fact, or of all that one act wrote together."""
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.server.facts.errors import Incomplete
from taizhang.server.facts.models import Fact, SecondReading
from taizhang.server.facts.permissions import FACTS, REACH
from taizhang.server.facts.places import Place, at_same_place, hold, moved
from taizhang.server.facts.showing import label
from taizhang.server.facts.versions import ANCHOR_FIELDS, ANCHORS, before, charges, conclude, decision, follow, origin
from taizhang.values.errors import UsageError

#: What an undo brings back from the version before: the decision and what it said.
DECISION = ("kind", "state", "what", "op", "value_text", "value2_text", "value", "measure", "measure_unit", "period", "year", "year_first",
            "subject", "manner", "decided_by_id", "decided_at", "bulk_id", "together")
_PLACE = ("start", "end", "value_start", "value_end")
_MADE = ("add", "split")


def back(actor: Any, fact: Fact) -> list[tuple[Fact, Fact]]:
    """Take one's decision about a fact back, with those about the facts it was made together with: (as it was, as it is) of each.

    The fact itself comes first. A fact that the decision made ends. Raises `Incomplete` where one of the others was changed since.
    """
    done = {}
    together = sorted((fact, *_fellows(actor, fact)), key=lambda one: one.pk)  # in one order, whoever begins: two at once do not block
    keys = [one.key for one in together]
    for one in together:
        done[one.key] = (one, _back(actor, one, keys))
    return [done.pop(fact.key), *done.values()]


def _fellows(actor: Any, fact: Fact) -> list[Fact]:
    """The other facts of the act in which the present decision was made."""
    if fact.together is None:
        return []
    keys = set(Fact.objects.filter(together=fact.together).exclude(key=fact.key).values_list("key", flat=True))
    found = list(Fact.objects.newest().filter(key__in=keys).select_related("decided_by"))
    for one in found:
        if one.ended or one.together != fact.together:
            raise Incomplete(label(fact), [_("“{label}” belongs to the same step and was changed since: undo that first.").format(
                label=label(one))])
        FACTS.require(actor, "undo", one)
    return found


def _back(actor: Any, fact: Fact, together: Sequence[UUID]) -> Fact:
    made, earlier = origin(fact), before(fact)
    if earlier is None:
        if made.version == 1 and made.act in _MADE:
            return conclude(fact, by=actor, reason=_("taken back by who made it"))
        raise UsageError(_("there is no decision to undo"), where=label(fact))
    if made.act in ("second", "dispute"):  # what a second person said with it is taken back with it
        read = SecondReading.objects.filter(fact__key=fact.key, fact__version=made.version - 1, undone_at__isnull=True)
        read.update(undone_at=timezone.now())
    values: dict[str, Any] = {name: getattr(earlier, name) for name in DECISION}
    raw = earlier.fields | {name: value for name, value in fact.fields.items() if name in ANCHOR_FIELDS}
    if made.fields.get("path") != earlier.fields.get("path") and earlier.text_id == fact.text_id:  # the headings were said by hand
        raw["path"] = earlier.fields.get("path")
        values["clause"] = earlier.clause
    if any(getattr(made, name) != getattr(earlier, name) for name in _PLACE):
        placed = _place_back(fact, earlier)
        raw |= {name: value for name, value in placed.pop("fields", {}).items() if name in ANCHOR_FIELDS}
        values |= placed
        _free(fact, values, together)
    return follow(fact, by=actor, act="undo", in_charge=charges(earlier), restores=decision(earlier).version, fields=raw, **values)


def _free(fact: Fact, values: Mapping[str, Any], together: Sequence[UUID]) -> None:
    """Raise `Incomplete` where another fact of the kind took the place meanwhile that this one goes back to."""
    hold(fact.text_id)
    place = Place(*(values.get(name, getattr(fact, name)) for name in _PLACE))
    # What was merged into another one may stand where that one stands.
    merged = Fact.objects.current().filter(text=fact.text_id, act="merge", state="rejected").values_list("key", flat=True)
    there = at_same_place(fact.text_id, values["kind"], place, {*together, *merged})
    if there is not None:
        raise Incomplete(label(fact), [_("“{label}” stands by now where this one stood before: take that one back, or give it another place, first.").format(
            label=label(there))])


def _place_back(fact: Fact, earlier: Fact) -> dict[str, Any]:
    """Where a fact stood before a decision moved it, in the text it stands in now; nothing where that place cannot be found for certain."""
    if earlier.text_id == fact.text_id:
        return {name: getattr(earlier, name) for name in ANCHORS} | {"fields": earlier.fields}
    spans = [(earlier.start, earlier.end)]
    if earlier.value_start is not None and earlier.value_end is not None:
        spans.append((earlier.value_start, earlier.value_end))
    found = REACH.moved(earlier.text_id, fact.text_id, spans) if REACH.moved is not None else []
    sure = [one for one in found if one is not None]
    if len(sure) != len(spans) or not sure[0][0] <= sure[-1][0] <= sure[-1][1] <= sure[0][1]:
        return {}
    return moved(fact, Place(*sure[0], *sure[1]) if len(sure) > 1 else Place(*sure[0]))

"""Reading a second time without knowing the first decision: the fact is shown as the machine suggested it."""
import copy
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from taizhang.server.facts import actions, second
from taizhang.server.facts.headings import BY_HAND
from taizhang.server.facts.models import Fact

#: What belongs to the place and not to the decision.
PLACE = ("version", "text_id", "position", "start", "end", "quote", "value_start", "value_end", "clause")
OF_FORM = ("kind", "what", "op", "value", "value2", "measure_unit", "period", "measure", "per", "subject", "number", "path", "units")


def waiting(rows: QuerySet[Fact], user: Any) -> QuerySet[Fact]:
    """The facts another person decided one by one and no second one has read."""
    return rows.filter(pk__in=Fact.objects.current().read_once().exclude(decided_by=user).values("pk"))


def hidden(facts: Iterable[Fact]) -> list[Fact]:
    """The facts as they were suggested, at the place and in the version of now; nothing of them is to be saved."""
    now = list(facts)
    first = {one.key: one for one in Fact.objects.filter(key__in=[one.key for one in now], version=1).prefetch_related("in_charge")}
    found = []
    for one in now:
        shown = copy.copy(first[one.key])
        for name in PLACE:
            if name != "clause" or not one.fields.get(BY_HAND):  # headings by hand are part of the decision
                setattr(shown, name, getattr(one, name))
        shown.state, shown.decided_by, shown.reason = "suggested", None, ""
        found.append(shown)
    return found


def read(user: Any, key: UUID, version: int, given: Mapping[str, Any]) -> Fact:
    """The second reading with what stood in the fields: alike where they say what the first person decided, else the fact is disputed."""
    fact, why = actions.current(key), str(given.get("why") or "")
    said = {name: value for name, value in given.items() if name in OF_FORM}
    if fact.state == "rejected":
        shown = hidden([fact])[0]
        changed = actions.corrections(shown, said) != ({}, None)
        return second.read(user, key, version, "correct" if changed else "accept", said if changed else None, why)
    return second.read(user, key, version, "correct", said, why)


def reject(user: Any, key: UUID, version: int, given: Mapping[str, Any]) -> Fact:
    """The second reading that finds no fact."""
    return second.read(user, key, version, "reject", None, str(given.get("why") or ""))

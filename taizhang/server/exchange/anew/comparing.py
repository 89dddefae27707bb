"""A new reading held against the facts that are there: which suggestions would be new, changed, gone; nothing a person decided is touched."""
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from taizhang.server.facts.charge import Charge
from taizhang.server.facts.making import Made
from taizhang.server.facts.models import STATEMENTS, Fact
from taizhang.server.facts.versions import charges

#: Versions that ended otherwise than by reading or by taking back what a person added: a person merged them into another.
NOT_BY_HAND = ("read", "undo", "anchor", "lose")
SHOWN = ("kind", "what", "op", "value_text", "value2_text", "measure", "measure_unit", "period", "subject", "quote", "clause")
PLACE = ("start", "end", "value_start", "value_end")
LISTED = 200  # changes an item lists


@dataclass(slots=True)
class Difference:
    """What a new reading changes: ``fresh`` suggestions, ``changed`` ones (the old, the new), those ``gone``; the rest is as it was."""

    fresh: list[Made] = field(default_factory=list)
    changed: list[tuple[Fact, Made]] = field(default_factory=list)
    gone: list[Fact] = field(default_factory=list)
    kept: int = 0
    decided: int = 0
    told: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many of each."""
        return {"new": len(self.fresh), "changed": len(self.changed), "gone": len(self.gone), "kept": self.kept, "decided": self.decided,
                "told": self.told}

    def __bool__(self) -> bool:
        return bool(self.fresh or self.changed or self.gone)

    def listed(self) -> list[dict[str, Any]]:
        """The changes as an item lists them: what each suggestion says, and which of its fields change from what to what."""
        found = [_said("new", made.values) for made in self.fresh]
        found += [_said("changed", made.values) | {"fields": fields(fact, made)} for fact, made in self.changed]
        found += [_said("gone", {"kind": fact.kind, "what": fact.what, "quote": fact.quote}) for fact in self.gone]
        return found[:LISTED]


def _said(how: str, values: dict[str, Any]) -> dict[str, Any]:
    return {"how": how, "kind": values["kind"], "what": values["what"], "quote": values["quote"][:200]}


def fields(fact: Fact, made: Made) -> list[list[str]]:
    """(field, old, new) for what differs between a suggestion and its new reading; units last."""
    found = [[name, str(getattr(fact, name)), str(made.values.get(name) or "")] for name in SHOWN
             if str(getattr(fact, name) or "") != str(made.values.get(name) or "")]
    old, new = charges(fact), list(made.units)
    if old != new:
        found.append(["units", _units(old), _units(new)])
    return found


def _units(some: Iterable[Charge]) -> str:
    return "\N{IDEOGRAPHIC COMMA}".join(name for _id, name, _role, _own in some)


def standing(facts: Iterable[Fact]) -> str:
    """A digest of the facts of a document as they are now."""
    said = sorted(f"{one.key} {one.version}" for one in facts)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def present(document: Any) -> list[Fact]:
    """The facts of a document, those a person merged away too, which are not to be suggested again."""
    rows = Fact.objects.newest().filter(document=document).order_by("position", "id").prefetch_related("in_charge")
    return [one for one in rows if not one.ended or one.act not in NOT_BY_HAND]


def compare(made: Sequence[Made], facts: Sequence[Fact]) -> Difference:
    """What a reading changes of the facts of its text."""
    suggested = [one for one in facts if one.state == "suggested" and not one.ended]
    decided = [one for one in facts if one.state != "suggested" or one.ended]
    found = Difference(decided=sum(not one.ended for one in decided))
    told = Decided(decided)
    open_made: list[Made] = []
    for one in made:
        if told.says(one):
            found.told += 1
        else:
            open_made.append(one)
    waiting: dict[tuple[Any, ...], list[Fact]] = {}
    for fact in suggested:
        waiting.setdefault(_exact(fact.kind, fact), []).append(fact)
    rest: list[Made] = []
    for one in open_made:
        alike = waiting.get(_exact(one.values["kind"], one))
        if alike:
            _settle(found, alike.pop(0), one)
        else:
            rest.append(one)
    left = [fact for some in waiting.values() for fact in some]
    for one in rest:
        near = next((fact for fact in left if _near(fact, one)), None)
        if near is None:
            found.fresh.append(one)
        else:
            left.remove(near)
            _settle(found, near, one)
    found.gone = sorted(left, key=lambda fact: (fact.position, fact.pk))
    return found


def _settle(found: Difference, fact: Fact, made: Made) -> None:
    if same(fact, made):
        found.kept += 1
    else:
        found.changed.append((fact, made))


def same(fact: Fact, made: Made) -> bool:
    """Whether a suggestion says and stands exactly as the new reading has it; its number in the order does not count."""
    return charges(fact) == list(made.units) and all(
        getattr(fact, name) == value or (value in (None, "") and getattr(fact, name) in (None, "")) for name, value in made.values.items()
        if name not in ("position", "confidence"))


def _exact(kind: str, one: Fact | Made) -> tuple[Any, ...]:
    """Where and what: of two numbers in one sentence each has its own place."""
    values = one.values if isinstance(one, Made) else {name: getattr(one, name) for name in PLACE}
    return _group(kind), *(values.get(name) for name in PLACE)


def _group(kind: str) -> str:
    return "number" if kind in STATEMENTS else kind


def _near(fact: Fact, made: Made) -> bool:
    """Whether a suggestion and a new reading are about the same words: the same number, or stretches that are mostly one."""
    values = made.values
    if _group(fact.kind) != _group(values["kind"]):
        return False
    if fact.value_start is not None and values.get("value_start") is not None:
        return _overlap((fact.value_start, fact.value_end or 0), (values["value_start"], values["value_end"]), 0)
    return _overlap((fact.start, fact.end), (values["start"], values["end"]), 0.5)


def _overlap(one: tuple[int, int], two: tuple[int, int], share: float) -> bool:
    common = min(one[1], two[1]) - max(one[0], two[0])
    return common > share * min(one[1] - one[0], two[1] - two[0])


class Decided:
    """What people decided about a text: said by a new reading again, it is no news, whatever they made of it."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.by_group: dict[str, list[Fact]] = {}
        for fact in facts:
            if fact.state != "lost":
                self.by_group.setdefault(_group(fact.kind), []).append(fact)

    def says(self, made: Made) -> bool:
        """Whether a person decided about these very words."""
        return any(_near(fact, made) for fact in self.by_group.get(_group(made.values["kind"]), ()))

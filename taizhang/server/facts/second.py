"""Second reading: another person reads a decided fact; where both come to the same it is marked so, else it is disputed.

How often they come to the same is the office's own measure of its review: a share, and Cohen's kappa, which takes from the share what
two would agree on by chance.
"""
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.audit.actions import action
from taizhang.server.facts.actions import Key, corrections, current, decide, label, said
from taizhang.server.facts.errors import Incomplete
from taizhang.server.facts.models import Fact, SecondReading, Vote
from taizhang.server.facts.permissions import FACTS
from taizhang.server.facts.settling import PROPOSALS, plain
from taizhang.server.facts.versions import follow

#: What a state says of the first person's verdict about the suggestion.
VERDICTS = {"accepted": "accept", "corrected": "correct", "rejected": "reject"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers came to the same: ``n`` facts read twice, ``equal`` of them alike.

    ``kappa`` is None where it says nothing: nothing was read twice, or both said one and the same of everything.
    """

    n: int
    equal: int
    kappa: float | None
    by_kind: Mapping[str, "Agreement"] = field(default_factory=dict)

    @property
    def share(self) -> float | None:
        """The part that is alike; None of nothing."""
        return self.equal / self.n if self.n else None


@action("fact.second", gettext_lazy("{actor} read “{label}” as the second person"))
def read(actor: Any, key: Key, version: int, verdict: str, given: Mapping[str, Any] | None = None, reason: str = "") -> Fact:
    """Read a fact that another person decided one by one, and say how it stands: ``accept`` (it holds as decided), ``correct``, ``reject``.

    Who comes to the same as the first person (``reject`` of a rejected fact; a correction, with ``given`` as `CorrectionForm` has it,
    that changes nothing) makes the fact one that two have read: its manner is ``second``. Otherwise it is disputed, with this verdict
    as the first vote about how that should end; only who may dispute reads a second time, and a reason may be left out: whatever is asked
    for only where both differ would tell the second one how the first decided. Undone by `actions.undo`, the dispute by
    `actions.recall`.
    """
    if verdict not in PROPOSALS:
        raise Incomplete(label(current(key)), [_("Say how it stands: {ways}.").format(ways=", ".join(str(one) for one in PROPOSALS.values()))])
    changes = plain(given) if verdict == "correct" else {}

    def change(fact: Fact) -> Fact:
        FACTS.require(actor, "dispute", fact)
        agrees = _agrees(fact, verdict, given or {})
        why = said(reason)
        if agrees:
            fresh = follow(fact, by=actor, act="second", reason=why, manner="second")
        else:
            why = why or _("read otherwise by a second person who did not know the first decision")
            fresh = follow(fact, by=actor, act="dispute", reason=why, state="disputed")
            Vote.objects.create(fact=fresh, by=actor, proposal=verdict, changes=changes, reason=why)
        SecondReading.objects.create(fact=fact, by=actor, verdict=verdict, agrees=agrees, changes=changes, reason=why)
        return fresh

    def repeated(now: Fact) -> bool:
        return now.act in ("second", "dispute") and SecondReading.objects.filter(
            fact__key=now.key, fact__version=version, by=actor, verdict=verdict, undone_at__isnull=True).exists()

    return decide(actor, "second", key, version, change, repeated)


def _agrees(fact: Fact, verdict: str, given: Mapping[str, Any]) -> bool:
    if fact.state == "rejected" or verdict == "reject":
        if verdict == "correct":
            corrections(fact, given)  # a proposal that could not be carried out is no proposal
        return fact.state == "rejected" and verdict == "reject"
    return verdict == "accept" or corrections(fact, given) == ({}, None)


def agreement(rows: QuerySet[Fact]) -> Agreement:
    """How far two readers agree on some facts, altogether and by kind; of a fact that was read twice more than once, the last reading counts.

    What was disputed counts as unlike also after the dispute was settled; what was taken back does not count.
    """
    readings = SecondReading.objects.filter(fact__key__in=rows.order_by().values("key"), undone_at__isnull=True).order_by("id")
    last = {key: (kind, state, verdict, agrees) for key, kind, state, verdict, agrees in
            readings.values_list("fact__key", "fact__kind", "fact__state", "verdict", "agrees")}
    said_of: dict[str, list[tuple[str, str, bool]]] = {}
    for kind, state, verdict, agrees in last.values():
        first = VERDICTS[state]
        said_of.setdefault(kind, []).append((first, first if agrees else verdict, agrees))
    found = {kind: measure(pairs) for kind, pairs in sorted(said_of.items())}
    total = measure(pair for pairs in said_of.values() for pair in pairs)
    return Agreement(total.n, total.equal, total.kappa, found)


def measure(pairs: Iterable[tuple[str, str, bool]]) -> Agreement:
    """Agreement of (first verdict, second verdict, whether both came to the same).

    Two that correct a fact differently both say ``correct`` and do not agree. Of 50 facts, one reader accepts 25, the other 30;
    they agree on 35, where chance alone would give 25:

    >>> said = [("accept", "accept", True)] * 20 + [("accept", "reject", False)] * 5
    >>> said += [("reject", "accept", False)] * 10 + [("reject", "reject", True)] * 15
    >>> found = measure(said)
    >>> found.n, found.equal, found.share, round(found.kappa, 3)
    (50, 35, 0.7, 0.4)
    >>> measure([("accept", "accept", True)] * 9).kappa is None, measure([]).share is None
    (True, True)
    >>> round(measure([("accept", "accept", True), ("correct", "correct", False)]).kappa, 3)
    0.0
    """
    said_of = list(pairs)
    n, equal = len(said_of), sum(agrees for _first, _second, agrees in said_of)
    ones, twos = Counter(first for first, _second, _agrees in said_of), Counter(second for _first, second, _agrees in said_of)
    by_chance = sum(ones[verdict] * twos[verdict] for verdict in ones)
    if not n or by_chance == n * n:
        return Agreement(n, equal, None)
    return Agreement(n, equal, (equal * n - by_chance) / (n * n - by_chance))

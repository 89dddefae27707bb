"""Bringing a fact into a state."""
from typing import Any

from django.utils import timezone

from taizhang.server.accounts.models import User
from taizhang.server.facts.models import Fact
from taizhang.server.facts.versions import follow


def in_state(fact: Fact, state: str, decider: User, disputer: User, manner: str = "one") -> Fact:
    """The fact brought into a state, as if these two people had done it."""
    if state == "suggested":
        return fact
    if state == "lost":
        return follow(fact, by=None, act="lose", state="lost")
    act = {"accepted": "accept", "corrected": "correct", "rejected": "reject", "disputed": "accept"}[state]
    decided: dict[str, Any] = {"decided_by": decider, "decided_at": timezone.now(), "manner": manner}
    fact = follow(fact, by=decider, act=act, state="accepted" if state == "disputed" else state, **decided)
    return follow(fact, by=disputer, act="dispute", state="disputed", reason="why") if state == "disputed" else fact

"""Judging a goal: a title, a task in words, a part without a figure, a goal of a document; going back. Each recorded, none removed."""
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.history import Outdated
from taizhang.server.rollups.checking import checked, proven
from taizhang.server.rollups.models import Judged
from taizhang.server.rollups.permissions import JUDGEMENTS
from taizhang.server.rollups.words import judged_words, state_words
from taizhang.values.errors import UsageError

LOCK = 0x10_CA_7
REASON_LIMIT = 1000


@action("goal.judge", gettext_lazy("{actor} judged “{label}”: {state}"))
def judge_goal(
    actor: Any, about: str, of: str, region: str, state: str, *, item: str = "", period: str = "", since: date | None = None, known: str = "on",
    until: date | None = None, due: date | None = None, evidence: Iterable[UUID | str] = (), reason: str = "", version: int | None = None,
) -> Judged:
    """Say how far a title, a task of a formula, a part of a whole or a goal in words is; what was said of the same before becomes history.

    ``evidence`` are keys of facts that the person may read; a part takes a reason, all others a reason or evidence.
    ``version`` is the version that the person saw (0: none); raises `Outdated` where another one stands by now, `UsageError` for what is not there.
    """
    target = checked(actor, about, of, region, item, period, state)
    keys = proven(actor, evidence)
    why = str(reason or "").replace("\0", "").strip()[:REASON_LIMIT]
    if not why and (about == "part" or not keys):
        raise UsageError(_("a judgement says why"), hint=_("Give a reason, or choose the sentences it rests on."))
    if about == "title" and since is None:
        raise UsageError(_("a stage has a day"), where=state, hint=_("Give the day on which it was reached."))
    if about == "title" and ((until and since and until <= since) or (due and since and due <= since)):
        raise UsageError(_("a title ends, and is evaluated again, after it was reached"), where=str(until or due))
    _alone()
    said: dict[str, Any] = {"state": state, "unit": target.unit, "evidence": keys}
    if about == "title":
        said |= {"valid_from": since, "known": "by" if known == "by" else "on", "valid_until": until, "due": due}
    held = Judged.objects.newest().filter(**target.place).first()
    if version is not None and version != (held.version if held is not None else 0):
        raise _late(held)
    fresh = Judged(**target.place, **said, **target.named, reason=why, recorded_by=actor)
    JUDGEMENTS.require(actor, "judge", fresh)
    if held is None:
        fresh.save()
    else:
        fresh = held.revise(by=actor, reason=why, **said)
    record(actor, "goal.judge", "judgement", fresh.key, {
        "label": judged_words(fresh), "about": about, "of": of, "region": region, "item": fresh.item, "period": period,
        "state": str(state_words(about, state)), "since": since or "", "until": until or "", "due": due or "", "evidence": ", ".join(keys), "reason": why})
    return fresh


@action("goal.undo", gettext_lazy("{actor} undid the last judgement of “{label}”"))
def undo(actor: Any, key: UUID | str, version: int) -> Judged:
    """Go back to the judgement before; where there was none before, it is taken back."""
    held = newest(key)
    if held.version != version:
        raise _late(held)
    JUDGEMENTS.require(actor, "undo", held)
    earlier = Judged.objects.filter(key=held.key, version=held.version - 1).first()
    if earlier is None or earlier.ended:
        fresh = held.conclude(by=actor, reason=_("taken back, as if never judged"))
    else:
        names = ("state", "valid_from", "known", "valid_until", "due", "unit", "evidence")
        fresh = held.revise(by=actor, reason=earlier.reason, **{name: getattr(earlier, name) for name in names})
    record(actor, "goal.undo", "judgement", fresh.key, {"label": judged_words(fresh), "state": JUDGEMENTS.state(fresh)})
    return fresh


def newest(key: UUID | str) -> Judged:
    """The newest version, also of what was taken back."""
    found = Judged.objects.newest().filter(key=key).first()
    if found is None:
        raise UsageError(_("there is no such judgement"), where=str(key))
    return found


def _late(held: Judged | None) -> Outdated:
    return Outdated(_("someone else judged this meanwhile"), where=judged_words(held) if held is not None else "",
                    hint=_("Look at it as it is now and decide anew."))


def _alone() -> None:
    """Two who judge the same for the first time at once: the second waits, and then sees the first one's judgement."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])

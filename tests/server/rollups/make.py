"""Judgements in every state, and what addresses of roll-ups take."""
from taizhang.server.accounts.models import User
from taizhang.server.rollups.models import Judged
from tests.server.things import Where, arguments, things


def judged(about: str = "part", of: str = "hnte_count", region: str = "990402", state: str = "not started", **more: object) -> Judged:
    """A judgement, as if somebody had made it."""
    made = Judged(**({"about": about, "of": of, "region": region, "state": state, "period": "2020" if about == "part" else "", "reason": "x"} | more))
    made.save()
    return made


@things("judgement", scoped=False)
def judgements(user: User, where: Where) -> dict[str, Judged]:
    """One that holds and one that was taken back, of the place."""
    gone = judged(region=where.region, unit=where.unit, period="2021").conclude(by=None, reason="a mistake")
    return {"holds": judged(region=where.region, unit=where.unit), "taken back": gone}


def _part(region: str) -> str:
    return f"about=part&of=hnte_count&region={region}&period=2020"


arguments("rollups:rollup", lambda thing: {"id": "hnte_count"})
arguments("rollups:cascade", lambda thing: {"id": "hnte_count"})
arguments("rollups:bundle", lambda thing: {"id": "990400.four_more"})
arguments("rollups:undo", lambda thing: {"key": thing.key, "version": thing.version})

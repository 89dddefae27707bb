"""Titles of regions: what the pack says of them and what persons judged since, as one; who holds which until when."""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from taizhang.indicators.reasons import Reason
from taizhang.indicators.status import judge_goal
from taizhang.indicators.titles import Stage, Title, TitleState, all_titles, state
from taizhang.packs import Pack
from taizhang.server.accounts.roles import place
from taizhang.server.documents.force import known
from taizhang.server.facts.models import REVIEWED, Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.history import NOW, Moment
from taizhang.server.rollups.checking import keys_of
from taizhang.server.rollups.models import STAGES, Judged
from taizhang.values import AnswerState

MOST = 30
SAME = 4  # signs in a row that a sentence shares with a name
SOON = 180


@dataclass(frozen=True, slots=True)
class Held:
    """A title of a region on a day: its state by pack and persons together, the judgements it rests on, and when it is evaluated again.

    ``due_in`` are the days until that, below 0 where it is over.
    """

    title: Title
    now: TitleState
    judged: tuple[Judged, ...]
    due: date | None
    due_in: int | None

    @property
    def of(self) -> str:
        """The id in the pack that judgements name: of the title, or of its kind where the pack has no title of the region."""
        return self.judged[-1].of if self.judged else self.title.id

    @property
    def soon(self) -> bool:
        """Whether it is evaluated again within half a year, or should have been."""
        return self.due_in is not None and self.due_in <= SOON and self.now.holds


def judgements(about: str, moment: Moment = NOW) -> list[Judged]:
    """What persons judged, as it was known: one question."""
    rows = Judged.objects.known_at(moment.known) if moment.known else Judged.objects.current()
    return list(rows.filter(about=about).select_related("recorded_by").order_by("valid_from", "id"))


def held(moment: Moment = NOW, region: str = "") -> list[Held]:
    """All titles that the pack gives to a region or that somebody judged, of one region or of all, in the order of the pack: one question."""
    pack = place()
    found: dict[tuple[str, str], list[Judged]] = {}
    for one in judgements("title", moment):
        found.setdefault((one.of, one.region), []).append(one)
    known = all_titles(pack)
    made = [_held(one, found.pop((one.id, one.region), []), moment.day) for one in known.values() if one.region is not None]
    for (of, where), some in found.items():
        if of in known and where in pack.regions:
            # A kind that a region bears without a title of its own in the pack.
            made.append(_held(replace(known[of], region=where, kind=of), some, moment.day))
    return [one for one in made if not region or one.title.region == region]


def _held(title: Title, judged: Sequence[Judged], day: date) -> Held:
    stages = {one.stage: one for one in title.stages}
    until = title.until
    due: date | None = None
    for one in judged:
        if one.valid_from is not None:
            stages[one.state] = Stage(one.state, one.valid_from, "by" if one.known == "by" else "on")  # type: ignore[arg-type, index]
        until, due = one.valid_until or until, one.due or due
    ordered = sorted(stages.values(), key=lambda one: (one.since, STAGES.index(one.stage)))
    whole = replace(title, stages=tuple(ordered), until=until)
    return Held(whole, state(whole, day), tuple(judged), due, (due - day).days if due is not None else None)


def kinds(pack: Pack | None = None) -> list[Title]:
    """Kinds of titles of the pack, which any region may bear."""
    return [one for one in all_titles(pack or place()).values() if one.region is None]


def told(user: Any, words: Iterable[str], moment: Moment = NOW) -> list[Fact]:
    """Reviewed goals, then tasks, that share words with some names and that a person may read: what a judgement may rest on. One question."""
    wanted = {one[at:at + SAME] for one in words for at in range(max(len(one) - SAME + 1, 1))} - {""}
    if not wanted:
        return []
    where = Q()
    for one in sorted(wanted)[:MOST]:
        where |= Q(quote__contains=one)
    found = _reviewed(user, moment).filter(where, kind__in=("goal", "task")).order_by("kind", "document", "position")[:5 * MOST]
    return sorted(found, key=lambda fact: (fact.kind, -sum(one in fact.quote for one in wanted)))[:MOST]


def goals(user: Any, moment: Moment = NOW, words: str = "") -> QuerySet[Fact]:
    """Reviewed goals without a number that a person may read, those that are due first."""
    rows = _reviewed(user, moment).filter(kind="goal")
    if words:
        rows = rows.filter(Q(quote__contains=words) | Q(what__contains=words))
    return rows.order_by(F("year").asc(nulls_last=True), "document", "position")


def facts_of(user: Any, keys: Iterable[str], moment: Moment = NOW) -> dict[str, Fact]:
    """Facts by key that a person may read: one question, none where no key is asked."""
    wanted = set(keys)
    if not wanted:
        return {}
    rows = Fact.objects.known_at(moment.known) if moment.known else Fact.objects.current()
    return {str(one.key): one for one in FACTS.visible(user, rows.filter(key__in=keys_of(wanted)))}


def goal_state(fact: Fact, judged: Judged | None, day: date) -> tuple[str, Reason]:
    """How a goal in words stands: by what a person judged and by when it is due."""
    answer = {"not started": AnswerState.NOT_STARTED, "not applicable": AnswerState.NOT_APPLICABLE}.get(judged.state) if judged is not None else None
    achieved = None if judged is None else judged.state == "reached"
    return judge_goal(achieved, fact.year, day, answer)


def _reviewed(user: Any, moment: Moment) -> QuerySet[Fact]:
    rows = Fact.objects.known_at(moment.known) if moment.known else Fact.objects.current()
    found: QuerySet[Fact] = FACTS.visible(user, rows.filter(state__in=REVIEWED))
    withdrawn = list(known(moment).filter(state="withdrawn").values_list("key", flat=True))
    return found.exclude(document__in=withdrawn) if withdrawn else found

"""How far a formula has come: each item with its aims, the figures, the titles and what persons judged."""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from taizhang.indicators.bundles import Aim, Bundle, all_bundles
from taizhang.indicators.judgement import Judgement
from taizhang.indicators.points import Point
from taizhang.indicators.progress import ItemProgress, Progress, Said, progress
from taizhang.indicators.progress import Judged as AnyJudged
from taizhang.indicators.reasons import Reason
from taizhang.indicators.series import Series
from taizhang.indicators.status import judge
from taizhang.indicators.thresholds import thresholds_of
from taizhang.packs import Indicator
from taizhang.server.accounts.roles import place
from taizhang.server.history import NOW, Moment
from taizhang.server.indicators.judging import Standing, series_of, standings
from taizhang.server.indicators.values import Values, of_subjects
from taizhang.server.rollups.held import Held, held, judgements
from taizhang.server.rollups.models import Judged
from taizhang.values import Period, Span

TITLE_STATES = {"accepted": "done", "expiring": "done", "not begun": "notstarted", "unknown": "noevidence", "expired": "off", "lost": "off"}


@dataclass(frozen=True, slots=True)
class Aimed:
    """An aim of an item with its judgement: ``found`` None where nothing could be judged; ``ledger`` the target of the ledger for the same year."""

    aim: Aim
    indicator: Indicator
    found: Judgement | None
    ledger: Point | None


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with its progress; ``aims`` by name of item, ``judged`` what persons said by name of item, ``titles`` by id."""

    bundle: Bundle
    progress: Progress
    aims: Mapping[str, tuple[Aimed, ...]]
    judged: Mapping[str, Judged]
    titles: Mapping[str, Held]
    values: Values


def formula(user: Any, bundle: Bundle, moment: Moment = NOW, *, values: Values | None = None) -> Formula:
    """A formula on a day, by the values of its region that a person may read; ``values`` spares fetching those again."""
    found = values if values is not None else of_subjects(user, [bundle.region], moment)
    pack, day = place(), moment.day
    stood = standings(found, day)
    known = [one for one in series_of(found) if one.subject == bundle.region]
    aims = {item.name: tuple(_aimed(aim, bundle, stood, known, day) for aim in item.aims if aim.indicator in pack.indicators) for item in bundle.items}
    titles = {one.title.id: one for one in held(moment)}
    judged = {one.item: one for one in judgements("item", moment) if one.of == bundle.id}
    by_name: dict[str, AnyJudged] = {}
    for some in aims.values():
        for one in some:
            if one.found is not None:
                by_name.setdefault(one.aim.indicator, one.found)
    for item in bundle.items:
        title = titles.get(item.title or "")
        if title is not None and title.judged:
            by_name[item.name] = Said(TITLE_STATES.get(title.now.state, "unknown"), title.now.reason)  # type: ignore[arg-type]
        if item.name in judged:
            by_name[item.name] = Said(judged[item.name].state, Reason(judged[item.name].reason))  # type: ignore[arg-type]
    return Formula(bundle, progress(bundle, by_name, pack, day), aims, judged, titles, found)


def formulas(user: Any, moment: Moment = NOW) -> list[Formula]:
    """All formulas of the pack that hold on the day or ended before it; the values of each region are fetched once."""
    fetched: dict[str, Values] = {}
    made = []
    for one in all_bundles(place()).values():
        if one.region not in fetched:
            fetched[one.region] = of_subjects(user, [one.region], moment)
        made.append(formula(user, one, moment, values=fetched[one.region]))
    return made


def item_of(made: Formula, name: str) -> ItemProgress:
    """The progress of an item."""
    return next(one for one in made.progress.items if one.item.name == name)


def measure_of(aim: Aim, indicator: Indicator) -> str:
    """The measure of an aim in series: a pack writes level for whatever the indicator is by nature."""
    if aim.measure != "level":
        return aim.measure
    return indicator.nature if indicator.nature in ("ratio", "rank", "growth") else "level"


def _aimed(aim: Aim, bundle: Bundle, stood: tuple[Standing, ...], known: list[Series], day: date) -> Aimed:
    indicator = place().indicators[aim.indicator]
    own = [one for one in stood if one.indicator == aim.indicator and one.subject == bundle.region]
    goals = [goal for one in own for goal in one.goals]
    measure = measure_of(aim, indicator)
    if aim.value is None or aim.period is None:
        return Aimed(aim, indicator, own[0].judgement if own else None, own[0].target if own else None)
    period = Period.parse(aim.period)
    same_year = [one for one in goals if one.target.measure == measure and one.target.year == period.year]
    same = [one for one in same_year if (one.target.value, one.target.value2) == (aim.value, aim.value2)]
    ledger = (same or same_year)[0].target if same_year else None
    if same:
        return Aimed(aim, indicator, same[0], ledger)
    series = [one for one in known if one.indicator == aim.indicator and any(point.kind == "actual" for point in one)]
    if not series:
        return Aimed(aim, indicator, None, ledger)
    best = max(series, key=lambda one: (not one.calibre, len(one)))
    source = Span(bundle.document, 0, 0, "")
    target = Point(indicator.id, bundle.region, period, "target", measure, aim.op or "=", aim.value, indicator.measure_unit,  # type: ignore[arg-type]
                   source, bundle.document, value2=aim.value2, calibre=best.calibre, issued=bundle.since)
    return Aimed(aim, indicator, judge(best, target, day, indicator=indicator, thresholds=thresholds_of(place(), indicator.id)), ledger)

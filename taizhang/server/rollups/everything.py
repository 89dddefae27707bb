"""All indicators that can be rolled up for a year: of which regions each has figures, and what each comes to; a bounded number of questions."""
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from taizhang.indicators.total import Total
from taizhang.packs import Indicator, Region
from taizhang.server.accounts.roles import place
from taizhang.server.facts.models import REVIEWED
from taizhang.server.history import NOW, Moment
from taizhang.server.indicators.models import Wording
from taizhang.server.indicators.values import statements
from taizhang.server.indicators.wordings import look_again, names_of
from taizhang.server.rollups.bodies import last_day
from taizhang.server.rollups.choosing import Chosen, chosen, fetched, grouped
from taizhang.server.rollups.models import Judged
from taizhang.server.rollups.rolling import at_home, lines_of, lines_over, total_over
from taizhang.text.ordering import folded, sort_key
from taizhang.values import AnswerState

LEVELS = {"country": 0, "province": 1, "prefecture": 2, "county": 3, "zone": 4, "town": 5}


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of the list: its total over the parts, and how they were counted."""

    indicator: Indicator
    total: Total
    chosen: Chosen


def rollable() -> list[Indicator]:
    """The indicators of the catalogue of which a whole can be made, in its order."""
    return [one for one in place().indicators.values() if one.rollup != "none" and one.nature not in ("growth", "rank")]


def told(user: Any, year: int, moment: Moment = NOW, words: str = "") -> list[Indicator]:
    """Those of which somebody told a reviewed result for a year: two questions, whatever the size of the catalogue."""
    look_again()
    rows = statements(user, moment, Q(year=year), ("actual",)).filter(state__in=REVIEWED)
    names = set(rows.order_by().values_list("what", flat=True).distinct())
    meant = {indicator for what, indicator in Wording.objects.exclude(indicator="").values_list("what", "indicator") if what in names}
    asked = folded(words)
    return [one for one in rollable() if one.id in meant and (not asked or asked in folded(" ".join((one.name, one.english, *one.aliases))))]


def years(user: Any, moment: Moment = NOW, indicator: str = "", kind: str = "actual") -> list[int]:
    """The years for which somebody told a reviewed figure of this kind, of one indicator or of any; the latest first. One question, or two."""
    where = Q()
    if indicator:
        names = names_of(indicator)
        where = Q(sort_what__in={sort_key(one) for one in names}, what__in=names)
    rows = statements(user, moment, where, (kind,)).filter(state__in=REVIEWED, year__isnull=False)
    return [one for one in rows.order_by("-year").values_list("year", flat=True).distinct() if one is not None]


def lines(user: Any, some: Iterable[Indicator], region: Region, year: int, moment: Moment = NOW, *, zones: bool = False) -> list[Line]:
    """The totals of some indicators: their values are fetched together, what persons judged of their parts too."""
    wanted = list(some)
    ids = [id for one in wanted for id in lines_of(one)]
    held = grouped(fetched(user, ids, moment, years=(year, year), kinds=("actual",)))
    then = last_day(year, moment.day)
    rows = Judged.objects.known_at(moment.known) if moment.known else Judged.objects.current()
    said: dict[str, dict[str, AnswerState]] = {}
    for of, where, state in rows.filter(about="part", of__in=ids, period=str(year)).values_list("of", "region", "state"):
        said.setdefault(of, {})[where] = AnswerState(state)
    made = []
    for one in wanted:
        picked = at_home(chosen(held.get(one.id, ()), one, year), then)
        total = total_over(one, region, {**said.get(one.id, {}), **picked.points}, lines_over(held, one, year, then), then, None, zones=zones)
        made.append(Line(one, total, picked))
    return made


def split(user: Any, year: int, moment: Moment = NOW) -> list[tuple[Indicator, list[str]]]:
    """Indicators with reviewed targets of several regions of the tree for a year, with these regions; two questions, in the order of the catalogue."""
    look_again()
    rows = statements(user, moment, Q(year=year), ("target",)).filter(state__in=REVIEWED)
    told_by: dict[str, set[str]] = {}
    for what, subject in rows.order_by().values_list("what", "subject").distinct():
        told_by.setdefault(what, set()).add(subject)
    meant: dict[str, set[str]] = {}
    for what, subject, indicator in Wording.objects.exclude(indicator="").values_list("what", "subject", "indicator"):
        # A wording that stands for one subject only speaks for that subject.
        meant.setdefault(indicator, set()).update(told_by.get(what, set()) & ({subject} if subject else told_by.get(what, set())))
    pack, then = place(), last_day(year, moment.day)
    found = []
    for one in pack.indicators.values():
        regions = {region.id: region for words in meant.get(one.id, ()) if (region := pack.region_named(words, then)) is not None}
        if len(regions) > 1:
            found.append((one, sorted(regions, key=lambda id: (LEVELS.get(regions[id].level, 9), regions[id].order, id))))
    return found

"""Roll-ups in words: states, ways a whole comes about, how it was counted."""
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from taizhang.indicators.bundles import all_bundles
from taizhang.indicators.titles import all_titles
from taizhang.server.accounts.roles import place
from taizhang.server.ledger.finding import measure_words
from taizhang.server.local.names import thing_words
from taizhang.server.look.words import joined
from taizhang.server.rollups.bodies import name_of
from taizhang.server.rollups.choosing import Way
from taizhang.server.rollups.models import Judged

#: A state of a part → the look's state.
SHAPES = {"value": "", "not started": "notstarted", "no evidence": "noevidence", "not applicable": "na"}
PART_WORDS: dict[str, Any] = {
    "value": gettext_lazy("a value"), "not started": gettext_lazy("not started"), "no evidence": gettext_lazy("no evidence"),
    "not applicable": gettext_lazy("not applicable"),
}
ITEM_WORDS: dict[str, Any] = {
    "done": pgettext_lazy("target", "done"), "ahead": pgettext_lazy("target", "ahead"), "ontrack": pgettext_lazy("target", "on track"),
    "behind": pgettext_lazy("target", "behind"), "off": pgettext_lazy("target", "off track"), "unknown": pgettext_lazy("target", "cannot be judged"),
    "noevidence": gettext_lazy("no evidence"), "notstarted": gettext_lazy("not started"), "na": gettext_lazy("not applicable"),
}
GOAL_WORDS: dict[str, Any] = {
    "reached": pgettext_lazy("goal", "reached"), "not reached": pgettext_lazy("goal", "not reached"), "not started": gettext_lazy("not started"),
    "not applicable": gettext_lazy("not applicable"),
}
TITLE_WORDS: dict[str, Any] = {
    "not begun": pgettext_lazy("title", "not begun"), "applied": pgettext_lazy("title", "applied for"), "building": pgettext_lazy("title", "being built"),
    "midterm": pgettext_lazy("title", "mid-term check passed"), "accepted": pgettext_lazy("title", "held"), "expiring": pgettext_lazy("title", "ends soon"),
    "expired": pgettext_lazy("title", "ended"), "lost": pgettext_lazy("title", "lost"), "unknown": pgettext_lazy("title", "nobody says"),
}
TITLE_SHAPES = {"not begun": "notstarted", "applied": "ontrack", "building": "ontrack", "midterm": "ontrack", "accepted": "done", "expiring": "behind",
                "expired": "off", "lost": "off", "unknown": "noevidence"}
STEP_WORDS: dict[str, Any] = {
    "reaches": pgettext_lazy("cascade", "reaches"), "falls short": pgettext_lazy("cascade", "falls short"),
    "incomplete": pgettext_lazy("cascade", "incomplete"), "not split": pgettext_lazy("cascade", "not split"), "not set": pgettext_lazy("cascade", "not set"),
    "cannot be told": pgettext_lazy("cascade", "cannot be told"),
}
STEP_SHAPES = {"reaches": "done", "falls short": "off", "incomplete": "behind", "not split": "notstarted", "not set": "na", "cannot be told": "unknown"}
WAYS: dict[str, Any] = {
    "sum": gettext_lazy("the parts are added"), "ratio": gettext_lazy("numerators and denominators are added, then divided; rates are never added"),
    "max": gettext_lazy("the greatest of the parts"), "count": gettext_lazy("the parts are counted"), "none": gettext_lazy("not rolled up"),
}
NATURES: dict[str, Any] = {
    "flow": gettext_lazy("what flows: times that do not overlap are added"), "stock": gettext_lazy("a stock: the latest end of a time counts"),
    "ratio": gettext_lazy("a ratio: made anew from both its lines"), "rank": gettext_lazy("a rank: never rolled up"),
    "growth": gettext_lazy("a growth rate: never rolled up"),
}


def state_words(about: str, state: str) -> str:
    """The state of a judgement in words."""
    return str({"title": TITLE_WORDS, "item": ITEM_WORDS, "part": PART_WORDS, "goal": GOAL_WORDS}[about].get(state, state))


def judged_words(one: Judged) -> str:
    """What a judgement is about."""
    pack = place()
    if one.about == "title":
        title = all_titles(pack).get(one.of)
        return _("{region}: {what}").format(region=name_of(one.region), what=title.name if title is not None else one.of)
    if one.about == "item":
        bundle = all_bundles(pack).get(one.of)
        return _("{region}: {what}").format(region=bundle.name if bundle is not None else one.of, what=one.item)
    if one.about == "goal":
        return _("{region}: {what}").format(region=name_of(one.region), what=one.item)
    return _("{region}: {what}, {period}").format(region=name_of(one.region), what=thing_words("indicators", one.of), period=one.period)


def way_words(way: Way) -> str:
    """How figures are counted, in words."""
    return joined(part for part in (way[0], measure_words(way[1]) if way[1] else "", way[2]) if part)

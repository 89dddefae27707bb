"""What the pack knows by name: units, regions, indicators; also by aliases, older names and the initials of their pinyin."""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from taizhang.packs import Pack
from taizhang.packs.records import Unit
from taizhang.server.accounts.roles import place
from taizhang.server.look.words import day_words
from taizhang.server.search.hits import Group, Hit, marked
from taizhang.server.search.wording import Wording
from taizhang.text.initials import initials
from taizhang.text.ordering import folded

#: How a word fits a name; by another name than its own a thing fits one step less.
EXACT, BEGINS, WITHIN, LETTERS = 0, 2, 4, 6


@dataclass(frozen=True, slots=True)
class Called:
    """One way a thing is called: ``manner`` is ``own``, ``alias`` or ``former`` (then ``of`` had the name until ``until``)."""

    name: str
    folded: str
    manner: str = "own"
    of: str = ""
    until: Any = None


@dataclass(frozen=True, slots=True)
class Named:
    """A unit, region or indicator with all its names; ``order`` is the official one, what has ended comes last."""

    kind: str
    id: str
    label: str
    called: tuple[Called, ...]
    letters: tuple[str, ...]
    order: tuple[Any, ...]
    ended: Any = None
    full: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """How well a thing fits, and by which of its names; None where by initials."""

    named: Named
    rank: int
    by: Called | None


def found(wording: Wording, first: int, size: int) -> Group:
    """The names of a page of the group."""
    matches = matching(wording)
    return Group("names", [hit(one, wording) for one in matches[first:first + size]], len(matches))


def matching(wording: Wording) -> list[Match]:
    """All that fit every wanted word and no barred one, the best first."""
    wanted = [folded(one.said) for one in wording.wanted]
    barred = [folded(one.said) for one in wording.unwanted]
    matches = []
    for one in everything():
        if any(_match(one, word) for word in barred):
            continue
        fits = [_match(one, word) for word in wanted]
        if fits and all(fits):
            matches.append(max((fit for fit in fits if fit), key=lambda fit: fit.rank))
    # what has ended comes behind what took over from it, though the name was its own
    return sorted(matches, key=lambda one: (one.rank // 2, one.named.ended is not None, one.rank, one.named.order))


def _match(named: Named, word: str) -> Match | None:
    best: Match | None = None
    for called in named.called:
        if word not in called.folded:
            continue
        at = called.folded.find(word)
        # behind the one character that says of what rank a unit is, a name begins as well
        rank = EXACT if word == called.folded else BEGINS if at == 0 or (at == 1 and named.kind == "unit") else WITHIN
        rank += called.manner != "own"
        if best is None or rank < best.rank:
            best = Match(named, rank, called)
    if best is None and len(word) > 1 and word.isascii() and word.isalpha() and any(one.startswith(word) for one in named.letters):
        best = Match(named, LETTERS, None)
    return best


def hit(match: Match, wording: Wording) -> Hit:
    """A match as a line, with why it is one."""
    named = match.named
    return Hit(url=address(named), title=marked(named.label, wording.phrases), where=named.full if named.full != named.label else "",
               why=reason(match), kind=named.kind, thing=named)


def reason(match: Match) -> str:
    """Why a thing was found whose name does not show it, and whether it has ended."""
    named, by = match.named, match.by
    said = []
    if by is None:
        said.append(_("by its initials"))
    elif by.manner == "former":
        known = _("took over from {name} on {day}") if by.until else _("took over from {name}")
        said.append(known.format(name=by.of, day=day_words(by.until) if by.until else ""))
    elif by.manner == "alias" or (by.name not in named.label and by.name != named.full):
        said.append(_("also called {name}").format(name=by.name))
    if named.ended:
        said.append(_("until {day}").format(day=day_words(named.ended)))
    return _("; ").join(said)


def address(named: Named) -> str:
    """Its own page where this installation has one, else its rows of the ledger."""
    try:
        return reverse(f"library:{named.kind}", args=[named.id])
    except NoReverseMatch:
        asks = {"unit": {"unit": named.id}, "region": {"subject": named.label}}.get(named.kind, {"q": named.label})
        return f"{reverse('ledger:ledger')}?{urlencode(asks)}"


def everything() -> Sequence[Named]:
    """All names of the pack of this installation."""
    pack = place()
    return _everything(pack.fingerprint, _Held(pack))


class _Held:
    """A pack beside the fingerprint that stands for it in the memory of the function below."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.pack.id == self.pack.id


@lru_cache(maxsize=4)
def _everything(_fingerprint: str, held: _Held) -> tuple[Named, ...]:
    pack = held.pack
    regions = {one.id: one for one in pack.regions.values() if pack.is_within(one.id, pack.home) or pack.is_within(pack.home, one.id)}
    found: list[Named] = []
    for unit in pack.units.values():
        if unit.region in regions:
            called = [*_called((unit.name, unit.short), unit.aliases), *_former(pack, unit, frozenset({unit.id}))]
            label = unit.short if unit.short and unit.region == pack.home else unit.name  # elsewhere the short one does not say of which place
            order = unit.region != pack.home, unit.region, unit.order, unit.id
            found.append(_named("unit", unit.id, label or unit.short, called, order, unit.until, unit.name))
    for region in regions.values():
        own = _called((region.name, region.short or ""), region.aliases)
        found.append(_named("region", region.id, region.name, own, (True, "", region.order, region.id), region.until, region.name))
    for n, indicator in enumerate(pack.indicators.values()):
        own = _called((indicator.name, indicator.english), indicator.aliases)
        found.append(_named("indicator", indicator.id, indicator.name, own, (True, "~", n, indicator.id), None, indicator.name))
    return tuple(found)


def _named(kind: str, id: str, label: str, called: Iterable[Called], order: tuple[Any, ...], ended: Any, full: str) -> Named:
    every = tuple(called)
    own = [one.name for one in every if one.manner != "former" and not one.name.isascii()]
    # most say kjj where the name is that of a city's bureau, skjj
    letters = tuple(dict.fromkeys(initials(one) for name in own for one in (name, name[1:] if len(name) > 3 else name)))
    return Named(kind, id, label, every, letters, order, ended, full)


def _called(own: Iterable[str], aliases: Iterable[str]) -> list[Called]:
    # an alias may carry the days on which it held behind an @
    return [*(Called(name, folded(name)) for name in dict.fromkeys(own) if name),
            *(Called(bare, folded(bare), "alias") for bare in dict.fromkeys(one.partition("@")[0] for one in aliases) if bare)]


def _former(pack: Pack, unit: Unit, seen: frozenset[str]) -> Iterable[Called]:
    for one in pack.predecessors(unit.id):
        if one.id not in seen:
            for name in dict.fromkeys((one.short, one.name, *(alias.partition("@")[0] for alias in one.aliases))):
                if name:
                    yield Called(name, folded(name), "former", one.short or one.name, one.until)
            yield from _former(pack, one, seen | {one.id})

"""How far a formula has come: each item by what is known of its aims, its title or its task."""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

from taizhang.indicators.bundles import Aim, Bundle, Group, Item
from taizhang.indicators.judgement import JUDGED, STATES, State
from taizhang.indicators.reasons import Reason, reason
from taizhang.indicators.titles import Title, all_titles, state
from taizhang.packs import Pack


class Judged(Protocol):
    """Anything that was judged: a `Judgement`, or what a person said."""

    @property
    def state(self) -> State:
        """One of the nine states."""
        ...

    @property
    def reason(self) -> Reason:
        """Why."""
        ...


@dataclass(frozen=True, slots=True)
class Said:
    """What a person judged of a task."""

    state: State
    reason: Reason


@dataclass(frozen=True, slots=True)
class ItemProgress:
    """An item with its state: that of its worst aim that could be judged; ``open`` are the aims that could not."""

    item: Item
    state: State
    reasons: tuple[Reason, ...]
    open: tuple[Aim, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupProgress:
    """A numeral with the progress of its items."""

    group: Group
    items: tuple[ItemProgress, ...]

    @property
    def done(self) -> int:
        """How many of its items are done."""
        return sum(one.state == "done" for one in self.items)


@dataclass(frozen=True, slots=True)
class Progress:
    """A formula with the progress of its numerals."""

    bundle: Bundle
    groups: tuple[GroupProgress, ...]

    @property
    def items(self) -> tuple[ItemProgress, ...]:
        """All items in the order of the formula."""
        return tuple(item for group in self.groups for item in group.items)

    def counts(self) -> dict[State, int]:
        """How many items have each state."""
        return {word: sum(one.state == word for one in self.items) for word in STATES}

    @property
    def coverage(self) -> Fraction:
        """How many of the items that apply could be judged, 0..1; 1 where none applies."""
        asked = [one for one in self.items if one.state != "na"]
        return Fraction(sum(one.state in JUDGED for one in asked), len(asked)) if asked else Fraction(1)


def progress(bundle: Bundle, judgements: Mapping[str, Judged], pack: Pack, on: date) -> Progress:
    """The progress of a formula on a day. ``judgements`` are by id of indicator, and by name of item where a person judged it.

    An item nobody judged has no evidence; it is never taken for not done.

    >>> from taizhang import packs
    >>> from taizhang.indicators.bundles import bundles
    >>> pack = packs.load("quanzhou")
    >>> made = progress(bundles(pack)[1], {}, pack, date(2017, 2, 15))
    >>> [item.state for item in made.groups[0].items], made.coverage
    (['done', 'done', 'done'], Fraction(3, 16))
    """
    known = all_titles(pack)
    return Progress(bundle, tuple(
        GroupProgress(group, tuple(_item(item, judgements, known, on) for item in group.items)) for group in bundle.groups))


def _item(item: Item, judgements: Mapping[str, Judged], known: Mapping[str, Title], on: date) -> ItemProgress:
    by_hand = judgements.get(item.name)
    if by_hand is not None:
        return ItemProgress(item, by_hand.state, (by_hand.reason,))
    if item.title is not None:
        return _title(item, known[item.title], on)
    if not item.aims:
        return ItemProgress(item, "noevidence", (reason("a task in words: nobody judged it yet"),))
    found = [(aim, judgements[aim.indicator]) for aim in item.aims if aim.indicator in judgements]
    told = [(aim, one) for aim, one in found if one.state in JUDGED]
    open = tuple(aim for aim in item.aims if aim not in [aim for aim, _ in told])
    if not found:
        return ItemProgress(item, "noevidence", (reason("no figure of it was judged"),), open)
    worst = max((one.state for _, one in told or found), key=STATES.index)
    return ItemProgress(item, worst, tuple(one.reason for _, one in found), open)


def _title(item: Item, title: Title, on: date) -> ItemProgress:
    now = state(title, on)
    words: dict[str, State] = {"accepted": "done", "expiring": "done", "not begun": "notstarted", "unknown": "noevidence", "expired": "off", "lost": "off"}
    return ItemProgress(item, words.get(now.state, "unknown"), (now.reason,))

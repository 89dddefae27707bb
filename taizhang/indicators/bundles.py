"""Formulas of a place (1157, 个十百千万) as named sets of indicators, titles and tasks: each numeral expands to named items."""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from taizhang.indicators.titles import TITLES, all_titles
from taizhang.packs import SECTIONS, Mistake, Pack, Section
from taizhang.packs.checks import identity, life
from taizhang.packs.records import lives_on
from taizhang.values import Period
from taizhang.values.facts import Measure, Op

__all__ = ["BUNDLES", "TITLES", "Aim", "Bundle", "Group", "Item", "all_bundles", "bundles", "check_bundles"]


@dataclass(frozen=True, slots=True)
class Aim:
    """What an item asks of one indicator: a bound in its base unit, or only the direction in which it should go."""

    indicator: str
    op: Op | None = None
    value: Decimal | None = None
    value2: Decimal | None = None
    measure: Measure = "level"
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One named thing behind a numeral: a title to win, aims at indicators, or a task in words, which a person judges."""

    name: str
    title: str | None = None
    aims: tuple[Aim, ...] = ()
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A sign of the formula (个, 十; 1, 5) and the items it stands for; ``count`` is how many those are."""

    sign: str
    name: str
    count: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A formula of a ``region``, from ``since`` to before ``until``; ``document`` and ``clause`` say where it stands."""

    id: str
    name: str
    english: str
    region: str
    document: str
    clause: str
    groups: tuple[Group, ...]
    since: date | None = None
    until: date | None = None
    source: str | None = None
    layer: str = field(default="", compare=False)

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in the order of the formula."""
        return tuple(item for group in self.groups for item in group.items)


def all_bundles(pack: Pack) -> Mapping[str, Bundle]:
    """All bundles of a pack by id."""
    return pack.section("bundles", Bundle)


def bundles(pack: Pack, region: str | None = None, on: date | None = None) -> tuple[Bundle, ...]:
    """The bundles of a region (of the pack's home where none is named); with a day, those that hold on it.

    >>> from taizhang import packs
    >>> [(one.name, [group.count for group in one.groups]) for one in bundles(packs.load("quanzhou"))]
    [('一二三四五', [1, 2, 3, 4, 5]), ('个十百千万', [3, 3, 5, 3, 2]), ('1157', [1, 1, 5, 7])]
    """
    found = (one for one in all_bundles(pack).values() if one.region == (region or pack.home))
    return tuple(one for one in found if on is None or lives_on(one.since, one.until, on))


def check_bundles(pack: Pack) -> Iterator[Mistake]:
    """Each numeral expands to as many items as it says, no item twice; regions, titles, indicators and periods exist."""
    known = all_titles(pack)
    for one in all_bundles(pack).values():
        yield from identity(one.id)
        yield from life(one.id, one.since, one.until)
        if one.region not in pack.regions:
            yield Mistake(one.id, "region", f"the region {one.region} is not there", "add it, or correct the id")
        seen: set[str] = set()
        for group in one.groups:
            if group.count != len(group.items):
                yield Mistake(one.id, "groups", f"{group.sign} says {group.count} and has {len(group.items)} items", "each numeral expands to named items")
            for item in group.items:
                if item.name in seen:
                    yield Mistake(one.id, "groups", f"the item {item.name} is there twice", "name each once")
                seen.add(item.name)
                yield from _item(one.id, item, pack, item.title is None or item.title in known)


def _item(id: str, item: Item, pack: Pack, title_known: bool) -> Iterator[Mistake]:
    if not title_known:
        yield Mistake(id, "groups", f"{item.name}: the title {item.title} is not there", "add it to titles, or leave the key out")
    if item.title is not None and item.aims:
        yield Mistake(id, "groups", f"{item.name} is a title and aims at indicators", "make two items of it")
    for aim in item.aims:
        if aim.indicator not in pack.indicators:
            yield Mistake(id, "groups", f"{item.name}: the indicator {aim.indicator} is not there", "add it, or leave it out")
        if (aim.op is None) != (aim.value is None) or (aim.op == "range") != (aim.value2 is not None):
            yield Mistake(id, "groups", f"{item.name}: op and value belong together, and a range has two values", "give both, or neither")
        if aim.period is not None:
            try:
                Period.parse(aim.period)
            except ValueError as error:
                yield Mistake(id, "groups", f"{item.name}: {error}", "write 2020, 2016/2020 or annual")


BUNDLES = SECTIONS.add(Section("bundles", Bundle, check_bundles))

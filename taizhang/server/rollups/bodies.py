"""The regions of a year: who belongs to a whole, and who merged, split, began or ended since; each with its day."""
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from taizhang.indicators.tree import Tree, tree
from taizhang.packs import Region
from taizhang.server.accounts.roles import place
from taizhang.server.accounts.words import unit_words
from taizhang.server.local.names import thing_words


@dataclass(frozen=True, slots=True)
class Change:
    """On ``day`` the regions ``former`` became ``later``: one of several is a merger, several of one a split; nobody later is an end."""

    day: date
    former: tuple[Region, ...]
    later: tuple[Region, ...]

    @property
    def what(self) -> str:
        """merged, split, renamed or ended."""
        if not self.later:
            return "ended"
        return "merged" if len(self.former) > 1 else "split" if len(self.later) > 1 else "renamed"


def last_day(year: int, today: date) -> date:
    """The day by whose regions a year is shown: its last one, or today while it runs."""
    return min(date(year, 12, 31), today)


def tree_of(region: str, on: date, *, zones: bool = False) -> Tree:
    """The regions below one on a day; kept, since many pages ask for the same."""
    return _tree(region, on, zones, place().fingerprint)


@lru_cache(maxsize=64)
def _tree(region: str, on: date, zones: bool, _fingerprint: str) -> Tree:
    return tree(region, place(), on, zones=zones)


def changes(region: str) -> tuple[Change, ...]:
    """All that became of regions directly below one, the latest first."""
    pack = place()
    groups: dict[tuple[date, tuple[str, ...]], list[Region]] = {}
    for one in pack.children(region):
        if one.until is not None and not one.nominal and one.level != "town":
            groups.setdefault((one.until, one.successors), []).append(one)
    found = [Change(day, tuple(sorted(former, key=lambda each: (each.order, each.id))), tuple(pack.regions[id] for id in later if id in pack.regions))
             for (day, later), former in groups.items()]
    return tuple(sorted(found, key=lambda one: (one.day, one.former[0].id), reverse=True))


def since(region: str, then: date, on: date) -> tuple[Change, ...]:
    """What became of them after one day and until another."""
    return tuple(one for one in changes(region) if then < one.day <= on)


def near(region: str) -> list[str]:
    """A region and all directly below it, ended and nominal ones too, by id and by the names that the own layer adds: whom to ask for values."""
    pack = place()
    ids = [region, *(one.id for one in pack.children(region) if one.level != "town")]
    wanted = set(ids)
    return [*ids, *(one.name for one in pack.aliases.values() if one.section == "regions" and one.of in wanted)]


def is_deep(region: str) -> bool:
    """Whether a region directly below one has regions below it that are parts themselves."""
    pack = place()
    return any(each.level not in ("town", "zone") and not each.nominal for one in pack.children(region) for each in pack.children(one.id))


def name_of(id: str) -> str:
    """What people call a region or a unit; the words themselves where it is neither."""
    return thing_words("regions", id) if id in place().regions else unit_words(id)

"""The line of a body: what a region or a unit of then has become, and of whom one of today is made."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from taizhang.packs import Pack, Region, Unit


@dataclass(frozen=True, slots=True)
class Line:
    """Bodies of then by those of a later day: ``made`` says of whom each later one is made, in the order given.

    ``split`` became several, so that no single one stands for it; ``ended`` have no successor. Both stay as they were.
    """

    on: date
    made: Mapping[str, tuple[str, ...]]
    split: Mapping[str, tuple[str, ...]]
    ended: tuple[str, ...]


def become(id: str, pack: Pack, on: date) -> tuple[str, ...]:
    """What a region or unit is on a day: itself while it lives or where nothing is known of it, else those that followed, else nothing.

    >>> from taizhang import packs
    >>> pack = packs.load("sanming")
    >>> become("350402", pack, date(2022, 1, 1)), become("350402", pack, date(2018, 1, 1)), become("350400.jxw", pack, date(2022, 1, 1))
    (('350404',), ('350402',), ('350400.gxj',))
    """
    return tuple(dict.fromkeys(_become(id, pack, on, frozenset())))


def _become(id: str, pack: Pack, on: date, seen: frozenset[str]) -> tuple[str, ...]:
    body: Region | Unit | None = pack.regions.get(id) or pack.units.get(id)
    if body is None or body.until is None or on < body.until:
        return (id,)
    return tuple(last for next_id in body.successors if next_id not in seen for last in _become(next_id, pack, on, seen | {id}))


def line(then: Iterable[str], pack: Pack, on: date) -> Line:
    """Bodies of then held against a later day.

    >>> from taizhang import packs
    >>> dict(line(("350402", "350403", "350427"), packs.load("sanming"), date(2022, 1, 1)).made)
    {'350404': ('350402', '350403'), '350405': ('350427',)}
    """
    made: dict[str, list[str]] = {}
    split: dict[str, tuple[str, ...]] = {}
    ended: list[str] = []
    for id in then:
        now = become(id, pack, on)
        if len(now) == 1:
            made.setdefault(now[0], []).append(id)
        elif now:
            split[id] = now
        else:
            ended.append(id)
    return Line(on, {id: tuple(former) for id, former in made.items()}, split, tuple(ended))

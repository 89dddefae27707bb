"""Which indicator the wordings of the ledger mean, by the pack of today and the installation's own layer."""
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db import transaction
from django.db.models import Q

from taizhang.indicators.resolving import Resolution, matters, resolve
from taizhang.indicators.units import Scale
from taizhang.packs import Pack
from taizhang.server.accounts.roles import place
from taizhang.server.indicators.models import Wording

Words = tuple[str, str, str, str, str]  # what, measure, unit of measure, per, subject
STEP = 500
FIELDS = ("what", "measure", "measure_unit", "per", "subject")


@dataclass(frozen=True, slots=True)
class Meaning:
    """The indicator some words mean, and how their values become values of its series; nothing where it cannot be told."""

    indicator: str = ""
    scale: Scale | None = None


NOTHING = Meaning()


def meaning(words: Words, pack: Pack) -> Meaning:
    """What some words mean by the pack of the place, said of their subject."""
    return _meaning(words if words[4] and _matters(words[4], pack.fingerprint) else (*words[:4], ""), pack.fingerprint)


@lru_cache(maxsize=20_000)
def _matters(subject: str, _fingerprint: str) -> bool:
    return matters(subject, place())


@lru_cache(maxsize=100_000)
def _meaning(words: Words, _fingerprint: str) -> Meaning:
    found = resolution(words, suggest=False)
    return Meaning(found.id, found.scale) if found.id is not None and found.scale is not None else NOTHING


def resolution(words: Words, *, suggest: bool = True) -> Resolution:
    """What the pack says of some words: the indicator where it is certain, else why not, and suggestions."""
    what, measure, unit, per, subject = words
    return resolve(what, measure or "level", unit, per or None, place(), subject, suggest=suggest)


def note(wordings: Iterable[Words]) -> None:
    """Write down wordings that facts use, in the caller's transaction; those that are known are left.

    A subject stands beside a name only where the name means something else with it than alone.
    """
    pack = place()
    rows: dict[Words, Wording] = {}
    for words in sorted(set(wordings)):
        alone: Words = (*words[:4], "")
        plain = meaning(alone, pack)
        rows.setdefault(alone, _row(alone, plain, pack))
        if words[4] and (said := meaning(words, pack)) != plain:
            rows.setdefault(words, _row(words, said, pack))
    Wording.objects.bulk_create(rows.values(), ignore_conflicts=True, batch_size=STEP)


def _row(words: Words, said: Meaning, pack: Pack) -> Wording:
    return Wording(**dict(zip(FIELDS, words, strict=True)), indicator=said.indicator, fingerprint=pack.fingerprint)


def refresh() -> int:
    """Ask again what each wording means where another pack said so; returns how many were asked. What was added to the layer counts at once."""
    pack = place()
    stale = list(Wording.objects.exclude(fingerprint=pack.fingerprint))
    for first in range(0, len(stale), STEP):
        some = stale[first:first + STEP]
        for one in some:
            one.indicator, one.fingerprint = meaning(words_of(one), pack).indicator, pack.fingerprint
        with transaction.atomic():
            Wording.objects.bulk_update(some, ["indicator", "fingerprint"])
    return len(stale)


def words_of(one: Wording) -> Words:
    """The words of a row."""
    return one.what, one.measure, one.measure_unit, one.per, one.subject


def names_of(indicator: str) -> list[str]:
    """The names of the ledger that mean an indicator, for some subjects at least; what each value means, `meaning` says.

    A name that is the end of one of the indicator's own is among them: a layer that changed may have made it depend on the subject.
    """
    look_again()
    one = place().indicators.get(indicator)
    ends = {name[start:] for name in (one.name, *one.aliases) for start in range(1, len(name) - 1)} if one is not None else set()
    held = Wording.objects.filter(Q(indicator=indicator) | Q(what__in=ends)).values_list("what", flat=True)
    return list(dict.fromkeys(held))


def look_again() -> None:
    """The layer may have changed since the wordings were asked: one narrow question tells."""
    if Wording.objects.exclude(fingerprint=place().fingerprint).exists():
        refresh()

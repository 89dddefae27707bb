"""Which indicator the wordings of the ledger mean, by the pack of today and the installation's own layer."""
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db import transaction

from taizhang.packs import Pack, indicator_of
from taizhang.server.accounts.roles import place
from taizhang.server.indicators.models import Wording

Words = tuple[str, str, str, str]  # what, measure, unit of measure, per
STEP = 500


@dataclass(frozen=True, slots=True)
class Meaning:
    """The indicator some words mean, and the way of counting they name; both empty where it cannot be told."""

    indicator: str = ""
    calibre: str = ""


def meaning(words: Words, pack: Pack) -> Meaning:
    """What some words mean by a pack."""
    return _meaning(words, pack.fingerprint)


@lru_cache(maxsize=100_000)
def _meaning(words: Words, _fingerprint: str) -> Meaning:
    return Meaning(indicator_of(words[0], place()) or "")


def note(wordings: Iterable[Words]) -> None:
    """Write down wordings that facts use, in the caller's transaction; those that are known are left."""
    pack = place()
    rows = []
    for words in sorted(set(wordings)):
        said = meaning(words, pack)
        rows.append(Wording(what=words[0], measure=words[1], measure_unit=words[2], per=words[3], indicator=said.indicator,
                            calibre=said.calibre, fingerprint=pack.fingerprint))
    Wording.objects.bulk_create(rows, ignore_conflicts=True, batch_size=STEP)


def refresh() -> int:
    """Ask again what each wording means where another pack said so; returns how many were asked. What was added to the layer counts at once."""
    pack = place()
    stale = list(Wording.objects.exclude(fingerprint=pack.fingerprint))
    for first in range(0, len(stale), STEP):
        some = stale[first:first + STEP]
        for one in some:
            said = meaning((one.what, one.measure, one.measure_unit, one.per), pack)
            one.indicator, one.calibre, one.fingerprint = said.indicator, said.calibre, pack.fingerprint
        with transaction.atomic():
            Wording.objects.bulk_update(some, ["indicator", "calibre", "fingerprint"])
    return len(stale)


def wordings_of(indicator: str) -> dict[Words, str]:
    """The wordings that mean an indicator of the catalogue, each with the way of counting it names."""
    look_again()
    found = Wording.objects.filter(indicator=indicator)
    return {(one.what, one.measure, one.measure_unit, one.per): one.calibre for one in found}


def meanings() -> dict[Words, Meaning]:
    """All wordings of the ledger whose indicator is known."""
    look_again()
    found = Wording.objects.exclude(indicator="").values_list("what", "measure", "measure_unit", "per", "indicator", "calibre")
    return {(what, measure, unit, per): Meaning(indicator, calibre) for what, measure, unit, per, indicator, calibre in found}


def look_again() -> None:
    """The layer may have changed since the wordings were asked: one narrow question tells."""
    if Wording.objects.exclude(fingerprint=place().fingerprint).exists():
        refresh()

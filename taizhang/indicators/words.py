"""The words by which indicators are compared, as `words.yaml` lists them: data, so that the code speaks no Chinese."""
import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of words, longest first where one may hold another; ``units`` gives a unit its dimension and its size in base
    units, ``pairs`` are the pairs of signs of the generic names, ``empty`` finds what says nothing about which thing is meant."""

    links: tuple[str, ...]
    same: tuple[tuple[str, str], ...]
    whole: frozenset[str]
    verbs: re.Pattern[str]
    edges: re.Pattern[str]
    works: re.Pattern[str]
    generic: frozenset[str]
    hollow: re.Pattern[str]
    stages: tuple[tuple[str, str], ...]
    rivals: tuple[tuple[str, ...], ...]
    apart: tuple[str, ...]
    calibres: tuple[str, ...]
    no_calibres: frozenset[tuple[str, str]]
    down: tuple[str, ...]
    of: str
    shares: re.Pattern[str]
    rates: tuple[str, ...]
    funnel: tuple[str, str]
    averages: tuple[tuple[str, str], ...]
    firms: tuple[str, ...]
    repeated: tuple[str, ...]
    loose: re.Pattern[str]
    totals: tuple[str, ...]
    empty: re.Pattern[str]
    pairs: frozenset[str]
    year: re.Pattern[str]
    years: re.Pattern[str]
    terms: re.Pattern[str]
    moved: re.Pattern[str]
    vintages: tuple[str, ...]
    stretch: tuple[str, ...]
    holding: tuple[str, ...]
    averaged: tuple[str, ...]
    yearly: re.Pattern[str]
    standing: re.Pattern[str]
    units: dict[str, tuple[str, Fraction]]


@lru_cache(maxsize=1)
def words() -> Words:
    """The lists, read once.

    >>> words().units["亩"]
    ('area', Fraction(2000, 3))
    """
    given = yaml.safe_load(resources.files("taizhang.indicators").joinpath("words.yaml").read_text("utf-8"))
    same = [(other, row[0]) for row in given["same"] for other in row[1:]]
    stages = [(word, stage) for stage, row in given["stages"].items() for word in row]
    edges, works = any_of(given["edges"]).pattern, any_of(given["works"]).pattern
    generic = any_of(given["generic"]).pattern
    return Words(
        links=tuple(given["links"]), same=tuple(sorted(same, key=_long)), whole=frozenset(row[0] for row in given["same"]),
        verbs=any_of(given["verbs"]), edges=re.compile(f"^(?:{edges})+|(?:{edges})+$"),
        works=re.compile(f"^(?:{works})+|(?:{works})+$"),
        generic=frozenset(given["generic"]), hollow=re.compile(f"(?:{generic})+"),
        stages=tuple(sorted(stages, key=_long)),
        rivals=tuple(tuple(sorted(row, key=len, reverse=True)) for row in given["rivals"]),
        apart=tuple(given["apart"]), calibres=tuple(given["calibres"]),
        no_calibres=frozenset((row[0], row[1]) for row in given["no_calibres"]), down=tuple(given["down"]),
        of=given["of"], shares=re.compile(f"(?:{any_of(given['shares']).pattern})$"), rates=tuple(given["rates"]),
        funnel=(given["funnel"][0], given["funnel"][1]), averages=tuple(given["averages"].items()),
        firms=tuple(given["firms"]), repeated=tuple(given["repeated"]),
        loose=any_of([*given["loose"], *given["calibres"]]), totals=tuple(given["totals"]),
        empty=re.compile(rf"{any_of([*given['generic'], *given['verbs']]).pattern}|\d[\d.]*"),
        pairs=frozenset(word[i:i + 2] for word in given["generic"] for i in range(len(word) - 1)),
        year=any_of(given["year"]), years=re.compile("|".join(given["years"])), terms=re.compile("|".join(given["terms"])),
        moved=re.compile(given["moved"]), yearly=any_of(given["yearly"]), standing=any_of(given["standing"]),
        vintages=tuple(given["vintages"]),
        stretch=tuple(given["stretch"]), holding=tuple(given["holding"]), averaged=tuple(given["averaged"]),
        units={unit: (dimension, Fraction(size)) for dimension, row in given["units"].items() for unit, size in row.items()},
    )


def any_of(listed: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these words, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(listed, key=lambda word: (-len(word), word)))))


def _long(row: tuple[str, str]) -> tuple[int, str]:
    return -len(row[0]), row[0]

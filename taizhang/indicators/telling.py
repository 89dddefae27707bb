"""The words by which a wording is told to be an indicator of the catalogue, as `telling.yaml` lists them."""
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

from taizhang.indicators.words import any_of


@dataclass(frozen=True, slots=True)
class Telling:
    """``added`` finds what says that a name means what is new; ``apart`` the words of statistics of their own."""

    added: re.Pattern[str]
    apart: tuple[str, ...]
    alike: tuple[tuple[str, str], ...]
    yearly: frozenset[str]
    heads: frozenset[str]
    points: str


@lru_cache(maxsize=1)
def telling() -> Telling:
    """The lists, read once.

    >>> "年" in telling().yearly
    True
    """
    given = yaml.safe_load(resources.files("taizhang.indicators").joinpath("telling.yaml").read_text("utf-8"))
    return Telling(
        added=any_of(given["added"]), apart=tuple(sorted(set(given["apart"]))),
        alike=tuple((other, row[0]) for row in given["alike"] for other in row[1:]),
        yearly=frozenset(given["yearly"]), heads=frozenset(given["heads"]), points=given["points"])

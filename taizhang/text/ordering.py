"""The order of Chinese words: a key that any database compares alike, byte by byte or by a collation.

A key holds digits and small letters only: four for each character, by its place among all characters in pinyin order. Full-width
and half-width forms, capital and small letters are one; blanks do not count.

>>> sorted(["砚州市", "市科技局", "R&D", "漳州", "2018年"], key=sort_key)
['2018年', 'R&D', '市科技局', '砚州市', '漳州']
"""
import unicodedata
from functools import lru_cache
from importlib import resources

FIRST = 0x4E00  # of the block of characters that the list orders
LONGEST = 16  # characters that count; what is alike so far is told apart by other columns


def folded(text: str) -> str:
    """A text as it is compared: one width, small letters, no blanks.

    >>> folded("Ｒ＆Ｄ 经费")
    'r&d经费'
    """
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def sort_key(text: str, characters: int = LONGEST) -> str:
    """The key of a text; an empty text comes first.

    >>> sort_key("阿A"), sort_key("")
    ('4e010061', '')
    """
    places = places_of()
    return "".join(f"{places.get(one, min(ord(one), 0xFFFF)):04x}" for one in folded(text)[:characters])


@lru_cache(maxsize=1)
def places_of() -> dict[str, int]:
    """The place of each character in pinyin order."""
    written = resources.files("taizhang.text").joinpath("pinyin.txt").read_text("utf-8")
    order = written.split("\n")[1]
    return {one: FIRST + i for i, one in enumerate(order)}

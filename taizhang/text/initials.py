"""The first letters of a name's syllables: how people look for a name without writing it out."""
from bisect import bisect_right

from taizhang.text.ordering import FIRST, folded, sort_key

_LETTERS = "abcdefghjklmnopqrstwxyz"
_FIRSTS = "吖八嚓咑妸发旮哈丌咔垃呣拏噢妑七呥仨他屲夕丫帀"  # the first character under each letter, in the order of the list
_PLACES = tuple(int(sort_key(one), 16) for one in _FIRSTS)


def initials(text: str) -> str:
    """The first letters of the syllables; what is no Chinese character stays, in small letters.

    >>> initials("研发投入"), initials("市科技局"), initials("R&D经费"), initials("（全国）5G")
    ('yftr', 'skjj', 'r&djf', '(qg)5g')
    """
    return "".join(_initial(one) for one in folded(text))


def _initial(one: str) -> str:
    place = int(sort_key(one)[:4], 16)
    return _LETTERS[bisect_right(_PLACES, place) - 1] if place >= FIRST and "\u4e00" <= one <= "\u9fff" else one

"""First letters of the pinyin of Chinese words: 市科技局 is skjj. For finding names by typing their initials."""
from bisect import bisect_right
from functools import lru_cache

from taizhang.text.ordering import FIRST, folded, places_of

#: The first character of each letter, in the order of the list of `ordering`; no syllable begins with i, u or v.
_LETTERS = dict(zip("abcdefghjklmnopqrstwxyz", "吖八嚓咑妸发旮铪丌咔垃妈拏喔妑七呥仨他屲夕丫帀", strict=True))
#: Words in which a character is read otherwise than by itself.
_OTHERWISE = (("重庆", "cq"), ("厦门", "xm"), ("长汀", "ct"), ("长泰", "ct"), ("长乐", "cl"), ("莆田", "pt"), ("会计", "kj"), ("银行", "yh"))


def initials(name: str) -> str:
    """The initials of a name; letters and digits stand for themselves, other signs for nothing.

    >>> initials("市科技局"), initials("R&D经费"), initials("厦门市")
    ('skjj', 'rdjf', 'xms')
    """
    found = folded(name)
    for word, said in _OTHERWISE:
        found = found.replace(word, said)
    return "".join(map(_initial, found))


def _initial(sign: str) -> str:
    if sign.isascii():
        return sign if sign.isalnum() else ""
    place = places_of().get(sign)
    starts, letters = _borders()
    return "" if place is None else letters[max(0, bisect_right(starts, place) - 1)]


@lru_cache(maxsize=1)
def _borders() -> tuple[tuple[int, ...], str]:
    places = places_of()
    found = sorted((places.get(sign, FIRST), letter) for letter, sign in _LETTERS.items())
    return tuple(place for place, _ in found), "".join(letter for _, letter in found)

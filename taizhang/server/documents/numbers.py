"""Document numbers and titles as they are compared: one kind of bracket, no blanks, half-width."""
import re
import unicodedata

_OPEN = "\u3014\ufe5d\u3010\u3008(\uff3b"  # the brackets around the year, as offices and converters write them
_CLOSE = "\u3015\ufe5e\u3011\u3009)\uff3d"
_BRACKETS = str.maketrans(_OPEN + _CLOSE, "[" * len(_OPEN) + "]" * len(_CLOSE))
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_PUNCTUATION = re.compile(r"[\W_]+")


def plain_number(number: str | None) -> str:
    """A document number for comparing.

    >>> plain_number("ABC\N{SMALL LEFT TORTOISE SHELL BRACKET} 2018\N{SMALL RIGHT TORTOISE SHELL BRACKET} 12") == plain_number("ABC[2018]12")
    True
    """
    flat = unicodedata.normalize("NFKC", number or "").translate(_BRACKETS)
    return _INVISIBLE.sub("", flat)[:120]


def plain_title(title: str | None) -> str:
    """A title for comparing: letters, characters and digits only.

    >>> plain_title("A plan, 2018 (draft)") == plain_title("A plan 2018 draft")
    True
    """
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", title or "")).lower()


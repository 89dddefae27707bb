"""Document numbers and titles as they are compared: one kind of bracket, no blanks, half-width."""
import re
import unicodedata

_OPEN = "\N{LEFT TORTOISE SHELL BRACKET}\N{SMALL LEFT TORTOISE SHELL BRACKET}\N{LEFT BLACK LENTICULAR BRACKET}\N{LEFT ANGLE BRACKET}(\N{FULLWIDTH LEFT SQUARE BRACKET}"
_CLOSE = "\N{RIGHT TORTOISE SHELL BRACKET}\N{SMALL RIGHT TORTOISE SHELL BRACKET}\N{RIGHT BLACK LENTICULAR BRACKET}\N{RIGHT ANGLE BRACKET})\N{FULLWIDTH RIGHT SQUARE BRACKET}"
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


"""Elements of a drawing: attributes in order, everything given escaped, numbers short, words measured."""
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

EM = 12.0
"""Size of the words of a drawing, in its own units; `charts.css` sets the same."""


def tag(name: str, *inside: Any, **attributes: Any) -> SafeString:
    """An element; an attribute that is None is left out, ``class_`` is ``class``, ``text_anchor`` is ``text-anchor``.

    >>> tag("text", "a<b", x=1.50, text_anchor="end", class_=None)
    '<text x="1.5" text-anchor="end">a&lt;b</text>'
    """
    written = format_html_join("", ' {}="{}"', (
        (mark_safe(key.rstrip("_").replace("_", "-")), short(value) if isinstance(value, float) else clean(value))
        for key, value in attributes.items() if value is not None))
    head = mark_safe(f"<{name}{written}")
    return joined((head, mark_safe(">"), *(clean(one) for one in inside), mark_safe(f"</{name}>")))


def joined(parts: Iterable[Any]) -> SafeString:
    """Parts after one another; what is not marked as safe is escaped."""
    return mark_safe("".join(conditional_escape(clean(one)) for one in parts))


def clean(given: Any) -> Any:
    """Words without signs that no page may hold (control characters, halves of pairs); all else as it is.

    >>> clean("a\\x00b\\ud800c")
    'abc'
    """
    if not isinstance(given, str) or isinstance(given, SafeString):
        return given
    return "".join(sign for sign in given if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))


def short(number: float) -> str:
    """A coordinate with at most one digit behind the point.

    >>> short(12.04), short(12.06), short(-0.01)
    ('12', '12.1', '0')
    """
    said = f"{number:.1f}".removesuffix(".0")
    return "0" if said == "-0" else said


def width(words: str, em: float = EM) -> float:
    """About how wide words are drawn: Chinese signs one em, others a little more than half of it.

    >>> width("目标"), round(width("2.50"), 1)
    (24.0, 28.3)
    """
    return sum(em if unicodedata.east_asian_width(sign) in "WF" else em * 0.59 for sign in words)


def cut(words: str, room: float, em: float = EM) -> str:
    """Words that fit into a room, with … where some are left out.

    >>> cut("泉州台商投资区", 60), cut("晋江市", 60)
    ('泉州台商…', '晋江市')
    """
    words = str(clean(words))
    if width(words, em) <= room:
        return words
    while words and width(words + "…", em) > room:
        words = words[:-1]
    return words + "…"


def linked(href: str, says: str, *inside: Any, class_: str | None = None) -> SafeString:
    """Marks that lead to their sentence; without an address a group that shows its words to who points at it."""
    title = tag("title", says)
    if not href:
        return tag("g", title, *inside, class_=class_)
    return tag("a", title, *inside, href=href, aria_label=says, class_=class_)

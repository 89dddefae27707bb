"""Reasons of the library in the language of the person who looks."""
from datetime import date

from taizhang.indicators.reasons import Reason
from taizhang.publishing.words import Words
from taizhang.server.look.words import day_words, in_english

IDS = ("what", "measure", "stage", "state")  # parameters that are message ids themselves


def language() -> str:
    """The language that is active, as published pages, sheets and files name it."""
    return "en" if in_english() else "zh_Hans"


def words() -> Words:
    """The words of published pages and sheets in the language that is active: one catalogue for both."""
    return Words(language())


def said(one: Reason | None) -> str:
    """A reason as a sentence; nothing where there is none.

    >>> from django.utils.translation import override
    >>> from taizhang.indicators.reasons import reason
    >>> with override("en"):
    ...     said(reason("{n} figures wait for review", n=2))
    '2 figures wait for review'
    """
    if one is None:
        return ""
    say = words()
    return say(one.text, **{name: say(value) if name in IDS else _day(value) if name == "day" else value for name, value in one.params})


def _day(written: str) -> str:
    """A day as pages write it; what is none stays."""
    try:
        return day_words(date.fromisoformat(written))
    except ValueError:
        return written

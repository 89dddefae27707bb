"""The words of the interface: English message ids, and a catalogue that is data."""
import json
from functools import lru_cache
from importlib import resources
from typing import Any

from taizhang.values.errors import UsageError

LANGUAGES = ("zh_Hans", "en")


class Words:
    """Says a message in one language; the message id is the English sentence itself.

    >>> Words("en")("{n} documents", n=3)
    '3 documents'
    >>> Words("zh_Hans")("Unheard of")
    'Unheard of'
    >>> Words("fr")
    Traceback (most recent call last):
    ...
    taizhang.values.errors.UsageError: fr: no such language of the interface. choose one of zh_Hans, en
    """

    def __init__(self, language: str = LANGUAGES[0]) -> None:
        if language not in LANGUAGES:
            raise UsageError("no such language of the interface", where=language, hint=f"choose one of {', '.join(LANGUAGES)}")
        self.language = language
        self.catalogue = {} if language == "en" else catalogue(language)

    def __call__(self, message: str, **given: object) -> str:
        """The message with its ``{names}`` filled in; an id the catalogue lacks is said in English."""
        said = self.catalogue.get(message, message)
        return said.format(**given) if given else said


@lru_cache(maxsize=4)
def catalogue(language: str) -> dict[str, str]:
    """Message id → message of one language."""
    found: dict[str, str] = _data(f"{language}.json")
    return found


@lru_cache(maxsize=1)
def measure_words() -> dict[str, dict[str, str]]:
    """How units of measure are shown: ``scales`` (word → factor), ``shown`` (unit → words), ``close`` (units set without a blank)."""
    found: dict[str, dict[str, str]] = _data("measures.json")
    return found


def _data(name: str) -> Any:
    text = resources.files("taizhang.publishing").joinpath("catalogue", name).read_text("utf-8")
    return json.loads(text)

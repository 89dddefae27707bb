"""What is suggested while somebody types: names of the pack, then documents by number and title; eight at most."""
from dataclasses import replace
from typing import Any

from taizhang.server.search import names, papers
from taizhang.server.search.asking import Asked
from taizhang.server.search.hits import Hit
from taizhang.server.search.ranking import papers as within_reach
from taizhang.server.search.wording import Word, Wording
from taizhang.text.tokens import Phrase

MOST = 8
NAMES = 4


def suggestions(user: Any, typed: str) -> list[Hit]:
    """The suggestions for some words; the last of them may not be typed to its end."""
    wording = _unfinished(Wording.parse(typed))
    if not wording.wanted:
        return []
    found = list(names.found(wording, 0, NAMES).hits)
    asked = Asked(wording=wording)
    rows = papers.ranked(papers.matching(within_reach(asked, user), wording), wording)[:MOST - len(found)]
    return found + [replace(papers.hit(one, asked), kind="document") for one in rows]


def _unfinished(wording: Wording) -> Wording:
    if not wording.words:
        return wording
    last = wording.words[-1]
    phrase = Phrase.of(last.said, beginning=True)
    return replace(wording, words=(*wording.words[:-1], Word(last.said, phrase or last.phrase, last.excluded, last.quoted)))

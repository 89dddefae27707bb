"""Answers as one self-contained page: a table, and below it both texts with their marks, linked both ways; no script, no request."""
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib import resources

from jinja2 import Environment, StrictUndefined, Template

from taizhang.indicators import Answers
from taizhang.publishing import amounts
from taizhang.publishing.answers.sheet import STATUS_WORDS, met_word, summed
from taizhang.publishing.words import Words
from taizhang.values import Statement

STYLES = ("look/tokens.css", "look/base.css", "answers/page.css")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; a mark where it has an ``id``, with the addresses of the rows that it ``opens``."""

    words: str
    id: str = ""
    opens: tuple[str, ...] = ()


def page(found: Answers, language: str) -> bytes:
    """The whole page, as UTF-8."""
    words = Words(language)
    style = "\n".join(_read(name) for name in STYLES)
    rows = [
        {"id": f"row-{i}", "target": one.target, "actual": one.actual, "status": one.status, "said": words(STATUS_WORDS[one.status]),
         "met": met_word(one), "reason": words(one.reason), "at": _id("plan", one.target),
         "from": _id("summary", one.actual) if one.actual else ""}
        for i, one in enumerate(found, 1)
    ]
    targets = [(one.target, f"row-{i}") for i, one in enumerate(found, 1)]
    actuals = [(one.actual, f"row-{i}") for i, one in enumerate(found, 1) if one.actual]
    texts = [(found.plan, list(pieces(found.plan.text, "plan", targets))), (found.summary, list(pieces(found.summary.text, "summary", actuals)))]
    return _template().render(
        t=words, language="zh-Hans" if language == "zh_Hans" else language, style=style, digest=_digest(style), rows=rows, texts=texts,
        plan=found.plan, summary=found.summary, summed=summed(found, words), shown=amounts.shown,
    ).encode("utf-8", "replace")


def pieces(text: str, side: str, marked: Iterable[tuple[Statement, str]]) -> Iterator[Piece]:
    """A text in stretches: what is marked once for each value, with all the rows that open there, and what lies between.

    >>> [one.words for one in pieces("abc", "plan", [])]
    ['abc']
    """
    rows: dict[tuple[int, int], list[str]] = {}
    for one, row in marked:
        rows.setdefault((one.value_start, one.value_end), []).append(row)
    place = 0
    for (start, end), opens in sorted(rows.items()):
        if start < place:  # a value within another: its row opens at the mark around it
            continue
        if start > place:
            yield Piece(text[place:start])
        yield Piece(text[start:end], f"{side}-{start}", tuple(opens))
        place = end
    yield Piece(text[place:])


def _id(side: str, one: Statement) -> str:
    return f"{side}-{one.value_start}"


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


@lru_cache(maxsize=1)
def _template() -> Template:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(_read("answers/page.html"))


def _read(name: str) -> str:
    return resources.files("taizhang.publishing").joinpath(name).read_text("utf-8")

"""Targets and what a later summary says to them, in the formats of the house: table, jsonl, xlsx, html."""
from collections.abc import Callable
from dataclasses import dataclass

from taizhang.indicators import Answers
from taizhang.publishing.answers import html, sheet
from taizhang.publishing.answers.records import record, records
from taizhang.publishing.jsonl import dumps
from taizhang.values.errors import UsageError

__all__ = ["FORMS", "Form", "named", "names", "record", "records"]


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write answers: ``suffix`` of its files, ``binary`` if a terminal cannot show it; ``write`` takes the language too."""

    name: str
    suffix: str
    binary: bool
    write: Callable[[Answers, str], bytes]


def _jsonl(found: Answers, language: str) -> bytes:
    return "".join(dumps(one) + "\n" for one in records(found)).encode()


FORMS = (
    Form("table", ".txt", False, sheet.table), Form("jsonl", ".jsonl", False, _jsonl),
    Form("xlsx", ".xlsx", True, sheet.workbook), Form("html", ".html", False, html.page),
)


def names() -> tuple[str, ...]:
    """Names of the formats."""
    return tuple(one.name for one in FORMS)


def named(name: str) -> Form:
    """The format of a name.

    >>> named("html").suffix
    '.html'
    """
    found = next((one for one in FORMS if one.name == name), None)
    if found is None:
        raise UsageError("no such format", where=name, hint=f"choose one of {', '.join(names())}")
    return found

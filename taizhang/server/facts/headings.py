"""The number of a task and the headings above it, as a person writes them."""
from collections.abc import Mapping
from typing import Any

from taizhang.server.facts.making import cut
from taizhang.server.facts.models import Fact

NAMES = ("number", "path")
BETWEEN = " / "  # headings, the outermost first
BY_HAND = "path_by_hand"  # in ``fields``: a person said what stands above, and a new reading does not change it


def present(fact: Fact) -> dict[str, str]:
    """Number and headings of a task as the form shows them.

    >>> present(Fact(kind="task", fields={"number": "(1)", "path": ["I. Aims", "1. Parks"]}))
    {'number': '(1)', 'path': 'I. Aims / 1. Parks'}
    """
    return {"number": str(fact.fields.get("number") or ""), "path": BETWEEN.join(map(str, fact.fields.get("path") or ()))}


def split(written: str) -> list[str]:
    """Headings out of what was typed.

    >>> split(" I. Aims / 1. R&D/GDP / ")
    ['I. Aims', '1. R&D/GDP']
    """
    return [one for part in f"{written} ".split(" / ") if (one := part.strip())]


def changed(fact: Fact, typed: Mapping[str, str]) -> dict[str, Any]:
    """What of the reader's object follows from what was typed; nothing where it says the same.

    >>> fact = Fact(kind="task", fields={"number": None, "path": ["I. Aims"]})
    >>> changed(fact, {"number": "", "path": "I. Aims"}), changed(fact, {"number": "(2)"})
    ({}, {'number': '(2)'})
    """
    now, found = present(fact), dict[str, Any]()
    if "number" in typed and typed["number"].strip() != now["number"]:
        found["number"] = typed["number"].strip() or None
    if "path" in typed and split(typed["path"]) != split(now["path"]):
        found |= {"path": split(typed["path"]), BY_HAND: True}
    return found


def clause(raw: Mapping[str, Any], title: str) -> str:
    """Headings and title in one line, as long as its column takes it."""
    return cut("clause", BETWEEN.join([*map(str, raw.get("path") or ()), *([title] if raw.get("title") else [])]))

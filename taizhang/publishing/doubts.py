"""Doubts as lines: one object each, or a table for people; each with its arithmetic and the places of its figures."""
from collections.abc import Sequence
from io import StringIO
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from taizhang.indicators import Doubt
from taizhang.publishing.jsonl import dumps, fields_of
from taizhang.publishing.words import Words
from taizhang.values import Statement
from taizhang.values.errors import UsageError

FORMS = ("table", "jsonl")
WIDE = 140  # columns of a table that goes to a file


def record(one: Doubt) -> dict[str, Any]:
    """``kind``, ``message`` with its figures filled in, ``value``, the ``statements`` with all their fields, and the ``trace`` as a tree."""
    return {"type": "doubt", "kind": one.kind, "message": one.message.format(**one.given), "value": one.value,
            "statements": [fields_of(said) | {"doc": said.doc} for said in one.statements], "trace": one.trace.tree()}


def write(found: Sequence[Doubt], documents: int, form: str, language: str) -> bytes:
    """All doubts in one of ``FORMS``; raises `UsageError` for another."""
    if form == "jsonl":
        return "".join(dumps(record(one)) + "\n" for one in found).encode()
    if form != "table":
        raise UsageError("no such format", where=form, hint=f"choose one of {', '.join(FORMS)}")
    words, out = Words(language), StringIO()
    console = Console(file=out, width=WIDE, color_system=None, legacy_windows=False)
    console.print(Text(words("{n} doubts about {documents} documents", n=len(found), documents=documents) if found else words("No doubt was found.")))
    if found:
        console.print(_table(found, words))
    return out.getvalue().encode()


def _table(found: Sequence[Doubt], words: Words) -> Table:
    made = Table(show_edge=False, pad_edge=False, header_style="bold", expand=True)
    for head, ratio in (("Doubt", 2), ("What is asked", 4), ("Arithmetic", 4), ("First place", 4), ("Second place", 4)):
        made.add_column(words(head), overflow="fold", ratio=ratio)
    for one in found:
        places = [_place(said) for said in one.statements[:2]]
        made.add_row(*map(Text, (words(one.kind), words(one.message, **one.given), "; ".join(one.trace.steps), *places, *[""] * (2 - len(places)))))
    return made


def _place(said: Statement) -> str:
    return f"{said.doc} {said.value_start}\N{EN DASH}{said.value_end} {' '.join(said.quote.split())}"

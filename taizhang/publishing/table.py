"""The ledger as tables for a terminal."""
from collections.abc import Sequence
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from taizhang.publishing import amounts, rows
from taizhang.publishing.sheets import FORM_WORDS, KIND_WORDS
from taizhang.publishing.words import Words
from taizhang.values import Citation, Clause, Facts, Goal

_WIDE = ("Indicator", "Units", "Quote")
_COLOURS = {"target": "blue", "actual": "green", "forecast": "bright_black", "rule": "yellow"}


def text(ledger: Sequence[Facts], language: str, width: int = 120) -> str:
    """The tables as plain text, ``width`` columns wide."""
    out = StringIO()
    show(ledger, Console(file=out, width=width, color_system=None, legacy_windows=False), language)
    return out.getvalue()


def show(ledger: Sequence[Facts], console: Console, language: str) -> None:
    """Print head, statements, tasks and citations of each document."""
    words = Words(language)
    for facts in ledger:
        _head(facts, console, words)
        if facts.statements:
            console.print(_statements(facts, words))
        if facts.tasks:
            console.print(_tasks(facts, words))
        if facts.goals or facts.clauses or facts.cites:
            console.print(_others(facts, words))
        console.print()


def _head(facts: Facts, console: Console, words: Words) -> None:
    meta = facts.metadata
    console.print(Text(meta.title or facts.doc, style="bold"))
    said = [facts.doc, *meta.issuers, meta.number, meta.issued, f"{facts.pack} ({facts.pack_reason})" if facts.pack_reason else facts.pack]
    console.print(Text(" · ".join(part for part in said if part), style="dim"))
    counted = rows.counts(facts)
    console.print(Text("  ".join(f"{words(rows.PLURALS[kind])} {n}" for kind, n in counted.items())))


def _table(words: Words, *heads: str) -> Table:
    table = Table(show_edge=False, pad_edge=False, header_style="bold", expand=True)
    for head in heads:
        table.add_column(words(head), overflow="fold", justify="right" if head == "Value" else "left", ratio=3 if head in _WIDE else None)
    return table


def _statements(facts: Facts, words: Words) -> Table:
    table = _table(words, "Kind", "Indicator", "Value", "Measure", "Period", "Subject", "Source")
    for one in facts.statements:
        table.add_row(
            Text(words(KIND_WORDS[one.kind]), style=_COLOURS[one.kind]), Text(one.indicator), Text(amounts.shown(one)), words(one.measure),
            str(one.period or ""), Text(one.subject), f"{one.start}-{one.end}",
        )
    return table


def _tasks(facts: Facts, words: Words) -> Table:
    table = _table(words, "Task", "Title", "Units", "Source")
    for one in facts.tasks:
        units = [f"{unit} ({words(role)})" if role else unit for unit, role in rows.in_charge(one)]
        named = Text("\N{IDEOGRAPHIC COMMA}".join(units))
        table.add_row(Text(one.number or ""), Text(one.title or ""), named, f"{one.start}-{one.units_end}")
    return table


def _others(facts: Facts, words: Words) -> Table:
    table = _table(words, "Kind", "Form", "Quote", "Source")
    listed: list[tuple[Goal | Clause | Citation, str, str]] = [
        *((one, "Goal", one.form) for one in facts.goals), *((one, "Clause", one.clause_kind) for one in facts.clauses),
        *((one, "Citation", one.relation) for one in facts.cites),
    ]
    for fact, kind, form in sorted(listed, key=lambda row: row[0].start):
        table.add_row(words(kind), words(FORM_WORDS.get(form, form)), Text(" ".join(fact.quote.split())[:120]), f"{fact.start}-{fact.end}")
    return table

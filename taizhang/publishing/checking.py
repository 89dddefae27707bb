"""Are the written files whole? Each check says what is wrong in a sentence, or nothing."""
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from taizhang.publishing import jsonl
from taizhang.publishing.page import payload
from taizhang.publishing.sheets import SHEETS
from taizhang.values import Citation, Clause, Facts, Goal, Statement, Task

Fact = Statement | Goal | Task | Clause | Citation
_SCRIPT = re.compile(r'<script type="application/json" id="([a-z]+(?:-\d+)?)">(.*?)</script>', re.S)
_ROW = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}row"


def quotes(ledger: Sequence[Facts]) -> Iterator[str]:
    """Facts whose quote is not what stands at their place in the text."""
    for facts in ledger:
        every: tuple[Fact, ...] = (*facts.statements, *facts.goals, *facts.tasks, *facts.clauses, *facts.cites)
        for fact in every:
            if facts.text[fact.start : fact.end] != fact.quote:
                yield f"{facts.doc}: the quote at {fact.start}..{fact.end} is not the text there"
        for one in facts.statements:
            if facts.text[one.value_start : one.value_end] != one.value_quote:
                yield f"{facts.doc}: the value at {one.value_start}..{one.value_end} is not the text there"
        for task in facts.tasks:
            if facts.text[task.units_start : task.units_end] != task.units_quote:
                yield f"{facts.doc}: the list of units at {task.units_start}..{task.units_end} is not the text there"


def lines(ledger: Sequence[Facts], data: bytes) -> Iterator[str]:
    """A .jsonl file: read again it is the same ledger."""
    back = jsonl.read(data.decode("utf-8").split("\n"), {facts.doc: facts.text for facts in ledger})
    if [replace(one, text="") for one in back] != [replace(one, text="") for one in ledger]:
        yield "what is read back from the lines is not the ledger that was written"


def workbook(ledger: Sequence[Facts], data: bytes) -> Iterator[str]:
    """An .xlsx file: a sound archive with a row for each fact."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            broken = archive.testzip()
            if broken:
                yield f"{broken} is damaged inside the workbook"
                return
            for i, sheet in enumerate(SHEETS, 1):
                want = 1 + sum(len(list(sheet.facts(facts))) for facts in ledger)
                with archive.open(f"xl/worksheets/sheet{i}.xml") as part:
                    found = sum(1 for _ in etree.iterparse(part, tag=_ROW, resolve_entities=False, no_network=True))
                if found != want:
                    yield f"the sheet {sheet.name} has {found} rows and should have {want}"
    except (BadZipFile, KeyError) as wrong:
        yield f"the workbook cannot be opened: {wrong}"


def page(ledger: Sequence[Facts], data: bytes) -> Iterator[str]:
    """An .html page: holds every text and every fact, in place, and asks for nothing from outside."""
    parts: dict[str, Any] = {name: json.loads(content) for name, content in _SCRIPT.findall(data.decode("utf-8"))}
    if "index" not in parts:
        yield "the page holds no ledger"
        return
    wanted = json.loads(payload.script_json(payload.index(ledger)))
    for i, facts in enumerate(ledger):
        text = parts.get(f"text-{i}", {}).get("text")
        if text != facts.text:
            yield f"{facts.doc}: the page does not hold its text"
        if parts["index"]["facts"][i : i + 1] != wanted["facts"][i : i + 1]:
            yield f"{facts.doc}: the page does not hold all of its facts"


CHECKS = {"jsonl": lines, "xlsx": workbook, "html": page}


def files(ledger: Sequence[Facts], written: dict[str, Path]) -> list[str]:
    """Everything that is wrong with files that were written, by format name; nothing when all is well."""
    wrong = list(quotes(ledger))
    for name, path in written.items():
        check = CHECKS.get(name)
        if check is None:
            continue
        try:
            wrong += [f"{path}: {said}" for said in check(ledger, path.read_bytes())]
        except (OSError, ValueError) as unreadable:
            wrong.append(f"{path}: cannot be read: {unreadable}")
    return wrong

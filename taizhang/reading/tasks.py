"""Accountable clauses with their responsible units and roles."""
import re
from collections import ChainMap
from collections.abc import Mapping

from taizhang.bodies import Expansion, expand, ways
from taizhang.reading.context import Reading
from taizhang.reading.stage import stage
from taizhang.reading.task_clauses import Clauses
from taizhang.reading.task_lists import find_lists
from taizhang.reading.task_tables import Row, rows
from taizhang.values import Task

_PLACE = re.compile(r"(?=([一-鿿]{2,3})[市县州盟])")
_HEAD = 4000  # signs in which a document names its place


@stage(reads="flow outline metadata", writes="tasks")
def tasks(reading: Reading) -> None:
    """Accountable clauses with their responsible units and roles."""
    flow, outline = reading.flow, reading.outline
    places = _places(reading)
    tabled = rows(flow)
    taken = [(row.start, row.cells[-1][1]) for row in tabled]
    lists = [one for one in find_lists(flow, reading.text.text, outline.starts, places) if not any(a <= one.start < b for a, b in taken)]
    for one, clause in zip(lists, Clauses(flow, outline, lists).of_all(), strict=True):
        reading.tasks.append(_task(reading, (clause.start, clause.end), clause.number, clause.title, clause.path, (one.start, one.end), one.expansion))
    for row in tabled:
        expansion = _expand_row(reading, row, places)
        if expansion.units:
            span = row.cells[0][0], row.cells[-1][1]
            reading.tasks.append(_task(reading, (row.start, row.end), row.number, row.title, outline.path(outline.at(row.start)), span, expansion))
    reading.tasks.sort(key=lambda task: task.units_start)


def _places(reading: Reading) -> Mapping[str, str]:
    """Short names of places that names of bodies may begin with: those of the pack and those the document's head names."""
    head = reading.flow.text[:_HEAD]
    found = {name[-size:]: "" for name in _PLACE.findall(head) for size in (2, 3) if len(name) >= size}
    for name in (reading.metadata.place, reading.lexicon.home):
        if name:
            found[name.rstrip("省市县区州盟")] = name
    return ChainMap(found, reading.lexicon.places)


def _expand_row(reading: Reading, row: Row, places: Mapping[str, str]) -> Expansion:
    text = reading.flow.text
    words = "\n".join(f"{label}：{text[a:b]}" for label, (a, b) in zip(row.labels, row.cells, strict=True))
    return expand(words, places=places)


def _task(
    reading: Reading, body: tuple[int, int], number: str | None, title: str | None, path: tuple[str, ...], units: tuple[int, int], found: Expansion
) -> Task:
    start, end, quote = reading.quote(*body)
    units_start, units_end, units_quote = reading.quote(*units)
    if number:  # as written, not as the reading view has it
        number = "".join(reading.quote(body[0], body[0] + len(number))[2].split())
    resolved = _resolve(reading, found.units)
    return Task(
        doc=reading.doc, start=start, end=end, quote=quote, number=number, title=title, path=path, units_start=units_start, units_end=units_end,
        units_quote=units_quote, units=found.units, roles=found.roles, inferred_lead=found.inferred_lead, resolved=resolved,
        unresolved=tuple(name for name, unit in zip(found.units, resolved, strict=True) if unit is None) if resolved else (),
        confidence=0.9 if found.notes else 1.0,
    )


def _resolve(reading: Reading, names: tuple[str, ...]) -> tuple[str | None, ...]:
    """Ids of the pack's units; a name that begins with 市 is one of the home city. Nothing is guessed."""
    known, home = reading.lexicon.units, reading.lexicon.home
    if not known:
        return ()
    return tuple(next((known[way] for way in ways(name, home) if way in known), None) for name in names)

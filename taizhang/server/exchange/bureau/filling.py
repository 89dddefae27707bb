"""The ledger in a bureau's own layout: a copy of its sheet, filled by the mapping with reviewed facts; merged cells and styles stay."""
import base64
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from taizhang.server.documents.models import Document
from taizhang.server.documents.storage import path_of
from taizhang.server.exchange.bureau.heads import Grid, Head, head_of
from taizhang.server.exchange.bureau.lines import _period
from taizhang.server.exchange.bureau.measures import head_unit
from taizhang.server.exchange.bureau.sheets import columns_now
from taizhang.server.exchange.columns import BETWEEN, UNITS
from taizhang.server.exchange.models import Mapping
from taizhang.server.facts import amounts
from taizhang.server.facts.models import REVIEWED, STATEMENTS, Fact
from taizhang.server.imports.reader import kept
from taizhang.server.imports.spoken import spoken
from taizhang.server.ledger.permissions import LEDGER
from taizhang.text.cells import Sheet, place
from taizhang.values.errors import UsageError

Edit = tuple[str, int, int, bool, str]


@dataclass(slots=True)
class Filling:
    """What would be filled: ``edits`` of cells with the facts they come from, and the cells that are ``left`` as they are, with the reason."""

    edits: list[Edit] = field(default_factory=list)
    sources: list[tuple[str, str, Fact]] = field(default_factory=list)
    left: list[tuple[str, str, str]] = field(default_factory=list)


def planned(person: Any, mapping: Mapping) -> Filling:
    """What the ledger has for each cell of the sheet; raises `UsageError` where the sheet cannot be read any more."""
    with kept() as reader:
        reading = reader.read(path_of(mapping.stored.sha256), mapping.name, way="cells")
    if reading.error:
        raise UsageError(_("the sheet of this mapping cannot be read"), where=mapping.name, why=spoken(reading.error["what"]))
    for said in reading.made["sheets"]:
        sheet = Sheet.of(said)
        head = head_of(sheet, mapping.first, mapping.lines)
        if head is not None and head.digest == mapping.digest:
            return _filling(person, mapping, sheet, head)
    raise UsageError(_("the sheet of this mapping cannot be read"), where=mapping.name, hint=_("name the columns of a workbook anew"))


def filled(mapping: Mapping, filling: Filling) -> bytes:
    """The copy, filled by the child without rights."""
    with kept() as reader:
        reading = reader.read(path_of(mapping.stored.sha256), mapping.name, way="filled", edits=filling.edits)
    if reading.error:
        raise UsageError(_("the sheet could not be filled"), where=mapping.name, why=spoken(reading.error["what"]))
    return base64.b64decode(reading.made["data"])


def _filling(person: Any, mapping: Mapping, sheet: Sheet, head: Head) -> Filling:
    grid, columns, made = Grid.of(sheet), columns_now(mapping, head), Filling()
    by_field = {one["field"]: int(one["column"]) for one in columns if one["field"] != "value"}
    rows = [row for row in sorted(sheet.rows) if row >= head.data and grid.text(row, by_field.get("what", 0))]
    known = _Known(person, {grid.text(row, by_field["what"]) for row in rows})
    for row in rows:
        said = {name: grid.text(row, column) for name, column in by_field.items()}
        first: Fact | None = None
        for one in columns:
            if one["field"] == "value":
                inside = said | {"measure_unit": said.get("measure_unit", "") or head_unit(head, int(one["column"]))}
                first = _value(made, known, sheet, row, one, inside) or first
        if first is None and not any(one["field"] == "value" for one in columns):
            first = _one(made, known.find(said["what"], (mapping.kind,), said.get("subject", ""), ""), place(row, by_field["what"]), said["what"])
        if first is not None:
            _units(made, sheet, row, by_field, said, first)
    return made


def _value(made: Filling, known: "_Known", sheet: Sheet, row: int, column: dict[str, Any], said: dict[str, str]) -> Fact | None:
    at, number = place(row, int(column["column"])), int(column["column"])
    period = str(column.get("period") or "") or _period(said.get("period", ""))
    fact = _one(made, known.find(said["what"], (str(column.get("kind") or "target"),), said.get("subject", ""), period), at, said["what"])
    if fact is None:
        return None
    unit = amounts.measure(said.get("measure_unit", "") or fact.measure_unit)
    if unit.unit != fact.measure_unit:
        made.left.append((at, said["what"], _("the ledger counts in {unit}").format(unit=fact.measure_unit or _("no unit"))))
        return None
    value = Decimal(fact.value_text) / unit.factor
    made.edits.append((sheet.name, row, number, True, format(value.normalize(), "f")))
    made.sources.append((at, format(value.normalize(), "f"), fact))
    return fact


def _one(made: Filling, facts: list[Fact], at: str, what: str) -> Fact | None:
    """The one fact that answers a cell; where several differ, none: they stay side by side in the ledger."""
    if not facts:
        made.left.append((at, what, _("the ledger has no reviewed value")))
        return None
    if len({(one.value_text, one.value2_text, one.op) for one in facts}) > 1 or facts[0].op == "range":
        made.left.append((at, what, _("the ledger has several values: {values}").format(values=_(", ").join(sorted({one.value_text for one in facts})))))
        return None
    return facts[0]


def _units(made: Filling, sheet: Sheet, row: int, columns: dict[str, int], said: dict[str, str], fact: Fact) -> None:
    """Units in charge, where the sheet leaves their cell empty."""
    charged = list(fact.in_charge.all())
    for name, role in UNITS.items():
        names = BETWEEN.join(one.name for one in charged if one.role == role or (name == "lead" and one.role == "inferred"))
        if name in columns and not said.get(name) and names:
            made.edits.append((sheet.name, row, columns[name], False, names))
            made.sources.append((place(row, columns[name]), names, fact))


class _Known:
    """Reviewed facts of documents in force by what they are about, as far as a person may take them along."""

    def __init__(self, person: Any, whats: Iterable[str]) -> None:
        in_force = Document.objects.current().filter(state="in force").values("key")
        rows = LEDGER.visible(person, Fact.objects.current().filter(state__in=REVIEWED, document__in=in_force, what__in=list(whats)), "export")
        self.by_what: dict[str, list[Fact]] = {}
        for fact in rows.prefetch_related("in_charge").order_by("-recorded_at", "-pk"):
            self.by_what.setdefault(fact.what, []).append(fact)

    def find(self, what: str, kinds: tuple[str, ...], subject: str, period: str) -> list[Fact]:
        """Facts of a kind about this, for this subject and period where the sheet names one."""
        return [one for one in self.by_what.get(what, ()) if one.kind in kinds and (not subject or one.subject == subject)
                and (not period or one.period == period) and (one.value_text or one.kind not in STATEMENTS)]

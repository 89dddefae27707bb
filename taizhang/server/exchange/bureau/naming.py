"""What the page needs on which the columns of a sheet are named: the head, some rows, what each column may be and why."""
from collections.abc import Mapping as Given
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from taizhang.server.exchange.bureau.heads import FIELDS, Grid, Head, Suggestion, head_of, suggest
from taizhang.server.exchange.bureau.sheets import sheets_of, tables
from taizhang.server.exchange.models import Mapping, Workbook
from taizhang.server.facts.models import STATEMENTS
from taizhang.server.look.templatetags.pieces import KINDS
from taizhang.text.cells import Sheet, letters
from taizhang.values.errors import UsageError

SAMPLES = 3
FIELD_WORDS = {
    "": gettext_lazy("not taken"), "what": gettext_lazy("Indicator or task"), "value": gettext_lazy("Value"),
    "measure_unit": gettext_lazy("Unit of measure"), "period": gettext_lazy("Period or due"), "subject": gettext_lazy("Subject"),
    "lead": gettext_lazy("Lead"), "support": gettext_lazy("Support"), "responsible": gettext_lazy("Responsible"),
    "remark": pgettext_lazy("column", "Remark"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """One column on the page."""

    column: int
    letters: str
    path: tuple[str, ...]
    samples: list[str]
    chosen: Suggestion


@dataclass(frozen=True, slots=True)
class Naming:
    """A sheet whose columns are being named."""

    sheets: list[str]
    sheet: Sheet
    head: Head
    columns: list[Named]
    kind: str
    name: str

    @classmethod
    def of(cls, workbook: Workbook, asked: Given[str, str]) -> "Naming":
        """The sheet that was asked for, else the one with most rows; its head where a person says it stands, else where it is found."""
        found = tables(sheets_of(workbook))
        if not found:
            raise UsageError(_("there is no table in this workbook whose columns could be named"), where=workbook.name, hint=_("hand it in again"))
        sheet, head = next((one for one in found if one[0].name == asked.get("sheet")), found[0])
        first, lines = _number(asked.get("first")), _number(asked.get("lines"))
        if first or lines:
            head = head_of(sheet, first, lines) or head
        known = {int(one["column"]): Suggestion(one["field"], one.get("kind", ""), one.get("period", "")) for one in workbook.mapping.columns} if (
            workbook.mapping is not None and workbook.mapping.digest == head.digest) else {}
        suggested, grid = suggest(sheet, head), Grid.of(sheet)
        rows = [row for row in sorted(sheet.rows) if row >= head.data]
        columns = [Named(at, letters(at), path, [said for row in rows[:40] if (said := grid.text(row, at))][:SAMPLES], known.get(at, suggested[at]))
                   for at, path in sorted(head.paths.items())]
        name = workbook.mapping.name if known and workbook.mapping is not None else head.title or workbook.name.rpartition(".")[0]
        return cls([one.name for one, _head in found], sheet, head, columns, "task", name[:100])

    @property
    def fields(self) -> list[tuple[str, Any]]:
        """What a column may be."""
        return [(one, FIELD_WORDS[one]) for one in FIELDS]

    @property
    def kinds(self) -> list[tuple[str, Any]]:
        """What the values of a column may be."""
        return [(one, KINDS[one]) for one in STATEMENTS]


def given(form: QueryDict) -> dict[str, Any]:
    """What the form holds, for `actions.keep`."""
    columns = [{"column": int(name[6:]), "field": value, "kind": form.get(f"kind-{name[6:]}", ""), "period": form.get(f"period-{name[6:]}", "")}
               for name, value in form.items() if name.startswith("field-") and name[6:].isascii() and name[6:].isdigit() and len(name) < 12]
    return {"sheet": form.get("sheet", ""), "first": _number(form.get("first")), "lines": _number(form.get("lines")), "columns": columns,
            "kind": form.get("rows", "task"), "name": form.get("name", "")}


def said(mapping: Mapping) -> str:
    """The columns of a mapping in one line."""
    return _(", ").join(f"{' / '.join(one['path'])} \N{RIGHTWARDS ARROW} {FIELD_WORDS.get(one['field'], one['field'])}" for one in mapping.columns)


def _number(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 6 else 0

"""What people do with mappings: name the columns of a sheet, rename, share, end; fill a copy of the bureau's sheet from the ledger."""
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.exchange.actions import PLAN
from taizhang.server.exchange.bureau.heads import FIELDS, head_of
from taizhang.server.exchange.bureau.sheets import sheets_of
from taizhang.server.exchange.models import Mapping, Workbook
from taizhang.server.exchange.permissions import MAPPINGS, WORKBOOKS
from taizhang.server.facts.models import STATEMENTS
from taizhang.server.jobs.queue import enqueue
from taizhang.values.errors import UsageError
from taizhang.values.period import Period

KINDS_OF_ROWS = ("task", "goal")


@action("mapping.keep", _("{actor} named the columns of {label} as “{name}”"))
def keep(person: Any, workbook: Workbook, sheet: str, first: int, lines: int, columns: Sequence[dict[str, Any]], kind: str, name: str) -> Mapping:
    """Keep how the columns of a workbook's sheet are read, and have it planned by that; one's own mapping of the same head is ended."""
    WORKBOOKS.require(person, "map", workbook)
    if workbook.rows.filter(applied_at__isnull=False).exists():
        raise UsageError(gettext("a part of this workbook was carried out"), hint=gettext("hand the workbook in again"))
    found = next((one for one in sheets_of(workbook) if one.name == sheet), None)
    head = head_of(found, first, lines) if found is not None else None
    if found is None or head is None:
        raise UsageError(gettext("there is no table at this place of the sheet"), where=sheet, hint=gettext("say in which row its head begins"))
    kept = [_column(one, head.paths) for one in columns if one.get("field")]
    fields = [one["field"] for one in kept]
    if "what" not in fields:
        raise UsageError(gettext("no column is named as the indicator or task"), hint=gettext("choose it for the column that names what each row is about"))
    if doubled := next((one for one in fields if one != "value" and fields.count(one) > 1), ""):
        raise UsageError(gettext("two columns are named alike"), where=doubled, hint=gettext("only values may stand in several columns"))
    if kind not in KINDS_OF_ROWS:
        raise UsageError(gettext("rows without values are tasks or goals"), where=kind[:20])
    named = " ".join(name.split())[:100] or (head.title or workbook.name)[:100]
    Mapping.objects.filter(owner=person, digest=head.digest, ended_at__isnull=True).update(ended_at=timezone.now())
    assert workbook.stored is not None
    made = Mapping.objects.create(owner=person, name=named, digest=head.digest, sheet=sheet[:100], first=head.first, lines=head.lines, columns=kept, kind=kind,
                                  stored=workbook.stored)
    workbook.rows.all().delete()
    Workbook.objects.filter(pk=workbook.pk).update(state="planning", mapping=made, problems=[], planned_at=None, document=None, reached=0, unchanged=0, total=0)
    enqueue(PLAN, workbook.key, label=workbook.name, by=person)
    record(person, "mapping.keep", "mapping", made.key, {"label": workbook.name, "name": named, "columns": ", ".join(
        f"{' / '.join(one['path'])}: {one['field']}" for one in kept)})
    return made


def _column(given: dict[str, Any], paths: dict[int, tuple[str, ...]]) -> dict[str, Any]:
    column, field = int(given["column"]), str(given["field"])
    if column not in paths or field not in FIELDS:
        raise UsageError(gettext("this cannot be chosen"), where=f"{column}: {field}"[:40], hint=gettext("load the page again"))
    kept: dict[str, Any] = {"column": column, "path": list(paths[column]), "field": field}
    if field == "value":
        kind, period = str(given.get("kind") or "target"), str(given.get("period") or "").strip()
        if kind not in STATEMENTS:
            raise UsageError(gettext("this cannot be chosen"), where=kind[:20], hint=gettext("load the page again"))
        try:
            kept |= {"kind": kind, "period": str(Period.parse(period)) if period else ""}
        except ValueError:
            raise UsageError(gettext("“{written}” is not a period").format(written=period[:20]), where=" / ".join(paths[column]),
                             hint=gettext("write 2020, 2017-12 or 2016/2020, or leave it to a column")) from None
    return kept


@action("mapping.rename", _("{actor} renamed the mapping “{old}” to “{label}”"))
def rename(person: Any, mapping: Mapping, name: str) -> None:
    """Give one's mapping another name."""
    MAPPINGS.require(person, "rename", mapping)
    named = " ".join(name.replace("\0", "").split())
    if not named or len(named) > 100:
        raise UsageError(gettext("a mapping needs a name of up to 100 characters"), hint=gettext("type a short name"))
    Mapping.objects.filter(pk=mapping.pk).update(name=named)
    record(person, "mapping.rename", "mapping", mapping.key, {"old": mapping.name, "label": named})


@action("mapping.share", _("{actor} changed who may use the mapping “{label}”: {shared}"))
def share(person: Any, mapping: Mapping, shared: bool) -> None:
    """Let everybody who takes sheets in use one's mapping, or keep it to oneself again."""
    MAPPINGS.require(person, "share", mapping)
    Mapping.objects.filter(pk=mapping.pk).update(shared=shared)
    record(person, "mapping.share", "mapping", mapping.key, {"label": mapping.name, "shared": "everybody" if shared else "oneself"})


@action("mapping.end", _("{actor} ended the mapping “{label}”"))
def end(person: Any, mapping: Mapping) -> None:
    """End a mapping: sheets with this head are asked about again."""
    MAPPINGS.require(person, "end", mapping)
    Mapping.objects.filter(pk=mapping.pk).update(ended_at=timezone.now())
    record(person, "mapping.end", "mapping", mapping.key, {"label": mapping.name})


@action("mapping.fill", _("{actor} filled a copy of “{label}” from the ledger: {cells} cells"))
def note_fill(person: Any, mapping: Mapping, cells: int, left: int) -> None:
    """Leave in the trail that a bureau's sheet was filled from the ledger."""
    MAPPINGS.require(person, "fill", mapping)
    record(person, "mapping.fill", "mapping", mapping.key, {"label": mapping.name, "cells": cells, "left": left})

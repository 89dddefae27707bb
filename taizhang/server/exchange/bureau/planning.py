"""Planning a bureau's own sheet: its mapping is known by the head, or asked for; its rows are rehearsed and rolled back."""
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.server.exchange.bureau.lines import Told
from taizhang.server.exchange.bureau.sheets import packed, read_by, same_text, tables, take_sheet
from taizhang.server.exchange.columns import in_each
from taizhang.server.exchange.fresh import add
from taizhang.server.exchange.models import Mapping, Row, Workbook
from taizhang.server.exchange.permissions import MAPPINGS
from taizhang.server.facts.errors import Incomplete
from taizhang.server.facts.models import Fact
from taizhang.server.imports.reader import Reading
from taizhang.server.jobs.work import Work
from taizhang.text.cells import Sheet, place
from taizhang.values.errors import TaizhangError

GROUP = 50  # rows that are rehearsed together


class _Rehearsed(Exception):
    """All that was done is rolled back."""


def foreign(workbook: Workbook, reading: Reading) -> bool:
    """Whether a workbook that did not come from the ledger holds a table; then it waits for its mapping, or takes the one that is known."""
    found = tables([Sheet.of(one) for one in reading.made["sheets"]])
    if not found:
        return False
    known = MAPPINGS.visible(workbook.by, Mapping.objects.order_by("-id"))
    mapping = next((one for _sheet, head in found for one in known.filter(digest=head.digest) if (one.first, one.lines) == (head.first, head.lines)), None)
    Workbook.objects.filter(pk=workbook.pk, state="planning").update(
        cells=packed(reading.made["sheets"]), mapping=mapping, state="planning" if mapping is not None else "unmapped")
    return True


def plan_sheet(work: Work, workbook: Workbook) -> None:
    """Plan the rows of a sheet that are not planned yet, some of them a step: a step holds others up, so it is short."""
    assert workbook.mapping is not None
    try:
        _head, made = read_by(workbook, workbook.mapping)
    except TaizhangError as error:
        sentence = str(error)
        with work.step():
            _end(workbook, "failed", [in_each(lambda: sentence)])
        return
    if workbook.document is None:
        same = same_text(made.text)
        workbook.document = same.key if same is not None else uuid.uuid4()
        with work.step(0):
            Workbook.objects.filter(pk=workbook.pk).update(document=workbook.document, total=len(made.told), reached=0, unchanged=0)
        workbook.reached = workbook.unchanged = 0
    work.plan(len(made.told) + 1, workbook.reached)
    while workbook.reached < len(made.told):
        group = made.told[workbook.reached:workbook.reached + GROUP]
        with work.step(len(group)):
            settle_rows(workbook, group)
    with work.step():
        _end(workbook, "planned", [] if made.told else [in_each(lambda: _("By this mapping no row tells a fact. Name its columns anew."))])


def _end(workbook: Workbook, state: str, problems: list[dict[str, str]]) -> None:
    Workbook.objects.filter(pk=workbook.pk, state="planning").update(state=state, problems=problems, planned_at=timezone.now())


def settle_rows(workbook: Workbook, group: list[Told]) -> None:
    """Write down what some rows of a sheet are. Inside a step."""
    rows = rehearse(workbook, group, workbook.reached)
    changed = [one for one in rows if one.finding != "unchanged"]
    Row.objects.bulk_create(changed, batch_size=100)
    workbook.reached, workbook.unchanged = workbook.reached + len(rows), workbook.unchanged + len(rows) - len(changed)
    Workbook.objects.filter(pk=workbook.pk).update(reached=workbook.reached, unchanged=workbook.unchanged)


def rehearse(workbook: Workbook, told: list[Told], first: int) -> list[Row]:
    """What adding each fact says: the document is made, the facts are added, all of it is rolled back."""
    rows: list[Row] = []
    assert workbook.document is not None
    before = set(Fact.objects.filter(document=workbook.document).values_list("pk", flat=True))
    refused: dict[str, str] = {}
    try:
        with transaction.atomic():
            try:
                take_sheet(workbook.by, workbook)
            except TaizhangError as error:
                sentence = str(error)
                refused = in_each(lambda: sentence)
            for position, one in enumerate(told, first):
                rows.append(_row(workbook, position, one, before, refused))
            raise _Rehearsed
    except _Rehearsed:
        return rows


def _row(workbook: Workbook, position: int, told: Told, before: set[int], refused: dict[str, str]) -> Row:
    assert workbook.mapping is not None and workbook.document is not None
    row = Row(workbook=workbook, position=position, sheet=workbook.mapping.sheet[:100], line=told.line, label=str(told.given["what"])[:300],
              document=workbook.document, finding="new", act="add", given=told.given, changes=told.changes, choice="apply")
    said = refused or _problem(workbook.by, row, before)
    if said and any(said.values()):
        row.finding, row.choice = "refused", "skip"
        row.problems = [{"cell": place(told.line, told.column or 1), "field": "value", "said": said}]
    return row


def _problem(person: Any, row: Row, before: set[int]) -> dict[str, str]:
    """Add one fact; what was said against it in each language. A fact that was there already is no news."""
    assert row.document is not None
    document = row.document
    try:
        with transaction.atomic():
            if add(person, document, row.given).pk in before:
                row.finding = "unchanged"
        return {}
    except TaizhangError:
        return in_each(lambda: _says(person, document, row.given))


def _says(person: Any, document: uuid.UUID, given: dict[str, Any]) -> str:
    try:
        with transaction.atomic():
            add(person, document, given)
    except Incomplete as incomplete:
        return " ".join(incomplete.problems)
    except TaizhangError as error:
        return str(error)
    return ""

"""A workbook in words: what its rows are, what carrying it out would do."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from taizhang.server.documents.models import Document
from taizhang.server.exchange.columns import BY_NAME, OPS, spoken
from taizhang.server.exchange.models import Row, Workbook
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.look.templatetags.pieces import KINDS, STATE_WORDS

FINDINGS: dict[str, tuple[Any, Any, str]] = {
    "doubtful": (pgettext_lazy("row", "Doubtful"), gettext_lazy("the ledger moved on since the workbook was made; decide on each"), "unknown"),
    "refused": (pgettext_lazy("row", "Refused"), gettext_lazy("put right in the workbook and hand it in again; nothing is done"), "off"),
    "changed": (pgettext_lazy("row", "Changed"), gettext_lazy("decisions and corrections of facts that are there"), "behind"),
    "new": (pgettext_lazy("row", "New"), gettext_lazy("facts that the ledger does not have"), "done"),
}
ACTS = {"accept": gettext_lazy("accept"), "correct": gettext_lazy("correct"), "reject": gettext_lazy("reject"), "add": gettext_lazy("add")}
CHOICES = {"apply": gettext_lazy("Carry out"), "skip": pgettext_lazy("row", "Leave out")}
DOUBTFUL = {"apply": gettext_lazy("Yours"), "skip": gettext_lazy("Leave as it is now")}


@dataclass(frozen=True, slots=True)
class Change:
    """One field, old and new."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the page shows it; ``undo`` where the person may take it back at once, ``document`` where that of a new fact is there."""

    row: Row
    act: str
    changes: list[Change]
    problems: list[str]
    choices: list[tuple[str, Any]]
    heading: tuple[Any, Any, str] | None
    n: int
    undo: bool
    fresh: bool
    document: bool


def in_order(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Rows with what needs a person first."""
    rank = Case(*(When(finding=name, then=Value(at)) for at, name in enumerate(FINDINGS)), default=Value(len(FINDINGS)), output_field=IntegerField())
    return rows.annotate(rank=rank).order_by("rank", "position")


def counts(workbook: Workbook) -> dict[str, int]:
    """How many rows of each finding."""
    found = dict(workbook.rows.order_by().values_list("finding").annotate(n=Count("pk")))
    return {name: found[name] for name in FINDINGS if name in found}


def shown(rows: Iterable[Row], counted: Mapping[str, int], user: Any, may_choose: bool) -> list[Shown]:
    """Rows in words, with a heading where a group begins."""
    rows = list(rows)
    made: dict[UUID, Fact] = {one.key: one for one in Fact.objects.current().filter(
        key__in=[one.fact for one in rows if one.made]).select_related("decided_by")}
    there = set(Document.objects.filter(key__in=[one.document for one in rows if one.act == "add" and one.document]).values_list("key", flat=True))
    found, before = [], None
    for row in rows:
        heading, before = FINDINGS[row.finding] if row.finding != before else None, row.finding
        fact = made.get(row.fact) if row.fact and row.made else None
        undo = fact is not None and fact.version == row.made and bool(FACTS.may(user, "undo", fact))
        says = DOUBTFUL if row.finding == "doubtful" else CHOICES
        choices = list(says.items()) if may_choose and row.finding != "refused" and row.applied_at is None else []
        found.append(Shown(
            row, str(ACTS.get(row.act, "")), [Change(_head(name), words(name, old), words(name, new)) for name, old, new in row.changes],
            [where(row, one) for one in row.problems], choices, heading, counted.get(row.finding, 0), undo,
            all(not old for _name, old, _new in row.changes), row.act == "add" and row.document in there))
    return found


def where(row: Row, problem: Mapping[str, Any]) -> str:
    """What is wrong, with sheet and cell."""
    says = _("Sheet {sheet}, {cell}: {what}")
    return says.format(sheet=row.sheet, cell=problem["cell"] or row.line, what=spoken(problem["said"]))


def words(name: str, value: str) -> str:
    """A value of a field as people read it."""
    known: Mapping[str, Any] = {"kind": KINDS, "state": STATE_WORDS, "op": OPS}.get(name, {})
    return str(known.get(value, value))


def outlook(workbook: Workbook) -> str:
    """What carrying out the plan will do, in one sentence."""
    waiting = workbook.rows.filter(applied_at__isnull=True, choice="apply")
    acts = dict(waiting.order_by().values_list("act").annotate(n=Count("pk")))
    said = [text for text in (
        ngettext("accepts {n} fact", "accepts {n} facts", acts.get("accept", 0)).format(n=acts.get("accept", 0)) if acts.get("accept") else "",
        ngettext("corrects {n}", "corrects {n}", acts.get("correct", 0)).format(n=acts.get("correct", 0)) if acts.get("correct") else "",
        ngettext("rejects {n}", "rejects {n}", acts.get("reject", 0)).format(n=acts.get("reject", 0)) if acts.get("reject") else "",
        ngettext("adds {n}", "adds {n}", acts.get("add", 0)).format(n=acts.get("add", 0)) if acts.get("add") else "",
    ) if text]
    first = _("Carrying out {what}.").format(what=_(", ").join(said)) if said else _("Carrying out would do nothing.")
    left = workbook.rows.filter(finding="doubtful", choice="", applied_at__isnull=True).count()
    refused = workbook.rows.filter(finding="refused").count()
    parts = [
        ngettext("{n} doubtful row is undecided and would stay out.", "{n} doubtful rows are undecided and would stay out.", left).format(
            n=left) if left else "",
        ngettext("{n} row has errors and stays out.", "{n} rows have errors and stay out.", refused).format(n=refused) if refused else "",
    ]
    for part in parts:
        first = pgettext("sentences", "{first} {second}").format(first=first, second=part) if part else first
    return first


def _head(name: str) -> str:
    return str(BY_NAME[name].head) if name in BY_NAME else name

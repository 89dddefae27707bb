"""What people do with workbooks and editions: hand one in, decide on doubtful rows, carry out, discard, plan anew, have one prepared."""
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.documents.storage import Kept, row_of
from taizhang.server.exchange.models import Edition, Workbook
from taizhang.server.exchange.permissions import EDITIONS, WORKBOOKS
from taizhang.server.jobs.models import OPEN, Job
from taizhang.server.jobs.queue import enqueue
from taizhang.server.ledger.asking import Asked
from taizhang.server.ledger.finding import Found
from taizhang.server.ledger.windows import every_key
from taizhang.values.errors import UsageError

PLAN, APPLY, PREPARE = "exchange.plan", "exchange.apply", "exchange.prepare"
CHOICES = ("apply", "skip")


@action("exchange.start", _("{actor} handed in the workbook {label}"))
def start(person: Any, name: str, kept: Kept) -> Workbook:
    """Take a workbook that is put away, and have its plan made."""
    WORKBOOKS.require(person, "start", Workbook(by=person, name=name))
    made = Workbook.objects.create(by=person, name=name[:255], stored=row_of(kept), size=kept.size)
    enqueue(PLAN, made.key, label=made.name, by=person)
    record(person, "exchange.start", "workbook", made.key, {"label": made.name, "sha256": kept.sha256, "size": kept.size})
    return made


@action("exchange.choose", _("{actor} decided on {rows} doubtful rows of the workbook {label}"))
def choose(person: Any, workbook: Workbook, choices: Mapping[int, str]) -> None:
    """Say what becomes of rows that would change something: row id → apply or skip."""
    WORKBOOKS.require(person, "choose", workbook)
    rows = {one.pk: one for one in workbook.rows.filter(pk__in=list(choices), applied_at__isnull=True)}
    changed = []
    for pk, choice in choices.items():
        row = rows.get(pk)
        if row is None or row.finding == "refused" or choice not in CHOICES:
            raise UsageError(gettext("this cannot be chosen"), where=str(pk), hint=gettext("load the page again"))
        if row.choice != choice:
            row.choice = choice
            changed.append(row)
    workbook.rows.bulk_update(changed, ["choice"], batch_size=200)
    if changed:
        record(person, "exchange.choose", "workbook", workbook.key, {
            "label": workbook.name, "rows": len(changed), "choices": ", ".join(f"{one.sheet} {one.line}: {one.choice}" for one in changed[:50])})


@action("exchange.apply", _("{actor} had the workbook {label} carried out: {rows} rows"))
def apply(person: Any, workbook: Workbook) -> Job:
    """Have the plan carried out; doubtful rows that are undecided are left out."""
    WORKBOOKS.require(person, "apply", workbook)
    if not Workbook.objects.filter(pk=workbook.pk, state="planned").update(state="applying"):
        raise UsageError(gettext("this workbook is being carried out already"), hint=gettext("load the page again"))
    workbook.rows.filter(choice="", applied_at__isnull=True).update(choice="skip")
    rows = workbook.rows.filter(choice="apply", applied_at__isnull=True).count()
    record(person, "exchange.apply", "workbook", workbook.key, {"label": workbook.name, "rows": rows})
    return enqueue(APPLY, workbook.key, label=workbook.name, by=person)


@action("exchange.discard", _("{actor} discarded the workbook {label}"))
def discard(person: Any, workbook: Workbook) -> None:
    """Throw a plan away."""
    WORKBOOKS.require(person, "discard", workbook)
    if not Workbook.objects.filter(pk=workbook.pk, state=workbook.state).update(state="discarded", cells=None):
        raise UsageError(gettext("this workbook has changed meanwhile"), hint=gettext("load the page again"))
    Job.objects.filter(kind=PLAN, about=str(workbook.key), state__in=OPEN).update(cancelling=True)
    record(person, "exchange.discard", "workbook", workbook.key, {"label": workbook.name})


@action("exchange.replan", _("{actor} had the workbook {label} planned anew"))
def replan(person: Any, workbook: Workbook) -> Job:
    """Make the plan anew, against the ledger as it is now; nothing of it was carried out yet."""
    WORKBOOKS.require(person, "replan", workbook)
    if workbook.rows.filter(applied_at__isnull=False).exists():
        raise UsageError(gettext("a part of this workbook was carried out"), hint=gettext(
            "hand in the workbook again: what is done already is found unchanged"))
    if not Workbook.objects.filter(pk=workbook.pk, state=workbook.state).update(
            state="planning", planned_at=None, reached=0, unchanged=0, total=0, problems=[], cells=None, mapping=None, document=None):
        raise UsageError(gettext("this workbook has changed meanwhile"), hint=gettext("load the page again"))
    workbook.rows.all().delete()
    record(person, "exchange.replan", "workbook", workbook.key, {"label": workbook.name})
    return enqueue(PLAN, workbook.key, label=workbook.name, by=person)


@action("exchange.prepare", _("{actor} had an edition of the ledger prepared: {rows} rows"))
def prepare(person: Any, asked: Asked, form: str, name: str, host: str) -> Edition:
    """Have a long edition prepared as a job; its rows are fixed now."""
    EDITIONS.require(person, "prepare", Edition(by=person))
    keys = rows_asked(person, asked, form)
    made = Edition.objects.create(by=person, form=form, name=name[:255], query=asked.query(chosen=(), page=1), keys=keys, rows=len(keys), host=host[:255],
                                  language=get_language() or "")
    enqueue(PREPARE, made.key, label=made.name, by=person)
    record(person, "exchange.prepare", "edition", made.key, {"rows": len(keys), "format": form, "address": made.query, "name": made.name})
    return made


@action("exchange.edit", _("{actor} took along {rows} rows of the ledger as a workbook that can be taken back in"))
def take_along(person: Any, asked: Asked) -> list[int]:
    """Note who takes along which rows for filling in; their ids in the order of the page."""
    keys = rows_asked(person, asked, "edit")
    record(person, "exchange.edit", "ledger", "", {"rows": len(keys), "address": asked.query(chosen=(), page=1)})
    return keys


@action("exchange.download", _("{actor} downloaded the prepared edition {label}"))
def download(person: Any, edition: Edition) -> None:
    """Leave in the trail that an edition was taken along."""
    EDITIONS.require(person, "download", edition)
    record(person, "exchange.download", "edition", edition.key, {"label": edition.name, "rows": edition.rows, "sha256": edition.sha256})


def rows_asked(person: Any, asked: Asked, form: str) -> list[int]:
    """Ids of the rows an address asks for, in their order."""
    EDITIONS.require(person, "prepare")
    keys: Sequence[int] = every_key(Found(asked, person, act="export"))
    if not keys:
        raise UsageError(gettext("there are no rows to take along"), hint=gettext("drop a filter"))
    return list(keys)

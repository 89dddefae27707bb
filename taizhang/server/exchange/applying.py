"""The job that carries a workbook out: exactly its plan, a few rows a transaction, by the same actions as on the pages."""
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.audit.actions import Refused
from taizhang.server.exchange.actions import APPLY
from taizhang.server.exchange.bureau.sheets import take_sheet
from taizhang.server.exchange.columns import in_each
from taizhang.server.exchange.fresh import add, given_of
from taizhang.server.exchange.models import Row, Workbook
from taizhang.server.facts import actions as facts
from taizhang.server.facts.errors import Overtaken
from taizhang.server.facts.models import Fact
from taizhang.server.jobs.kinds import KINDS, Kind
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.work import Work
from taizhang.values.errors import TaizhangError

GROUP = 20  # rows of one transaction


def apply(work: Work) -> None:
    """Carry out what is chosen and not done yet."""
    workbook = Workbook.objects.select_related("by", "mapping", "stored").get(key=work.job.about)
    if workbook.state != "applying":
        return
    chosen = workbook.rows.filter(choice="apply")
    waiting = list(chosen.filter(applied_at__isnull=True).values_list("pk", flat=True))
    if waiting and workbook.mapping is not None:
        with work.step(0):
            take_sheet(workbook.by, workbook)
    work.plan(len(waiting) + 1 + chosen.filter(applied_at__isnull=False).count(), chosen.filter(applied_at__isnull=False).count())
    for first in range(0, len(waiting), GROUP):
        group = waiting[first:first + GROUP]
        with work.step(len(group)):
            for row in Row.objects.filter(pk__in=group, applied_at__isnull=True).order_by("position"):
                carry_out(workbook.by, row)
    with work.step():
        open_again = workbook.rows.filter(finding="doubtful", choice="", applied_at__isnull=True).exists()
        Workbook.objects.filter(pk=workbook.pk, state="applying").update(
            state="planned" if open_again else "applied", applied_at=timezone.now(), cells=None)


def carry_out(person: Any, row: Row) -> None:
    """One row: done, or doubtful because its fact moved on, or refused with the sentence of who refused it."""
    try:
        with transaction.atomic():
            made = _done(person, row)
    except Overtaken as overtaken:
        _doubt(row, overtaken)
    except Refused as refusal:
        sentence = refusal.sentence
        _note(row, {"finding": "refused", "choice": "skip"}, "state", in_each(lambda: sentence))
    except TaizhangError as error:
        sentence = str(error)
        _note(row, {"finding": "refused", "choice": "skip"}, "", in_each(lambda: sentence))
    else:
        Row.objects.filter(pk=row.pk).update(applied_at=timezone.now(), fact=made.key, made=made.version)


def _done(person: Any, row: Row) -> Fact:
    if row.act == "add":
        assert row.document is not None
        return add(person, row.document, row.given)
    assert row.fact is not None and row.against is not None
    if row.act == "accept":
        return facts.accept(person, row.fact, row.against)
    if row.act == "reject":
        return facts.reject(person, row.fact, row.against, row.given.get("why", ""))
    return facts.correct(person, row.fact, row.against, given_of(row.given))


def _doubt(row: Row, overtaken: Overtaken) -> None:
    now = overtaken.thing
    who = str(now.recorded_by) if now.recorded_by is not None else ""
    said = in_each(lambda: _("{person} changed this after the plan was made. Look at it and decide anew.").format(person=who or _("The machine")))
    _note(row, {"finding": "doubtful", "choice": "", "against": now.version}, "version", said)


def _note(row: Row, values: dict[str, Any], name: str, said: dict[str, str]) -> None:
    problem = {"cell": str(row.line), "field": name, "said": said}
    Row.objects.filter(pk=row.pk).update(problems=[problem], **values)


def ended(job: Job) -> None:
    """What is done stays done; the rest of the plan waits for a person again."""
    Workbook.objects.filter(key=job.about, state="applying").update(state="planned")


def again(job: Job) -> None:
    """It goes on where it stopped."""
    Workbook.objects.filter(key=job.about, state="planned").update(state="applying")


KINDS.add(Kind(APPLY, gettext_lazy("carry a workbook out"), apply, ended, again))

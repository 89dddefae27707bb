"""Wordings are written down with the facts that use them; what is missing (after a restore, an upgrade) by a job."""
from collections.abc import Iterable
from typing import Any

from django.db import connections
from django.db.models import F, Max
from django.db.models.fields.json import KeyTextTransform
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from taizhang.server.documents.linking import said
from taizhang.server.facts.models import STATEMENTS, Fact
from taizhang.server.history.models import written
from taizhang.server.indicators.models import Wording
from taizhang.server.indicators.wordings import Words, note, refresh
from taizhang.server.jobs.daily import Daily
from taizhang.server.jobs.daily import add as add_duty
from taizhang.server.jobs.kinds import KINDS, Kind
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.queue import enqueue
from taizhang.server.jobs.work import Work

FILL = "indicators.fill"
STEP = 20_000  # rows of facts that one step looks at


def words_of(fact: Fact) -> Words:
    """What decides which indicator a statement means."""
    return fact.what, fact.measure, fact.measure_unit, said(fact.fields.get("per"))[:60], fact.subject


def follow(sender: Any, rows: Iterable[Fact], **more: Any) -> None:
    """Write down the wordings of facts that were just written."""
    if found := {words_of(one) for one in rows if one.kind in STATEMENTS and one.what}:
        note(found)


def fill(work: Work) -> None:
    """Look through all facts, a stretch of rows a step, for wordings that are not written down; then ask again what each means."""
    last = Fact.objects.aggregate(n=Max("pk"))["n"] or 0
    steps = last // STEP + 1
    work.plan(steps + 1, 0)
    for at in range(steps):
        with work.step():
            rows = Fact.objects.filter(pk__gt=at * STEP, pk__lte=(at + 1) * STEP, kind__in=STATEMENTS).exclude(what="")
            asked = rows.annotate(each=KeyTextTransform("per", F("fields"))).order_by().values_list("what", "measure", "measure_unit", "each", "subject")
            note((what, measure, unit, said(each)[:60], subject) for what, measure, unit, each, subject in asked.distinct())
    with work.step():
        refresh()


def ask_to_fill() -> Job | None:
    """Ask for the job where there are statements and no wording is written down."""
    there = Fact.objects.filter(kind__in=STATEMENTS).exclude(what="").exists()
    return enqueue(FILL, label=str(_("Write down what the ledger calls its indicators"))) if there and not Wording.objects.exists() else None


def _migrated(app_config: Any, using: str, **more: Any) -> None:
    wanted = {Wording._meta.db_table, Job._meta.db_table, Fact._meta.db_table}
    if app_config.label == "indicators" and using == "default" and wanted <= {*connections[using].introspection.table_names()}:
        ask_to_fill()


def ready() -> None:
    """Follow facts as they are written."""
    written.connect(follow, sender=Fact, dispatch_uid="indicators.facts")
    post_migrate.connect(_migrated, dispatch_uid="indicators.filling")


KINDS.add(Kind(FILL, _("write down what the ledger calls its indicators"), fill))
add_duty(Daily("indicators", _("Look for wordings of indicators that are not written down"), ask_to_fill))

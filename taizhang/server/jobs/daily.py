"""Duties of every day: asked for once a day by whichever worker comes first, and done as jobs like any other."""
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts.sessions import sweep
from taizhang.server.audit.anchors import anchor_due
from taizhang.server.jobs.kinds import KINDS, Kind
from taizhang.server.jobs.models import Duty, Job
from taizhang.server.jobs.queue import enqueue
from taizhang.server.jobs.work import Work
from taizhang.values.errors import UsageError


@dataclass(frozen=True, slots=True)
class Daily:
    """A duty: its name, how it reads, and what does it; that may run twice on a day and must not mind."""

    name: str
    label: Any
    run: Callable[[], object]


DAILY: dict[str, Daily] = {}


def add(duty: Daily) -> Daily:
    """Register a duty; a name is taken once."""
    if duty.name in DAILY:
        raise UsageError(f"there is a daily duty {duty.name} already", hint="choose another name")
    DAILY[duty.name] = duty
    return duty


def ask() -> list[Job]:
    """Ask for the duties that nobody asked for today."""
    today, asked = timezone.localdate(), []
    done = set(Duty.objects.filter(day=today).values_list("name", flat=True))
    for duty in DAILY.values():
        if duty.name in done:
            continue
        with transaction.atomic():
            Duty.objects.get_or_create(name=duty.name)
            if Duty.objects.filter(Q(day__isnull=True) | ~Q(day=today), name=duty.name).update(day=today):
                asked.append(enqueue("daily", duty.name, label=str(duty.label)))
    return asked


def run(work: Work) -> None:
    """Do one duty."""
    duty = DAILY.get(work.job.about)
    if duty is None:
        raise UsageError(f"there is no daily duty {work.job.about}", hint="known: " + ", ".join(DAILY))
    work.plan(1)
    duty.run()
    with work.step():
        pass


KINDS.add(Kind("daily", _("daily duty"), run))
add(Daily("anchor", _("Sign the head of the audit trail and keep it outside the database"), anchor_due))
add(Daily("sessions", _("End sessions that nobody can use any more"), sweep))

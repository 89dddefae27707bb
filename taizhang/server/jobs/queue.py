"""Asking for a job inside one's own transaction, and handing it to one worker at a time.

The row of the job is the queue: what was rolled back was never asked for, and there is no second list that could disagree. On
PostgreSQL a worker takes a row with ``FOR UPDATE SKIP LOCKED``; on SQLite the transaction that takes it is IMMEDIATE. Either way
the taking is a compare-and-set: who comes second gets nothing.
"""
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from taizhang.server.jobs.kinds import KINDS
from taizhang.server.jobs.models import OPEN, Job

LEASE = timedelta(seconds=20)
#: Workers that may die over one step before the step is blamed.
DEATHS = 25
#: Failures of one step before the job is given up, and the seconds to wait after each.
BACKOFF = (1, 5, 30, 120)


def enqueue(kind: str, about: object = "", *, label: str = "", by: Any = None, not_before: datetime | None = None) -> Job:
    """Ask for a job, in the caller's transaction; where the same is open already, that one is the answer."""
    KINDS.get(kind)
    about = str(about)
    same = Job.objects.filter(kind=kind, about=about, state__in=OPEN)
    if found := same.first():
        return found
    try:
        with transaction.atomic():
            return Job.objects.create(
                kind=kind, about=about, label=label[:300], asked_by=by if getattr(by, "pk", None) else None, not_before=not_before or timezone.now(),
            )
    except IntegrityError:
        return same.get()


def ready(now: datetime | None = None) -> QuerySet[Job]:
    """Jobs that a worker may take: waiting ones whose time has come, and those whose worker is gone; the longest waiting first."""
    now = now or timezone.now()
    return Job.objects.filter(Q(state="waiting", not_before__lte=now) | Q(state="running", lease_until__lt=now)).order_by("not_before", "id")


def take(worker: str, pk: int | None = None) -> Job | None:
    """Take the next job (or that one) for a worker; None where there is none, or another was faster."""
    if not _wanted(pk).exists():  # asked without a lock: an idle worker disturbs nobody
        return None
    with transaction.atomic():
        rows = _wanted(pk)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, of=("self",))
        job = rows.first()
        if job is None:
            return None
        now = timezone.now()
        lost = job.state == "running"
        mine = Job.objects.filter(pk=job.pk, state=job.state, worker=job.worker, deliveries=job.deliveries)
        changed = mine.update(
            state="running", worker=worker, lease_until=now + LEASE, deliveries=F("deliveries") + 1, deaths=F("deaths") + (1 if lost else 0),
            started_at=job.started_at or now,
        )
        if not changed:
            return None
    return Job.objects.get(pk=job.pk)


def _wanted(pk: int | None) -> QuerySet[Job]:
    return ready() if pk is None else ready().filter(pk=pk)


def held(job: Job, worker: str) -> QuerySet[Job]:
    """The row of a job as long as this worker holds it: every change a worker makes goes through it."""
    return Job.objects.filter(pk=job.pk, state="running", worker=worker, deliveries=job.deliveries)


def give_back(job: Job, worker: str, *, after: float = 0, **changes: Any) -> bool:
    """Put a job back among the waiting ones."""
    later = timezone.now() + timedelta(seconds=after)
    return bool(held(job, worker).update(state="waiting", worker="", lease_until=None, not_before=later, **changes))

"""What people do with jobs: cancel one, try one again."""
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.jobs.kinds import KINDS
from taizhang.server.jobs.models import OPEN, Job
from taizhang.server.jobs.permissions import JOBS
from taizhang.values.errors import UsageError


@action("jobs.cancel", _("{actor} cancelled the job {kind}"))
def cancel(person: Any, job: Job) -> None:
    """Stop a job: at once while it waits, after the step it is at while it runs. What is done stays done."""
    JOBS.require(person, "cancel", job)
    now = timezone.now()
    if Job.objects.filter(pk=job.pk, state="waiting").update(state="cancelled", ended_at=now, now="", lease_until=None, worker=""):
        if job.kind in KINDS.by_name:
            KINDS.get(job.kind).ended(job)
    elif not Job.objects.filter(pk=job.pk, state="running").update(cancelling=True):
        raise UsageError(gettext("this job has ended already"), hint=gettext("load the page again"))
    record(person, "jobs.cancel", "job", job.key, {"kind": job.kind, "about": job.about})


@action("jobs.retry", _("{actor} had the job {kind} tried again"))
def retry(person: Any, job: Job) -> None:
    """Put a job that failed or was cancelled among the waiting ones: it goes on where it stopped."""
    JOBS.require(person, "retry", job)
    with transaction.atomic():
        if Job.objects.filter(kind=job.kind, about=job.about, state__in=OPEN).exists():
            raise UsageError(gettext("the same is being done already"), hint=gettext("load the page again"))
        changed = Job.objects.filter(pk=job.pk, state__in=("failed", "cancelled")).update(
            state="waiting", cancelling=False, attempts=0, deaths=0, error="", ended_at=None, not_before=timezone.now(), worker="", lease_until=None,
        )
        if not changed:
            raise UsageError(gettext("this job has not ended badly"), hint=gettext("load the page again"))
        KINDS.get(job.kind).again(job)
    record(person, "jobs.retry", "job", job.key, {"kind": job.kind, "about": job.about})

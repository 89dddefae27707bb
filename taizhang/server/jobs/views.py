"""Pages of long work: all jobs for the system administrator, one's own for everybody, and a bar that follows one."""
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from taizhang.server.accounts.doors import everybody, page
from taizhang.server.jobs import actions
from taizhang.server.jobs.kinds import KINDS
from taizhang.server.jobs.models import Job, Worker
from taizhang.server.jobs.permissions import JOBS, STATES
from taizhang.server.look.choices import safe_next
from taizhang.server.look.notices import tell
from taizhang.server.look.tables import page_number

ROWS = 50


def kind_words(name: str) -> str:
    """A kind of job in words."""
    return str(KINDS.get(name).label) if name in KINDS.by_name else name


@page("job", "list")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """All jobs, what they wait for and how they ended; the workers that were seen lately."""
    state = request.GET.get("state", "")
    rows = JOBS.visible(request.user, Job.objects.select_related("asked_by").order_by("-id"), "list")
    counts = {one: rows.filter(state=one).count() for one in STATES}
    found = rows.filter(state=state) if state in STATES else rows
    shown = Paginator(found, ROWS).get_page(page_number(request))
    context = {"page": shown, "jobs": _shown(shown.object_list), "state": state, "tabs": _tabs(counts), "everybody": True,
               "asks": [(kind.label, reverse(kind.ask)) for kind in KINDS if kind.ask],
               "workers": Worker.objects.order_by("stopped_at", "-seen_at")[:10], "moving": counts["waiting"] + counts["running"]}
    return render(request, "jobs/_list.html" if request.headers.get("HX-Target") == "jobs" else "jobs/list.html", context)


@everybody
@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """One's own jobs."""
    rows = Job.objects.filter(asked_by_id=request.user.pk).select_related("asked_by").order_by("-id")
    shown = Paginator(rows, ROWS).get_page(page_number(request))
    context = {"page": shown, "jobs": _shown(shown.object_list), "moving": rows.filter(state__in=("waiting", "running")).exists(), "everybody": False}
    return render(request, "jobs/_list.html" if request.headers.get("HX-Target") == "jobs" else "jobs/own.html", context)


@page("job", "read")
@require_GET
def progress(request: HttpRequest, key: str) -> HttpResponse:
    """How far a job is: asked again and again until it ends. Without scripts, a small page with a link."""
    job = get_object_or_404(JOBS.visible(request.user, Job.objects.all()), key=key)
    JOBS.require(request.user, "read", job)
    context = {"job": job, "kind": kind_words(job.kind), "own": job.asked_by_id == request.user.pk}
    if not request.headers.get("HX-Request"):
        return render(request, "jobs/progress.html", context)
    answer = render(request, "jobs/_progress.html", context)
    if not job.is_open:
        answer["HX-Refresh"] = "true"  # what the job worked on looks different now
    return answer


@page("job", "cancel")
@require_POST
def cancel(request: HttpRequest, key: str) -> HttpResponse:
    """Cancel a job."""
    job = _asked(request, key)
    actions.cancel(request.user, job)
    tell(request, _("The job stops after the step it is at; what is done stays done."))
    return redirect(safe_next(request, _back(request, job)))


@page("job", "retry")
@require_POST
def retry(request: HttpRequest, key: str) -> HttpResponse:
    """Try a job again."""
    job = _asked(request, key)
    actions.retry(request.user, job)
    tell(request, _("The job is tried again; it goes on where it stopped."))
    return redirect(safe_next(request, _back(request, job)))


def _asked(request: HttpRequest, key: str) -> Job:
    return get_object_or_404(JOBS.visible(request.user, Job.objects.all()), key=key)


def _back(request: HttpRequest, job: Job) -> str:
    return "jobs:own" if job.asked_by_id == request.user.pk else "jobs:list"


def _shown(jobs: Any) -> list[tuple[Job, str]]:
    return [(job, kind_words(job.kind)) for job in jobs]


def _tabs(counts: dict[str, int]) -> list[tuple[str, Any, int]]:
    return [("", _("All"), sum(counts.values())), *((name, says, counts[name]) for name, says in STATES.items())]

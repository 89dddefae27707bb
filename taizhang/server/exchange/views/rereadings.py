"""Pages of readings anew: the list, how one is started, its plan and what came of it."""
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from taizhang import __version__
from taizhang.server.accounts.doors import page
from taizhang.server.exchange.anew import actions, showing
from taizhang.server.exchange.models import Rereading
from taizhang.server.exchange.permissions import REREADINGS
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.views import kind_words
from taizhang.server.look.notices import tell
from taizhang.server.look.tables import page_number

LISTED, ITEMS = 30, 50


@page("rereading", "read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Readings anew one may see, the newest first, and how one is started."""
    rows = REREADINGS.visible(request.user, Rereading.objects.select_related("by").order_by("-id"))
    shown = Paginator(rows, LISTED).get_page(page_number(request))
    listed = [(one, [(showing.FINDINGS[name][0], n) for name, n in showing.counts(one).items()], REREADINGS.state_words(one.state))
              for one in shown.object_list]
    return render(request, "exchange/rereadings.html", {"page": shown, "rereadings": listed, "release": __version__})


@page("rereading", "start")
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Have texts read anew: all, or those of one document."""
    written = request.POST.get("document", "")
    documents = [UUID(written)] if _is_key(written) else None
    batch = actions.start(request.user, documents, everything=bool(request.POST.get("everything")))
    return redirect("exchange:rereading", batch.key)


@page("rereading", "read")
@require_GET
def plan(request: HttpRequest, key: UUID) -> HttpResponse:
    """The plan of a reading anew, how far it is, or what came of it."""
    return render(request, "exchange/rereading.html", _plan(request, _asked(request, key)))


@page("rereading", "choose")
@require_POST
def choose(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep of which documents the new reading is taken: those on this page, ticked or not."""
    batch = _asked(request, key)
    numbers = [int(one) for one in request.POST.getlist("item") if one.isascii() and one.isdecimal() and len(one) < 19]
    ticked = set(request.POST.getlist("take"))
    actions.choose(request.user, batch, {pk: "apply" if str(pk) in ticked else "skip" for pk in numbers})
    if request.headers.get("HX-Request"):
        return render(request, "exchange/_outlook.html", _plan(request, batch))
    tell(request, _("The decisions are kept."))
    return redirect("exchange:rereading", batch.key)


@page("rereading", "apply")
@require_POST
def apply(request: HttpRequest, key: UUID) -> HttpResponse:
    """Carry the plan out."""
    batch = _asked(request, key)
    actions.apply(request.user, batch)
    return redirect("exchange:rereading", batch.key)


@page("rereading", "discard")
@require_POST
def discard(request: HttpRequest, key: UUID) -> HttpResponse:
    """Throw the plan away."""
    batch = _asked(request, key)
    actions.discard(request.user, batch)
    tell(request, _("The new reading is discarded; nothing of it was taken."))
    return redirect("exchange:rereadings")


def _is_key(written: str) -> bool:
    try:
        return bool(UUID(written))
    except ValueError:
        return False


def _asked(request: HttpRequest, key: UUID) -> Rereading:
    found: Rereading = get_object_or_404(REREADINGS.visible(request.user, Rereading.objects.select_related("by")), key=key)
    return found


def _plan(request: HttpRequest, batch: Rereading) -> dict[str, Any]:
    counts = showing.counts(batch)
    wanted = request.GET.get("finding", "")
    items = batch.items.filter(finding=wanted) if wanted in counts else batch.items.all()
    shown = Paginator(showing.in_order(items), ITEMS).get_page(page_number(request))
    job = Job.objects.filter(about=str(batch.key)).order_by("-id").first()
    return {
        "batch": batch, "counts": [(name, showing.FINDINGS[name][0], n) for name, n in counts.items() if name], "total": sum(counts.values()),
        "wanted": wanted if wanted in counts else "", "page": shown, "lines": showing.lines(shown.object_list, counts),
        "may_choose": batch.state == "planned" and bool(REREADINGS.may(request.user, "choose", batch)),
        "job": job, "kind": kind_words(job.kind) if job else "", "own": job is not None and job.asked_by_id == request.user.pk,
        "outlook": showing.outlook(batch) if batch.state == "planned" else "", "state_words": REREADINGS.state_words(batch.state),
        "done": batch.items.filter(applied_at__isnull=False).count(),
        "something": batch.items.filter(choice="apply", applied_at__isnull=True).exists(),
    }

"""Pages of workbooks: the list, the form that takes one, the plan with what can be done to it."""
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from taizhang.server.accounts.doors import page
from taizhang.server.documents.storage import put
from taizhang.server.exchange import actions, showing
from taizhang.server.exchange.columns import spoken
from taizhang.server.exchange.forms import NewWorkbook
from taizhang.server.exchange.models import Workbook
from taizhang.server.exchange.permissions import WORKBOOKS
from taizhang.server.exchange.receiving import receive
from taizhang.server.facts import actions as facts
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.views import kind_words
from taizhang.server.look.notices import tell
from taizhang.server.look.tables import page_number
from taizhang.text import Limits
from taizhang.text.containers import CHUNK, clean_name
from taizhang.values.errors import TooLarge, UsageError

LISTED, ROWS = 30, 100
SLACK = 2_000_000  # bytes of a form beside its file


@page("workbook", "read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Workbooks one may see and editions one has asked for, the newest first."""
    rows = WORKBOOKS.visible(request.user, Workbook.objects.select_related("by").defer("cells").order_by("-id"))
    shown = Paginator(rows, LISTED).get_page(page_number(request))
    listed = [(one, [(showing.FINDINGS[name][0], n) for name, n in showing.counts(one).items()], WORKBOOKS.state_words(one.state))
              for one in shown.object_list]
    return render(request, "exchange/list.html", {"page": shown, "workbooks": listed})


@page("workbook", "start")
@csrf_exempt  # the token is checked below, once the size is known: to read it, the whole form has to be read
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Take a workbook and have it planned. A form that is too large is refused before it is read."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > Limits().file_bytes + SLACK:
        raise TooLarge(_("the workbook is too large"), why=_("over {n} MB").format(n=Limits().file_bytes // 1_000_000), hint=_("split it"))
    try:
        return _new(request)
    except (MultiPartParserError, RequestDataTooBig) as error:
        raise UsageError(_("the file did not arrive whole"), hint=_("choose it again and send it once more")) from error


@csrf_protect
def _new(request: HttpRequest) -> HttpResponse:
    context = {"megabytes": min(settings.UPLOAD_BYTES, Limits().file_bytes) // 1_000_000}
    if request.method != "POST":
        return render(request, "exchange/new.html", {"form": NewWorkbook()} | context)
    form = NewWorkbook(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "exchange/new.html", {"form": form} | context, status=422)
    handed = form.cleaned_data["handed"]
    kept = put(handed.chunks(CHUNK), Limits().file_bytes)
    return redirect("exchange:plan", receive(request.user, clean_name(handed.name or ""), kept).key)


@page("workbook", "read")
@require_GET
def plan(request: HttpRequest, key: UUID) -> HttpResponse:
    """The plan of a workbook, how far it is, or what came of it."""
    return render(request, "exchange/plan.html", _plan(request, _asked(request, key)))


@page("workbook", "choose")
@require_POST
def choose(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep what was chosen for the rows on this page."""
    workbook = _asked(request, key)
    choices: dict[int, str] = {}
    for name, value in request.POST.items():
        head, _dash, number = name.partition("-")
        if head == "choice" and number.isascii() and number.isdecimal() and len(number) < 19:
            choices[int(number)] = str(value)
    actions.choose(request.user, workbook, choices)
    if request.headers.get("HX-Request"):
        return render(request, "exchange/_outlook.html", _plan(request, workbook))
    tell(request, _("The decisions are kept."))
    return redirect("exchange:plan", workbook.key)


@page("workbook", "apply")
@require_POST
def apply(request: HttpRequest, key: UUID) -> HttpResponse:
    """Carry the plan out."""
    workbook = _asked(request, key)
    actions.apply(request.user, workbook)
    return redirect("exchange:plan", workbook.key)


@page("workbook", "discard")
@require_POST
def discard(request: HttpRequest, key: UUID) -> HttpResponse:
    """Throw the plan away."""
    workbook = _asked(request, key)
    actions.discard(request.user, workbook)
    tell(request, _("The workbook is discarded; nothing of it was carried out."))
    return redirect("exchange:list")


@page("workbook", "replan")
@require_POST
def replan(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make the plan anew."""
    workbook = _asked(request, key)
    actions.replan(request.user, workbook)
    return redirect("exchange:plan", workbook.key)


@page("workbook", "read")
@require_POST
def undo(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take back what one row did, as on the page of its fact."""
    workbook = _asked(request, key)
    number = request.POST.get("row", "")
    row = workbook.rows.filter(pk=int(number)).first() if number.isascii() and number.isdecimal() and len(number) < 19 else None
    if row is None or row.fact is None or row.made is None:
        raise UsageError(_("there is nothing to undo in this row"), hint=_("load the page again"))
    done = facts.undo(request.user, row.fact, row.made)
    tell(request, _("Undone: {label}").format(label=facts.label(done)))
    return redirect(f"{reverse('exchange:plan', args=[workbook.key])}#r-{row.position}")


def _asked(request: HttpRequest, key: UUID) -> Workbook:
    return get_object_or_404(WORKBOOKS.visible(request.user, Workbook.objects.select_related("by").defer("cells")), key=key)


def _plan(request: HttpRequest, workbook: Workbook) -> dict[str, Any]:
    counts = showing.counts(workbook)
    wanted = request.GET.get("finding", "")
    rows = workbook.rows.filter(finding=wanted) if wanted in counts else workbook.rows.all()
    shown = Paginator(showing.in_order(rows), ROWS).get_page(page_number(request))
    may_choose = workbook.state == "planned" and bool(WORKBOOKS.may(request.user, "choose", workbook))
    job = Job.objects.filter(about=str(workbook.key)).order_by("-id").first()
    return {
        "workbook": workbook, "counts": [(name, showing.FINDINGS[name][0], n) for name, n in counts.items()], "total": sum(counts.values()),
        "wanted": wanted if wanted in counts else "", "page": shown, "rows": showing.shown(shown.object_list, counts, request.user, may_choose),
        "may_choose": may_choose, "job": job, "kind": kind_words(job.kind) if job else "", "own": job is not None and job.asked_by_id == request.user.pk,
        "outlook": showing.outlook(workbook) if workbook.state == "planned" else "", "state_words": WORKBOOKS.state_words(workbook.state),
        "done": workbook.rows.filter(applied_at__isnull=False).count(), "problems": [spoken(one) for one in workbook.problems],
        "something": workbook.rows.filter(choice="apply", applied_at__isnull=True).exists(),
    }

"""Pages of imports: the list, the form that takes files, and the plan with what can be done to it."""
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from taizhang.server.accounts.doors import page
from taizhang.server.imports import actions, deciding, showing
from taizhang.server.imports.forms import Found, NewImport
from taizhang.server.imports.models import Import
from taizhang.server.imports.permissions import IMPORTS
from taizhang.server.imports.uploads import put_away
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.views import kind_words
from taizhang.server.look.notices import tell, warn
from taizhang.server.look.tables import page_number
from taizhang.values.errors import TooLarge, UsageError

ROWS, ITEMS = 30, 100
SLACK = 2_000_000  # bytes of a form beside its files


@page("import", "read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Imports one may see, the newest first."""
    rows = IMPORTS.visible(request.user, Import.objects.select_related("by").order_by("-id"))
    shown = Paginator(rows, ROWS).get_page(page_number(request))
    listed = [(one, showing.counts(one), showing.unit_words(one.owner), IMPORTS.state_words(one.state)) for one in shown.object_list]
    return render(request, "imports/list.html", {"page": shown, "imports": listed, "findings": showing.FINDINGS})


@page("import", "start")
@csrf_exempt  # the token is checked below, once the size is known: to read it, the whole form has to be read
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Take files and have their import planned. A form that is too large is refused before it is read."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.UPLOAD_BYTES + SLACK:
        raise TooLarge(_("too much at once"), why=_("over {n} MB").format(n=settings.UPLOAD_BYTES // 1_000_000), hint=_("hand the files in in several parts"))
    try:
        return _new(request)
    except (TooManyFilesSent, TooManyFieldsSent) as error:
        most = _("over {n}").format(n=settings.DATA_UPLOAD_MAX_NUMBER_FILES)
        raise UsageError(_("too many files at once"), why=most, hint=_("hand them in as a zip")) from error
    except (MultiPartParserError, RequestDataTooBig) as error:
        raise UsageError(_("the files did not arrive whole"), hint=_("choose them again and send them once more")) from error


@csrf_protect
def _new(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "imports/new.html", {"form": NewImport(person=request.user), "megabytes": settings.UPLOAD_BYTES // 1_000_000})
    form = NewImport(request.POST, request.FILES, person=request.user)
    if not form.is_valid():
        return render(request, "imports/new.html", {"form": form, "megabytes": settings.UPLOAD_BYTES // 1_000_000}, status=422)
    given = form.cleaned_data
    handed = put_away((one.name or "", one.file) for one in given["handed"])
    batch = actions.start(request.user, handed, given["pack"] or "auto", given["owner"])
    return redirect("imports:plan", batch.key)


@page("import", "read")
@require_GET
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """The plan of an import, how far it is, or what came of it."""
    return render(request, "imports/plan.html", _plan(request, _asked(request, key)))


@page("import", "choose")
@require_POST
def choose(request: HttpRequest, key: str) -> HttpResponse:
    """Keep what was chosen for the files on this page."""
    batch = _asked(request, key)
    choices: dict[int, str] = {}
    for name, value in request.POST.items():
        head, _dash, number = name.partition("-")
        if head == "choice" and number.isascii() and number.isdecimal() and len(number) < 19:
            choices[int(number)] = str(value)
    actions.choose(request.user, batch, choices)
    if request.headers.get("HX-Request"):
        return render(request, "imports/_outlook.html", _plan(request, batch))
    tell(request, _("The decisions are kept."))
    return redirect("imports:plan", batch.key)


@page("import", "choose")
@require_http_methods(["GET", "POST"])
def found(request: HttpRequest, key: str, item: int) -> HttpResponse:
    """What was found at the door in one file, and the decision about it."""
    batch = _asked(request, key)
    IMPORTS.require(request.user, "choose", batch)
    row = get_object_or_404(batch.items.defer("reading"), pk=item)
    if not row.gate:
        raise Http404
    form = Found(request.POST or None, item=row)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        deciding.admit(request.user, batch, row, given.get("handling") or "admit", given["grounds"], given["choice"])
        tell(request, _("The decision is kept."))
        return redirect("imports:plan", batch.key)
    status = 422 if request.method == "POST" else 200
    return render(request, "imports/found.html", {"import": batch, "item": row, "form": form, "found": deciding.found_words(row)}, status=status)


@page("import", "apply")
@require_POST
def apply(request: HttpRequest, key: str) -> HttpResponse:
    """Carry the plan out."""
    batch = _asked(request, key)
    actions.apply(request.user, batch)
    return redirect("imports:plan", batch.key)


@page("import", "discard")
@require_POST
def discard(request: HttpRequest, key: str) -> HttpResponse:
    """Throw the plan away."""
    batch = _asked(request, key)
    actions.discard(request.user, batch)
    tell(request, _("The plan is discarded; nothing was taken in."))
    return redirect("imports:list")


@page("import", "replan")
@require_POST
def replan(request: HttpRequest, key: str) -> HttpResponse:
    """Make the plan anew."""
    batch = _asked(request, key)
    actions.replan(request.user, batch)
    return redirect("imports:plan", batch.key)


def _asked(request: HttpRequest, key: str) -> Import:
    return get_object_or_404(IMPORTS.visible(request.user, Import.objects.select_related("by", "applied_by")), key=key)


def _plan(request: HttpRequest, batch: Import) -> dict[str, Any]:
    counts = showing.counts(batch)
    wanted = request.GET.get("finding", "")
    items = batch.items.filter(finding=wanted) if wanted in counts else batch.items.all()
    shown = Paginator(showing.in_order(items.select_related("batch")), ITEMS).get_page(page_number(request))
    may_choose = batch.state == "planned" and bool(IMPORTS.may(request.user, "choose", batch))
    job = Job.objects.filter(about=str(batch.key)).order_by("-id").first()
    if batch.state == "applied" and (left := batch.items.filter(choice__in=("create", "version"), applied_at__isnull=True).count()):
        warn(request, ngettext("{n} file was not taken in.", "{n} files were not taken in.", left).format(n=left))
    return {
        "import": batch, "counts": [(name, showing.FINDINGS[name][0], n) for name, n in counts.items()], "total": sum(counts.values()), "wanted": wanted,
        "page": shown, "lines": showing.lines(shown.object_list, counts, may_choose), "may_choose": may_choose,
        "job": job, "kind": kind_words(job.kind) if job else "", "own": job is not None and job.asked_by_id == request.user.pk,
        "outlook": showing.outlook(batch) if batch.state == "planned" else "", "state_words": IMPORTS.state_words(batch.state),
        "owner": showing.unit_words(batch.owner), "done": batch.items.filter(result__isnull=False).exclude(finding="unchanged").count(),
        "something": batch.items.filter(choice__in=("create", "version"), applied_at__isnull=True).exists(),
    }

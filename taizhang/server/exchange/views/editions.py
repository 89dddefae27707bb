"""Taking the ledger along for filling in: at once where it is short, else prepared as a job."""
import tempfile
from collections.abc import Iterator
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from taizhang.server.accounts.doors import page
from taizhang.server.documents.storage import chunks_of, path_of
from taizhang.server.exchange import actions
from taizhang.server.exchange.models import Edition
from taizhang.server.exchange.permissions import EDITIONS
from taizhang.server.exchange.preparing import write_edition
from taizhang.server.exchange.writing import pieces
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.views import kind_words
from taizhang.server.ledger.asking import Asked
from taizhang.server.ledger.exporting import FORMATS
from taizhang.server.ledger.finding import Found
from taizhang.server.ledger.views.exports import attachment, name_of_today
from taizhang.server.look.tables import page_number

LISTED = 30
AT_ONCE = 2_000  # rows; above, a job prepares the edition
XLSX = FORMATS["xlsx"].content_type


@page("edition", "prepare")
@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    """The rows an address of the ledger asks for, or those ticked, as a workbook that can be taken back in."""
    given = request.GET.copy()
    if chosen := request.POST.getlist("fact"):
        given.setlist("fact", chosen)
    asked = Asked.parse(given)
    host, name = f"{request.scheme}://{request.get_host()}", _("{name}-to-fill-in").format(name=name_of_today()) + ".xlsx"
    if Found(asked, request.user, act="export").total > AT_ONCE:
        return redirect("exchange:edition", actions.prepare(request.user, asked, "edit", name, host).key)
    keys = actions.take_along(request.user, asked)

    def written() -> Iterator[bytes]:
        with tempfile.TemporaryFile() as file:
            write_edition(file, request.user, keys, asked, host)
            yield from pieces(file)

    return _file(written(), name)


@page("edition", "read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The editions one has asked for, the newest first."""
    rows = EDITIONS.visible(request.user, Edition.objects.defer("keys").order_by("-id"))
    shown = Paginator(rows, LISTED).get_page(page_number(request))
    return render(request, "exchange/editions.html", {"page": shown, "editions": [(one, EDITIONS.state_words(one.state)) for one in shown.object_list]})


@page("edition", "read")
@require_GET
def edition(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far an edition is, and where to get it."""
    found = _asked(request, key)
    job = Job.objects.filter(about=str(found.key)).order_by("-id").first()
    return render(request, "exchange/edition.html", {
        "edition": found, "job": job, "kind": kind_words(job.kind) if job else "", "own": True, "state_words": EDITIONS.state_words(found.state),
        "there": found.state == "ready" and path_of(found.sha256).exists()})


@page("edition", "download")
@require_GET
def download(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The file of an edition; gone a day after it was written."""
    found = _asked(request, key)
    EDITIONS.require(request.user, "download", found)
    if not path_of(found.sha256).exists():
        return redirect("exchange:edition", found.key)  # which says that it is gone
    actions.download(request.user, found)
    return _file(chunks_of(found.sha256), found.name)


def _file(chunks: Iterator[bytes], name: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(chunks, content_type=XLSX)
    answer["Content-Disposition"] = attachment(name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _asked(request: HttpRequest, key: UUID) -> Edition:
    found: Edition = get_object_or_404(EDITIONS.visible(request.user, Edition.objects.defer("keys")), key=key)
    return found

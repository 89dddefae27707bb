"""The list of the library, its export, rivals side by side, and what is cited and not here."""
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.documents import rivals as contradicting
from taizhang.server.documents.models import Document
from taizhang.server.history import Moment
from taizhang.server.ledger.exporting import FORMATS
from taizhang.server.library import actions
from taizhang.server.library.exporting import fields, response
from taizhang.server.library.graph import Links
from taizhang.server.library.listing import Shelf, acting_on, columns_of, ordered
from taizhang.server.library.permissions import LIBRARY
from taizhang.server.look.tables import Order, Table, page_number
from taizhang.text.ordering import folded
from taizhang.values.errors import UsageError

ROWS = 50


@page("library", "read")
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """All documents this person may read, and how each stands on the day."""
    shelf = Shelf(request.user, request.GET, Moment.parse(request.GET))
    links = Links(request.user)
    order = Order.parse(request.GET.get("sort", ""), columns_of(shelf.moment, {}, {}), "-issued")
    paged = Paginator(ordered(shelf.rows().defer("pack_reason", "addressees"), order, columns_of(shelf.moment, {}, {})), ROWS).get_page(page_number(request))
    held: list[Document] = list(paged.object_list)
    columns = columns_of(shelf.moment, acting_on(request.user, [one.key for one in held]), links.degrees())
    return render(request, "library/list.html", {
        "shelf": shelf, "moment": shelf.moment, "page": paged, "chosen": shelf.chosen, "choices": shelf.choices, "states": shelf.states,
        "table": Table(columns, held, _("Documents"), order), "missing": len(links.missing()), "may_export": LIBRARY.may(request.user, "export"),
        "query": request.GET.urlencode(), "total": paged.paginator.count if not shelf.chosen else shelf.everything.count(),
    })


@page("library", "export")
@require_POST
def export(request: HttpRequest, format: str) -> StreamingHttpResponse:
    """The list an address asks for, as a file."""
    if format not in FORMATS:
        raise UsageError(_("is not a format"), where=format[:20], hint=_("one of: {known}").format(known=", ".join(FORMATS)))
    shelf = Shelf(request.user, request.GET, Moment.parse(request.GET))
    order = Order.parse(request.GET.get("sort", ""), columns_of(shelf.moment, {}, {}), "-issued")
    rows = list(ordered(LIBRARY.visible(request.user, shelf.rows(), "export"), order, columns_of(shelf.moment, {}, {})))
    actions.export(request.user, len(rows), format, request.GET.urlencode())
    host = f"{request.scheme}://{request.get_host()}"
    columns = fields(shelf.moment.day, acting_on(request.user, [one.key for one in rows]), Links(request.user).degrees(), host)
    return response(rows, columns, format, _("library"))


@page("library", "read")
@require_safe
def rivals(request: HttpRequest) -> HttpResponse:
    """Targets that contradict each other, side by side."""
    moment, suggested = Moment.parse(request.GET), request.GET.get("suggested") == "1"
    found = contradicting.rivals(request.user, moment, suggested=suggested)
    words = folded(request.GET.get("q", "")[:100])
    if words:
        found = [one for one in found if words in folded(one.fact.what + one.fact.subject)]
    untold = request.GET.get("untold") == "1"
    shown = [one for one in found if not one.told] if untold else found
    paged = Paginator(shown, 20).get_page(page_number(request))
    return render(request, "library/rivals.html", {
        "moment": moment, "page": paged, "suggested": suggested, "untold": untold, "n_untold": sum(not one.told for one in found), "n": len(found),
        "q": request.GET.get("q", "")[:100]})


@page("library", "read")
@require_safe
def missing(request: HttpRequest) -> HttpResponse:
    """Documents that are cited and not here yet."""
    found = Links(request.user).missing()
    words = folded(request.GET.get("q", "")[:100])
    shown = [one for one in found if words in folded(one.number + one.title)] if words else found
    paged = Paginator(shown, ROWS).get_page(page_number(request))
    return render(request, "library/missing.html", {"page": paged, "n": len(found), "q": request.GET.get("q", "")[:100]})


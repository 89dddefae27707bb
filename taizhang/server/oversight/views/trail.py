"""The whole trail, for the auditor."""
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.audit.models import Entry
from taizhang.server.look.addresses import with_parameters
from taizhang.server.oversight.actions import export_trail
from taizhang.server.oversight.exporting import MOST, TYPES
from taizhang.server.oversight.exporting import export as written
from taizhang.server.oversight.filters import Filters, leaf
from taizhang.server.oversight.reading import lines, noun_words


@page("audit", "read")
@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Entries, newest first, with filters."""
    form = Filters(request.GET)
    found = leaf(form.rows(), request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    return render(request, "oversight/trail.html", {
        "form": form, "lines": lines(found.rows, request.user), "filtered": any(given.values()), "deep": True,
        "about": f"{noun_words(given['noun'])} {given['key']}" if given.get("key") else "",
        "newest": with_parameters(request, {"before": None, "after": None}) if found.newer else "",
        "newer": with_parameters(request, {"after": found.newer, "before": None}) if found.newer else "",
        "older": with_parameters(request, {"before": found.older, "after": None}) if found.older else "",
        "query": with_parameters(request, {"before": None, "after": None}),
    })


@page("audit", "read")
@require_safe
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry with its values, its digests and its place in the chain."""
    found = Entry.objects.filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise Http404
    line = lines([found], request.user)[0]
    return render(request, "oversight/entry.html", {"line": line, "entry": found, "noun": noun_words(found.noun)})


@page("audit", "export")
@require_safe
def export(request: HttpRequest, format: str) -> HttpResponseBase:
    """The entries that the filters mean, as a file; that it was taken is recorded first."""
    return sent(request, format)


def sent(request: HttpRequest, format: str) -> StreamingHttpResponse:
    """The answer with the file in it, for pages and programs alike."""
    form = Filters(request.GET)
    rows = form.rows()
    given = {name: str(value) for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    export_trail(request.user, format, "; ".join(f"{name}={value}" for name, value in given.items()), min(rows.count(), MOST))
    response = StreamingHttpResponse(written(rows, request.user, format), content_type=TYPES[format])
    response.headers["Content-Disposition"] = f'attachment; filename="trail-{timezone.localtime():%Y%m%d-%H%M}.{format}"'
    return response

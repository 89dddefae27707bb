"""What the public portal gives for programs: files of values, the description of them, and what search engines are told."""
import threading

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.publishing.series import Edition
from taizhang.publishing.series.packaging import parts
from taizhang.server.accounts.doors import open_door
from taizhang.server.accounts.roles import place
from taizhang.server.indicators.editions import ENDS
from taizhang.server.indicators.reasons import language
from taizhang.server.local.names import thing_words
from taizhang.server.portal import shown
from taizhang.server.portal.answering import everyone, failure

#: One large file is made at a time in each server process, so that strangers cannot fill its memory.
ONE = threading.Lock()


@everyone
def of_everything(request: HttpRequest, form: str) -> HttpResponse:
    """All public values in one file."""
    if form not in ENDS:
        raise Http404
    return _too_many(request) or _file(request, form, _everything(request), "open-values")


@everyone
def of_indicator(request: HttpRequest, id: str, form: str) -> HttpResponse:
    """The values of one indicator in one file."""
    known = place().indicators.get(id)
    if known is None or form not in ENDS:
        raise Http404
    values = shown.one_indicator(id)
    if not values.points:
        raise Http404
    return _file(request, form, shown.edition(values, thing_words("indicators", id), _host(request)), f"open-{id}")


@everyone
def descriptor(request: HttpRequest) -> HttpResponse:
    """The data package's own description, with its three lists beside it under their addresses."""
    if refused := _too_many(request):
        return refused
    with ONE:
        return HttpResponse(parts(_everything(request))["datapackage.json"], content_type="application/json")


@everyone
def part(request: HttpRequest, name: str) -> HttpResponse:
    """One of these lists."""
    if refused := _too_many(request):
        return refused
    with ONE:
        found = parts(_everything(request)).get(f"data/{name}.csv")
    if found is None:
        raise Http404
    return HttpResponse(found, content_type="text/csv; charset=utf-8")


@open_door
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines are told: nothing of this server but the portal, and that only where the installation says so."""
    allowed = [f"Allow: {reverse('portal:start')}", f"Disallow: {reverse('portal:downloads')}"] if settings.PORTAL_ROBOTS else []
    lines = ["User-agent: *", *allowed, "Disallow: /"]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _everything(request: HttpRequest) -> Edition:
    return shown.edition(shown.everything(), _("Public values of indicators"), _host(request))


def _file(request: HttpRequest, form: str, edition: Edition, name: str) -> HttpResponse:
    wanted = ENDS[form]
    with ONE:
        response = HttpResponse(wanted.write(edition, language()), content_type=wanted.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}{wanted.suffix}"'
    return response


def _too_many(request: HttpRequest) -> HttpResponse | None:
    if shown.overview().values <= shown.LARGEST:
        return None
    why = _("There are more than {n} values. Take them indicator by indicator.").format(n=shown.LARGEST)
    return failure(request, 413, _("Too many values for one file"), why)


def _host(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"

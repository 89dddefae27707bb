"""Taking the ledger along."""
from django.http import HttpRequest, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.server.accounts.doors import page
from taizhang.server.ledger import actions
from taizhang.server.ledger.asking import Asked
from taizhang.server.ledger.exporting import LONG, format_named, lines
from taizhang.server.ledger.finding import Found


@page("ledger", "export")
@require_POST
def export(request: HttpRequest, format: str) -> StreamingHttpResponse | HttpResponseRedirect:
    """The rows an address asks for, or those ticked, as a file."""
    given = request.GET.copy()
    if chosen := request.POST.getlist("fact"):
        given.setlist("fact", chosen)
    asked = Asked.parse(given)
    wanted, host = format_named(format), f"{request.scheme}://{request.get_host()}"
    if wanted.most is not None and LONG.prepare is not None and Found(asked, request.user, act="export").total > wanted.most:
        return redirect(LONG.prepare(request.user, asked, f"{name_of_today()}.{format}", host))
    keys = actions.export(request.user, asked, format)
    response = StreamingHttpResponse(wanted.write(lines(keys, asked, request.user, host)), content_type=wanted.content_type)
    response["Content-Disposition"] = attachment(f"{name_of_today()}.{format}")
    return response


def name_of_today() -> str:
    """What a file is called that is exported today."""
    return _("ledger-{day}").format(day=f"{timezone.localdate():%Y%m%d}")


def attachment(name: str) -> str:
    """The head of an answer that is kept as a file of this name."""
    return _attachment(name)


def _attachment(name: str) -> str:
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{_quoted(name)}"


def _quoted(name: str) -> str:
    return "".join(chr(byte) if chr(byte).isalnum() and byte < 128 or byte in b"-._" else f"%{byte:02X}" for byte in name.encode())

"""Taking the ledger along."""
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.server.accounts.doors import page
from taizhang.server.ledger import actions
from taizhang.server.ledger.asking import Asked
from taizhang.server.ledger.exporting import format_named, lines
from taizhang.server.ledger.finding import Found


@page("ledger", "export")
@require_POST
def export(request: HttpRequest, format: str) -> StreamingHttpResponse:
    """The rows an address asks for, or those ticked, as a file."""
    given = request.GET.copy()
    if chosen := request.POST.getlist("fact"):
        given.setlist("fact", chosen)
    asked = Asked.parse(given)
    wanted = format_named(format)
    if wanted.most is not None:
        format_named(format, Found(asked, request.user, act="export").total)
    keys = actions.export(request.user, asked, format)
    host = f"{request.scheme}://{request.get_host()}"
    response = StreamingHttpResponse(wanted.write(lines(keys, asked, request.user, host)), content_type=wanted.content_type)
    name = _("ledger-{day}").format(day=f"{timezone.localdate():%Y%m%d}")
    response["Content-Disposition"] = _attachment(f"{name}.{format}")
    return response


def _attachment(name: str) -> str:
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{_quoted(name)}"


def _quoted(name: str) -> str:
    return "".join(chr(byte) if chr(byte).isalnum() and byte < 128 or byte in b"-._" else f"%{byte:02X}" for byte in name.encode())

"""The version of a row that somebody saw: read from ``If-Match``, sent as ``ETag``."""
import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from taizhang.server.api.errors import NotDone
from taizhang.server.api.middleware import VERSION

WRITTEN = re.compile(r'(?:W/)?"?([0-9]{1,9})(?:-[0-9a-f]{1,64})?"?')
#: The header, for the description of an address that takes it.
IF_MATCH: dict[str, Any] = {"parameters": [{
    "in": "header", "name": "If-Match", "required": True, "schema": {"type": "string", "pattern": r'^"[0-9]{1,9}(-[0-9a-f]{1,64})?"$', "example": '"3"'},
    "description": "The version you saw: the `ETag` of the row, or its `version` in quotes. Without it: 428; where the row has moved on: 412."}]}


def seen(request: HttpRequest) -> int:
    """The version a request names; raises `NotDone` where it names none, or nothing that could be one."""
    written = request.headers.get("If-Match", "").strip()
    if not written:
        raise NotDone("version_needed", _("changing this takes the version you saw"), hint=_("Send its ETag as the header If-Match."))
    found = WRITTEN.fullmatch(written)
    if found is None:
        raise NotDone("overtaken", _("this is no version of the row"), where=f"If-Match: {written[:40]}", hint=_("Send its ETag as the header If-Match."))
    return int(found[1])


def show(response: HttpResponse, version: int) -> None:
    """Say in an answer which version of the row it shows."""
    response.headers[VERSION] = str(version)


def require(request: HttpRequest, now: int) -> None:
    """Refuse (412) what was decided on another version than the present one, ``now``; for what has no versioned row of its own."""
    if seen(request) != now:
        raise NotDone("overtaken", _("someone else changed this meanwhile"), where=str(now), hint=_("Look at it as it is now and decide anew."),
                      headers={"ETag": f'"{now}"'})

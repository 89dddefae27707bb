"""Whether the server is well."""
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from taizhang.server.accounts.doors import open_door
from taizhang.server.jobs.health import checkup

router = Router(tags=["health"], auth=None)


class Health(Schema):
    """Well, or what is wrong in one sentence."""

    well: bool
    checks: dict[str, str]
    pack: str
    release: str


@router.get("", response={200: Health, 503: Health}, summary="Whether the server is well")
@open_door
def health(request: HttpRequest) -> Any:
    """For whoever watches it; no log-in, no secrets. 503 where something is wrong."""
    found = checkup()
    return Status(200 if found.well else 503, found.said())

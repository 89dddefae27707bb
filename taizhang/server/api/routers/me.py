"""For whom a request asks."""
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router

from taizhang.server.accounts.capabilities import CAPABILITIES
from taizhang.server.accounts.doors import everybody
from taizhang.server.accounts.standing import standing, whole_standing
from taizhang.server.api.models import Token
from taizhang.server.api.routers.audit import entries_page
from taizhang.server.api.shapes import people as shapes
from taizhang.server.api.shapes.common import Asked, on
from taizhang.server.audit.models import Entry

router = Router(tags=["me"])


@router.get("", response=shapes.Me, summary="Who asks, and what it may")
@everybody
def me(request: HttpRequest) -> dict[str, Any]:
    """The account behind the token or session, and the capabilities that are left to it with their scopes."""
    user: Any = request.user
    held = standing(user)
    scopes = {name: [":".join(part for part in (one.kind, one.id) if part) for one in held.scopes(name)] for name in CAPABILITIES if held.has(name)}
    token = Token.objects.filter(user=user.pk, name=user.by_token, ended_at__isnull=True).first() if user.only is not None else None
    return {
        "account": user.account, "name": user.name, "unit": user.unit, "roles": list(whole_standing(user).roles),
        "may": [{"capability": name, "scopes": found} for name, found in scopes.items()],
        "token": {"name": token.name, "capabilities": token.capabilities, "last_day": on(token.last_day)} if token else None,
    }


@router.get("/trail", response=shapes.Entries, summary="Your own trail")
@everybody
def trail(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """What you did, and what others did about your account and your roles."""
    wanted = Q(actor=request.user.pk) | Q(noun="user", key=str(request.user.pk))
    return entries_page(request, Entry.objects.filter(wanted).order_by("-id"), asked)

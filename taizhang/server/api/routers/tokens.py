"""One's own tokens."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from taizhang.server.accounts.doors import page
from taizhang.server.api import actions
from taizhang.server.api.models import Token
from taizhang.server.api.permissions import TOKENS
from taizhang.server.api.shapes import own as shapes

router = Router(tags=["me"])


@router.get("", response=shapes.Tokens, summary="Your tokens")
@page("token", "read")
def tokens(request: HttpRequest) -> dict[str, Any]:
    """The newest first, without their secrets."""
    return {"items": [shapes.token_out(one) for one in TOKENS.visible(request.user, Token.objects.select_related("user")).order_by("-id")]}


@router.post("", response=shapes.MadeToken, summary="Make a token")
@page("token", "make")
def make(request: HttpRequest, given: shapes.NewToken) -> dict[str, Any]:
    """With a session: a token makes no token. Its secret is in the answer, and nowhere else."""
    user: Any = request.user
    token, secret = actions.make(user, given.name, given.capabilities, given.last_day)
    return {"token": shapes.token_out(token), "secret": secret}


@router.post("/{uuid:key}/end", response=shapes.TokenOut, summary="End a token")
@page("token", "end")
def end(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """From now on nobody comes in with it; a token may end itself."""
    found = get_object_or_404(TOKENS.visible(request.user, Token.objects.select_related("user"), "end"), key=key)
    return shapes.token_out(actions.end(request.user, found))

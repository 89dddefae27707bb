"""Ending one's own other sessions."""
from typing import Any

from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts import sessions
from taizhang.server.accounts.models import LogIn
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record


@action("session.end", _("{actor} ended a session from {address}"))
def end_session(actor: Any, log_in: LogIn) -> None:
    """End a session, here or on another machine."""
    POLICIES.get("session").require(actor, "end", log_in)
    sessions.end(LogIn.objects.filter(pk=log_in.pk), "ended")
    record(actor, "session.end", "user", log_in.user_id, {"label": log_in.user.name, "address": log_in.address})

"""Changing one's own password."""
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts import sessions
from taizhang.server.accounts.models import LogIn, User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record


@action("user.password", _("{actor} changed their password"))
def change_password(actor: Any, user: User, new: str, keep: str = "") -> None:
    """Set a new password; all sessions end but the one with the key ``keep``."""
    POLICIES.get("user").require(actor, "password", user)
    user.set_password(new)
    user.must_change, user.password_at = False, timezone.now()
    user.save(update_fields=["password", "must_change", "password_at"])
    sessions.end(LogIn.objects.filter(user=user).exclude(session=keep or "-"), "password")
    record(actor, "user.password", "user", user.pk, {"label": user.name})

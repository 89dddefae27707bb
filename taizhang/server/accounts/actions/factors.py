"""The second factor: set up by the person themselves, removed by the system administrator."""
import secrets
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from taizhang.server.accounts import factors
from taizhang.server.accounts.models import User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.audit.actions import Refused, action
from taizhang.server.audit.trail import record

CODES = 10
SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that are taken for one another


@action("user.second_factor", _("{actor} set up a second factor"))
def confirm_factor(actor: Any, user: User, device: TOTPDevice) -> list[str]:
    """Make a device the person's own one, and recovery codes with it; the codes, which are kept nowhere else in words."""
    POLICIES.get("user").require(actor, "second_factor", user)
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save()
    user.two_factor = True
    user.save(update_fields=["two_factor"])
    codes = _fresh_codes(user)
    record(actor, "user.second_factor", "user", user.pk, {"label": user.name})
    return codes


@action("user.recovery_codes", _("{actor} made new recovery codes"))
def renew_codes(actor: Any, user: User) -> list[str]:
    """New recovery codes; the old ones are void."""
    POLICIES.get("user").require(actor, "second_factor", user)
    codes = _fresh_codes(user)
    record(actor, "user.recovery_codes", "user", user.pk, {"label": user.name})
    return codes


@action("user.no_factor", _("{actor} removed their second factor"))
def remove_factor(actor: Any, user: User) -> None:
    """Log in by password alone from now on; refused where office or installation ask for more."""
    POLICIES.get("user").require(actor, "second_factor", user)
    user.two_factor = False
    if factors.is_owed(user):
        raise Refused(gettext("Your role, or this installation, asks for a second factor."), noun="user", key=user.pk)
    user.save(update_fields=["two_factor"])
    _remove(user)
    record(actor, "user.no_factor", "user", user.pk, {"label": user.name})


@action("user.reset_factor", _("{actor} removed the second factor of {label}: {reason}"))
def reset_factor(actor: Any, user: User, reason: str) -> None:
    """Remove all devices of a person who lost theirs; where it is owed, they set up a new one at the next log-in."""
    POLICIES.get("user").require(actor, "reset_factor", user)
    _remove(user)
    record(actor, "user.reset_factor", "user", user.pk, {"label": user.name, "reason": reason})


def _remove(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _fresh_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery", confirmed=True)
    codes = ["".join(secrets.choice(SIGNS) for _ in range(10)) for _ in range(CODES)]
    for code in codes:
        device.token_set.create(token=factors.folded(user, code))
    return [f"{code[:5]}-{code[5:]}" for code in codes]

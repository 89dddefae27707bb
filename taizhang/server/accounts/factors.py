"""The second factor: who owes one, what a session has given, and the device behind it."""
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp import verify_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from taizhang.server.accounts.models import User
from taizhang.server.accounts.standing import has_office


def must(user: Any) -> bool:
    """Whether office or installation ask for a second factor, whatever the person chose."""
    return bool(settings.TWO_FACTOR_FOR_ALL or has_office(user))


def is_owed(user: Any) -> bool:
    """Whether a person logs in with a second factor: by office, by choice, or because everybody does."""
    return bool(user.two_factor or must(user))


def device(user: User) -> TOTPDevice | None:
    """The confirmed device that makes a person's codes."""
    found: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=True).order_by("id").first()
    return found


def recovery(user: User) -> StaticDevice | None:
    """The recovery codes of a person."""
    found: StaticDevice | None = StaticDevice.objects.filter(user=user, confirmed=True).order_by("id").first()
    return found


def is_given(user: Any) -> bool:
    """Whether the session of this user gave the second factor."""
    verified = getattr(user, "is_verified", None)
    return bool(verified and verified())


def folded(user: User, code: str) -> str:
    """A recovery code as it is stored: whoever reads the database cannot use it."""
    return salted_hmac("taizhang.recovery", f"{user.pk}:{code}").hexdigest()[:16]


def plain(written: str) -> str:
    """A code as people type it: spaces and hyphens do not count, nor does the case."""
    return "".join(c for c in written.lower() if c.isalnum())[:20]


def verify(user: User, written: str) -> Device | None:
    """The device that accepts a code; each counts its own wrong ones and makes one wait longer after every failure."""
    code = plain(written)
    if code.isascii() and code.isdigit() and len(code) == 6:
        chosen, token = device(user), code
    else:
        chosen, token = recovery(user), folded(user, code)
    return verify_token(user, chosen.persistent_id, token) if chosen else None


def wait_of(device: Device) -> int:
    """Seconds until a device takes the next code."""
    allowed, told = device.verify_is_allowed()
    return 0 if allowed or not told else int((told["locked_until"] - timezone.now()).total_seconds()) + 1


def wait(user: User) -> int:
    """Seconds until the next code may be tried."""
    return max((wait_of(one) for one in (device(user), recovery(user)) if one), default=0)

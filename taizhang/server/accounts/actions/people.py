"""Accounts: opened, changed, closed and opened again by the system administrator, who never learns a password twice."""
import re
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts import attempts, sessions
from taizhang.server.accounts.actions.shared import lock, reasoned
from taizhang.server.accounts.models import LogIn, User
from taizhang.server.accounts.passwords import first_password
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.roles import place
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.values.errors import UsageError

ACCOUNT = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


def check_account(account: str) -> None:
    """Raise `UsageError` where this cannot be a new account."""
    if not ACCOUNT.fullmatch(account):
        raise UsageError(gettext("cannot be an account"), where=account[:60],
                         hint=gettext("Use 2 to 40 small letters, digits, dots, hyphens; the first a letter or digit."))
    if User.objects.filter(account=account).exists():
        raise UsageError(gettext("there is an account of this name already"), where=account, hint=gettext("Choose another one."))


def check_unit(unit: str) -> None:
    """Raise `UsageError` where the pack has no such unit."""
    if unit and unit not in place().units:
        raise UsageError(gettext("there is no such unit in this place"), where=unit[:60], hint=gettext("Choose one from the list of units."))


def _check(name: str, unit: str, telephone: str) -> None:
    check_unit(unit)
    if not name.strip() or len(name) > 60 or len(telephone) > 40 or any(ord(sign) < 32 for sign in name + telephone):
        raise UsageError(gettext("the name is missing or too long, or there are signs in it that nobody can type"), where=name[:60],
                         hint=gettext("A name has 1 to 60 characters, a telephone number at most 40."))


@action("user.open", _("{actor} opened the account {account} for {label}"))
def open_account(actor: Any, account: str, name: str, unit: str = "", telephone: str = "", *, demo: bool = False) -> tuple[User, str]:
    """A new account without any role, and its first password, which stands nowhere else."""
    POLICIES.get("user").require(actor, "open")
    account = account.strip().lower()
    check_account(account)
    _check(name, unit, telephone)
    password = first_password()
    user = User.objects.create_user(account, password, name=name.strip(), unit=unit, telephone=telephone.strip(), demo=demo, must_change=not demo)
    record(actor, "user.open", "user", user.pk, {"label": user.name, "account": account, "unit": unit})
    return user, password


@action("user.edit", _("{actor} changed the account of {label}: {changes}"))
def edit_account(actor: Any, user: User, name: str, unit: str, telephone: str) -> User:
    """Change name, unit and telephone; nothing is written where nothing changed."""
    POLICIES.get("user").require(actor, "edit", user)
    _check(name, unit, telephone)
    wanted = {"name": name.strip(), "unit": unit, "telephone": telephone.strip()}
    changes = {field: f"{getattr(user, field)} \N{RIGHTWARDS ARROW} {value}" for field, value in wanted.items() if getattr(user, field) != value}
    if changes:
        for field, value in wanted.items():
            setattr(user, field, value)
        user.save(update_fields=[*changes, "sort_name"])
        record(actor, "user.edit", "user", user.pk, {"label": user.name, "changes": "; ".join(changes.values())})
    return user


@action("user.close", _("{actor} closed the account of {label}: {reason}"))
def close_account(actor: Any, user: User, reason: str) -> User:
    """Nobody logs in with it any more, and running sessions end; roles stay granted and count for nothing."""
    reason = reasoned(reason)
    lock(user)
    user.refresh_from_db()
    POLICIES.get("user").require(actor, "close", user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    sessions.end(LogIn.objects.filter(user=user), "closed")
    record(actor, "user.close", "user", user.pk, {"label": user.name, "reason": reason})
    return user


@action("user.reopen", _("{actor} opened the account of {label} again: {reason}"))
def reopen_account(actor: Any, user: User, reason: str) -> str:
    """Open a closed account again, with a new first password."""
    reason = reasoned(reason)
    POLICIES.get("user").require(actor, "reopen", user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(actor, "user.reopen", "user", user.pk, {"label": user.name, "reason": reason})
    return _new_password(user)


@action("user.reset_password", _("{actor} gave {label} a new first password"))
def reset_password(actor: Any, user: User) -> str:
    """A new first password; the sessions of the person end."""
    POLICIES.get("user").require(actor, "reset_password", user)
    password = _new_password(user)
    record(actor, "user.reset_password", "user", user.pk, {"label": user.name})
    return password


@action("user.unlock", _("{actor} unlocked the account of {label}"))
def unlock(actor: Any, user: User) -> None:
    """Forget the failed log-ins of an account."""
    POLICIES.get("user").require(actor, "unlock", user)
    attempts.clear(user.account)
    record(actor, "user.unlock", "user", user.pk, {"label": user.name})


def _new_password(user: User) -> str:
    password = first_password()
    user.set_password(password)
    user.must_change, user.password_at = True, timezone.now()
    user.save(update_fields=["password", "must_change", "password_at"])
    attempts.clear(user.account)
    sessions.end(LogIn.objects.filter(user=user), "password")
    return password

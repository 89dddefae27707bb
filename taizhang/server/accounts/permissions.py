"""Who may do what to accounts, grants, deputies and sessions."""
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from taizhang.server.accounts import exclusive
from taizhang.server.accounts.models import Deputy, Grant, LogIn, User
from taizhang.server.accounts.policy import POLICIES, YES, Act, Policy, Verdict
from taizhang.server.accounts.standing import Scope
from taizhang.server.accounts.words import role_words

OWN = gettext_lazy("one's own only")
OTHERS = gettext_lazy("not one's own")


class UserPolicy(Policy[User]):
    """Accounts are kept by the system administrator, who sees no business and grants no roles."""

    noun = "user"
    says = gettext_lazy("account")
    states = ("open", "closed")
    acts = (
        Act("read", "accounts.manage", gettext_lazy("see")),
        Act("open", "accounts.manage", gettext_lazy("open a new account")),
        Act("edit", "accounts.manage", gettext_lazy("change name, unit, telephone"), ("open",)),
        Act("reset_password", "accounts.manage", gettext_lazy("give a new first password"), ("open",), but=OTHERS),
        Act("reset_factor", "accounts.manage", gettext_lazy("remove the second factor"), ("open",),
            but=gettext_lazy("not one's own, and not of who holds an office")),
        Act("unlock", "accounts.manage", gettext_lazy("unlock the account"), ("open",), but=OTHERS),
        Act("hand_over", "accounts.manage", gettext_lazy("hand over the work"), but=OTHERS),
        Act("close", "accounts.manage", gettext_lazy("close the account"), ("open",), but=gettext_lazy("not one's own, and not the last of an office")),
        Act("reopen", "accounts.manage", gettext_lazy("open the account again"), ("closed",), but=OTHERS),
        Act("password", "", gettext_lazy("change the password"), ("open",), anyone=True, but=OWN),
        Act("second_factor", "", gettext_lazy("set up the second factor"), ("open",), anyone=True, but=OWN),
    )

    def state(self, thing: User) -> str:
        """Open or closed."""
        return "open" if thing.is_active else "closed"

    def state_words(self, state: str) -> str:
        """Open or closed, in words."""
        return pgettext("account", "open") if state == "open" else pgettext("account", "closed")

    def within(self, scope: Scope, user: Any) -> Q:
        """Accounts of a unit; offices are granted everywhere, so this is for packs that say otherwise."""
        return Q(unit=scope.id) if scope.kind == "unit" else Q(unit__startswith=f"{scope.id}.")

    def also(self, user: Any, act: Act, thing: User) -> Verdict:
        """Nobody does to their own account what an administrator does, and nobody to another's what is one's own."""
        own = user is not None and user.pk == thing.pk
        if act.but is OWN and not own:
            return Verdict(False, _("Only the person themselves can do this."))
        if act.but and act.but is not OWN and own:
            return Verdict(False, _("Nobody does this to their own account; another system administrator can."))
        if act.name == "reset_factor" and user is not None and (role := exclusive.office_of(thing)):
            return Verdict(False, _("{name} holds the office {role}. So that no administrator can log in as another, its second factor is removed "
                                    "at the server itself: taizhang user reset-factor {account}").format(
                name=thing, role=role_words(role), account=thing.account))
        if act.name == "close" and (office := exclusive.last_of(thing)):
            return Verdict(False, _("{name} is the last person with the role {role}. First another person needs it.").format(
                name=thing, role=office))
        return YES


class GrantPolicy(Policy[Grant]):
    """Roles are granted and withdrawn by the security administrator, to others only."""

    noun = "grant"
    says = gettext_lazy("granted role")
    states = ("coming", "valid", "over")
    acts = (
        Act("read", "grants.manage", gettext_lazy("see")),
        Act("give", "grants.manage", gettext_lazy("grant a role"), ("coming", "valid"),
            but=gettext_lazy("not to oneself, not to a closed account, offices stand alone")),
        Act("withdraw", "grants.manage", gettext_lazy("withdraw the role"), ("coming", "valid"),
            but=gettext_lazy("not from oneself, and not the last of an office")),
    )

    def state(self, thing: Grant) -> str:
        """Whether its days are coming, running or over."""
        day = timezone.localdate()
        if thing.ended or (thing.valid_until and thing.valid_until <= day):
            return "over"
        return "coming" if thing.valid_from and thing.valid_from > day else "valid"

    def state_words(self, state: str) -> str:
        """The state in words."""
        return {"coming": _("coming"), "valid": _("valid"), "over": _("expired")}[state]

    def within(self, scope: Scope, user: Any) -> Q:
        """Grants within the same scope; offices are granted everywhere, so this is for packs that say otherwise."""
        return Q(scope=scope.kind, scope_id=scope.id)

    def also(self, user: Any, act: Act, thing: Grant) -> Verdict:
        """Nobody touches their own roles; offices stand alone and are never without a person."""
        if act.name in ("give", "withdraw") and user is not None and user.pk == thing.user_id:
            return Verdict(False, _("Nobody grants or withdraws their own roles; another security administrator can."))
        if act.name == "give" and (why := exclusive.against(thing)):
            return Verdict(False, why)
        if act.name == "withdraw" and (office := exclusive.last_of(thing.user, thing)):
            return Verdict(False, _("{name} is the last person with the role {role}. First another person needs it.").format(
                name=thing.user, role=office))
        return YES


class DeputyPolicy(Policy[Deputy]):
    """Everyone names their own deputy, for business only."""

    noun = "deputy"
    says = gettext_lazy("deputy")
    states = ("coming", "valid", "over")
    acts = (
        Act("read", "", gettext_lazy("see"), anyone=True, but=OWN),
        Act("name", "", gettext_lazy("name a deputy"), ("coming", "valid"), anyone=True, business=True,
            but=gettext_lazy("for one's own absence, to nobody with an office, no circles")),
        Act("withdraw", "", gettext_lazy("take the deputyship back"), ("coming", "valid"), anyone=True, but=OWN),
    )

    def state(self, thing: Deputy) -> str:
        """Whether its days are coming, running or over."""
        day = timezone.localdate()
        if thing.ended or (thing.valid_until and thing.valid_until <= day):
            return "over"
        return "coming" if thing.valid_from and thing.valid_from > day else "valid"

    def state_words(self, state: str) -> str:
        """The state in words."""
        return {"coming": _("coming"), "valid": _("valid"), "over": _("expired")}[state]

    def visible(self, user: Any, rows: Any, act: str = "read") -> Any:
        """One's own: as the absent, and as the deputy."""
        rows = super().visible(user, rows, act)
        return rows.filter(Q(absent=user.pk) | Q(deputy=user.pk)) if act == "read" else rows.filter(absent=user.pk)

    def also(self, user: Any, act: Act, thing: Deputy) -> Verdict:
        """For oneself only, and by the rules of standing in."""
        concerned = (thing.absent_id, thing.deputy_id) if act.name == "read" else (thing.absent_id,)
        if user is not None and user.pk not in concerned:
            return Verdict(False, _("Everyone names their own deputy."))
        if act.name == "name" and (why := exclusive.against_deputy(thing)):
            return Verdict(False, why)
        return YES


class SessionPolicy(Policy[LogIn]):
    """Everyone sees their own sessions and can end them."""

    noun = "session"
    says = gettext_lazy("session")
    states = ("running", "ended")
    acts = (
        Act("read", "", gettext_lazy("see"), anyone=True, but=OWN),
        Act("end", "", gettext_lazy("end the session"), ("running",), anyone=True, but=OWN),
    )

    def state(self, thing: LogIn) -> str:
        """Running or ended."""
        return "ended" if thing.ended_at else "running"

    def state_words(self, state: str) -> str:
        """Running or ended, in words."""
        return _("running") if state == "running" else _("ended")

    def visible(self, user: Any, rows: Any, act: str = "read") -> Any:
        """One's own."""
        return super().visible(user, rows, act).filter(user=user.pk)

    def also(self, user: Any, act: Act, thing: LogIn) -> Verdict:
        """One's own."""
        return YES if user is None or user.pk == thing.user_id else Verdict(False, _("This is somebody else's session."))


for policy in (UserPolicy(), GrantPolicy(), DeputyPolicy(), SessionPolicy()):
    POLICIES.add(policy)

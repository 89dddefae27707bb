"""Permission is one question with a reasoned answer, asked by pages, menus, exports and actions alike.

A noun's policy is a subclass of `Policy` registered in `POLICIES`: it lists its acts, in which states each is open, and which
rows a scope covers. `may` answers for one thing, `visible` filters a query set; the table in the docs is made from `ACTS`.
"""
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from taizhang.server.accounts.capabilities import CAPABILITIES
from taizhang.server.accounts.models import User
from taizhang.server.accounts.roles import roles
from taizhang.server.accounts.standing import Scope, has_office, standing, whole_standing
from taizhang.server.accounts.words import role_words, scope_words
from taizhang.server.audit.actions import Refused
from taizhang.values.errors import UsageError

M = TypeVar("M", bound=Model)
NONE: Q = Q(pk__in=[])
#: What a token may hold beside capabilities: doing what everybody may do to what is their own (stopping one's own job, say).
OWN = "own"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes, or no with a sentence that says why and who may."""

    allowed: bool
    sentence: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(True)


class Public:
    """The reader nobody knows: who comes to the public portal, logged in or not. Nothing else of the server ever asks for it."""

    is_authenticated = False
    is_active = False
    pk = None
    only = None


PUBLIC = Public()


@dataclass(frozen=True, slots=True)
class Act:
    """Something one can do to a noun: the capability it takes, and the states in which it is open (empty: in all).

    ``says`` is the act as a verb in words; ``anyone`` opens it to every person who is logged in, with ``business`` only to those who
    hold no office. ``but`` says in words what
    else has to hold (`Policy.also`), for the table in the docs: the thing is one's own, say. ``public`` opens it to the reader nobody
    knows (`PUBLIC`), for the rows that `Policy.open_to_all` names and no others.
    """

    name: str
    capability: str
    says: Any
    states: tuple[str, ...] = ()
    anyone: bool = False
    business: bool = False
    but: Any = ""
    public: bool = False


class Policy(Generic[M]):
    """What may be done to one noun. Subclasses set ``noun``, ``says``, ``acts`` and ``states``, and say `covers` and `within`."""

    noun: ClassVar[str]
    says: ClassVar[Any]
    acts: ClassVar[tuple[Act, ...]]
    states: ClassVar[tuple[str, ...]] = ()

    def act(self, name: str) -> Act:
        """The act of this name; `UsageError` with the known ones where there is none."""
        for one in self.acts:
            if one.name == name:
                return one
        raise UsageError(f"{self.noun} has no act {name}", hint="known: " + ", ".join(one.name for one in self.acts))

    def may(self, user: Any, act: str, thing: M | None = None) -> Verdict:
        """Whether ``user`` may do this to ``thing``; without a thing, whether there may be one to do it to."""
        asked = self.act(act)
        if user is PUBLIC:
            shown = is_open(asked) and (thing is None or bool(type(thing)._default_manager.filter(pk=thing.pk).filter(self.open_to_all()).exists()))
            return YES if shown else Verdict(False, _("This is not public."))
        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return Verdict(False, _("Log in first."))
        if asked.anyone and asked.business and has_office(user):
            return Verdict(False, _("System administrator, security administrator and auditor do no business."))
        if asked.anyone and asked.name != "read" and user.only is not None and OWN not in user.only:
            return Verdict(False, _("This token only looks at what is one's own; make one that may change it."))
        if not asked.anyone:
            scopes = standing(user).scopes(asked.capability)
            if not scopes:
                return Verdict(False, self._not_by_token(asked) if whole_standing(user).has(asked.capability) else self.refusal(asked))
            if thing is not None and not any(scope.kind == "all" or self.covers(scope, thing, user) for scope in scopes):
                return Verdict(False, _("This lies outside your scope ({scopes}). {refusal}").format(
                    scopes=", ".join(scope_words(scope) for scope in scopes), refusal=self.refusal(asked)))
        return self._open(user, asked, thing)

    def _not_by_token(self, act: Act) -> str:
        return _("This token was not given what it takes: to {what}. You may; make a token that may too.").format(what=_(CAPABILITIES[act.capability].says))

    def _open(self, user: Any, asked: Act, thing: M | None) -> Verdict:
        if thing is not None and asked.states and (state := self.state(thing)) not in asked.states:
            return Verdict(False, _("Not possible in the state “{state}”; it is for: {states}.").format(
                state=self.state_words(state), states=", ".join(self.state_words(one) for one in asked.states)))
        return YES if thing is None else self.also(user, asked, thing)

    def require(self, user: Any, act: str, thing: M | None = None) -> None:
        """Raise `Refused` with the sentence where `may` says no; note on the person in whose stead it is done, for the trail.

        None is the machine (command line, a job): it needs no role, yet states and what else has to hold bind it too.
        """
        if isinstance(user, User):
            user.in_stead_of = None
        verdict = self.may(user, act, thing) if user is not None else self._open(None, self.act(act), thing)
        if not verdict:
            raise Refused(verdict.sentence, noun=self.noun, key=getattr(thing, "key", "") or getattr(thing, "pk", "") or "")
        if isinstance(user, User):
            user.in_stead_of = self.in_stead(user, act, thing)

    def in_stead(self, user: Any, act: str, thing: M | None = None) -> User | None:
        """Whom ``user`` stands in for in doing this: nobody where their own roles would do."""
        held = [one for one in standing(user).held if one.capability == self.act(act).capability]
        if self.act(act).anyone or all(one.instead_of is None for one in held):
            return None
        for one in sorted(held, key=lambda one: one.instead_of is not None):
            if one.scope.kind == "all" or thing is None or self.covers(one.scope, thing, user):
                return None if one.instead_of is None else User.objects.get(pk=one.instead_of)
        return None

    def visible(self, user: Any, rows: QuerySet[M], act: str = "read") -> QuerySet[M]:
        """The rows of a query set to which ``user`` may do this, whatever their state."""
        wanted = self.condition(user, act)
        return rows.none() if wanted == NONE else rows.filter(wanted) if wanted else rows

    def condition(self, user: Any, act: str = "read") -> Q:
        """The same as a condition, for a query that has to hold for two acts at once: empty where it is all rows, `NONE` where it is none."""
        asked = self.act(act)
        if user is PUBLIC:
            return self.open_to_all() if is_open(asked) else NONE
        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return NONE
        if asked.anyone:
            return Q()
        scopes = standing(user).scopes(asked.capability)
        if any(scope.kind == "all" for scope in scopes):
            return Q()
        if not scopes:
            return NONE
        wanted = Q()
        for scope in scopes:
            wanted |= self.within(scope, user)
        return wanted

    def refusal(self, act: Act) -> str:
        """Who may do this, in one sentence."""
        holders = [role_words(role) for role in roles().values() if act.capability in role.capabilities]
        what = _(CAPABILITIES[act.capability].says)
        return _("To {what} takes one of these roles: {roles}.").format(what=what, roles=", ".join(holders) or _("none of this place"))

    def state(self, thing: M) -> str:
        """The state of a thing, one of ``states``."""
        return str(getattr(thing, "state", ""))

    def state_words(self, state: str) -> str:
        """A state in words."""
        return state

    def covers(self, scope: Scope, thing: M, user: Any) -> bool:
        """Whether a scope that is not everything covers a thing. By default the database is asked."""
        return bool(type(thing)._default_manager.filter(pk=thing.pk).filter(self.within(scope, user)).exists())

    def within(self, scope: Scope, user: Any) -> Q:
        """The condition for rows in a scope that is not everything."""
        raise NotImplementedError

    def open_to_all(self) -> Q:
        """The condition for rows that the public may read, as far as an act is open to it; nothing where a noun does not say."""
        return NONE

    def also(self, user: Any, act: Act, thing: M) -> Verdict:
        """What else has to hold for one thing (four eyes, say); ``user`` is None for the machine."""
        return YES


def is_open(act: Act) -> bool:
    """Whether the public may do this to anything at all: only while the portal is on."""
    return act.public and bool(settings.PORTAL)


@dataclass(slots=True)
class Policies:
    """The register of policies; asked for an unknown noun it lists the known, and no noun is taken twice."""

    by_noun: dict[str, Policy[Any]] = field(default_factory=dict)

    def add(self, policy: Policy[Any]) -> None:
        """Register the policy of a noun."""
        if policy.noun in self.by_noun:
            raise UsageError(f"there is a policy for {policy.noun} already")
        self.by_noun[policy.noun] = policy

    def get(self, noun: str) -> Policy[Any]:
        """The policy of a noun."""
        try:
            return self.by_noun[noun]
        except KeyError:
            raise UsageError(f"no policy for {noun}", hint="known: " + ", ".join(sorted(self.by_noun))) from None

    def __iter__(self) -> Iterator[Policy[Any]]:
        return iter(self.by_noun.values())


POLICIES = Policies()

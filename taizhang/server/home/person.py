"""Whose first page this is: roles in words, and where each leads."""
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from taizhang.server.accounts.models import User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.roles import place, roles
from taizhang.server.accounts.standing import standing
from taizhang.server.accounts.words import role_words, scope_words
from taizhang.server.look.navigation import NAVIGATION, Link
from taizhang.server.look.words import in_english


@dataclass(frozen=True, slots=True)
class Duty:
    """A role of this person: its name, where it holds, what it is for."""

    name: str
    scope: str
    says: str


def duties(user: User) -> list[Duty]:
    """The roles held in one's own name, each once, with all scopes it is held in."""
    found: dict[str, list[str]] = {}
    for held in standing(user).held:
        if held.instead_of is None:
            scopes = found.setdefault(held.role, [])
            if (scope := scope_words(held.scope)) not in scopes:
                scopes.append(scope)
    known, english = roles(), in_english()
    return [Duty(role_words(known[role]), ", ".join(scopes), known[role].says_english if english else known[role].says) for role, scopes in found.items()]


def about(user: User) -> str:
    """The unit a person belongs to, or an empty word."""
    unit = place().units.get(user.unit)
    return (unit.short or unit.name) if unit else user.unit


def reads(user: User) -> bool:
    """Whether documents open for this person at all."""
    return allows(user, "document", "read")


def allows(user: User, noun: str, act: str) -> bool:
    """Whether a person may do this at all; no where this installation does not have the noun."""
    return noun in POLICIES.by_noun and bool(POLICIES.get(noun).may(user, act))


def addresses(user: User, *, any_documents: bool) -> dict[str, str | list[Link]]:
    """Where the page leads: to all documents, to the import for who may, to the person's own pages."""
    pages = [link for link in NAVIGATION.for_user(user) if link.url != "/"]
    wanted = {"documents": "documents:list", "import": "imports:new" if allows(user, "import", "start") else ""}
    return {"pages": pages} | {name: address(url) for name, url in wanted.items()}


def address(name: str, *given: Any) -> str:
    """The address of a page; an empty word where this installation does not have it."""
    try:
        return reverse(name, args=given) if name else ""
    except NoReverseMatch:
        return ""

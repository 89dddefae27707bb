"""Every address of the server, asked as every role, as a person without one and as a stranger: answers agree with the doors."""
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from taizhang.server.accounts.doors import Asks, asks
from taizhang.server.accounts.middleware import OPEN
from taizhang.server.accounts.models import User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.roles import roles
from taizhang.server.accounts.standing import forget
from tests.server.things import INSIDE, THINGS, grant, put_back, somebody

pytestmark = pytest.mark.django_db
REFUSALS = {403, 404, 405, 409}
LOG_IN = {"accounts:login", "accounts:logout"}


def addresses(resolver: URLResolver, space: str = "") -> dict[str, tuple[URLPattern, tuple[str, ...]]]:
    """Every pattern by its full name, with the names of what it takes."""
    found: dict[str, tuple[URLPattern, tuple[str, ...]]] = {}
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            found |= addresses(one, one.namespace or space)
        else:
            assert one.name, f"the address {one.pattern} has no name"
            found[f"{space}:{one.name}" if space else one.name] = (one, tuple(one.pattern.converters))
    return found


ALL = {name: found for name, found in addresses(get_resolver()).items() if name.partition(":")[0] in settings.APPS}


def door(name: str) -> Asks | None:
    return Asks(open=True) if name in OPEN else asks(ALL[name][0].callback)


@pytest.mark.parametrize("name", ALL)
def test_every_view_says_whom_it_lets_in(name: str) -> None:
    said = door(name)
    assert said is not None or name.startswith("look:"), "put @page(noun, act), @everybody or @open_door above the view"
    if said and said.noun:
        POLICIES.get(said.noun).act(said.act)
    if said and said.open:
        assert name in LOG_IN or name.startswith(("look:", "home:health", "api:openapi", "api:nothing", "portal:")), "an open door more: is that meant?"


def filled(name: str, user: User) -> list[tuple[str, Any]]:
    """Addresses of this name for things of every state, with the thing."""
    takes = ALL[name][1]
    if not takes and name not in THINGS.addresses:
        return [(reverse(name), None)]
    said = door(name)
    noun, of = THINGS.addresses.get(name) or ("", usual(takes))
    noun = noun or (said.noun if said else "")
    assert noun in THINGS.factories, f"{name} takes {', '.join(takes)}: name its noun and arguments in a make.py"
    made = THINGS.factories[noun](user, INSIDE)
    return [(reverse(name, kwargs=of(thing)), thing) for thing in made.values()]


def usual(takes: tuple[str, ...]) -> Callable[[Any], dict[str, Any]]:
    assert set(takes) <= {"key", "pk"}, f"what stands for {', '.join(takes)}? say so with arguments() in a make.py"
    return lambda thing: {one: getattr(thing, one) for one in takes}


@pytest.mark.parametrize("name", ALL)
def test_a_stranger_is_led_to_the_door(name: str) -> None:
    client = Client()
    for address, _ in filled(name, somebody("planning", unit=INSIDE.unit)):
        for ask in (client.get, client.post):
            answer = ask(address)
            said = door(name)
            if said and said.open:
                assert not failed(name, answer.status_code)
            else:
                assert answer.status_code == 302 and answer["Location"].startswith("/login/"), f"{address}: {answer.status_code}"


def failed(name: str, status: int) -> bool:
    """Whether the server gave up; that no worker is running is what the health page is there to say."""
    return status >= 500 and not (name == "home:health" and status == 503)


@pytest.mark.parametrize("name", ALL)
def test_every_answer_agrees_with_its_door(name: str, as_person: Callable[[User], Client]) -> None:
    user = somebody(unit=INSIDE.unit)
    made = filled(name, user)
    client = as_person(user)
    wrong: list[str] = []
    for role in ("", *roles()):
        with put_back(client):  # one and the same person and things, whatever the role before did to them
            if role:
                grant(user, roles()[role], INSIDE)
            wrong += disagreements(name, role or "nobody", forgetful(user), client, made)
    assert wrong == []


def disagreements(name: str, role: str, user: User, client: Client, made: list[tuple[str, Any]]) -> Iterator[str]:
    """Where the answers of the server are other than what the policies say of a person."""
    said = door(name) or Asks()
    for n, (address, thing) in enumerate(made):
        of_noun = thing is not None and not (name in THINGS.addresses and THINGS.addresses[name][0])
        allowed = bool(POLICIES.get(said.noun).may(user, said.act, thing if of_noun else None)) if said.noun else True
        with put_back(client):
            got = client.get(address).status_code
        if failed(name, got) or (got in (403, 404) if allowed and said.noun else got not in REFUSALS and not allowed):
            yield f"{role} GET {address} ({getattr(thing, 'state', '')}): {got}, the policy says {'yes' if allowed else 'no'}"
        if n:  # a form without anything in it is sent for one state only
            continue
        with put_back(client):
            sent = client.post(address).status_code
        if failed(name, sent) or (not allowed and sent not in REFUSALS):
            yield f"{role} POST {address} ({getattr(thing, 'state', '')}): {sent}, the policy says {'yes' if allowed else 'no'}"


def forgetful(user: User) -> User:
    """The same person, nothing known of their standing."""
    forget(user)
    return user


def test_an_unknown_address_is_no_news_to_a_stranger() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("accounts:nothing")
    assert Client().get("/no/such/page/")["Location"].startswith("/login/")

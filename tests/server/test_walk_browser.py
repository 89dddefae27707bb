"""Every page in a real browser, as the first role it opens for: nothing asked elsewhere, no fault for who cannot see or point, no overflow.

Wide and light, narrow and dark; the long tests take every width, both themes and both languages.
"""
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from taizhang.server.accounts.doors import Asks
from taizhang.server.accounts.models import User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.roles import roles
from tests.server.browser import Browse
from tests.server.test_walk import ALL, door, filled
from tests.server.things import INSIDE, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOME = ({"width": 1280, "theme": "light"}, {"width": 390, "theme": "dark"})
EVERY = tuple(
    {"width": width, "theme": theme, "language": language}
    for width in (360, 390, 768, 1280, 1680) for theme in ("light", "dark") for language in ("zh-hans", "en")
)


def guest(name: str) -> User:
    """The first role for which the door of an address opens."""
    said = door(name) or Asks()
    for role in roles():
        user = somebody(role, unit=INSIDE.unit)
        if not said.noun or POLICIES.get(said.noun).may(user, said.act):
            return user
    raise AssertionError(f"{name} opens for no role")


def pages(name: str, as_person: Any) -> Iterator[tuple[User, str]]:
    """Addresses of this name that answer with a page, things of each state; none for acts, fragments, files and steps nobody owes here."""
    user = guest(name)
    client: Client = as_person(user)
    for address, _ in filled(name, user):
        answer = client.get(address)
        if answer.status_code == 405:
            return
        whole = not answer.streaming and b"<html" in answer.content and "attachment" not in answer.headers.get("Content-Disposition", "")
        if answer.status_code == 200 and whole:
            yield user, address


def walk(browse: Browse, app: str, as_person: Any, ways: tuple[dict[str, Any], ...]) -> None:
    faults, seen = [], 0
    for name in (one for one in ALL if ALL[one][0].callback.__module__.startswith(f"taizhang.server.{app}.")):
        for user, address in pages(name, as_person):
            seen += 1
            for way in ways:
                browse(address, user, **way)
                faults += browse.faults()
    assert faults == []
    assert seen or app in ("look", "audit", "facts"), "no page of this app was seen"


@pytest.fixture(autouse=True)
def open_portal(settings: Any) -> None:
    """The public portal is off by default: its pages are looked at while it is on."""
    settings.PORTAL, settings.PORTAL_RATE = True, 5000


@pytest.mark.parametrize("app", settings.APPS)
def test_every_page(browse: Browse, as_person: Any, app: str) -> None:
    walk(browse, app, as_person, SOME)


@pytest.mark.soak
@pytest.mark.parametrize("app", settings.APPS)
def test_every_page_in_every_way(browse: Browse, as_person: Any, app: str) -> None:
    walk(browse, app, as_person, EVERY)

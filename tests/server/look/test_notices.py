"""Notices say what was done, with a way back, on the next page or beside the fragment they belong to."""
from typing import Any

import pytest
from django.test import Client

from taizhang.server.look.notices import tell
from taizhang.values.errors import UsageError

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def trouble(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.server.look.trouble"


def test_told_on_the_next_page_with_undo(client: Client) -> None:
    client.get("/told/")
    page = client.get("/login/").content.decode()
    assert page.count('role="status"') == 2
    assert 'action="/facts/1/undo/"' in page and "撤销" in page
    assert "&lt;b&gt;them" in page and "<b>them" not in page
    assert 'role="status"' not in client.get("/login/").content.decode()


def test_told_beside_a_fragment(client: Client) -> None:
    page = client.get("/told/", headers=HTMX).content.decode()
    assert page.startswith("<p>fragment</p>") and page.count('role="status"') == 2
    assert 'hx-swap-oob="beforeend:#notices"' in page and "csrfmiddlewaretoken" in page
    assert 'role="status"' not in client.get("/login/").content.decode()


def test_told_where_nothing_is_swapped(client: Client) -> None:
    answer = client.get("/told-and-nothing/", headers=HTMX)
    assert (answer.status_code, answer["HX-Reswap"]) == (200, "none") and 'role="status"' in answer.content.decode()


@pytest.mark.parametrize("address", ["/told-and-moved/", "/told-a-file/"])
def test_kept_for_the_page_one_is_led_to(client: Client, address: str) -> None:
    answer = client.get(address, headers=HTMX)
    assert b"status" not in answer.content
    assert "Saved" in client.get("/login/").content.decode()


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "undo/", "javascript:alert(1)"])
def test_undoing_happens_here(rf: Any, address: str) -> None:
    with pytest.raises(UsageError, match="undoing happens on this server"):
        tell(rf.get("/"), "Done", undo=address)


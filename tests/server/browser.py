"""Pages of the server in a real browser: logged in as a person, watched, judged by axe-core.

A test takes ``browse``: ``page = browse("/ledger/", user, width=390, theme="dark", language="en")``. When it ends, nothing may have
been asked of any other server, and no error may stand in the console, where the browser also reports breaches of the content policy.
"""
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from taizhang.server.accounts.models import User
from tests.browser import Watch, serious

HEIGHT = 900
# The browser's library keeps a loop running in this thread until all tests are through, also those without a page;
# the tests themselves ask the database one thing after the other.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@dataclass
class Browse:
    """Opens pages; ``watch`` is what it saw, ``home`` the address of the server."""

    page: Page
    home: str
    watch: Watch
    log_in: Callable[[User], Client]

    def __call__(
        self, path: str, user: User | None = None, *, width: int = 1280, theme: str = "", language: str = "",
    ) -> Page:
        """Open a page as a person, in a window of a width; ``user`` stays logged in until another comes."""
        cookies: dict[str, str] = {"theme": theme, settings.LANGUAGE_COOKIE_NAME: language}
        if user is not None:
            cookies[settings.SESSION_COOKIE_NAME] = self.log_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies([{"name": name, "value": value, "url": self.home} for name, value in cookies.items() if value])
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.goto(self.home + path)
        return self.page

    def faults(self) -> list[str]:
        """Serious faults of the page as it is for who cannot see or point, and whether it is wider than its window."""
        found = serious(self.page)
        over = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            found.append(f"{over} px wider than the window")
        where = f"{self.page.url.removeprefix(self.home)} at {self.page.viewport_size and self.page.viewport_size['width']}"
        return [f"{where}: {one}" for one in found]

    def check(self) -> None:
        """The page as it is has no such fault."""
        assert self.faults() == []


@pytest.fixture
def browse(page: Page, live_server: LiveServer, as_person: Callable[[User], Client]) -> Iterator[Browse]:
    """Open pages of a running server; afterwards: nothing asked elsewhere, no error, no breach of the content policy."""
    watch = Watch(live_server.url).over(page)
    yield Browse(page, live_server.url, watch, as_person)
    page.goto("about:blank")
    assert watch.faults() == []


@pytest.fixture
def everywhere() -> list[dict[str, Any]]:
    """The ways a page is looked at: wide and narrow, light and dark."""
    return [{"width": width, "theme": theme} for width in (1280, 390) for theme in ("light", "dark")]

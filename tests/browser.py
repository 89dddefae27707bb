"""A real browser in tests: Debian's, by itself, and what a page must not do while it is open."""
import shutil
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Dialog, Page, Request, Response

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
).split()


def launch() -> dict[str, object]:
    """How the browser is started; the test skips where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("no chromium here: apt-get install chromium")
    return {"executable_path": found, "args": FLAGS, "headless": True}


@dataclass
class Watch:
    """What happens on a page: requests to elsewhere, errors (the content policy reports there, too), dialogs, parts that are missing.

    The answer to a visit itself may be any; a part of a page that answers with 4xx or 5xx is a fault, unless its path is among
    ``expected``.
    """

    home: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)

    def over(self, page: Page) -> "Watch":
        """Begin to watch a page."""
        page.on("request", self._asked)
        page.on("response", self._answered)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._dialog)
        return self

    def faults(self) -> list[str]:
        """All that should not have happened."""
        return [f"asked elsewhere: {url}" for url in self.foreign] + self.errors + [f"part of a page: {one}" for one in self.missing]

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "about:", "blob:" + self.home)):
            self.foreign.append(request.url)

    def _answered(self, response: Response) -> None:
        path = response.url.removeprefix(self.home).partition("?")[0]
        if response.status >= 400 and not response.request.is_navigation_request() and path not in self.expected:
            self.missing.append(f"{response.status} {path}")

    def _said(self, message: ConsoleMessage) -> None:
        # What failed to load is judged by its answer.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.errors.append(message.text)

    def _dialog(self, dialog: Dialog) -> None:
        self.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()


def serious(page: Page) -> list[str]:
    """Serious and critical faults that axe-core finds on the page as it is, each with the places it is found at."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {', '.join(str(node['target'][0]) for node in one['nodes'][:4])}"
        for one in found if one["impact"] in ("serious", "critical")
    ]

"""Take the pictures of the docs from the ledger of our own samples, in a real browser: ``python -m tools.screenshot``."""
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, sync_playwright

import taizhang
from taizhang.cli.demonstration import run

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs/images"
BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
SIZE = (1440, 900)
ROW = "2.5%"
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def browser() -> str | None:
    """A browser of the system, or None for the one that playwright brings along."""
    return next((path for path in BROWSERS if Path(path).exists()), None)


def open_a_row(page: Page) -> None:
    """Choose a target of the ledger, so that its sentence is shown."""
    page.locator("tr.row-of", has_text=ROW).first.click()
    page.locator(".m.is-on").first.wait_for()
    page.wait_for_timeout(800)


def main() -> int:
    """Write ``docs/images/ledger.png`` and ``ledger-dark.png``."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        if run(None, Path(folder), 1, False, "zh_Hans"):
            return 1
        with sync_playwright() as tools:
            chromium = tools.chromium.launch(executable_path=browser(), args=["--no-sandbox", "--disable-gpu"])
            for theme in THEMES:
                page = chromium.new_page(viewport={"width": SIZE[0], "height": SIZE[1]}, color_scheme=theme, locale="zh-CN")
                page.goto((Path(folder) / "ledger.html").as_uri())
                open_a_row(page)
                page.screenshot(path=str(IMAGES / ("ledger.png" if theme == "light" else f"ledger-{theme}.png")))
            chromium.close()
    print(f"pictures of taizhang {taizhang.__version__} in {IMAGES.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""All charts on one page in a real browser: wide and narrow, light and dark; no serious fault, no words over others, all reached by keyboard."""
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils import translation
from playwright.sync_api import Page

from taizhang import packs
from taizhang.server.look.charts import BarChart, PathChart, Place, SmallCharts, TileChart, bars, path_chart, small, tiles
from tests.browser import serious
from tests.server.look.charts.invented import research, result

OVER = """() => {
  const texts = [...document.querySelectorAll('svg.chart text')].filter(one => one.getClientRects().length && one.textContent.trim());
  const found = [];
  for (const [n, one] of texts.entries()) for (const other of texts.slice(n + 1)) {
    if (one.ownerSVGElement !== other.ownerSVGElement) continue;
    const a = one.getBoundingClientRect(), b = other.getBoundingClientRect();
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 2 && high > 5) found.push(one.textContent + ' / ' + other.textContent);
  }
  return found;
}"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('svg.chart text')].filter(one => one.getClientRects().length)
  .map(one => 12 * one.getScreenCTM().a))"""


@pytest.fixture
def html() -> Iterator[str]:
    with translation.override("zh-hans"):
        pack = packs.load("quanzhou")
        grid = {one.region: (one.column, one.row) for one in packs.tiles_of(pack, "350500", date(2018, 1, 1))}
        places = tuple(Place(one.id, one.name, None if n % 5 == 2 else Decimal(n * 7 % 11) / 4, "未报", "/x", "behind", "滞后")
                       for n, one in enumerate(pack.members("350500", date(2018, 1, 1), zones=True)))
        known = (("2013", "15230000000"), ("2018", "24512345678.9"))
        gaps = PathChart("增加值", "CNY", results=tuple(result(year, value) for year, value in known), anchor="gaps")
        months = PathChart("月度", "件", results=tuple(result(f"2018-{n:02}", str(n * 7 % 13)) for n in range(1, 13)), anchor="months")
        yield "".join((path_chart(research()), path_chart(gaps), path_chart(months), tiles(TileChart("占比", "%", places, grid)),
                       bars(BarChart("占比", "%", places, Decimal("2.5"), ">=", "目标")), small(SmallCharts("指标", (research(), gaps)))))


def opened(page: Page, html: str, width: int, theme: str) -> None:
    sheets = "".join(Path(str(finders.find(f"look/{name}.css"))).read_text("utf-8") for name in ("tokens", "base", "shell", "charts"))
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(f'<!doctype html><html lang="zh-Hans" data-theme="{theme}"><title>x</title><meta name="viewport" content="width=device-width">'
                     f'<style>{sheets}</style><main class="page"><h1>x</h1><h2>x</h2><section class="sheet"><div class="body">{html}</div></section></main>')


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_charts_are_read_everywhere(page: Page, html: str, width: int, theme: str) -> None:
    opened(page, html, width, theme)
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert page.evaluate(OVER) == []
    assert page.evaluate(SMALLEST) >= 9.5
    shown = page.locator(".path-chart").first.locator("svg.chart.wide")
    assert shown.is_visible() == (width == 1280)


def test_marks_are_reached_by_keyboard_and_say_what_they_are(page: Page, html: str) -> None:
    opened(page, html, 1280, "light")
    page.locator("svg.chart.wide a").last.focus()
    said = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert said and page.locator("svg.chart.wide a").count() > 20

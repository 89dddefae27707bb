"""Colours: text is readable on every surface in both themes, the plain light block says what the light half says."""
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from taizhang.publishing import page

LOOK = Path("taizhang/publishing/look")
HEX = re.compile(r"#[0-9a-f]{6}$")
SURFACES = ("paper", "sheet", "sheet-2", "sunk")
INKS = ("ink", "ink-2", "ink-3", "indigo", "bamboo", "ochre", "cinnabar", "teal", "plum", "slate")
OWN_TINT = ("indigo", "bamboo", "ochre", "cinnabar", "teal", "plum", "slate")
DRAWN = tuple(f"chart-{n}" for n in range(1, 8))


@pytest.fixture(scope="module")
def css(root: Path) -> str:
    return (root / LOOK / "tokens.css").read_text("utf-8")


@pytest.fixture(scope="module")
def themes(css: str) -> dict[str, dict[str, str]]:
    """Colours of both themes by name."""
    block = css[css.index("@supports"):css.index("/* roles")]
    pairs = dict(re.findall(r"--([\w-]+):\s*(light-dark\([^;]+\)|#[0-9a-f]{6});", block))
    found: dict[str, dict[str, str]] = {"light": {}, "dark": {}}
    for name, value in pairs.items():
        both = re.fullmatch(r"light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", value)
        found["light"][name], found["dark"][name] = both.groups() if both else (value, value)
    return {theme: {name: value for name, value in of.items() if HEX.match(value)} for theme, of in found.items()}


def brightness(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((brightness(one), brightness(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_reckoned_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_is_readable_on_every_surface(themes: dict[str, dict[str, str]], theme: str) -> None:
    of = themes[theme]
    poor = {(ink, surface): contrast(of[ink], of[surface]) for ink in INKS for surface in SURFACES if contrast(of[ink], of[surface]) < 4.5}
    poor |= {(ink, "tint"): contrast(of[ink], of[f"{ink}-tint"]) for ink in OWN_TINT if contrast(of[ink], of[f"{ink}-tint"]) < 4.5}
    poor |= {(on, under): contrast(of[on], of[under]) for on, under in (("on-ink", "ink"), ("on-seal", "seal")) if contrast(of[on], of[under]) < 4.5}
    assert poor == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_of_controls_and_lines_of_charts_are_seen(themes: dict[str, dict[str, str]], theme: str) -> None:
    of = themes[theme]
    poor = {(line, surface): contrast(of[line], of[surface]) for line in ("line-ctl", "focus") for surface in SURFACES[:3]
            if contrast(of[line], of[surface]) < 3}
    poor |= {(line, "sheet"): contrast(of[line], of["sheet"]) for line in DRAWN if contrast(of[line], of["sheet"]) < 3}
    assert poor == {}


def test_the_plain_light_block_says_the_same(css: str, themes: dict[str, dict[str, str]]) -> None:
    plain = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", css[:css.index("@supports")]))
    assert len(plain) > 45
    assert plain == themes["light"]


@pytest.mark.parametrize("name", ["tokens.css", "base.css"])
def test_server_and_page_that_stands_alone_wear_the_same(root: Path, name: str) -> None:
    served = finders.find(f"look/{name}")
    assert served and Path(served).samefile(root / LOOK / name)
    assert (root / LOOK / name).read_text("utf-8") in page.render([])

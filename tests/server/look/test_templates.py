"""Templates and scripts keep to the content policy: nothing inline, nothing evaluated, nothing from elsewhere."""
import re
from pathlib import Path

import pytest

SERVER = Path("taizhang/server")
FORBIDDEN = {
    "an inline style": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=[\"']application/json)", re.I),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "htmx that evaluates": re.compile(r"\bhx-on\b|hx-(?:vals|headers)\s*=\s*[\"']js:", re.I),
    "an address of another server": re.compile(r"""(?:src|href|action|hx-\w+)\s*=\s*["'](?:https?:)?//""", re.I),
}
IN_SCRIPTS = {
    "an evaluated string": re.compile(r"\beval\s*\(|new Function\b|setTimeout\s*\(\s*[\"'`]"),
    "markup made of strings": re.compile(r"\.(?:innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write"),
    "an address of another server": re.compile(r"https?://(?!www\.w3\.org/)"),
}


def files(root: Path, ending: str) -> list[Path]:
    return [path for path in (root / SERVER).rglob(f"*{ending}") if "node_modules" not in path.parts]


def faults(text: str, forbidden: dict[str, re.Pattern[str]]) -> list[str]:
    return [name for name, pattern in forbidden.items() if pattern.search(text)]


def test_no_template_breaks_the_content_policy(root: Path) -> None:
    found = files(root, ".html")
    assert len(found) > 10
    assert {str(path): wrong for path in found if (wrong := faults(path.read_text("utf-8"), FORBIDDEN))} == {}


def test_no_script_evaluates_or_writes_markup(root: Path) -> None:
    found = files(root, ".js")
    assert found
    assert {str(path): wrong for path in found if (wrong := faults(path.read_text("utf-8"), IN_SCRIPTS))} == {}


def test_no_style_sheet_loads_from_elsewhere(root: Path) -> None:
    for path in files(root, ".css"):
        assert not re.search(r"@import|url\((?!\s*[\"']?(?:data:|#))", path.read_text("utf-8")), path


@pytest.mark.parametrize("text", [
    '<p style="color:red">', "<p\nclass=a STYLE='x'>", "<style>p{}</style>", "<script>x()</script>", '<script type="module">x()</script>',
    '<a href="/" onclick="x()">', '<b hx-on:click="x()">', """<b hx-vals='js:{a:1}'>""", '<img src="//else.where/a.png">', '<a href="https://else.where">',
])
def test_the_walk_would_see_it(text: str) -> None:
    assert faults(text, FORBIDDEN)


@pytest.mark.parametrize("text", [
    '<script src="{% static \'a.js\' %}" defer></script>', '<script type="application/json" id="a">{}</script>', '<p data-style="x" class="style">',
    '<progress value="3" max="5">',
])
def test_the_walk_lets_what_is_fine(text: str) -> None:
    assert not faults(text, FORBIDDEN)

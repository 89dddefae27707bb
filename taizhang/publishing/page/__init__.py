"""The ledger as one self-contained page: no server, no request, everything inside the file.

Lives here: what the page is given (`payload`), its skeleton (``page.html``), what only it wears (``page.css``; tokens and components are
in ``publishing/look/``, which the server wears too) and behaviour (``js/``).
`render` puts them together; the content security policy names the digests of the one style and the one script.
"""
import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from importlib import resources

from taizhang.publishing.page import payload
from taizhang.publishing.words import LANGUAGES, Words, catalogue
from taizhang.values import Facts

STYLES = ("look/tokens.css", "look/base.css", "page/page.css")
SCRIPTS = ("core.js", "data.js", "marks.js", "text.js", "facts.js", "document.js", "filters.js", "columns.js", "ledger.js", "main.js")
_NEEDS_SCRIPT = "This page holds its ledger in itself and draws it with its own script: allow scripts for this file."
_SLOT = re.compile(r"\{\{ (\w+) \}\}")


def render(ledger: Sequence[Facts], language: str = LANGUAGES[0]) -> str:
    """The whole page as a string; write it as UTF-8 with newlines untouched."""
    style = "\n".join(_read(name) for name in STYLES)
    script = '(() => {\n"use strict";\n' + "\n".join(_part("js", name) for name in SCRIPTS) + "\n})();\n"
    words = {name: catalogue(name) for name in LANGUAGES if name != "en"}
    head = payload.script_json(payload.index(ledger) | {"language": language, "words": words})
    texts = "\n".join(f'<script type="application/json" id="text-{i}">{text}</script>' for i, text in enumerate(payload.scripts(ledger)))
    needs = " ".join(dict.fromkeys(escape(Words(name)(_NEEDS_SCRIPT)) for name in (language, *LANGUAGES)))
    given = {
        "noscript": needs, "style": style, "script": script, "style_digest": _digest(style), "script_digest": _digest(script),
        "index": head, "texts": texts,
    }
    return _SLOT.sub(lambda m: given[m.group(1)], _part("page.html"))


def _part(*path: str) -> str:
    return _read("page", *path)


def _read(*path: str) -> str:
    return resources.files("taizhang.publishing").joinpath(*path).read_text("utf-8")


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()

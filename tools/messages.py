"""The words of the server's pages: ``python -m tools.messages`` brings every catalogue in step with code and templates.

Source strings are English message ids; the Chinese stands in ``taizhang/server/<app>/locale/zh_Hans/LC_MESSAGES/django.po``. An id that
several apps use belongs to the lowest of them, which is also the one Django asks first. Missing ids are added with nothing beside
them, ids that nobody uses go, and the ``.mo`` beside is written anew. ``--check`` writes nothing and names what is wrong. Names of
apps (``python -m tools.messages look``) leave all other catalogues alone.
"""
import argparse
import ast
import re
import struct
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings as django_settings
from django.template import TemplateSyntaxError
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SERVER = ROOT / "taizhang" / "server"
#: Lowest first, as in the settings: there, too, the first app wins.
APPS = (
    "audit", "look", "accounts", "oversight", "jobs", "local", "facts", "documents", "imports", "ledger",
    "search", "library", "tasks", "indicators", "portal", "rollups", "review", "accuracy", "exchange", "api", "home",
)
LANGUAGE = "zh_Hans"
HEADER = {"Content-Type": "text/plain; charset=utf-8", "Language": LANGUAGE, "Plural-Forms": "nplurals=1; plural=0;"}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
# Templates hold no sign of Chinese; code may name its punctuation, which is grammar, but no words.
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
WORDS = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
PLACES = re.compile(r"%\((\w+)\)[sd]|(?<!\{)\{(\w*)[^{}]*\}(?!\})")

Key = tuple[str, str]  # context, id
Ids = dict[Key, str]  # plural id, or an empty word


@dataclass(slots=True)
class App:
    """One app: the ids it uses, and its catalogue as it stands."""

    name: str
    used: Ids = field(default_factory=dict)
    said: dict[Key, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where its catalogue lies."""
        return SERVER / self.name / "locale" / LANGUAGE / "LC_MESSAGES"


def sources(app: str, ending: str) -> list[Path]:
    """The files of an app, without its migrations."""
    return sorted(path for path in (SERVER / app).rglob(f"*{ending}") if not {"migrations", "node_modules", "static"} & set(path.parts))


def used(app: str) -> Ids:
    """Every message id in the Python and the templates of an app."""
    found: Ids = {}
    for path in sources(app, ".py"):
        found |= _ids(path.read_bytes(), path)
    for path in [*sources(app, ".html"), *sources(app, ".txt")]:
        try:
            code = templatize(path.read_text("utf-8"), origin=str(path))
        except TemplateSyntaxError as error:
            raise SystemExit(f"{path.relative_to(ROOT)}: {error}") from error
        # What is left of a template has no meaning as indentation.
        found |= _ids("\n".join(line.strip() for line in code.splitlines()).encode(), path)
    return found


def _ids(code: bytes, path: Path) -> Ids:
    found: Ids = {}
    for line, message, _comments, context in extract("python", BytesIO(code), KEYWORDS, (), {"encoding": "utf-8"}):
        one, plural = (message[0], message[-1]) if isinstance(message, tuple) else (message, "")
        if not one:
            raise SystemExit(f"{path.relative_to(ROOT)}:{line}: an empty message id")
        found[context or "", one] = plural
    return found


def said(path: Path) -> dict[Key, str]:
    """What a catalogue says."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=LANGUAGE)
    return {(str(one.context or ""), _first(one.id)): _first(one.string) for one in catalogue if one.id}


def _first(text: object) -> str:
    return str(text[0]) if isinstance(text, (list, tuple)) else str(text)


def apps() -> list[App]:
    """All apps, each with the ids that belong to it: those that no lower app uses."""
    found, taken = [], set()
    for name in APPS:
        app = App(name, said=said(App(name).folder / "django.po"))
        app.used = {key: plural for key, plural in used(name).items() if key not in taken}
        taken |= set(app.used)
        found.append(app)
    return found


def written_po(app: App, says: dict[Key, str]) -> str:
    """The catalogue of an app as text: ids in order, no dates, no places."""
    catalogue = Catalog(locale=LANGUAGE)
    for (context, one), plural in app.used.items():
        text = says.get((context, one), "")
        # Given an odd python-format, Babel would only warn: placeholders are compared by `wrong`.
        catalogue.add((one, plural) if plural else one, (text,) if plural else text, context=context or None)
    out = BytesIO()
    write_po(out, catalogue, no_location=True, omit_header=True, sort_output=True, width=120)
    head = "".join(f'"{name}: {value}\\n"\n' for name, value in HEADER.items())
    body = re.sub(r"^#, .*\n", "", out.getvalue().decode(), flags=re.MULTILINE)
    return f'msgid ""\nmsgstr ""\n{head}\n{body}'


def written_mo(app: App, says: dict[Key, str]) -> bytes:
    """The catalogue of an app as programs read it; the same words give the same bytes."""
    pairs = {"": "".join(f"{name}: {value}\n" for name, value in HEADER.items())}
    for (context, one), plural in app.used.items():
        if text := says.get((context, one), ""):
            pairs[(f"{context}\x04" if context else "") + one + (f"\0{plural}" if plural else "")] = text
    ids = sorted((one.encode(), pairs[one].encode()) for one in pairs)
    head, tables, data, at = 28, [b"", b""], b"", 28 + 16 * len(ids)
    for which in (0, 1):
        for pair in ids:
            tables[which] += struct.pack("<II", len(pair[which]), at + len(data))
            data += pair[which] + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, len(ids), head, head + 8 * len(ids), 0, 0) + tables[0] + tables[1] + data


def literals(chosen: Sequence[str] | None = None) -> Iterator[str]:
    """Chinese written into templates or code of the server, where it could not be translated."""
    for app in [*(APPS if chosen is None else chosen), "history"]:
        for ending in (".html", ".txt"):
            for path in sources(app, ending):
                for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                    if found := CHINESE.search(line):
                        yield f"{path.relative_to(ROOT)}:{number}: {found.group()} stands in the template; write an English message id"
        for path in sources(app, ".py"):
            tree = ast.parse(path.read_text("utf-8"))
            documented = {id(node.body[0].value) for node in ast.walk(tree) if _is_documented(node)}  # type: ignore[attr-defined]
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and id(node) not in documented and isinstance(node.value, str) and (found := WORDS.search(node.value)):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}: {found.group()} stands in the code; write an English message id"


def _is_documented(node: ast.AST) -> bool:
    """Whether a node has a docstring, where examples may be Chinese."""
    return isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and ast.get_docstring(node) is not None


def wrong(found: list[App]) -> Iterator[str]:
    """What is wrong with the catalogues as they stand."""
    for app in found:
        place = f"taizhang/server/{app.name}/locale"
        for context, one in sorted(app.used):
            text = app.said.get((context, one), "")
            if not text:
                yield f"{place}: not translated: {one!r}" + (f" ({context})" if context else "")
            elif places(text) - places(one) - places(app.used[context, one]):
                yield f"{place}: {one!r} has no place for {', '.join(sorted(places(text) - places(one)))}"
            elif places(one) - places(text):
                yield f"{place}: the translation of {one!r} leaves out {', '.join(sorted(places(one) - places(text)))}"
        yield from (f"{place}: nobody says {one!r}, or a lower app owns it" for context, one in sorted(set(app.said) - set(app.used)))
        for name, content in contents(app, app.said).items():
            path = app.folder / name
            if (path.read_bytes() if path.exists() else b"") != content:
                yield f"{place}: {name} is out of step; run python -m tools.messages"


def places(text: str) -> set[str]:
    """Names of the placeholders of a message.

    >>> sorted(places("{n} of %(all)s, {{ as it is }}"))
    ['all', 'n']
    """
    return {one or two for one, two in PLACES.findall(text)}


def contents(app: App, says: dict[Key, str]) -> dict[str, bytes]:
    """The files of an app's catalogue; none where it says nothing."""
    return {"django.po": written_po(app, says).encode(), "django.mo": written_mo(app, says)} if app.used else {}


def update(found: list[App], chosen: Sequence[str] | None = None) -> None:
    """Write every catalogue, or those chosen; a message that moved between apps takes its translation along."""
    everything: dict[Key, str] = {}
    for app in reversed(found):
        everything |= {key: text for key, text in app.said.items() if text}
    for app in (one for one in found if chosen is None or one.name in chosen):
        says = {key: app.said.get(key) or everything.get(key, "") for key in app.used}
        for name, content in contents(app, says).items():
            path = app.folder / name
            if not path.exists() or path.read_bytes() != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                print(f"wrote {path.relative_to(ROOT)}")


def main() -> int:
    """Update, or with ``--check`` say what is wrong; 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; name what is wrong")
    parser.add_argument("apps", nargs="*", choices=[*APPS, []], metavar="APP", help="only these: " + ", ".join(APPS))
    given = parser.parse_args()
    chosen = given.apps or APPS
    if not django_settings.configured:
        django_settings.configure(USE_I18N=False)
    if not given.check:
        update(apps(), chosen)
    faults = [*wrong([app for app in apps() if app.name in chosen]), *literals(chosen)]
    print(*faults, sep="\n", file=sys.stderr, end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

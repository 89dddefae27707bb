"""docs/coverage.md: what of the city's systems, rules, IT systems and roles the house already carries, and which test says so.

The rows stand in docs/coverage.yaml. What works is read from marks: in a test,
``@pytest.mark.covers("S02", status="partly", note="…")``; in a pack, a comment ``# covers: S02 partly``. A row *works* only
with a page, a permission and a test, so that mark also names ``page`` and ``permission``.
"""
import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tools.blocks import table

STATUSES = ("works", "partly", "tracked only")
NOT_YET = "not yet"
_IN_PACK = re.compile(r"#\s*covers:\s*(?P<ids>[A-Z]\d\d(?:[ ,]+[A-Z]\d\d)*)\s+(?P<status>works|partly|tracked only)")


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim that a row is covered, and where it is held."""

    row: str
    status: str
    where: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page."""

    id: str
    en: str
    zh: str
    group: str
    tracked: bool = False


def rows(root: Path) -> list[Row]:
    """All rows in the order of the page; groups are those of the yaml file."""
    data = yaml.safe_load((root / "docs/coverage.yaml").read_text("utf-8"))
    listed: list[tuple[str, dict[str, Any]]] = [(f"{g['id']}. {g['en']} · {g['zh']}", row) for g in data["groups"] for row in g["rows"]]
    for name, title in (("rules", "Rules"), ("systems", "Named IT systems"), ("roles", "Roles")):
        listed += [(title, row) for row in data[name]]
    return [Row(one["id"], one["en"], one.get("zh", ""), group, bool(one.get("tracked"))) for group, one in listed]


def marks(root: Path) -> list[Mark]:
    """All marks in tests and packs; raises ``ValueError`` naming the place of a mark that claims too much."""
    found = [mark for path in sorted((root / "tests").rglob("test_*.py")) for mark in _in_test(path, root)]
    for path in sorted((root / "taizhang/packs").rglob("*.yaml")):
        for hit in _IN_PACK.finditer(path.read_text("utf-8")):
            if hit["status"] == "works":
                raise ValueError(f"{path.relative_to(root)}: a pack alone makes no row work; mark the test that shows its page")
            found += [Mark(one, hit["status"], str(path.relative_to(root))) for one in re.findall(r"[A-Z]\d\d", hit["ids"])]
    return found


def _in_test(path: Path, root: Path) -> Iterator[Mark]:
    tree = ast.parse(path.read_text("utf-8"))
    decorating = {id(mark) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef) for mark in node.decorator_list}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.covers" and id(node) not in decorating:
            raise ValueError(f"{path.relative_to(root)}:{node.lineno}: a mark of a whole file claims nothing; decorate the test that shows it")
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        for mark in node.decorator_list:
            if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.covers":
                where = f"{path.relative_to(root)}::{node.name}"
                said = {one.arg: ast.literal_eval(one.value) for one in mark.keywords}
                status = said.get("status")
                if status not in STATUSES:
                    raise ValueError(f"{where}: status {status!r}; one of {', '.join(STATUSES)}")
                if status == "works" and not (said.get("page") and said.get("permission")):
                    raise ValueError(f"{where}: a row works only with page, permission and test; give page= and permission=")
                for one in mark.args:
                    yield Mark(ast.literal_eval(one), status, where, said.get("note", ""))


def page(root: Path) -> str:
    """The whole page; raises ``ValueError`` for a mark whose row is not listed."""
    listed, marked = rows(root), marks(root)
    ids = {row.id for row in listed}
    unknown = sorted({f"{mark.where}: no row {mark.row}" for mark in marked if mark.row not in ids})
    if unknown:
        raise ValueError("\n".join(unknown))
    lines = [_HEAD]
    status = {one: _status([mark for mark in marked if mark.row == one]) for one in ids}
    kinds = {"Rules": "rules", "Named IT systems": "named IT systems", "Roles": "roles"}
    counts = []
    for kind in ("systems and mechanisms", *kinds.values()):
        mine = [row.id for row in listed if kinds.get(row.group, "systems and mechanisms") == kind]
        counts.append([kind, str(len(mine)), *(str(sum(status[i] == one for i in mine)) for one in (*STATUSES, NOT_YET))])
    lines.append(table(["", "rows", *STATUSES, NOT_YET], counts))
    for group in dict.fromkeys(row.group for row in listed):
        cells = []
        for row in listed:
            if row.group == group:
                held = [mark for mark in marked if mark.row == row.id]
                tests = "<br>".join(dict.fromkeys(f"`{mark.where}`" + (f" {mark.note}" if mark.note else "") for mark in held))
                says = status[row.id] + (" (will be tracked only)" if row.tracked and not held else "")
                cells.append([row.id, " · ".join(filter(None, (row.en, row.zh))), says, tests])
        lines += [f"## {group}", table(["", "What", "Status", "Held by"], cells)]
    return "\n\n".join(lines) + "\n"


def _status(mine: list[Mark]) -> str:
    return next((one for one in STATUSES if any(mark.status == one for mark in mine)), NOT_YET)


_HEAD = """# Coverage

All that the documents of a city's innovation policy describe, and what of it Taizhang carries today: 225 systems and
mechanisms, 56 rules, 16 named IT systems, 21 roles. **works**: there is a page, a permission and a test. **partly**: a part
of it works, in the library or on the command line, and a test holds it. **tracked only**: others own the system; we follow
its project, owner, milestones and indicators. **not yet**: nothing of it is built.

This page is made by `make docs` from marks in tests and packs (`tools/coverage.py` says how to set one); a test holds that
it is up to date."""

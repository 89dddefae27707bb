"""Make all generated pages and parts of pages; ``--check`` only says which are out of date, and ends with 1."""
import ast
import sys
from collections.abc import Callable
from pathlib import Path

from taizhang.cli import manual
from taizhang.reading import STAGES
from taizhang.server.configuration import SETTINGS
from taizhang.text import formats
from tools import coverage, permissions
from tools.blocks import fill, table

from taizhang.server.api import errors  # isort: skip  (Django is set up by `permissions`)

ROOT = Path(__file__).resolve().parents[1]
FLOORS = (
    ("values",), ("text", "expressions"), ("packs",), ("bodies", "workflows"), ("reading", "indicators"), ("registers",),
    ("rules", "assessment", "matching"), ("publishing",), ("server",), ("cli",),
)


def stages() -> str:
    """The table of stages, in the order in which they run."""
    def names(of: tuple[str, ...]) -> str:
        return ", ".join(f"`{one}`" for one in of)

    return table(["Stage", "What it does", "Reads", "Writes"],
                 [[f"`{one.name}`", one.says, names(one.reads), names(one.writes)] for one in STAGES])


def readable() -> str:
    """The table of formats that are read."""
    known = [formats.get(name) for name in formats.known()]
    rows = [[f"`{one.name}`", ", ".join(f"`{suffix}`" if suffix else "none" for suffix in one.suffixes), one.says, f"`{one.version}`"]
            for one in known]
    return table(["Format", "Suffixes", "What it is", "Extractor"], rows)


def unreadable() -> str:
    """The table of formats that are known and not read yet."""
    return table(["Format", "Suffixes", "What it is", "What to do"],
                 [[f"`{one.name}`", ", ".join(f"`{suffix}`" for suffix in one.suffixes), one.says, one.hint] for one in formats.NOT_YET])


def rooms() -> str:
    """The table of rooms, highest floor first, with the first sentence of each room's docstring."""
    lines = []
    for height, floor in reversed(list(enumerate(FLOORS, 1))):
        for room in floor:
            home = ROOT / "taizhang" / room / "__init__.py"
            said = ast.get_docstring(ast.parse(home.read_text("utf-8"))) if home.exists() else None
            lines.append([str(height), f"`{room}`" if said else room, said.partition("\n\n")[0].replace("\n", " ") if said else "not built yet"])
    return table(["Floor", "Room", "What lives there"], lines)


def codes() -> str:
    """The table of the codes of errors."""
    return table(["Code", "Status", "When"], [[f"`{code}`", str(status), when] for code, (status, when) in errors.CODES.items()])


def settings() -> str:
    """The table of the office's settings."""
    return table(["Variable", "Is", "Default", "What it says"],
                 [[f"`{one.variable}`", one.kind, f"`{one.default}`" if one.default else "none", one.says] for one in SETTINGS])


BLOCKS: dict[str, dict[str, Callable[[], str]]] = {
    "docs/architecture.md": {"rooms": rooms},
    "docs/api.md": {"codes": codes},
    "docs/command-line.md": {"commands": manual.markdown},
    "docs/server.md": {"settings": settings},
    "docs/permissions.md": {
        "capabilities": permissions.of_capabilities, "roles": permissions.of_roles, "nouns": permissions.of_nouns,
    },
    "docs/reading.md": {"stages": stages, "formats": readable, "not-yet": unreadable},
}


def made() -> dict[Path, str]:
    """Every generated page as it should be."""
    pages = {ROOT / "docs/coverage.md": coverage.page(ROOT)}
    for name, blocks in BLOCKS.items():
        text = (ROOT / name).read_text("utf-8")
        for block, make in blocks.items():
            text = fill(text, block, make())
        pages[ROOT / name] = text
    return pages


def stale() -> list[str]:
    """Names of pages that are not as they should be."""
    return [str(path.relative_to(ROOT)) for path, text in made().items() if not path.exists() or path.read_text("utf-8") != text]


def main() -> int:
    """Write what is out of date, or only name it."""
    if "--check" in sys.argv[1:]:
        old = stale()
        if old:
            print(f"out of date: {', '.join(old)}. `make fix` makes them anew.", file=sys.stderr)
        return bool(old)
    for path, text in made().items():
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

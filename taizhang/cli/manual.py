"""The help of all commands as text for the documentation: ``python -m taizhang.cli.manual docs/command-line.md`` renews the page."""
import re
import sys
from pathlib import Path
from typing import Any

import typer

from taizhang.cli.office import app

_BLOCK = re.compile(r"(?<=<!-- commands -->\n).*?(?=<!-- /commands -->)", re.S)


def markdown() -> str:
    """A heading and the help of each command; the same on every terminal."""
    return "\n\n".join(_help(typer.main.get_command(app), "taizhang", None))


def renewed(page: str) -> str:
    """A page with its block ``commands`` made anew."""
    return _BLOCK.sub(lambda _: f"\n{markdown()}\n\n", page)


def _help(command: Any, name: str, parent: Any) -> list[str]:
    context = command.make_context(name, [], parent=parent, resilient_parsing=True, terminal_width=100, max_content_width=100)
    said = "\n".join(line.rstrip() for line in command.get_help(context).strip().splitlines())
    found = [f"### {context.command_path}\n\n```text\n{said}\n```"]
    for below, one in sorted(getattr(command, "commands", {}).items()):
        found += _help(one, below, context)
    return found


if __name__ == "__main__":
    for file in map(Path, sys.argv[1:]):
        file.write_text(renewed(file.read_text("utf-8")), "utf-8")
    if not sys.argv[1:]:
        print(markdown())

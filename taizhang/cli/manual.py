"""The help of all commands as one page of text, for the documentation: ``python -m taizhang.cli.manual``."""
from typing import Any

import typer

from taizhang.cli.app import app


def markdown() -> str:
    """A heading and the help of each command; the same on every terminal."""
    command = typer.main.get_command(app)
    return "\n\n".join(_help(command, "taizhang", None))


def _help(command: Any, path: str, parent: Any) -> list[str]:
    context = command.make_context(path, [], parent=parent, resilient_parsing=True, terminal_width=100, max_content_width=100)
    said = "\n".join(line.rstrip() for line in command.get_help(context).strip().splitlines())
    found = [f"### {path}\n\n```text\n{said}\n```"]
    for name, one in sorted(getattr(command, "commands", {}).items()):
        found += _help(one, name, context)
    return found


if __name__ == "__main__":
    print(markdown())

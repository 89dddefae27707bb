"""What the office taught, on the command line: its own layer as a pack folder, out and in; its decisions as gold."""
from pathlib import Path

from django.conf import settings
from django.utils import translation

from taizhang.cli.commands import tell
from taizhang.cli.keeping import known
from taizhang.server.accuracy import gold as decisions
from taizhang.server.local import importing, layer
from taizhang.values.errors import UsageError


def export(folder: Path) -> None:
    """Write the layer; a folder that holds something is left alone."""
    _empty(folder)
    files = layer.export(None)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    tell([f"{folder}: written, {max(0, files[layer.FILE].count(chr(10)) - 1)} names"])


def import_(folder: Path, by: str, yes: bool) -> int:
    """Show what a folder would change, and with ``yes`` carry it out; 1 where a name was refused."""
    person = known(by)
    with translation.override(settings.LANGUAGE_CODE):
        plan = importing.plan(folder)
        for step in plan.steps:
            print(step)
        if yes:
            done = importing.apply(person, plan)
            tell([f"{done} names are new or have other days now"])
        else:
            tell(["this is the plan; carry it out with --yes"])
    if plan.left:
        tell([f"{plan.left} names here are not in the folder: they stay"])
    return 1 if plan.counts["refused"] else 0


def gold(folder: Path) -> int:
    """Write texts and gold; 1 where no document is gold yet."""
    _empty(folder)
    made = decisions.export(None)
    for name, text in made.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    for one in made.left:
        tell([f"not gold: {one.title}: {one.why}"])
    tell([f"{folder}: written, {made.documents} documents with {made.facts} facts" if made.documents else
          "no document is gold yet: one counts once each of its facts was decided one by one"])
    return 0 if made.documents else 1


def _empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError("is not an empty folder", where=str(folder), hint="name a folder that is not there yet")

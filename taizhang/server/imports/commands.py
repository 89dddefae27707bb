"""Importing by command: files and folders in order, the plan printed, and carried out where asked. The same actions as on the page."""
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from taizhang.reading.api import AUTO
from taizhang.server.imports import actions, reasons
from taizhang.server.imports.models import Import, Item
from taizhang.server.imports.showing import FINDINGS
from taizhang.server.imports.uploads import put_away
from taizhang.server.jobs.models import OPEN, Job
from taizhang.server.jobs.presence import Presence
from taizhang.server.jobs.work import finish
from taizhang.text.formats import by_suffix
from taizhang.values.errors import TaizhangError, UsageError

Bar = Callable[[int, int, str], object]


def import_folder(
    person: Any, paths: Iterable[Path], *, pack: str = AUTO, owner: str | None = None, yes: bool = False, console: Console | None = None,
    bar: Bar = lambda done, total, name: None,
) -> Import:
    """Plan the import of files and folders, print the plan, and with ``yes`` carry out what is not doubtful.

    Runs in this process, beside any worker. ``bar`` is told how many of how many files are done, and which comes next; ``owner`` is the
    unit (id) that keeps the documents, by default the person's own. Raises `TaizhangError` where a job fails.
    """
    files = list(walk(paths))
    if not files:
        raise UsageError(_("nothing to import"), hint=_("name files or folders with .docx, .html or .txt files, or a zip"))
    batch = actions.start(person, put_away(_opened(files)), pack, person.unit if owner is None else owner, files[0][0].split("/")[0])
    with Presence() as me:
        _finish(batch, me.name, bar)
        batch.refresh_from_db()
        show(batch, console)
        if yes and batch.state == "planned":
            actions.apply(person, batch)
            _finish(batch, me.name, bar)
            batch.refresh_from_db()
    return batch


def show(batch: Import, console: Console | None = None) -> None:
    """Print the plan as a table."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in (_("File"), _("Finding"), _("Facts"), _("Why")):
        table.add_column(head, overflow="fold")
    for item in batch.items.defer("reading"):
        table.add_row(item.name, str(FINDINGS[item.finding][0]), str(sum(item.counts.values()) or ""), " ".join(reasons.say(one) for one in item.reasons))
    (console or Console()).print(table, markup=False)


def walk(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Names and paths of all files that can be read, folders in sorted order, hidden ones left out."""
    for path in paths:
        if not path.is_dir():
            yield path.name, path
            continue
        for place, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                suffix = Path(name).suffix.lower()
                if not name.startswith((".", "~$")) and (suffix == ".zip" or by_suffix(suffix) is not None):
                    yield Path(place, name).relative_to(path.parent).as_posix(), Path(place, name)


def _opened(files: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, IO[bytes]]]:
    for name, path in files:
        try:
            with path.open("rb") as file:
                yield name, file
        except OSError as error:
            why = error.strerror or str(error)
            raise UsageError(_("cannot be read"), where=str(path), why=why, hint=_("check the path and the right to read it")) from error


def _finish(batch: Import, worker: str, bar: Bar) -> None:
    for job in Job.objects.filter(about=str(batch.key), state__in=OPEN).order_by("id"):
        job = finish(job, worker, lambda one: bar(one.done, one.total or 0, one.now))
        if job.state != "done":
            raise TaizhangError(_("was not finished"), where=batch.label, why=job.error or job.state,
                                hint=_("see the import's page, or run the command again"))


def open_items(batch: Import) -> list[Item]:
    """Doubtful items that wait for a decision on the import's page."""
    return list(batch.items.filter(finding="doubtful", choice="").defer("reading"))

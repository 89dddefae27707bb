"""Reading anew by command: the plan printed, and carried out where asked. The same actions as on the page."""
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from taizhang.server.documents.models import Document
from taizhang.server.documents.numbers import plain_number
from taizhang.server.exchange.anew import actions, showing
from taizhang.server.exchange.models import Rereading
from taizhang.server.jobs.models import OPEN, Job
from taizhang.server.jobs.presence import Presence
from taizhang.server.jobs.work import finish
from taizhang.values.errors import TaizhangError, UsageError


def reread(person: Any, numbers: Sequence[str] = (), *, everything: bool = False, yes: bool = False, console: Console | None = None) -> Rereading:
    """Have texts read anew, print the plan, and with ``yes`` carry it out; runs in this process, beside any worker.

    ``numbers`` are numbers or titles of documents; none: all. Raises `TaizhangError` where a job fails.
    """
    batch = actions.start(person, [_named(one) for one in numbers] if numbers else None, everything=everything)
    with Presence() as me:
        _finish(batch, me.name)
        batch.refresh_from_db()
        show(batch, console)
        if yes and batch.state == "planned":
            actions.apply(person, batch)
            _finish(batch, me.name)
            batch.refresh_from_db()
    return batch


def show(batch: Rereading, console: Console | None = None) -> None:
    """Print the plan as a table."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in (_("Document"), _("Finding"), _("What changes")):
        table.add_column(head, overflow="fold")
    for item in batch.items.defer("reading", "changes"):
        table.add_row(item.title, str(showing.FINDINGS[item.finding][0]), showing.words(item.counts))
    (console or Console()).print(table, markup=False)


def _named(written: str) -> Any:
    keys = list(Document.objects.current().filter(number_plain=plain_number(written)).values_list("key", flat=True)) or list(
        Document.objects.current().filter(title=written).values_list("key", flat=True))
    if len(keys) != 1:
        raise UsageError(_("no document of this number or title, or several"), where=written, hint=_("give the number as the document page shows it"))
    return keys[0]


def _finish(batch: Rereading, worker: str) -> None:
    for job in Job.objects.filter(about=str(batch.key), state__in=OPEN).order_by("id"):
        job = finish(job, worker)
        if job.state != "done":
            raise TaizhangError(_("was not finished"), where=str(batch.key), why=job.error or job.state, hint=_("see its page, or run the command again"))

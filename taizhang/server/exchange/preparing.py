"""The job that writes a long edition of the ledger; its rows were fixed when it was asked for, so that writing it twice gives the same."""
import tempfile
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from taizhang.server.documents.storage import Kept, put
from taizhang.server.exchange.actions import PREPARE
from taizhang.server.exchange.models import Edition
from taizhang.server.exchange.writing import pieces, write
from taizhang.server.facts.models import KINDS as ALL_KINDS
from taizhang.server.facts.models import Fact
from taizhang.server.jobs.kinds import KINDS, Kind
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.queue import LEASE, held
from taizhang.server.jobs.work import Work
from taizhang.server.ledger.asking import Asked
from taizhang.server.ledger.exporting import CHUNK, Line, as_xlsx, lines
from taizhang.server.ledger.finding import papers
from taizhang.server.ledger.windows import rows_of


def facts_of(keys: list[int]) -> Iterator[Fact]:
    """Facts of ids in their order, fetched a few hundred at a time."""
    for first in range(0, len(keys), CHUNK):
        yield from rows_of(list(keys[first:first + CHUNK]))


def kinds_of(asked: Asked) -> tuple[str, ...]:
    """The sheets of an edition: of the kinds that were asked for."""
    return asked.kinds if asked.tab else ALL_KINDS


def write_edition(file: BinaryIO, user: Any, keys: list[int], asked: Asked, host: str, tell: Callable[[int], object] = lambda n: None) -> int:
    """Write the edition that can be taken back in."""
    return write(file, facts_of(keys), kinds_of(asked), papers(user, asked.moment), host, tell)


def prepare(work: Work) -> None:
    """Write the workbook and put it away; what a killed worker wrote is written again."""
    edition = Edition.objects.select_related("by").get(key=work.job.about)
    if edition.state != "preparing":
        return
    work.plan(edition.rows + 1)

    def tell(n: int) -> None:
        held(work.job, work.worker).update(done=n, lease_until=timezone.now() + LEASE)

    asked = Asked.parse(QueryDict(edition.query))
    with tempfile.TemporaryFile() as file, translation.override(edition.language or None):
        if edition.form == "edit":
            write_edition(file, edition.by, edition.keys, asked, edition.host, tell)
            kept = put(pieces(file))
        else:
            kept = put(as_xlsx(_counted(lines(edition.keys, asked, edition.by, edition.host), tell)))
    with work.step():
        _ready(edition, kept)


def _counted(rows: Iterator[Line], tell: Callable[[int], object]) -> Iterator[Line]:
    for n, row in enumerate(rows, 1):
        if n % CHUNK == 0:
            tell(n)
        yield row


def _ready(edition: Edition, kept: Kept) -> None:
    with transaction.atomic():
        Edition.objects.filter(pk=edition.pk, state="preparing").update(state="ready", sha256=kept.sha256, size=kept.size)


def ended(job: Job) -> None:
    """An edition that was not written says so."""
    Edition.objects.filter(key=job.about, state="preparing").update(state="failed")


def again(job: Job) -> None:
    """It is written anew."""
    Edition.objects.filter(key=job.about, state="failed").update(state="preparing")


KINDS.add(Kind(PREPARE, _("prepare an edition of the ledger"), prepare, ended, again))

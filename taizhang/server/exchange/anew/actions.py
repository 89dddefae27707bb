"""What people do with readings anew: have them planned, choose documents, carry out, discard."""
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang import __version__
from taizhang.packs import load, shipped
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.documents.models import Document
from taizhang.server.exchange.models import Reread, Rereading, TextReading
from taizhang.server.exchange.permissions import REREADINGS
from taizhang.server.imports.permissions import within_scope
from taizhang.server.jobs.models import OPEN, Job
from taizhang.server.jobs.queue import enqueue
from taizhang.values.errors import UsageError

SHEET = "xlsx"  # a bureau's sheet is read by its mapping, not by the reader of texts
PLAN, APPLY = "exchange.reread", "exchange.renew"


@action("exchange.reread", _("{actor} had {documents} texts read anew by release {release}"))
def start(person: Any, documents: Sequence[UUID] | None = None, *, everything: bool = False) -> Rereading:
    """Have texts read anew and planned: those of some documents, or of all one imports for; those that this release has read already only with
    ``everything``."""
    batch = Rereading(by=person, release=__version__, everything=everything)
    REREADINGS.require(person, "start", batch)
    rows = Document.objects.current().exclude(state="withdrawn").exclude(text=None).exclude(text__format=SHEET)
    rows = rows.select_related("text").defer("text__text").order_by("recorded_at", "id")
    if documents is not None:
        rows = rows.filter(key__in=list(documents))
    chosen = [one for one in rows if within_scope(person, one) and (everything or not is_fresh(one))]
    if not chosen:
        raise UsageError(gettext("no text is to be read anew"), why=gettext("release {release} has read them all").format(release=__version__),
                         hint=gettext("choose “also those that this release has read”, or other documents"))
    batch.save()
    Reread.objects.bulk_create([
        Reread(batch=batch, position=n, document=one.key, text=one.text, title=one.title) for n, one in enumerate(chosen)], batch_size=200)
    enqueue(PLAN, batch.key, label=gettext("{n} texts").format(n=len(chosen)), by=person)
    record(person, "exchange.reread", "rereading", batch.key, {"documents": len(chosen), "release": __version__, "everything": "yes" if everything else ""})
    return batch


def is_fresh(document: Document) -> bool:
    """Whether this release has read a document's text with the names of its pack as they are."""
    text = document.text
    assert text is not None
    last = TextReading.objects.filter(text=text).order_by("-id").first()
    release, fingerprint = (last.release, last.fingerprint) if last is not None else (text.release, text.fingerprint)
    names = load(document.pack).fingerprint if document.pack in shipped() else fingerprint
    return release == __version__ and fingerprint == names


@action("exchange.pick", _("{actor} chose which of {documents} texts are read anew"))
def choose(person: Any, batch: Rereading, choices: Mapping[int, str]) -> None:
    """Say of which documents the new reading is taken: item id → apply or skip."""
    REREADINGS.require(person, "choose", batch)
    items = {one.pk: one for one in batch.items.filter(pk__in=list(choices), applied_at__isnull=True).only("pk", "finding", "choice")}
    for pk, choice in choices.items():
        item = items.get(pk)
        if item is None or item.finding == "refused" or choice not in ("apply", "skip"):
            raise UsageError(gettext("this cannot be chosen"), where=str(pk), hint=gettext("load the page again"))
        Reread.objects.filter(pk=pk, applied_at__isnull=True).update(choice=choice)
    record(person, "exchange.pick", "rereading", batch.key, {"documents": len(choices), "choices": str(dict(choices))[:500]})


@action("exchange.renew", _("{actor} took the new reading of {documents} texts by release {release}"))
def apply(person: Any, batch: Rereading) -> Job:
    """Have the plan carried out: suggestions follow the new reading, decided facts stay as they are."""
    REREADINGS.require(person, "apply", batch)
    if not Rereading.objects.filter(pk=batch.pk, state="planned").update(state="applying"):
        raise UsageError(gettext("this is being carried out already"), hint=gettext("load the page again"))
    batch.items.filter(choice="", applied_at__isnull=True).update(choice="skip")
    n = batch.items.filter(choice="apply", applied_at__isnull=True).count()
    record(person, "exchange.renew", "rereading", batch.key, {"documents": n, "release": batch.release})
    return enqueue(APPLY, batch.key, label=gettext("{n} texts").format(n=n), by=person)


@action("exchange.drop", _("{actor} discarded a new reading"))
def discard(person: Any, batch: Rereading) -> None:
    """Throw a plan away."""
    REREADINGS.require(person, "discard", batch)
    if not Rereading.objects.filter(pk=batch.pk, state=batch.state).update(state="discarded"):
        raise UsageError(gettext("this has changed meanwhile"), hint=gettext("load the page again"))
    batch.items.filter(applied_at__isnull=True).update(reading=None)
    Job.objects.filter(kind=PLAN, about=str(batch.key), state__in=OPEN).update(cancelling=True)
    record(person, "exchange.drop", "rereading", batch.key)

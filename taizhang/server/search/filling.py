"""Filling the index: with each text in its own transaction, for what is missing by a job, and anew from the beginning."""
from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models import QuerySet
from django.db.models.signals import post_migrate, post_save
from django.utils.translation import gettext_lazy as _

from taizhang.server.documents.models import Document, Text
from taizhang.server.jobs.daily import Daily
from taizhang.server.jobs.daily import add as add_duty
from taizhang.server.jobs.kinds import KINDS, Kind
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.queue import enqueue
from taizhang.server.jobs.work import Work
from taizhang.server.search import index
from taizhang.server.search.cutting import cut
from taizhang.server.search.models import SHIFT, Head, Indexed, Passage
from taizhang.text.tokens import stream, tokens

RELEASE = 1  # of tokens and passages: raised when they change, every text is then indexed anew
STEP = 20  # texts of one step
FILL, REBUILD = "search.fill", "search.rebuild"
BETWEEN = "\ue000"  # stands between the parts of a head, so that nothing matches across


def add_texts(texts: Sequence[Text]) -> None:
    """Put texts into the index, in the caller's transaction; those that are in it are left."""
    there = set(Indexed.objects.filter(text__in=texts).values_list("text_id", flat=True))
    fresh = [text for text in texts if text.pk not in there]
    rows = []
    for text in fresh:
        for n, piece in enumerate(cut(text.text, text.outline)):
            words = stream(tokens(text.text[piece.start:piece.end]))
            if words:
                rows.append((Passage(id=(text.pk << SHIFT) + n, text_id=text.pk, start=piece.start, end=piece.end, node=piece.node,
                                     heading=piece.heading), words))
    index.write(rows)
    Indexed.objects.bulk_create([Indexed(text=text, release=RELEASE) for text in fresh])


def add_heads(documents: Sequence[Document]) -> None:
    """Put heads of versions of documents into the index, in the caller's transaction."""
    Head.objects.bulk_create([head_of(one) for one in documents], update_conflicts=True, unique_fields=["document"],
                             update_fields=["number", "name", "words", "issuers"], batch_size=200)


def head_of(document: Document) -> Head:
    """The words of a document's head."""
    number = said(document.number)
    name = f"{said(document.title)}{BETWEEN}{number}"
    names = [str(one) for one in document.issuers]
    rest = [*map(said, names), said(document.addressees), said(document.place)]
    return Head(document=document, number=number, name=name, words=BETWEEN.join([name, *rest]), issuers="\n".join(["", *names, ""]))


def said(text: str) -> str:
    """The tokens of some words with a blank around each."""
    return " ".join(["", *(one.word for one in tokens(text)), ""])


def missing_texts() -> QuerySet[Text]:
    """Texts that are not in the index, or by another release."""
    return Text.objects.exclude(pk__in=Indexed.objects.filter(release=RELEASE).values("text")).order_by("pk")


def missing_heads() -> QuerySet[Document]:
    """Versions of documents whose head is not in the index."""
    return Document.objects.exclude(pk__in=Head.objects.values("document")).order_by("pk")


def outdated() -> bool:
    """Whether an older release filled any of the index: then all of it is made anew."""
    return Indexed.objects.exclude(release=RELEASE).exists()


def is_missing() -> bool:
    """Whether anything is not in the index; asked by every page, so it only counts."""
    return Indexed.objects.filter(release=RELEASE).count() < Text.objects.count() or Head.objects.count() < Document.objects.count()


def fill(work: Work) -> None:
    """Put into the index what is not in it; where an older release filled it, from the beginning."""
    if outdated():
        rebuild(work)
    else:
        _fill(work, 0)


def rebuild(work: Work) -> None:
    """Empty the index, once a job, and fill it; who is killed in between goes on where it stopped."""
    if work.job.done == 0:
        work.plan(Text.objects.count() + Document.objects.count() + 1)
        with work.step():
            index.empty()
            Indexed.objects.all().delete()
            Head.objects.all().delete()
    _fill(work, 1)


def _fill(work: Work, before: int) -> None:
    texts = list(missing_texts().values_list("pk", flat=True))
    heads = list(missing_heads().values_list("pk", flat=True))
    total = Text.objects.count() + Document.objects.count() + before
    work.plan(total, total - len(texts) - len(heads))
    for first in range(0, len(heads), STEP * 10):
        some = heads[first:first + STEP * 10]
        with work.step(len(some)):
            add_heads(list(Document.objects.filter(pk__in=some)))
    for first in range(0, len(texts), STEP):
        chosen = texts[first:first + STEP]
        with work.step(len(chosen)):
            add_texts(list(Text.objects.filter(pk__in=chosen).only("pk", "text", "outline")))


def ask_to_fill() -> Job | None:
    """Ask for the job where anything is missing."""
    return enqueue(FILL, label=str(_("Put into the index of the search what is missing"))) if is_missing() else None


def _text_made(sender: Any, instance: Text, created: bool, raw: bool = False, **more: Any) -> None:
    if created and not raw:
        add_texts([instance])


def _document_made(sender: Any, instance: Document, created: bool, raw: bool = False, **more: Any) -> None:
    if created and not raw:
        add_heads([instance])


def _migrated(app_config: Any, using: str, **more: Any) -> None:
    # The job is asked for where all tables are there, also those of apps that come later than this one.
    wanted = {Head._meta.db_table, Job._meta.db_table}
    if app_config.label == "search" and using == "default" and wanted <= {*connections[using].introspection.table_names()}:
        ask_to_fill()


def ready() -> None:
    """Follow texts and versions of documents as they are written."""
    post_save.connect(_text_made, sender=Text, dispatch_uid="search.text")
    post_save.connect(_document_made, sender=Document, dispatch_uid="search.document")
    post_migrate.connect(_migrated, dispatch_uid="search.filling")


KINDS.add(Kind(FILL, _("fill the index of the search"), fill))
KINDS.add(Kind(REBUILD, _("make the index of the search anew"), rebuild, ask="search:rebuild"))
add_duty(Daily("search", _("Look for texts that the search does not know"), ask_to_fill))

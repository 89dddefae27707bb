"""Words for where a task comes from, and how it is offered to others below: on the page of its note, in the ledger."""
from typing import Any

from django.utils.translation import gettext as _

from taizhang.server.documents.models import Document
from taizhang.server.look.words import day_words, origin_words
from taizhang.server.tasks.models import Note


def remark(document: Document) -> list[Any]:
    """What the page of a note says of its origin; nothing of other documents."""
    if document.genre != "note":
        return []
    note = Note.objects.current().filter(key=document.key).first()
    if note is None:
        return []
    said = [_("Task by hand: {origin}").format(origin=origin_words(note.origin))]
    if note.due is not None:
        said.append(_("due on {day}").format(day=day_words(note.due)))
    return said

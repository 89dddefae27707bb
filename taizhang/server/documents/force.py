"""Whether a document is in force on a day: one answer for lists, the ledger and pages.

``state`` says what was done to a document, ``valid_from`` and ``valid_until`` (the first day on which it no longer holds) when. On the
day a document is superseded it is out of force. What was superseded or repealed on a day that nobody knows is out of force on every
day, and says so. Where nobody knows from which day a document holds, it is the day of its issue; today, what is here has been issued.
"""
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.documents.models import Document
from taizhang.server.history import Moment
from taizhang.server.look.words import day_words

#: How a document may stand on a day, in the order of lists.
FORCES = ("in force", "not yet", "superseded", "repealed", "expired", "withdrawn")
FORCE_WORDS: Mapping[str, Any] = {
    "in force": gettext_lazy("in force"), "not yet": gettext_lazy("not yet in force"), "superseded": gettext_lazy("superseded by another document"),
    "repealed": gettext_lazy("repealed"), "expired": gettext_lazy("expired"), "withdrawn": gettext_lazy("withdrawn"),
}
SHAPES = {"in force": "ontrack", "not yet": "notstarted", "superseded": "na", "repealed": "na", "expired": "na", "withdrawn": "off"}
ENDED = ("superseded", "repealed")


def known(moment: Moment) -> QuerySet[Document]:
    """Documents as known at a moment, whatever the day they hold for."""
    return Document.objects.known_at(moment.known) if moment.known else Document.objects.current()


def standing_as(force: str, day: date) -> Q:
    """The condition for documents that stand so on a day, one of `FORCES`."""
    today = day == timezone.localdate()
    begun = Q(valid_from__lte=day) | Q(valid_from__isnull=True) & (Q() if today else Q(issued__isnull=True) | Q(issued__lte=day))
    later = Q(valid_from__gt=day) if today else Q(valid_from__gt=day) | Q(valid_from__isnull=True, issued__gt=day)
    over = Q(valid_until__lte=day)
    if force == "withdrawn":
        return Q(state="withdrawn")
    if force == "in force":
        lasting = Q(valid_until__gt=day) | Q(valid_until__isnull=True, state="in force")
        return begun & lasting & ~Q(state="withdrawn")
    if force == "not yet":
        return later & ~Q(state="withdrawn") & ~Q(state__in=ENDED, valid_until__isnull=True)
    if force == "expired":
        return begun & over & Q(state="in force")
    return Q(state=force) & (Q(valid_until__isnull=True) | (begun & over))


def in_force(day: date) -> Q:
    """The condition for documents in force on a day."""
    return standing_as("in force", day)


def force_of(document: Any, day: date) -> str:
    """How a document stands on a day, one of `FORCES`; what `standing_as` asks of the database."""
    state, since, until = document.state, document.valid_from, document.valid_until
    if state == "withdrawn":
        return "withdrawn"
    if state in ENDED and until is None:
        return str(state)
    if since is None and day != timezone.localdate():
        since = document.issued
    if since is not None and since > day:
        return "not yet"
    if until is not None and until <= day:
        return "expired" if state == "in force" else str(state)
    return "in force"


def force_words(document: Any, day: date) -> str:
    """How a document stands on a day, with the day that matters."""
    force = force_of(document, day)
    words = str(FORCE_WORDS[force])
    if force == "not yet":
        return _("{state}, from {day}").format(state=words, day=day_words(document.valid_from or document.issued))
    if force in (*ENDED, "expired"):
        if document.valid_until is None:
            return _("{state}, day unknown").format(state=words)
        return _("{state} since {day}").format(state=words, day=day_words(document.valid_until))
    if force == "in force" and document.valid_until is not None:
        return _("{state} until {day}").format(state=words, day=day_words(document.valid_until))
    return words


def closed(moment: Moment) -> QuerySet[Any]:
    """Keys of the documents that are out of force on the day of a moment."""
    return known(moment).exclude(in_force(moment.day)).values_list("key", flat=True)

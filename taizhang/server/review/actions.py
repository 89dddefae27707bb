"""Giving documents to people."""
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.accounts.models import User
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.documents.actions import current as document_of
from taizhang.server.documents.actions import label
from taizhang.server.history import Outdated
from taizhang.server.review.models import Assignment
from taizhang.server.review.permissions import ASSIGNMENTS, REVIEW
from taizhang.values.errors import UsageError


@action("review.assign", gettext_lazy("{actor} gave “{label}” to {person} to review"))
def assign(actor: Any, document: UUID, person: User, version: int = 0) -> Assignment:
    """Give a document to a person; ``version`` is that of the assignment one saw, 0 where there was none.

    Raises `Refused` where somebody else reads it and one may not give documents, `UsageError` where the person may not review it,
    `Outdated` where somebody else was faster.
    """
    paper = document_of(document)
    held = current(document)
    wanted = held or Assignment(document=document, person=person)
    own = actor is not None and actor.pk == person.pk and not (held is not None and ASSIGNMENTS.may(actor, "give", wanted))
    ASSIGNMENTS.require(actor, "take" if own else "give", wanted)
    if not REVIEW.may(person, "read", paper):
        raise UsageError(_("{person} may not review this document").format(person=person), where=label(paper),
                         hint=_("Choose somebody who reviews within its scope."))
    if held is not None and held.person_id == person.pk:
        return held
    _seen(held, version)
    try:
        with transaction.atomic():
            if held is not None:
                made = held.revise(by=actor, person=person)
            else:
                made = Assignment(document=document, person=person, recorded_by=actor)
                made.save()
    except (IntegrityError, Outdated):
        raise _overtaken() from None
    record(actor, "review.assign", "document", document, {"label": label(paper), "person": str(person), "old": str(held.person) if held else ""})
    return made


@action("review.unassign", gettext_lazy("{actor} took “{label}” back from {person}"))
def unassign(actor: Any, document: UUID, version: int) -> Assignment:
    """Leave a document, or take it back from somebody: from now on nobody reads it."""
    held = current(document)
    if held is None:
        raise UsageError(_("nobody reads this document"), where=label(document_of(document)))
    ASSIGNMENTS.require(actor, "leave" if actor is not None and held.person_id == actor.pk else "give", held)
    _seen(held, version)
    try:
        with transaction.atomic():
            ended = held.conclude(by=actor, reason="")
    except Outdated:
        raise _overtaken() from None
    record(actor, "review.unassign", "document", document, {"label": label(document_of(document)), "person": str(held.person)})
    return ended


def current(document: UUID) -> Assignment | None:
    """Who reads a document now."""
    return Assignment.objects.current().filter(document=document).select_related("person").first()


def _seen(held: Assignment | None, version: int) -> None:
    if (held.version if held is not None else 0) != version:
        raise _overtaken()


def _overtaken() -> Outdated:
    return Outdated(_("not done: somebody else changed who reads this document"), hint=_("Load the page again and decide anew."))

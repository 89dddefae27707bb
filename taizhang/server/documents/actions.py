"""Changing what is known of a document: metadata, withdrawing and bringing back; each a new version with a reason."""
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.documents.forms import DocumentForm
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.history import Outdated
from taizhang.values.errors import UsageError

Key = UUID | str
REASON_LIMIT = 1000


@action("document.edit", gettext_lazy("{actor} changed what is known of “{label}”"))
def edit(actor: Any, key: Key, version: int, given: Mapping[str, Any]) -> Document:
    """Change number, dates, issuers, publicity or state; ``given`` holds the fields of `DocumentForm`."""
    def changes(document: Document) -> dict[str, Any]:
        form = DocumentForm(document, given)
        if not form.is_valid():
            raise Incomplete(label(document), [str(message) for messages in form.errors.values() for message in messages], form)
        found = form.changes()
        if not found:
            raise Incomplete(label(document), [_("Nothing is different from before.")], form)
        return found

    def repeated(now: Document) -> bool:
        form = DocumentForm(now, given)
        return form.is_valid() and not form.changes()

    return _change(actor, "edit", key, version, changes, repeated, str(given.get("why") or "").strip()[:REASON_LIMIT])


@action("document.days", gettext_lazy("{actor} set the days of force of “{label}”"))
def set_days(actor: Any, key: Key, version: int, days: Mapping[str, Any], why: str) -> Document:
    """Set ``valid_from`` or ``valid_until`` alone, as the text gives them; the first day on which it no longer holds comes after the first."""
    def changes(document: Document) -> dict[str, Any]:
        found = {name: day for name, day in days.items() if name in ("valid_from", "valid_until") and getattr(document, name) != day}
        if not found:
            raise Incomplete(label(document), [_("Nothing is different from before.")])
        first, last = (found.get(name, getattr(document, name)) for name in ("valid_from", "valid_until"))
        if first and last and last <= first:
            raise Incomplete(label(document), [_("This has to be after the day from which it is in force, {day}.").format(day=first)])
        return found

    def repeated(now: Document) -> bool:
        return all(getattr(now, name) == day for name, day in days.items())

    return _change(actor, "edit", key, version, changes, repeated, why[:REASON_LIMIT])


@action("document.withdraw", gettext_lazy("{actor} withdrew “{label}”"))
def withdraw(actor: Any, key: Key, version: int, reason: str) -> Document:
    """Withdraw a document that was imported by mistake: it stays readable, its facts count nowhere."""
    reason = reason.replace("\0", "").strip()  # PostgreSQL keeps no NUL

    def changes(document: Document) -> dict[str, Any]:
        if not reason:
            raise Incomplete(label(document), [_("A reason is needed: the ledger keeps it.")])
        return {"state": "withdrawn"}

    return _change(actor, "withdraw", key, version, changes, lambda now: now.state == "withdrawn", reason[:REASON_LIMIT])


@action("document.restore", gettext_lazy("{actor} brought “{label}” back"))
def restore(actor: Any, key: Key, version: int) -> Document:
    """Bring a withdrawn document back, in the state it had before."""
    def changes(document: Document) -> dict[str, Any]:
        had = Document.objects.of(document.key).exclude(state="withdrawn").last()
        return {"state": had.state if had is not None else "in force"}

    return _change(actor, "restore", key, version, changes, lambda now: now.state != "withdrawn")


@action("document.download", gettext_lazy("{actor} downloaded the original of “{label}”"))
def download(actor: Any, document: Document, name: str, sha256: str) -> None:
    """Leave in the trail that someone took the original file along."""
    DOCUMENTS.require(actor, "download", document)
    record(actor, "document.download", "document", document.key, {"label": label(document), "name": name, "sha256": sha256})


def label(document: Document) -> str:
    """A document in a few words: its number, else its title."""
    return f"{document.number} {document.title}".strip()[:160]


def current(key: Key) -> Document:
    """The document as it is now; `UsageError` where there is none of this key."""
    found = Document.objects.current().filter(key=key).select_related("recorded_by").first()
    if found is None:
        raise UsageError(_("there is no such document"), where=str(key))
    return found


def _change(actor: Any, act: str, key: Key, version: int, changes: Callable[[Document], dict[str, Any]], repeated: Callable[[Document], bool],
            reason: str = "") -> Document:
    document = current(key)
    if document.version != version:
        return _late(actor, document, version, repeated)
    DOCUMENTS.require(actor, act, document)
    found = changes(document)
    try:
        with transaction.atomic():
            fresh = document.revise(by=actor, reason=reason, **found)
    except (Outdated, IntegrityError):
        return _late(actor, current(key), version, repeated)
    old = {name: getattr(document, name) for name in found}
    record(actor, f"document.{act}", "document", key, {"label": label(fresh), "version": fresh.version, "reason": reason, "old": old, "new": found})
    return fresh


def _late(actor: Any, now: Document, version: int, repeated: Callable[[Document], bool]) -> Document:
    DOCUMENTS.require(actor, "read", now)
    if now.version == version + 1 and actor is not None and now.recorded_by_id == actor.pk and repeated(now):
        return now
    raise Overtaken(now, label(now), DOCUMENTS.state_words(now.state))

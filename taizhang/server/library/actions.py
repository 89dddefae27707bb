"""What changes in the library's own room: systems and their members, and the note that somebody took the list along."""
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.documents.actions import REASON_LIMIT
from taizhang.server.documents.actions import current as document_now
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.history import Outdated, Versioned
from taizhang.server.library.forms import MemberForm, SystemForm
from taizhang.server.library.models import Member, System
from taizhang.server.library.permissions import LIBRARY, SYSTEMS
from taizhang.values.errors import UsageError

V = TypeVar("V", bound=Versioned)


@action("library.export", gettext_lazy("{actor} exported {rows} documents of the library as {format}"))
def export(actor: Any, rows: int, format: str, address: str) -> None:
    """Note who takes the list along."""
    LIBRARY.require(actor, "export")
    record(actor, "library.export", "library", "", {"format": format, "rows": str(rows), "address": address})


@action("system.make", gettext_lazy("{actor} made the system “{label}”"))
def make(actor: Any, document: UUID, given: Mapping[str, Any]) -> System:
    """Make the system of a main document; ``given`` holds the fields of `SystemForm`."""
    SYSTEMS.require(actor, "make")
    DOCUMENTS.require(actor, "edit", document_now(document))
    values = _valid(SystemForm(given), _("system"))
    if System.objects.current().filter(document=document, title=values["title"]).exists():
        raise Incomplete(values["title"], [_("There is a system of this name for this document already.")])
    made = System(document=document, recorded_by=actor, **values)
    made.save()
    record(actor, "system.make", "system", made.key, {"label": made.title, "document": str(document)})
    return made


@action("system.edit", gettext_lazy("{actor} changed the system “{label}”"))
def edit(actor: Any, key: UUID, version: int, given: Mapping[str, Any]) -> System:
    """Change title or note."""
    system = _system(key, version)
    SYSTEMS.require(actor, "edit", system)
    fresh = _revised(system, actor, "", **_valid(SystemForm(given), system.title))
    record(actor, "system.edit", "system", key, {"label": fresh.title, "old": system.title, "new": fresh.title})
    return fresh


@action("system.end", gettext_lazy("{actor} ended the system “{label}”"))
def end(actor: Any, key: UUID, version: int, reason: str) -> System:
    """End a system made by mistake; its members stay with it, and it can be brought back."""
    system = _system(key, version)
    SYSTEMS.require(actor, "end", system)
    gone = system.conclude(by=actor, reason=_reason(reason))
    record(actor, "system.end", "system", key, {"label": system.title, "reason": gone.reason})
    return gone


@action("system.restore", gettext_lazy("{actor} brought back the system “{label}”"))
def restore(actor: Any, key: UUID) -> System:
    """Bring an ended system back."""
    gone = System.objects.newest().filter(key=key, ended=True).first()
    if gone is None:
        raise UsageError(_("there is nothing to bring back"), where=str(key))
    SYSTEMS.require(actor, "end", gone)
    fresh = gone.revise(by=actor)
    record(actor, "system.restore", "system", key, {"label": fresh.title})
    return fresh


@action("member.add", gettext_lazy("{actor} added “{label}” to the system “{system}”"))
def add(actor: Any, key: UUID, given: Mapping[str, Any]) -> Member:
    """Add a member to a system; ``given`` holds the fields of `MemberForm`, and ``fact``, the clause that demands it."""
    system = _system(key)
    SYSTEMS.require(actor, "edit", system)
    values = _valid(MemberForm(actor, given), system.title)
    there = Member.objects.current().filter(system=key)
    double = there.filter(document=values["document"]) if values["document"] else there.filter(title=values["title"])
    if double.exists():
        raise Incomplete(values["title"], [_("This is a member already.")])
    made = Member(system=key, recorded_by=actor, fact=given.get("fact"), **values)
    made.save()
    record(actor, "member.add", "system", key, {"label": made.title, "system": system.title, "state": made.state, "unit": made.unit})
    return made


@action("member.change", gettext_lazy("{actor} changed “{label}” in the system “{system}”"))
def change(actor: Any, key: UUID, version: int, given: Mapping[str, Any]) -> Member:
    """Change a member: its title, document, unit, day, state or note."""
    member, system = _member(key, version)
    SYSTEMS.require(actor, "edit", system)
    values = _valid(MemberForm(actor, given), member.title)
    changes = {name: value for name, value in values.items() if getattr(member, name) != value}
    if not changes:
        raise Incomplete(member.title, [_("Nothing is different from before.")])
    fresh = _revised(member, actor, "", **changes)
    old = {name: str(getattr(member, name) or "") for name in changes}
    record(actor, "member.change", "system", system.key, {
        "label": fresh.title, "system": system.title, "old": old, "new": {name: str(value or "") for name, value in changes.items()}})
    return fresh


@action("member.remove", gettext_lazy("{actor} removed “{label}” from the system “{system}”"))
def remove(actor: Any, key: UUID, version: int) -> Member:
    """Remove a member that was added by mistake; what will not come is dropped instead, and stays."""
    member, system = _member(key, version)
    SYSTEMS.require(actor, "edit", system)
    gone = member.conclude(by=actor, reason="")
    record(actor, "member.remove", "system", system.key, {"label": member.title, "system": system.title})
    return gone


@action("member.restore", gettext_lazy("{actor} brought “{label}” back into the system “{system}”"))
def bring_back(actor: Any, key: UUID) -> Member:
    """Undo a removal."""
    gone = Member.objects.newest().filter(key=key, ended=True).first()
    if gone is None:
        raise UsageError(_("there is nothing to bring back"), where=str(key))
    system = _system(gone.system)
    SYSTEMS.require(actor, "edit", system)
    fresh = gone.revise(by=actor)
    record(actor, "member.restore", "system", system.key, {"label": fresh.title, "system": system.title})
    return fresh


def _system(key: UUID, version: int | None = None) -> System:
    found = System.objects.current().filter(key=key).select_related("recorded_by").first()
    if found is None:
        raise UsageError(_("there is no such system"), where=str(key))
    if version is not None and found.version != version:
        raise Overtaken(found, found.title, "")
    return found


def _member(key: UUID, version: int) -> tuple[Member, System]:
    found = Member.objects.current().filter(key=key).select_related("recorded_by").first()
    if found is None:
        raise UsageError(_("there is no such member"), where=str(key))
    if found.version != version:
        raise Overtaken(found, found.title, "")
    return found, _system(found.system)


def _revised(thing: V, actor: Any, reason: str, **changes: Any) -> V:
    try:
        with transaction.atomic():
            return thing.revise(by=actor, reason=reason, **changes)
    except (Outdated, IntegrityError):
        now = type(thing).objects.newest().select_related("recorded_by").get(key=thing.key)
        raise Overtaken(now, str(getattr(now, "title", "")), "") from None


def _valid(form: Any, label: str) -> dict[str, Any]:
    if not form.is_valid():
        raise Incomplete(label, [str(message) for messages in form.errors.values() for message in messages], form)
    found: dict[str, Any] = form.values()
    return found


def _reason(given: str) -> str:
    return given.replace("\0", "").strip()[:REASON_LIMIT]

"""Changing the installation's own layer: adding a name, ending it, going back; each recorded, none removed."""
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang import packs
from taizhang.server.accounts.roles import OWN_LAYER, place
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.history import Outdated
from taizhang.server.local.layer import changed
from taizhang.server.local.models import SECTIONS, Alias
from taizhang.server.local.names import conflict, thing_words
from taizhang.server.local.permissions import ALIASES
from taizhang.values.errors import UsageError

LOCK = 0x10_CA_1  # any number: who adds names does so one after the other
REASON_LIMIT = 1000


class Taken(UsageError):
    """The name means something else already, or cannot be one; ``sentence`` says whose it is."""

    def __init__(self, name: str, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(_("the name cannot be added"), where=name, why=sentence)


@action("alias.add", gettext_lazy("{actor} added the name “{label}” for {of}"))
def add(
    actor: Any, section: str, of: str, name: str, *, since: date | None = None, until: date | None = None, reason: str = "",
    correction: UUID | None = None, document: UUID | None = None, source: str = "", pack_id: str = "",
) -> Alias:
    """Add a name of a unit, an indicator or a region of the pack; from now on readers, forms and filters know it.

    Raises `Taken` where the name belongs to something else on any of these days, or is known already.
    """
    fresh = Alias(section=section, of=of, name=clean(name), valid_from=since, valid_until=until, reason=_cut(reason), correction=correction,
                  document=document, source=_cut(source)[:300], pack_id=pack_id, recorded_by=actor)
    if section not in SECTIONS:
        raise UsageError(_("there is no such kind of name"), where=section)
    ALIASES.require(actor, "add", fresh)
    _alone()
    _free(fresh)
    fresh.save()
    changed()
    record(actor, "alias.add", "alias", fresh.key, {
        "label": fresh.name, "of": thing_words(section, of), "id": of, "section": section, "since": since or "", "until": until or "",
        "reason": fresh.reason, "correction": str(correction or "")})
    return fresh


@action("alias.end", gettext_lazy("{actor} ended the name “{label}” for {of}"))
def end(actor: Any, key: UUID | str, version: int, until: date, reason: str = "") -> Alias:
    """Say from which day on the name is not used any more; texts of earlier days are still read with it."""
    held = current(key)
    if held.version != version:
        raise _late(held)
    ALIASES.require(actor, "end", held)
    if held.valid_from and until <= held.valid_from:
        raise UsageError(_("a name ends after it begins"), where=held.name, hint=_("take it back, if it never was one"))
    fresh = held.revise(by=actor, reason=_cut(reason), valid_until=until)
    changed()
    record(actor, "alias.end", "alias", fresh.key, {"label": fresh.name, "of": thing_words(fresh.section, fresh.of), "until": until, "reason": fresh.reason})
    return fresh


@action("alias.undo", gettext_lazy("{actor} undid the last change of the name “{label}” for {of}"))
def undo(actor: Any, key: UUID | str, version: int) -> Alias:
    """Go back to the version before; a name that had none before is taken back."""
    held = newest(key)
    if held.version != version:
        raise _late(held)
    ALIASES.require(actor, "undo", held)
    _alone()
    if held.version == 1:
        fresh = held.conclude(by=actor, reason=_("taken back, as if never added"))
    else:
        earlier = Alias.objects.get(key=held.key, version=held.version - 1)
        if earlier.ended:
            fresh = held.conclude(by=actor, reason=_("taken back, as if never added"))
        else:
            _free(earlier)
            fresh = held.revise(by=actor, reason=_("back to the version before"), valid_from=earlier.valid_from, valid_until=earlier.valid_until)
    changed()
    record(actor, "alias.undo", "alias", fresh.key, {"label": fresh.name, "of": thing_words(fresh.section, fresh.of), "state": ALIASES.state(fresh)})
    return fresh


def current(key: UUID | str) -> Alias:
    """The name as it is now; `UsageError` where there is none."""
    return _found(Alias.objects.current().filter(key=key).first(), key)


def newest(key: UUID | str) -> Alias:
    """The newest version, also of a name that was taken back."""
    return _found(Alias.objects.newest().filter(key=key).first(), key)


def clean(name: str) -> str:
    """A name as it is kept: in one line, without blanks around it."""
    return " ".join(str(name or "").replace("\0", "").split())


def _found(alias: Alias | None, key: UUID | str) -> Alias:
    if alias is None:
        raise UsageError(_("there is no such name"), where=str(key))
    return alias


def _late(held: Alias) -> Outdated:
    return Outdated(_("someone else changed this name meanwhile"), where=held.name, hint=_("Look at it as it is now and decide anew."))


def _free(alias: Alias) -> None:
    OWN_LAYER.look_again()
    said: Any = (alias.id_in_pack, alias.section, alias.of, alias.name, alias.valid_from, alias.valid_until)
    if why := conflict(place(), packs.Alias(*said)):
        raise Taken(alias.name, why)


def _alone() -> None:
    """Two who add at once: the second waits, and then sees the first one's name."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _cut(given: str) -> str:
    return str(given or "").replace("\0", "").strip()[:REASON_LIMIT]

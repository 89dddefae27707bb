"""Names that people corrected: what the reader wrote, what they put in its place, how often and who; and making a name of one."""
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from taizhang import packs
from taizhang.server.accounts.roles import place
from taizhang.server.accuracy.observing import measured
from taizhang.server.facts.models import STATEMENTS, Fact
from taizhang.server.facts.versions import charges
from taizhang.server.local import actions as local
from taizhang.server.local.models import Alias
from taizhang.server.local.names import conflict, meant, thing_words
from taizhang.values.errors import UsageError

SENTENCES = 3  # shown of each


@dataclass(slots=True)
class Corrected:
    """One correction of a name, however often people made it. ``id`` is what the new name stands for; ``why`` says why it cannot be a name."""

    section: str
    old: str
    new: str
    times: int = 0
    people: Counter[str] = field(default_factory=Counter)
    facts: list[Fact] = field(default_factory=list)
    id: str = ""
    of: str = ""
    why: str = ""
    added: Alias | None = None


def corrected_names(visible: QuerySet[Fact]) -> list[Corrected]:
    """All corrections of names among facts a person may read, the most frequent first."""
    rows = measured(visible).filter(state="corrected").select_related("decided_by").prefetch_related("in_charge").order_by("-decided_at")
    rows = list(rows)  # type: ignore[assignment]
    read = {one.key: one for one in Fact.objects.filter(key__in=[one.key for one in rows], act="read").order_by("version").prefetch_related("in_charge")}
    found: dict[tuple[str, str, str], Corrected] = {}
    for now in rows:
        was = read.get(now.key)
        for section, old, new in _changes(was, now) if was is not None else ():
            one = found.setdefault((section, old, new), Corrected(section, old, new))
            one.times += 1
            one.people[str(now.decided_by)] += 1
            if len(one.facts) < SENTENCES:
                one.facts.append(now)
    added = {(one.section, one.name): one for one in Alias.objects.current()}
    pack = place()
    for one in found.values():
        one.id = meant(one.section, one.new, pack)
        one.of = thing_words(one.section, one.id, pack) if one.id else ""
        one.added = added.get((one.section, one.old))
        one.why = "" if one.added else _why(pack, one)
    return sorted(found.values(), key=lambda one: (one.added is not None, bool(one.why), -one.times, one.section, one.old))


def adopt(actor: Any, visible: QuerySet[Fact], section: str, old: str, new: str, *, since: date | None = None) -> Alias:
    """Make a name of a correction: ``old`` from now on stands for what ``new`` stands for; checked and recorded as any added name."""
    one = next((one for one in corrected_names(visible) if (one.section, one.old, one.new) == (section, old, new)), None)
    if one is None:
        raise UsageError(_("nobody corrected this name so"), where=f"{old} \N{RIGHTWARDS ARROW} {new}", hint=_("see the list as it is now"))
    if not one.id:
        raise local.Taken(old, one.why)
    key: UUID = one.facts[0].key
    return local.add(actor, section, one.id, old, since=since, correction=key, document=one.facts[0].document,
                     reason=_("corrected {n} times to “{new}”").format(n=one.times, new=new))


def _why(pack: packs.Pack, one: Corrected) -> str:
    if not one.id:
        return _("“{name}” stands for nothing in the pack, or for several.").format(name=one.new)
    return conflict(pack, packs.Alias("", one.section, one.id, one.old))  # type: ignore[arg-type]


def _changes(was: Fact, now: Fact) -> Iterator[tuple[str, str, str]]:
    if now.kind in STATEMENTS and was.kind in STATEMENTS and was.what != now.what and was.what and now.what:
        yield "indicators", was.what, now.what
    if was.subject and now.subject and was.subject != now.subject:
        yield "regions", was.subject, now.subject
    old, new = [one[1] for one in charges(was)], [one[1] for one in charges(now)]
    if old != new:
        gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
        # Which of several became which nobody has said: only where they stand in the same places, one for one, is it plain.
        if len(gone) == len(come) and len(old) == len(new):
            for a, b in zip(old, new, strict=True):
                if a != b and a in gone and b in come:
                    yield "units", a, b

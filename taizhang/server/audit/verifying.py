"""Verifying the trail: what was changed, removed, cut off or computed anew, each as a sentence; and what cannot be proven.

The chain alone shows changed and removed entries. That its end was cut off, or that all of it was computed anew by someone who
holds the database, only a head shows that was signed and kept outside (`audit.anchors`).
"""
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connections
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.server.audit.anchors import Anchor, keys_of_this_place
from taizhang.server.audit.chain import GENESIS, SAID, head, sealed, value_digest
from taizhang.server.audit.models import Entry, Value
from taizhang.server.history import guard

EXPUNGING = "expunging.confirm"
Confirmed = tuple[str, str, frozenset[str]]
AT_ONCE = 2000
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be: its kind, the place in the chain, and a sentence."""

    kind: str
    place: int | None
    sentence: str


@dataclass(slots=True)
class Report:
    """What a verification found. ``ok`` is whether nothing speaks against the trail; ``limits`` says what was not proven."""

    entries: int = 0
    place: int = 0
    seal: str = GENESIS
    values: int = 0
    expunged: int = 0
    unsealed: int = 0
    findings: list[Finding] = field(default_factory=list)
    more: int = 0
    anchored: list[str] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def find(self, kind: str, place: int | None, sentence: str) -> None:
        """Add a finding; after the first hundred they are counted only."""
        if len(self.findings) < SHOWN:
            self.findings.append(Finding(kind, place, sentence))
        else:
            self.more += 1

    def lines(self) -> list[str]:
        """The report as sentences, the verdict first."""
        total = len(self.findings) + self.more
        said = [_("The trail is whole: {count} entries, each sealed and in its place.").format(count=self.entries) if self.ok else
                ngettext("The trail is not whole: {count} finding.", "The trail is not whole: {count} findings.", total).format(count=total)]
        said += [one.sentence for one in self.findings]
        if self.more:
            said.append(ngettext("And {count} more.", "And {count} more.", self.more).format(count=self.more))
        said.append(ngettext("{count} value matches its digest.", "{count} values match their digests.", self.values).format(count=self.values))
        if self.expunged:
            said.append(ngettext("{count} value was expunged, with a confirmed request each; the chain holds without it.",
                                 "{count} values were expunged, with a confirmed request each; the chain holds without them.",
                                 self.expunged).format(count=self.expunged))
        if self.unsealed:
            said.append(ngettext("{count} entry waits to be sealed and is not proven yet.",
                                 "{count} entries wait to be sealed and are not proven yet.", self.unsealed).format(count=self.unsealed))
        said.append(_("Newest place {place}, seal {seal}.").format(place=self.place, seal=self.seal))
        return said + self.anchored + self.limits


def verify(anchor: Anchor | None = None, using: str = "default", keys: set[str] | None = None) -> Report:
    """Walk the whole chain and hold it against an anchor where one is given; ``keys`` are the public keys known here."""
    report = Report()
    end, _seal = head(using)
    anchored = _walk(report, end, anchor, using)
    report.unsealed = Entry.objects.using(using).filter(place__isnull=True).count()
    if anchor is None:
        report.limits.append(_("Without an anchor kept outside this cannot prove that no entries were cut off at the end, "
                               "nor that the whole chain was not computed anew. Give one: taizhang audit verify --anchor FILE."))
    else:
        _hold(report, anchor, end, anchored, keys_of_this_place() if keys is None else keys)
    for table in guard.missing(connections[using]):
        report.find("guard", None, _("The guard of the table {table} is missing: its rows could be changed past the program. "
                                     "Run taizhang setup, and find out who removed it.").format(table=table))
    return report


def _walk(report: Report, end: int, anchor: Anchor | None, using: str) -> str:
    """Check each entry in order; the seal found at the anchor's place."""
    place, previous, found = 0, GENESIS, ""
    expungings = _expungings(using)
    for rows in _chunks(end, using):
        values = _values([row[0] for row in rows], using)
        for row in rows:
            said, (here, linked, held) = row[:len(SAID)], row[len(SAID):]
            if here != place + 1:
                report.find("removed", here, _removed(place + 1, here - 1))
            elif linked != previous:
                report.find("cut", here, _("Entry {place}: it does not follow on the seal before it; "
                                           "an entry before it was exchanged.").format(place=here))
            if _seal_of(said, here, linked) != held:
                report.find("changed", here, _("Entry {place} was changed: what it says does not match its seal.").format(place=here))
            _check_values(report, here, said, values.get(said[0], {}), expungings)
            if anchor is not None and here == anchor.place:
                found = held
            place, previous = here, held
            report.entries += 1
    report.place, report.seal = place, previous
    return found


def _chunks(end: int, using: str) -> Iterator[list[Any]]:
    at = 0
    fields = (*SAID, "place", "previous", "seal")
    while rows := list(Entry.objects.using(using).filter(place__gt=at, place__lte=end).order_by("place").values_list(*fields)[:AT_ONCE]):
        yield rows
        at = rows[-1][len(SAID)]


def _values(entries: list[int], using: str) -> dict[int, dict[str, tuple[str, str, int | None]]]:
    found: dict[int, dict[str, tuple[str, str, int | None]]] = {}
    rows = Value.objects.using(using).filter(entry__in=entries).values_list("entry_id", "name", "salt", "value", "expunged_id")
    for entry, name, salt, value, expunged in rows:
        found.setdefault(entry, {})[name] = salt, value, expunged
    return found


def _seal_of(said: Any, place: int, previous: str) -> str:
    try:
        return sealed(said, place, previous)
    except (ValueError, TypeError, AttributeError):  # an algorithm nobody has, digests that are no table: changed, whatever it is
        return ""


def _check_values(report: Report, place: int, said: Any, values: dict[str, tuple[str, str, int | None]], expungings: dict[int, Confirmed]) -> None:
    digests, algorithm = said[7], said[8]
    for name in sorted({*digests, *values} if isinstance(digests, dict) else values):
        if name not in values:
            report.find("value", place, _("Entry {place}: the value “{name}” was removed, and no request for expunging was confirmed.").format(
                place=place, name=name))
            continue
        salt, value, expunged = values[name]
        if expunged is not None:
            if salt or value or not (said[0] < expunged and _confirmed(expungings.get(expunged), said, name)):
                report.find("value", place, _("Entry {place}: the value “{name}” claims to be expunged, but no confirmed request says so."
                                              ).format(place=place, name=name))
            else:
                report.expunged += 1
        elif not isinstance(digests, dict) or digests.get(name) != _digest_of(salt, value, algorithm):
            report.find("value", place, _("Entry {place}: the value “{name}” was changed; it does not match its digest.").format(
                place=place, name=name))
        else:
            report.values += 1


def _expungings(using: str) -> dict[int, Confirmed]:
    """Confirmed requests by their entry: what object they were about, and which names of values (none: all)."""
    rows = Value.objects.using(using).filter(entry__action=EXPUNGING, entry__outcome="done", name="names")
    named = {entry: frozenset(json.loads(value)) for entry, value in rows.values_list("entry_id", "value") if value}
    confirmed = Entry.objects.using(using).filter(action=EXPUNGING, outcome="done").values_list("pk", "noun", "key")
    return {pk: (noun, key, named.get(pk, frozenset())) for pk, noun, key in confirmed}


def _confirmed(request: Confirmed | None, said: Any, name: str) -> bool:
    """Whether a confirmed request covers a value of this entry."""
    return request is not None and request[:2] == (said[4], said[5]) and (not request[2] or name in request[2])


def _digest_of(salt: str, value: str, algorithm: str) -> str:
    try:
        return value_digest(salt, value, algorithm)
    except ValueError:
        return ""


def _removed(first: int, last: int) -> str:
    if first >= last:
        return _("Entry {place} was removed.").format(place=first)
    return _("Entries {first} to {last} were removed.").format(first=first, last=last)


def _hold(report: Report, anchor: Anchor, end: int, found: str, keys: set[str]) -> None:
    """Hold the chain against an anchor."""
    named = {"place": anchor.place, "time": anchor.words, "key": anchor.fingerprint}
    if not anchor.genuine:
        report.find("anchor", anchor.place, _("The anchor of {time} is not genuine: its signature does not match what it says. "
                                              "Nothing can be proven with it.").format(**named))
        return
    if anchor.public_key not in keys:
        report.limits.append(_("The anchor is signed with the key {key}, which this installation does not know. Compare it with the key "
                               "that was written down when the server was set up.").format(**named))
    if anchor.place > end:
        report.find("truncated", anchor.place, ngettext(
            "The end was cut off: the anchor of {time} knows {place} entries, the chain ends at {end}; {count} entry is gone.",
            "The end was cut off: the anchor of {time} knows {place} entries, the chain ends at {end}; {count} entries are gone.",
            anchor.place - end).format(**named, end=end, count=anchor.place - end))
    elif found != anchor.seal and anchor.place:
        report.find("recomputed", anchor.place, _(
            "The chain was computed anew: at place {place} it has another seal than the anchor of {time}.").format(**named))
    else:
        report.anchored.append(_("The anchor of {time} (place {place}, key {key}) holds: up to there nothing was cut off or computed anew."
                                 ).format(**named))
        if end > anchor.place:
            report.limits.append(ngettext(
                "For the {count} entry after the anchor it cannot be proven that none behind it was cut off.",
                "For the {count} entries after the anchor it cannot be proven that none behind them were cut off.",
                end - anchor.place).format(count=end - anchor.place))

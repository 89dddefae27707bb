"""What changes or is recorded here: verifying, exporting, and expunging in two steps by two people."""
import json
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.accounts.policy import POLICIES
from taizhang.server.audit.actions import action
from taizhang.server.audit.anchors import Anchor
from taizhang.server.audit.models import Entry, Expunging, Value
from taizhang.server.audit.trail import record
from taizhang.server.audit.verifying import EXPUNGING, Report, verify
from taizhang.server.history import Outdated
from taizhang.server.oversight.things import policy_of
from taizhang.values.errors import UsageError

LONGEST = 2000


@action("audit.verify", gettext_lazy("{actor} verified the trail: {result}"))
def verify_trail(actor: Any, anchor: Anchor | None = None) -> Report:
    """Verify the whole trail, against an anchor where one is given, and record what came of it."""
    POLICIES.get("audit").require(actor, "verify")
    report = verify(anchor)
    record(actor, "audit.verify", "audit", "", {"result": report.lines()[0], "count": report.entries, "anchor": anchor.words if anchor else ""})
    return report


@action("audit.export", gettext_lazy("{actor} exported the trail as {format}: {rows} entries"))
def export_trail(actor: Any, format: str, filters: str, rows: int) -> None:
    """Record that the trail leaves the house: which part of it, and how much."""
    POLICIES.get("audit").require(actor, "export")
    record(actor, "audit.export", "audit", "", {"format": format, "filters": filters, "rows": rows})


@action("expunging.ask", gettext_lazy("{actor} asked that values of {about} be expunged: {basis}"))
def ask(actor: Any, noun: str, key: str, names: list[str], basis: str) -> Expunging:
    """Ask that values of an object be destroyed; says at once where the trail has none of them."""
    POLICIES.get("expunging").require(actor, "ask")
    noun, key, basis, names = noun.strip(), key.strip(), basis.strip(), sorted({name.strip() for name in names if name.strip()})
    if not basis or len(basis) > LONGEST:
        raise UsageError(_("the legal basis is missing or too long"), hint=_("name the law and the decision in at most 2000 characters"))
    asked = Expunging(asked_at=timezone.now(), asked_by=actor, basis=basis, noun=noun, key=key, names=names)
    if not covered(asked).exists():
        raise UsageError(_("the trail has no such values"), where=f"{noun} {key}",
                         hint=_("copy noun and key from the address of the trail's page, and check the names of the values"))
    asked.save()
    record(actor, "expunging.ask", "expunging", asked.pk, {"about": about(asked), "basis": basis, "names": names})
    return asked


@action(EXPUNGING, gettext_lazy("{actor} confirmed an expunging and destroyed {count} values: {basis}"))
def confirm(actor: Any, pk: int, remark: str = "") -> Expunging:
    """Destroy the values and their salts. The entries stay, the chain verifies, and says how many values were expunged."""
    asked = _decide(actor, pk, "done", remark)
    rows = covered(asked)
    entry = record(actor, EXPUNGING, asked.noun, asked.key, {
        "basis": asked.basis, "names": json.dumps(asked.names), "count": rows.count(), "remark": asked.remark, "request": asked.pk})
    if connection.vendor == "sqlite":  # overwrite what is destroyed also on the pages of the file that become free
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    rows.exclude(entry=entry).update(salt="", value="", expunged=entry)
    return asked


@action("expunging.decline", gettext_lazy("{actor} declined to expunge values of {about}: {remark}"))
def decline(actor: Any, pk: int, remark: str) -> Expunging:
    """Leave everything as it is; the reason is kept."""
    if not _plain(remark):
        raise UsageError(_("a reason is missing"), hint=_("say why nothing is expunged"))
    asked = _decide(actor, pk, "declined", remark)
    record(actor, "expunging.decline", "expunging", asked.pk, {"about": about(asked), "remark": asked.remark})
    return asked


def covered(asked: Expunging) -> QuerySet[Value]:
    """The values a request is about; entries about expunging itself keep theirs."""
    found = Value.objects.filter(entry__noun=asked.noun, entry__key=asked.key, expunged__isnull=True)
    found = found.exclude(entry__in=Entry.objects.filter(noun=asked.noun, key=asked.key, action__startswith="expunging."))
    return found.filter(name__in=asked.names) if asked.names else found


def about(asked: Expunging) -> str:
    """The object of a request in words that hold no content."""
    policy = policy_of(asked.noun)
    return f"{policy.says if policy else asked.noun} {asked.key}"


def _decide(actor: Any, pk: int, state: str, remark: str) -> Expunging:
    POLICIES.get("expunging").require(actor, "decide")
    asked = Expunging.objects.select_for_update().filter(pk=pk).first()
    if asked is None:
        raise UsageError(_("there is no such request"), hint=_("look at the list of requests"))
    if asked.state != "asked":
        raise Outdated("someone else decided this meanwhile", hint="load it again")
    POLICIES.get("expunging").require(actor, "decide", asked)
    asked.state, asked.decided_at, asked.decided_by, asked.remark = state, timezone.now(), actor, _plain(remark)[:LONGEST]
    asked.save()
    return asked


def _plain(written: str) -> str:
    return written.replace("\0", "").strip()  # PostgreSQL keeps no NUL

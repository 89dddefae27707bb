"""Deciding about files that bear a mark of restricted use or hold data of persons; and the one thing nobody decides: a secret is refused."""
import hashlib
import secrets
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts.policy import POLICIES
from taizhang.server.audit.actions import action, kind
from taizhang.server.audit.trail import record
from taizhang.server.documents.gate import counted
from taizhang.server.documents.storage import drop
from taizhang.server.imports import reasons as why
from taizhang.server.imports.actions import CHOICES, label_of, possible
from taizhang.server.imports.models import Import, Item
from taizhang.server.jobs.models import Job
from taizhang.values.errors import UsageError

SECRET = kind("imports.secret", _("A file that {actor} handed in bears a mark of secrecy ({level}); it was refused and dropped"))
HANDLINGS = {"mask": _("mask them"), "keep": _("keep them"), "admit": _("let it in")}
LONGEST = 2000


@action("imports.admit", _("{actor} decided about what was found in “{file}” ({found}): {handling}"))
def admit(person: Any, batch: Import, item: Item, handling: str, grounds: str, choice: str) -> None:
    """Decide about a file: ``handling`` is mask or keep where it holds data of persons, admit where it only bears a mark; ``grounds`` say
    why (a legal basis to keep data of persons; a reason for a mark); ``choice`` is create or version, and skip takes the decision back."""
    POLICIES.get("import").require(person, "choose", batch)
    if not item.gate or item.applied_at is not None or item.finding in ("refused", "unchanged"):
        raise UsageError(gettext("there is nothing to decide about this file"), where=item.name, hint=gettext("load the page again"))
    grounds = grounds.replace("\0", "").strip()[:LONGEST]
    if choice == "skip":
        handling = grounds = ""
    else:
        if handling not in handlings(item):
            raise UsageError(gettext("say what becomes of the data of persons"), where=item.name, hint=gettext("mask them, or keep them with a legal basis"))
        if not grounds and handling != "mask" or (item.gate.get("restricted") and not grounds):
            raise UsageError(gettext("a reason is needed"), where=item.name, hint=gettext("it is kept in the audit trail"))
    item.handling, item.grounds = handling, grounds
    if choice not in possible(item) or choice not in CHOICES:
        raise UsageError(gettext("this cannot be chosen"), where=f"{item.name}: {choice}", hint=gettext("load the page again"))
    Item.objects.filter(pk=item.pk, applied_at__isnull=True).update(handling=handling, grounds=grounds, choice=choice)
    record(person, "imports.admit", "import", batch.key, {
        "label": batch.label, "file": item.name, "found": found_words(item), "handling": handling or "skip", "reason": grounds, "choice": choice})


def handlings(item: Item) -> tuple[str, ...]:
    """What may be decided about an item."""
    return ("mask", "keep") if item.gate.get("personal") else ("admit",)


def found_words(item: Item) -> str:
    """What was found in a file, in words."""
    said = [f"\N{LEFT DOUBLE QUOTATION MARK}{one}\N{RIGHT DOUBLE QUOTATION MARK}" for one in item.gate.get("restricted", ())]
    return gettext(", ").join([*said, *([counted(item.gate["personal"])] if item.gate.get("personal") else [])])


def refuse(batch: Import, item: Item, level: str) -> None:
    """Refuse a secret: its bytes go, its name goes, and only that it was refused is written down. Inside a step.

    The trail holds the level and a salted digest, by which whoever has the file can show that it was this one; nothing of what it says.
    """
    held = item.held
    for one in Item.objects.filter(held=held).select_related("batch").defer("reading") if held else [item]:
        name = f"#{one.position + 1}{_suffix(one.name)}"
        Item.objects.filter(pk=one.pk, applied_at__isnull=True).update(
            name=name, held="", finding="refused", choice="skip", reasons=[why.because(why.SECRET, level=level), why.because(why.SECRET_HINT)],
            reading=None, title="", number="", identity="", text_sha256="", counts={}, gate={}, target=None)
        first = one.batch.items.order_by("position").values_list("name", flat=True)[:1]
        label = label_of(first[0], one.batch.items.count())
        Import.objects.filter(pk=one.batch.pk).update(label=label)
        Job.objects.filter(about=str(one.batch.key)).update(label=label, now="")
    salt = secrets.token_hex(16)
    digest = hashlib.sha256((salt + held).encode("ascii")).hexdigest()
    record(batch.by, SECRET, "import", batch.key, {"level": level, "salt": salt, "digest": digest}, outcome="refused")
    if held:
        transaction.on_commit(lambda: drop(held))


def _suffix(name: str) -> str:
    found = PurePath(name).suffix.lower()
    return found if len(found) < 7 and found[1:].isascii() and found[1:].isalnum() else ""

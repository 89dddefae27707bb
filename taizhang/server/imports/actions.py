"""What people do with imports: hand files in, decide on doubtful ones, carry the plan out, discard it, have it made anew."""
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.packs import shipped
from taizhang.reading.api import AUTO
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.documents.storage import drop
from taizhang.server.imports.models import Import, Item
from taizhang.server.imports.uploads import Handed
from taizhang.server.jobs.models import OPEN, Job
from taizhang.server.jobs.queue import enqueue
from taizhang.text.secrecy import name_marked
from taizhang.values.errors import UsageError

PLAN, APPLY = "imports.plan", "imports.apply"
CHOICES = ("create", "version", "skip")


@action("imports.start", _("{actor} handed in {files} files for import"))
def start(person: Any, handed: Sequence[Handed], pack: str = AUTO, owner: str = "", label: str = "") -> Import:
    """Make an import of files that are put away, and have its plan made."""
    if pack != AUTO and pack not in shipped():
        raise UsageError(gettext("there is no pack {name}").format(name=pack), hint=gettext("known: {names}").format(names=", ".join((AUTO, *shipped()))))
    if not handed:
        raise UsageError(gettext("no file was handed in"), hint=gettext("choose files or a zip"))
    # What was not even kept is not planned: its name goes here, where it bears a mark of secrecy.
    handed = [replace(one, name=f"#{at}") if one.kept is None and name_marked(one.name) else one for at, one in enumerate(handed, 1)]
    label = label or _label(handed)
    batch = Import(by=person, pack=pack, owner=owner, label=label[:300])
    POLICIES.get("import").require(person, "start", batch)
    batch.save()
    Item.objects.bulk_create([_item(batch, position, one) for position, one in enumerate(handed)], batch_size=200)
    enqueue(PLAN, batch.key, label=batch.label, by=person)
    # No name of a file goes into the trail before the file was looked at: a name may be what has to stay out.
    record(person, "imports.start", "import", batch.key, {"files": len(handed), "owner": owner, "pack": pack})
    return batch


def _item(batch: Import, position: int, one: Handed) -> Item:
    if one.kept is None:
        return Item(batch=batch, position=position, name=one.name, finding="refused", reasons=one.refused, choice="skip")
    return Item(batch=batch, position=position, name=one.name, held=one.kept.sha256, size=one.kept.size)


def _label(handed: Sequence[Handed]) -> str:
    return label_of(handed[0].name, len(handed))


def label_of(first: str, count: int) -> str:
    """What an import is called: its first file, and how many more."""
    return (first if count == 1 else f"{first} + {count - 1}")[:300]


@action("imports.choose", _("{actor} decided on “{file}” of the import {label}: {choice}"))
def choose(person: Any, batch: Import, choices: Mapping[int, str]) -> None:
    """Say what becomes of doubtful items: item id → create, version or skip."""
    POLICIES.get("import").require(person, "choose", batch)
    items = {item.pk: item for item in batch.items.filter(pk__in=list(choices)).defer("reading")}
    for pk, choice in choices.items():
        item = items.get(pk)
        if item is None:
            raise UsageError(gettext("there is no such file in this import"), where=str(pk), hint=gettext("load the page again"))
        if choice not in possible(item):
            raise UsageError(gettext("this cannot be chosen"), where=f"{item.name}: {choice}", hint=gettext("load the page again"))
        if item.choice == choice:
            continue
        Item.objects.filter(pk=item.pk, applied_at__isnull=True).update(choice=choice)
        record(person, "imports.choose", "import", batch.key, {"label": batch.label, "file": item.name, "choice": choice})


def possible(item: Item) -> tuple[str, ...]:
    """What may be chosen for an item."""
    if item.applied_at is not None or item.finding in ("", "refused", "unchanged"):
        return ()
    if item.undecided:
        return ("skip",)
    if item.finding == "new":
        return ("create", "skip")
    if item.finding == "changed":
        return ("version", "skip")
    return ("create", *(("version",) if item.target else ()), "skip")


@action("imports.apply", _("{actor} had the import {label} carried out: {create} new, {version} new versions, {skip} left out"))
def apply(person: Any, batch: Import) -> Job:
    """Have the plan carried out; what is still undecided is left out."""
    POLICIES.get("import").require(person, "apply", batch)
    if not Import.objects.filter(pk=batch.pk, state="planned").update(state="applying", applied_by=person):
        raise UsageError(gettext("this import is being carried out already"), hint=gettext("load the page again"))
    batch.items.filter(choice="", applied_at__isnull=True).update(choice="skip")
    counts = dict.fromkeys(CHOICES, 0)
    for choice in batch.items.filter(applied_at__isnull=True).values_list("choice", flat=True):
        counts[choice] += 1
    record(person, "imports.apply", "import", batch.key, {"label": batch.label} | {name: str(n) for name, n in counts.items()})
    return enqueue(APPLY, batch.key, label=batch.label, by=person)


@action("imports.discard", _("{actor} discarded the import {label}"))
def discard(person: Any, batch: Import) -> None:
    """Throw a plan away; what was read is dropped, and the bytes with it."""
    POLICIES.get("import").require(person, "discard", batch)
    if not Import.objects.filter(pk=batch.pk, state=batch.state).update(state="discarded"):
        raise UsageError(gettext("this import has changed meanwhile"), hint=gettext("load the page again"))
    held = list(batch.items.exclude(held="").values_list("held", flat=True))
    batch.items.update(reading=None, held="")
    transaction.on_commit(lambda: [drop(one) for one in held])
    Job.objects.filter(kind=PLAN, about=str(batch.key), state__in=OPEN).update(cancelling=True)
    record(person, "imports.discard", "import", batch.key, {"label": batch.label if batch.planned_at else str(batch.key)})


@action("imports.replan", _("{actor} had the import {label} planned anew"))
def replan(person: Any, batch: Import) -> Job:
    """Make the plan anew, for what has not been carried out; files that were read are not read again."""
    POLICIES.get("import").require(person, "replan", batch)
    if not Import.objects.filter(pk=batch.pk, state=batch.state).update(state="planning", planned_at=None):
        raise UsageError(gettext("this import has changed meanwhile"), hint=gettext("load the page again"))
    batch.items.filter(applied_at__isnull=True).exclude(held="").update(
        finding="", reasons=[], choice="", target=None, base=None, moved=0, lost=[], handling="", grounds="",
    )
    record(person, "imports.replan", "import", batch.key, {"label": batch.label if batch.planned_at else str(batch.key)})
    return enqueue(PLAN, batch.key, label=batch.label, by=person)

"""The job that plans: reads every file by the child and says what it is; changes nothing but the import itself."""
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts.roles import OWN_LAYER
from taizhang.server.documents.models import Document
from taizhang.server.documents.storage import path_of
from taizhang.server.imports import reasons as why
from taizhang.server.imports.comparing import Found, Head, compare
from taizhang.server.imports.deciding import refuse
from taizhang.server.imports.models import Import, Item
from taizhang.server.imports.moving import preview
from taizhang.server.imports.reader import Reader, Reading, kept
from taizhang.server.jobs.kinds import KINDS, Kind
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.work import Work
from taizhang.text.secrecy import name_marked

LIGHT = ("reading",)  # columns that are large


def plan(work: Work) -> None:
    """Plan what is not planned yet, file by file."""
    batch = Import.objects.get(key=work.job.about)
    if batch.state != "planning":
        return
    open_items = batch.items.filter(finding="", applied_at__isnull=True)
    work.plan(batch.items.count() + 1, batch.items.count() - open_items.count())
    with kept(batch.pack) as reader:
        for item in open_items.defer(*LIGHT):
            work.at(item.name)
            OWN_LAYER.look_again()  # names added since the last file are known to this one
            settled = not open_items.filter(pk=item.pk).exists()  # together with the same bytes before it
            reading = None if settled else _read(reader, batch, item)
            with work.step():
                if not settled:
                    settle(batch, item, reading)
    with work.step():
        Import.objects.filter(pk=batch.pk, state="planning").update(state="planned", planned_at=timezone.now())


def _read(reader: Reader, batch: Import, item: Item) -> Reading | None:
    """What the reader makes of an item; None for bytes that an earlier item has already."""
    if not item.held or batch.items.filter(held=item.held, position__lt=item.position).exists():
        return None
    if level := name_marked(item.name):
        return Reading({}, {"what": "", "secret": level})
    kept = item.reading if item.reading else Item.objects.values_list("reading", flat=True).get(pk=item.pk)
    if kept:  # planned anew: a text is read once
        return Reading.unpacked(bytes(kept))
    if not path_of(item.held).is_file():
        return Reading({}, {"what": "", "gone": "1"})
    return reader.read(path_of(item.held), item.name.rpartition("/")[2], batch.pack)


def settle(batch: Import, item: Item, reading: Reading | None) -> None:
    """Write down what an item is. Inside a step."""
    if reading is None:
        first = batch.items.filter(held=item.held, position__lt=item.position).exclude(held="").only("name").first()
        if first is not None:
            _write(item, Found("unchanged", [why.because(why.SAME_FILE_HERE, name=first.name)], "skip"))
        return
    if reading.error.get("secret"):
        refuse(batch, item, reading.error["secret"])
        return
    if reading.error:
        if reading.error.get("gone"):
            _write(item, Found("refused", [why.because(why.GONE)], "skip"))
            return
        _write(item, Found("refused", why.refusal(reading.error), "skip"))
        return
    head = Head.of(reading)
    before = list(batch.items.filter(position__lt=item.position).defer(*LIGHT))
    ours = {one.result for one in before if one.result}
    found = compare(head, batch.by, before, ours)
    values: dict[str, Any] = {
        "text_sha256": head.text_sha256, "title": (head.title or item.name.rpartition("/")[2])[:500], "number": head.number[:120],
        "gate": reading.made.get("gate") or {}, "identity": head.identity, "counts": reading.made["counts"], "reading": reading.packed(),
    }
    if found.target and found.finding != "unchanged":
        document = Document.objects.current().filter(key=found.target).first()
        if document is not None:
            moved, lost = preview(document, reading)
            values |= {"moved": moved, "lost": lost}
    _write(item, _held_up(found, values["gate"]), **values)


def _held_up(found: Found, gate: dict[str, Any]) -> Found:
    """What was found at the door makes a file wait for a person."""
    if not gate or found.finding == "unchanged":
        return found
    said = []
    if restricted := gate.get("restricted"):
        said.append(why.because(why.RESTRICTED, marks="\N{IDEOGRAPHIC COMMA}".join(restricted)))
    if personal := gate.get("personal"):
        telephones = personal.get("mobile", 0) + personal.get("telephone", 0)
        said.append(why.because(why.PERSONAL, identity=personal.get("identity", 0), telephones=telephones))
    return Found("doubtful", [*said, *found.reasons], "", found.target, found.base)


def _write(item: Item, found: Found, **more: Any) -> None:
    Item.objects.filter(pk=item.pk).update(
        finding=found.finding, reasons=found.reasons, choice=found.choice, target=found.target, base=found.base, **more,
    )


def ended(job: Job) -> None:
    """A plan that failed or was cancelled leaves an import that can be planned anew or discarded."""
    Import.objects.filter(key=job.about, state="planning").update(state="failed")


def again(job: Job) -> None:
    """Such a plan goes on where it stopped."""
    Import.objects.filter(key=job.about, state="failed").update(state="planning")


KINDS.add(Kind("imports.plan", _("plan an import"), plan, ended, again))

"""The job that carries a plan out: to the letter, one transaction a document, and as often begun again as it takes."""
import uuid
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from taizhang.server.accounts.models import User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.roles import place
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.documents import layouts
from taizhang.server.documents.models import Document, Text
from taizhang.server.documents.numbers import plain_number
from taizhang.server.documents.storage import Kept, drop, path_of, row_of
from taizhang.server.facts.making import make, store
from taizhang.server.imports import reasons as why
from taizhang.server.imports.comparing import Found, Head, compare
from taizhang.server.imports.models import Import, Item
from taizhang.server.imports.moving import renew
from taizhang.server.imports.planning import LIGHT
from taizhang.server.imports.reader import Reading, kept
from taizhang.server.jobs.kinds import KINDS, Kind
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.work import Work
from taizhang.values.errors import TaizhangError

LOCK = 0x1_7E_35  # any number: who adds documents does so one after the other
IMPORTED = "documents.imported"


def apply(work: Work) -> None:
    """Carry out what is chosen and not done yet."""
    batch = Import.objects.select_related("applied_by", "by").get(key=work.job.about)
    if batch.state != "applying":
        return
    chosen = batch.items.filter(choice__in=("create", "version"))
    waiting = chosen.filter(applied_at__isnull=True)
    work.plan(chosen.count() + 1, chosen.count() - waiting.count())
    for pk, name in list(waiting.values_list("pk", "name")):
        work.at(name)
        read_whole(batch, pk)
        with work.step():
            import_item(batch.applied_by or batch.by, batch, pk)
    with work.step():
        finish(batch)


def read_whole(batch: Import, pk: int) -> None:
    """Read a file anew without masks, where a person decided to keep its data of persons. Outside of any transaction."""
    item = Item.objects.get(pk=pk)
    if item.applied_at is not None or item.handling != "keep" or not item.gate.get("masked"):
        return
    with kept(batch.pack) as reader:
        reading = reader.read(path_of(item.held), item.name.rpartition("/")[2], batch.pack, whole=True)
    if reading.error:
        raise TaizhangError(reading.error["what"], where=item.name, why=reading.error.get("why", ""), hint=reading.error.get("hint", ""))
    Item.objects.filter(pk=pk).update(
        reading=reading.packed(), gate=reading.made["gate"], text_sha256=reading.made["text_sha256"], counts=reading.made["counts"])


def finish(batch: Import) -> None:
    """The import is carried out, unless something came in between: then its plan waits for a person again."""
    open_again = batch.items.filter(finding="doubtful", choice="", applied_at__isnull=True).exists()
    state = "planned" if open_again else "applied"
    Import.objects.filter(pk=batch.pk, state="applying").update(state=state, applied_at=timezone.now())
    if not open_again:  # what did not come in is not kept
        held = list(batch.items.exclude(held="").values_list("held", flat=True))
        batch.items.exclude(held="").update(held="")
        transaction.on_commit(lambda: [drop(one) for one in held])


@action(IMPORTED, _("{actor} imported “{title}” ({how}) from the file {file}"))
def import_item(person: User, batch: Import, pk: int) -> uuid.UUID | None:
    """One file becomes a document or a version of one; the document's key. None where it no longer is what was planned."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    item = Item.objects.select_related("stored").get(pk=pk)
    if item.applied_at is not None:
        return item.result
    POLICIES.get("import").require(person, "read", batch)
    if item.undecided:
        Item.objects.filter(pk=pk).update(choice="")
        return None
    assert item.reading is not None
    if item.whole:
        item.stored = row_of(Kept(item.held, item.size))
    reading = Reading.unpacked(bytes(item.reading))
    doubt = _moved_on(person, batch, item, reading)
    if doubt is not None:
        Item.objects.filter(pk=pk).update(
            finding=doubt.finding, reasons=doubt.reasons, choice=doubt.choice, target=doubt.target, base=doubt.base,
            **({"applied_at": timezone.now(), "result": doubt.target} if doubt.finding == "unchanged" else {}),
        )
        return doubt.target if doubt.finding == "unchanged" else None
    document, moved, lost = _version(person, item, reading) if item.choice == "version" else _create(person, batch, item, reading)
    Item.objects.filter(pk=pk).update(applied_at=timezone.now(), stored=item.stored, result=document.key, moved=moved, lost=lost)
    record(person, IMPORTED, "document", document.key, {
        "title": document.title, "number": document.number, "file": item.name, "how": item.choice, "version": document.version,
        "sha256": reading.made["sha256"], "text_sha256": item.text_sha256, "import": str(batch.key), "moved": moved or "", "lost": len(lost) or "",
        "handling": item.handling, "grounds": item.grounds,
    })
    return document.key


def _moved_on(person: Any, batch: Import, item: Item, reading: Reading) -> Found | None:
    """What the item is now, where that is not what was planned; None where the plan still holds."""
    before = list(batch.items.filter(position__lt=item.position, result__isnull=False).defer(*LIGHT))
    ours = {one.result for one in before if one.result}
    now = compare(Head.of(reading), person, (), ours)
    if now.finding == "unchanged":
        return Found("unchanged", [*now.reasons], "skip", now.target, now.base)
    if item.choice == "version":
        target = _document(item.target)
        if target is not None and target.version == item.base and target.state != "withdrawn":
            return None
        title = target.title if target else item.title
        return Found("doubtful", [why.because(why.MOVED_ON, title=title), *now.reasons], "", now.target, now.base)
    if now.target is None or (now.target == item.target and now.base == item.base):
        return None
    other = _document(now.target)
    first = why.because(why.MOVED_ON if now.target == item.target else why.ARRIVED, title=other.title if other else item.title)
    return Found("doubtful", [first, *now.reasons], "", now.target, now.base)


def _document(key: uuid.UUID | None) -> Document | None:
    return Document.objects.current().filter(key=key).first() if key else None


def _create(person: Any, batch: Import, item: Item, reading: Reading) -> tuple[Document, int, list[dict[str, Any]]]:
    key = uuid.uuid4()
    text = _text(person, item, reading, key)
    document = Document(key=key, text=text, recorded_by=person, owner=batch.owner, **_columns(item, reading, batch.owner))
    document.save()
    store(make(reading.made["lines"], text.text), document=key, text=text, recorded_by=person)
    return document, 0, []


def _version(person: Any, item: Item, reading: Reading) -> tuple[Document, int, list[dict[str, Any]]]:
    assert item.target is not None
    old = Document.objects.current().select_related("text").get(key=item.target)
    before = old.text
    text = _text(person, item, reading, old.key)
    columns = _columns(item, reading, old.owner)
    kept = {name: value for name, value in columns.items() if value not in (None, "", []) or name in ("pack", "pack_reason")}
    document = old.revise(by=person, reason=f"imported from {item.name}", text=text, **kept)
    if before is None:
        store(make(reading.made["lines"], text.text), document=old.key, text=text, recorded_by=person)
        return document, 0, []
    return document, *renew(document, text, before, reading, person)


def _text(person: Any, item: Item, reading: Reading, key: uuid.UUID) -> Text:
    made, head = reading.made, reading.head
    text = Text.objects.create(
        document=key, stored=item.stored, name=item.name.rpartition("/")[2][:255], text=made["text"], sha256=made["sha256"],
        text_sha256=made["text_sha256"], format=made["format"], encoding=made["encoding"][:40], extractor=made["extractor"][:40],
        addresses=made["addresses"], outline=head["outline"], notes=head["notes"],
        gate=item.gate | {"grounds": item.grounds or item.handling} if item.gate else {}, release=made["release"][:20],
        fingerprint=made["fingerprint"], recorded_by=person,
    )
    layouts.keep(text, made.get("layout"), made.get("signatures") or ())
    return text


def _restricted(item: Item) -> str:
    return "\N{IDEOGRAPHIC COMMA}".join(item.gate.get("restricted", ()))[:200]


def _columns(item: Item, reading: Reading, owner: str) -> dict[str, Any]:
    """What the head of a text says, as columns of its document."""
    head = reading.head
    title = item.title or item.name

    def words(name: str, size: int) -> str:
        return str(head.get(name) or "")[:size]

    return {
        "title": title[:500], "number": item.number, "number_plain": plain_number(item.number), "issuers": list(head.get("issuers") or ()),
        "issued": _day(words("issued", 40)), "issued_text": words("issued", 40), "year_of": words("year_of", 20), "plan_for": words("plan_for", 20),
        "publicity": words("publicity", 20), "restricted": _restricted(item),
        "place": words("place", 120), "genre": words("genre", 40), "pack": words("pack", 60),
        "pack_reason": words("pack_reason", 2000), "addressees": words("addressees", 2000), "region": _region(reading, owner),
    }


def _day(written: str) -> date | None:
    try:
        return parse_date(written)
    except ValueError:
        return None


def _region(reading: Reading, owner: str) -> str:
    """The region a document is about: the one its head names, else that of the unit that keeps it, else the place itself."""
    pack = place()
    named = str(reading.made.get("region") or "")
    if named:
        return named[:60]
    unit = pack.units.get(owner)
    return unit.region if unit else pack.home


def ended(job: Job) -> None:
    """What was not carried out when a job failed or was cancelled stands as a plan again."""
    Import.objects.filter(key=job.about, state="applying").update(state="planned")


def again(job: Job) -> None:
    """Carrying out goes on where it stopped."""
    Import.objects.filter(key=job.about, state="planned").update(state="applying")


KINDS.add(Kind("imports.apply", _("carry out an import"), apply, ended, again))

"""The job that plans readings anew: each text is read by the child as it stands, and held against the facts; nothing else changes."""
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.packs import shipped
from taizhang.reading.api import AUTO
from taizhang.server.documents.layouts import layout_of
from taizhang.server.documents.models import Document
from taizhang.server.documents.storage import path_of, put
from taizhang.server.exchange.anew.actions import PLAN
from taizhang.server.exchange.anew.comparing import compare, present, standing
from taizhang.server.exchange.columns import in_each
from taizhang.server.exchange.models import Reread, Rereading
from taizhang.server.facts.making import make
from taizhang.server.imports.reader import Reader, Reading, kept
from taizhang.server.imports.spoken import spoken
from taizhang.server.jobs.kinds import KINDS, Kind
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.work import Work


def plan(work: Work) -> None:
    """Read what is not read yet, text by text."""
    batch = Rereading.objects.get(key=work.job.about)
    if batch.state != "planning":
        return
    waiting = batch.items.filter(finding="")
    work.plan(batch.items.count() + 1, batch.items.count() - waiting.count())
    with kept() as reader:
        for item in waiting.select_related("text").defer("reading"):
            work.at(item.title)
            reading = read(reader, item)
            with work.step():
                settle(item, reading)
    with work.step():
        Rereading.objects.filter(pk=batch.pk, state="planning").update(state="planned", planned_at=timezone.now())


def read(reader: Reader, item: Reread) -> Reading:
    """What the reader of this release makes of a text: of its characters as they were fixed, never extracted again."""
    document = Document.objects.current().filter(key=item.document).only("pack").first()
    pack = document.pack if document is not None and document.pack in shipped() else AUTO
    stored = put([item.text.text.encode("utf-8", "surrogatepass")])  # named by no row: swept after a day
    return reader.read(path_of(stored.sha256), item.text.name, pack, way="text", sha256=item.text.sha256,
                       layout=layout.plain() if (layout := layout_of(item.text.key)) is not None else None)


def settle(item: Reread, reading: Reading) -> None:
    """Write down what a reading would change."""
    if reading.error:
        said = [in_each(lambda: _("The text cannot be read: {what}.").format(what=spoken(reading.error.get("what", ""))))]
        Reread.objects.filter(pk=item.pk).update(finding="refused", problems=said, choice="skip")
        return
    Reread.objects.filter(pk=item.pk).update(reading=reading.packed())
    weigh(item, reading, "apply")


def weigh(item: Reread, reading: Reading, choice: str) -> None:
    """Hold a reading against the facts as they are now; ``choice`` is what becomes of it by itself."""
    facts = present(item.document)
    found = compare(make(reading.made["lines"], item.text.text), facts)
    Reread.objects.filter(pk=item.pk).update(
        finding="changed" if found else "unchanged", counts=found.counts, changes=found.listed(), standing=standing(facts), choice=choice)


def ended(job: Job) -> None:
    """A plan that failed or was cancelled can be discarded."""
    Rereading.objects.filter(key=job.about, state="planning").update(state="failed")


def again(job: Job) -> None:
    """Such a plan goes on where it stopped."""
    Rereading.objects.filter(key=job.about, state="failed").update(state="planning")


KINDS.add(Kind(PLAN, gettext_lazy("read texts anew"), plan, ended, again))

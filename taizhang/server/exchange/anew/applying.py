"""The job that takes new readings: exactly what was planned, one transaction a document; where facts moved on, the plan is made anew."""
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.documents.models import Document
from taizhang.server.exchange.anew.actions import APPLY
from taizhang.server.exchange.anew.comparing import compare, present, standing
from taizhang.server.exchange.anew.planning import weigh
from taizhang.server.exchange.columns import in_each
from taizhang.server.exchange.models import Reread, Rereading, TextReading
from taizhang.server.facts.making import make, store
from taizhang.server.facts.positions import position_at
from taizhang.server.facts.versions import follow
from taizhang.server.imports.permissions import within_scope
from taizhang.server.imports.reader import Reading
from taizhang.server.jobs.kinds import KINDS, Kind
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.work import Work

ANEW = "read anew by release {release}"


def apply(work: Work) -> None:
    """Carry out what is chosen and not done yet."""
    batch = Rereading.objects.select_related("by").get(key=work.job.about)
    if batch.state != "applying":
        return
    chosen = batch.items.filter(choice="apply")
    waiting = chosen.filter(applied_at__isnull=True)
    work.plan(chosen.count() + 1, chosen.count() - waiting.count())
    for pk, title in list(waiting.values_list("pk", "title")):
        work.at(title)
        with work.step():
            renew(batch, pk)
    with work.step():
        open_again = batch.items.filter(choice="", applied_at__isnull=True).exists()
        state = "planned" if open_again else "applied"
        Rereading.objects.filter(pk=batch.pk, state="applying").update(state=state, applied_at=timezone.now())


def renew(batch: Rereading, pk: int) -> bool:
    """Take the new reading of one text; False where the document or its facts are no longer what was planned, which is then planned anew."""
    item = Reread.objects.select_related("text").get(pk=pk)
    if item.applied_at is not None:
        return True
    assert item.reading is not None
    document = Document.objects.current().filter(key=item.document).first()
    if document is None or document.text_id != item.text_id or document.state == "withdrawn" or not within_scope(batch.by, document):
        said = [in_each(lambda: _("The document has another text by now, or was withdrawn."))]
        Reread.objects.filter(pk=pk).update(finding="refused", problems=said, choice="skip")
        return False
    reading, facts = Reading.unpacked(bytes(item.reading)), present(item.document)
    if standing(facts) != item.standing:
        weigh(item, reading, "")
        Reread.objects.filter(pk=pk).update(problems=[in_each(lambda: _("Its facts changed after the plan was made; this is the plan as of now."))])
        return False
    _take(batch, item, reading, facts)
    Reread.objects.filter(pk=pk).update(applied_at=timezone.now())
    return True


def _take(batch: Rereading, item: Reread, reading: Reading, facts: list[Any]) -> None:
    """Suggestions follow the new reading. Decided facts are not written at all."""
    found = compare(make(reading.made["lines"], item.text.text), facts)
    reason = ANEW.format(release=batch.release)
    for fact in found.gone:
        fact.conclude(by=batch.by, reason=reason)
    for fact, made in found.changed:
        values = made.values | {"position": fact.position}
        if fact.start != made.values["start"]:
            values["position"] = position_at(item.text, made.values["start"], made.values["end"], apart_from=fact.key)
        follow(fact, by=batch.by, act="read", reason=reason, text=item.text, in_charge=made.units, **values)
    for made in found.fresh:
        made.values["position"] = position_at(item.text, made.values["start"], made.values["end"])
        store([made], document=item.document, text=item.text, recorded_by=batch.by)
    head = reading.head
    TextReading.objects.create(
        text=item.text, by=batch.by, release=reading.made["release"][:20], pack=str(head.get("pack") or "")[:60], fingerprint=reading.made["fingerprint"],
        outline=head.get("outline") or [], notes=head.get("notes") or [], counts=found.counts, rereading=batch.key)


def ended(job: Job) -> None:
    """What is done stays done; the rest of the plan waits for a person again."""
    Rereading.objects.filter(key=job.about, state="applying").update(state="planned")


def again(job: Job) -> None:
    """It goes on where it stopped."""
    Rereading.objects.filter(key=job.about, state="planned").update(state="applying")


KINDS.add(Kind(APPLY, gettext_lazy("take new readings"), apply, ended, again))

"""Carrying out a plan: to the letter, once, whatever comes between."""
import threading
from collections import Counter

import pytest
from django.db import connection

import taizhang
from taizhang.publishing import jsonl, rows
from taizhang.server.accounts.models import User
from taizhang.server.audit.models import Entry
from taizhang.server.documents.models import Document, Text
from taizhang.server.facts.models import Fact, InCharge
from taizhang.server.facts.positions import STRIDE
from taizhang.server.imports import actions, applying
from taizhang.server.imports.models import Import, Item
from taizhang.server.jobs.models import Job
from taizhang.values.errors import UsageError
from tests.server.imports.conftest import SAMPLES, bring_in, do_jobs, hand_in, samples
from tests.server.imports.papers import number_of, paper, papers


def plan(person, *files, **more) -> Import:
    """Hand in and plan."""
    return do_jobs(hand_in(person, *files, **more))


def carry_out(person, batch: Import) -> Import:
    """Carry the plan out."""
    actions.apply(person, batch)
    return do_jobs(batch)


def once_each(count: int) -> None:
    """So many documents are there, each with its one text and its facts, once, and the trail says so."""
    documents = list(Document.objects.current())
    assert len(documents) == count == Text.objects.count() == Entry.objects.filter(action=applying.IMPORTED, outcome="done").count()
    assert len({one.number for one in documents}) == count
    for document in documents:
        facts = list(Fact.objects.current().filter(document=document.key))
        assert facts and max(Counter((one.kind, one.start, one.end, one.what) for one in facts).values()) == 1
        assert sorted(one.position for one in facts) == list(range(0, len(facts) * STRIDE, STRIDE))


@pytest.mark.django_db
@pytest.mark.parametrize("name", [path.name for path in sorted((SAMPLES / "txt").glob("*.txt"))])
def test_the_rows_of_a_sample_equal_what_the_reader_gives(importer, name):
    bring_in(importer, *samples([name]))
    read = taizhang.read(SAMPLES / "txt" / name)
    document = Document.objects.current().get()
    meta = read.metadata
    assert (document.title, document.number, document.issuers, document.issued_text) == (meta.title, meta.number or "", list(meta.issuers), meta.issued or "")
    assert (document.pack, document.publicity, document.owner) == (read.pack, meta.publicity or "", "990400.kjj")
    assert document.addressees == (meta.addressees or "")
    assert document.text is not None and document.text.text == read.text and document.text.sha256 == read.sha256
    stored = list(Fact.objects.current().order_by("position").prefetch_related("in_charge"))
    assert Counter(one.kind for one in stored) == Counter({kind: n for kind, n in rows.counts(read).items() if n})
    assert all(read.text[one.start:one.end] == one.quote for one in stored)
    by_place = {(one.kind, one.start, one.end, one.value_start, one.what): one for one in stored}
    index = rows.TaskIndex.of(read.tasks)
    for statement in read.statements:
        row = by_place[statement.kind, statement.start, statement.end, statement.value_start, statement.indicator]
        assert (row.value, row.value_text, row.op, row.measure_unit) == (statement.value, format(statement.value, "f"), statement.op, statement.unit)
        assert (row.period, row.subject, row.measure) == (str(statement.period or ""), statement.subject, statement.measure)
        assert (row.year_first, row.year) == (rows.years(statement.period) or (None, None))
        assert row.clause == " / ".join(statement.clause) and row.state == "suggested"
        around = index.at(statement.value_start)
        assert [one.name for one in row.in_charge.all()] == ([] if around is None else list(read.tasks[around].units))
        assert all(one.inherited for one in row.in_charge.all())
    for task in read.tasks:
        row = next(one for one in stored if one.kind == "task" and one.start == task.start and one.end == task.end)
        assert [(one.name, one.unit) for one in row.in_charge.all()] == [(name, unit or "") for name, unit in zip(task.units, task.resolved, strict=True)]
        assert row.lead in {one.unit or one.name for one in row.in_charge.all()}
    facts = [one for one in jsonl.records(read) if one["type"] != "document"]
    assert len(facts) + len(read.cites) == len(stored)
    exact = [row for row in stored if row.fields.get("value") is not None]
    assert len(exact) == len(read.statements) and all(row.fields["value"] == row.value_text for row in exact)


@pytest.mark.django_db
def test_five_samples_become_five_documents_that_say_who_and_where(importer):
    batch = bring_in(importer, *samples())
    assert (batch.state, batch.applied_by) == ("applied", importer)
    assert set(Document.objects.current().values_list("region", flat=True)) == {"990400", "990421"}
    assert InCharge.objects.filter(unit="990400.kjj", role="lead", inherited=False).exists()
    assert set(batch.items.values_list("result", flat=True)) == set(Document.objects.current().values_list("key", flat=True))
    entry = Entry.objects.filter(action=applying.IMPORTED).first()
    assert entry is not None and entry.actor == importer and entry.noun == "document"


@pytest.mark.django_db
@pytest.mark.parametrize("where", [
    "taizhang.server.imports.applying._text", "taizhang.server.imports.applying.make", "taizhang.server.imports.applying.store",
    "taizhang.server.imports.applying.record", "taizhang.server.imports.applying.finish",
])
@pytest.mark.parametrize("after", [False, True])
def test_interrupted_at_any_point_and_run_again_each_is_there_once(importer, monkeypatch, where, after):
    batch = plan(importer, *papers(3))
    module, _dot, name = where.rpartition(".")
    real, calls = getattr(applying, name), []

    def breaks(*given, **more):
        calls.append(name)
        if not after and len(calls) % 2:
            raise RuntimeError("boom")
        answer = real(*given, **more)
        if after and len(calls) % 2:
            raise RuntimeError("boom")
        return answer

    monkeypatch.setattr(where, breaks)
    assert carry_out(importer, batch).state == "applied"
    assert len(calls) == (2 if name == "finish" else 6)
    once_each(3)


@pytest.mark.django_db
def test_a_job_that_is_delivered_again_after_it_ended_does_nothing(importer):
    batch = plan(importer, *papers(2))
    carry_out(importer, batch)
    Job.objects.filter(kind="imports.apply").update(state="waiting", ended_at=None)
    do_jobs(batch)
    Import.objects.update(state="applying")
    Job.objects.filter(kind="imports.apply").update(state="waiting", ended_at=None)
    do_jobs(batch)
    once_each(2)


@pytest.mark.django_db
def test_cancelled_the_rest_is_a_plan_again_and_can_be_carried_out(importer, monkeypatch):
    from taizhang.server.jobs import actions as on_jobs
    from taizhang.server.jobs.work import finish

    batch = plan(importer, *papers(3))
    job = actions.apply(importer, batch)
    real = applying.import_item

    def cancels(person, one, pk):
        answer = real(person, one, pk)
        Job.objects.filter(pk=job.pk).update(cancelling=True)
        return answer

    monkeypatch.setattr(applying, "import_item", cancels)
    assert finish(job, "w").state == "cancelled"
    batch.refresh_from_db()
    assert batch.state == "planned" and Document.objects.current().count() == 1
    monkeypatch.setattr(applying, "import_item", real)
    job.refresh_from_db()
    on_jobs.retry(importer, job)
    assert do_jobs(batch).state == "applied"
    once_each(3)


@pytest.mark.django_db
def test_the_same_document_by_two_imports_becomes_one(importer, person):
    other = person("planning")
    first, second = plan(importer, paper(1), paper(2)), plan(other, ("b.txt", paper(1)[1]), paper(3))
    carry_out(importer, first)
    assert carry_out(other, second).state == "applied"
    once_each(3)
    item = second.items.get(position=0)
    assert (item.finding, item.choice) == ("unchanged", "skip") and item.result == first.items.get(position=0).result


@pytest.mark.django_db
def test_the_same_number_by_two_imports_waits_for_a_person(importer):
    first, second = plan(importer, paper(1)), plan(importer, paper(1, extra="以上请遵照执行。\n"), paper(2))
    carry_out(importer, first)
    batch = carry_out(importer, second)
    assert batch.state == "planned"
    item = batch.items.get(position=0)
    assert (item.finding, item.choice, item.base) == ("doubtful", "", 1) and item.reasons[0]["says"].startswith("After the plan was made")
    actions.choose(importer, batch, {item.pk: "version"})
    assert carry_out(importer, batch).state == "applied"
    assert Document.objects.current().get(number=number_of(1)).version == 2


@pytest.mark.django_db
def test_a_target_that_moved_on_is_not_overwritten(importer):
    bring_in(importer, paper(1))
    batch = plan(importer, paper(1, extra="以上请遵照执行。\n"))
    Document.objects.current().get().revise(by=importer, reason="by hand", publicity="依申请公开")
    batch = carry_out(importer, batch)
    item = batch.items.get()
    assert (batch.state, item.finding, item.choice, item.base) == ("planned", "doubtful", "", 2)
    assert Text.objects.count() == 1 and item.reasons[0]["says"].startswith("“{title}” was changed")


@pytest.mark.django_db
def test_undecided_files_stay_out_and_chosen_ones_do_what_was_chosen(importer):
    bring_in(importer, paper(1))
    name, data = paper(1)
    batch = plan(importer, (name, data + "甲。\n".encode()), ("other.txt", data + "乙。\n".encode()), paper(2))
    assert [item.finding for item in batch.items.all()] == ["changed", "doubtful", "new"]
    assert carry_out(importer, batch).state == "applied"
    assert [item.result is not None for item in batch.items.all()] == [True, False, True]
    assert Document.objects.current().count() == 2


@pytest.mark.django_db
def test_choices_are_bound_to_the_import_and_to_what_is_possible(importer):
    bring_in(importer, paper(1))
    batch, other = plan(importer, paper(1), paper(2)), plan(importer, paper(3))
    unchanged, new = batch.items.all()
    for pk, choice in ((unchanged.pk, "create"), (new.pk, "version"), (new.pk, "destroy"), (other.items.get().pk, "skip"), (10**12, "skip")):
        with pytest.raises(UsageError):
            actions.choose(importer, batch, {pk: choice})
    actions.choose(importer, batch, {new.pk: "skip"})
    assert list(Item.objects.order_by("pk").values_list("choice", flat=True)) == ["create", "skip", "skip", "create"]


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_the_same_files_carried_out_at_once(importer, person):
    files = papers(4)
    batches = [plan(importer, *files), plan(person("planning"), *[(f"b{name}", data) for name, data in files])]
    jobs = [actions.apply(batch.by, batch) for batch in batches]
    gate, broken = threading.Barrier(2), []

    def work(n: int) -> None:
        try:
            gate.wait()
            do_jobs(batches[n], f"worker{n}")
        except Exception as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not broken
    assert {Job.objects.get(pk=job.pk).state for job in jobs} == {"done"}
    once_each(4)
    assert {item.result for item in Item.objects.all()} == set(Document.objects.current().values_list("key", flat=True))


@pytest.mark.django_db(transaction=True)
def test_a_person_who_may_no_longer_import_has_nothing_carried_out(importer):
    batch = plan(importer, paper(1))
    actions.apply(importer, batch)
    importer.grants.get().conclude(by=None, reason="left")
    batch.applied_by = batch.by = User.objects.get(pk=importer.pk)
    assert do_jobs(batch).state == "planned"
    assert not Document.objects.exists()
    job = Job.objects.get(kind="imports.apply")
    assert job.state == "failed" and job.error
    refusal = Entry.objects.get(outcome="refused")
    assert (refusal.action, refusal.noun, refusal.key, refusal.actor) == ("jobs.refused", "import", str(batch.key), importer)

"""Texts read anew by a newer reader: suggestions follow it exactly as planned, what a person decided stays as it is, field by field."""
import json
import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.forms.models import model_to_dict

from taizhang.packs import load
from taizhang.publishing import jsonl
from taizhang.publishing.rows import counts
from taizhang.reading import read_loaded
from taizhang.server.audit.models import Entry
from taizhang.server.documents.models import Document
from taizhang.server.exchange.anew import actions, planning
from taizhang.server.exchange.models import Reread, Rereading, TextReading
from taizhang.server.facts import actions as facts
from taizhang.server.facts import adding
from taizhang.server.facts.models import Fact
from taizhang.server.imports.reader import Reader, Reading
from taizhang.text import Text
from taizhang.values.errors import UsageError
from tests.server.documents.texts import document as stored
from tests.server.documents.texts import facts_of
from tests.server.exchange.conftest import do_jobs
from tests.server.imports.conftest import SAMPLES, bring_in, samples

pytestmark = pytest.mark.django_db
Change = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]


def everything(document: Document, **wanted: Any) -> dict[int, Any]:
    """All versions of facts with all their fields and their units."""
    rows = Fact.objects.filter(document=document.key, **wanted)
    return {one.pk: (model_to_dict(one), one.recorded_at, one.superseded_at, [model_to_dict(unit) for unit in one.in_charge.all()]) for one in rows}


def newer(document: Document, change: Change) -> Reading:
    """What a newer reader would make of a text: the present one's reading, changed."""
    assert document.text is not None
    read = read_loaded(Text.of(document.text.text, document.text.name), "sample", doc=document.text.name)
    records = [json.loads(jsonl.dumps(one), parse_float=Decimal) for one in jsonl.records(read)]
    for one in records:
        if "sha256" in one:
            one["sha256"] = document.text.sha256
    records = [records[0], *change(records[1:])]
    lines = [jsonl.dumps(one) for one in records]
    return Reading({"text": document.text.text, "lines": lines, "counts": counts(read), "release": "9.9.9", "fingerprint": "f" * 64}, {})


@pytest.fixture
def document(planner) -> Document:
    return stored(facts_of(sorted((SAMPLES / "txt").glob("*.txt"))[0]), by=planner)


@pytest.fixture
def anew(planner, document, monkeypatch) -> Callable[..., Rereading]:
    """Have the document read by a newer reader, and planned."""
    def plan(change: Change) -> Rereading:
        reading = newer(document, change)
        monkeypatch.setattr(planning, "read", lambda reader, item: reading)
        batch = actions.start(planner, [document.key], everything=True)
        do_jobs(batch.key)
        return Rereading.objects.get(pk=batch.pk)

    return plan


def take(person, batch: Rereading) -> Rereading:
    actions.apply(person, batch)
    do_jobs(batch.key)
    return Rereading.objects.get(pk=batch.pk)


def test_the_same_reader_changes_nothing_and_the_reading_is_dated(planner):
    bring_in(planner, *samples(["1_work_plan.txt"]))
    document = Document.objects.current().get()
    before = everything(document)
    with pytest.raises(UsageError, match="no text is to be read anew"):
        actions.start(planner)
    batch = actions.start(planner, everything=True)
    do_jobs(batch.key)
    item = Reread.objects.get()
    assert (item.finding, item.counts["new"], item.counts["changed"], item.counts["gone"]) == ("unchanged", 0, 0, 0), item.changes
    batch = take(planner, Rereading.objects.get())
    assert everything(document) == before and batch.state == "applied"
    reading = TextReading.objects.get()
    assert reading.text == document.text and reading.by == planner and reading.fingerprint == load(document.pack).fingerprint


def test_the_text_is_read_as_it_was_fixed(planner, document):
    item = Reread(document=document.key, text=document.text)
    with Reader() as reader:
        reading = planning.read(reader, item)
    assert reading.made["text"] == document.text.text and reading.made["sha256"] == document.text.sha256


def test_new_changed_and_gone_suggestions_are_planned_and_taken(planner, document, anew):
    old = list(Fact.objects.current().filter(document=document.key, kind="target").order_by("position"))
    gone, other = old[0], old[1]

    def change(records):
        kept = [one for one in records if not (one["type"] == "statement" and one["value_start"] == gone.value_start)]
        for one in kept:
            if one["type"] == "statement" and one["value_start"] == other.value_start:
                one["indicator"] = "读得更好的指标"
        return kept

    batch = anew(change)
    item = Reread.objects.get()
    assert (item.counts["new"], item.counts["changed"], item.counts["gone"]) == (0, 1, 1)
    assert [one["how"] for one in item.changes] == ["changed", "gone"] and ["what", other.what, "读得更好的指标"] in item.changes[0]["fields"]
    assert Fact.objects.current().get(key=gone.key), "a plan changes nothing"
    take(planner, batch)
    assert not Fact.objects.current().filter(key=gone.key).exists()
    now = Fact.objects.current().get(key=other.key)
    assert (now.what, now.version, now.state, now.act) == ("读得更好的指标", 2, "suggested", "read")
    back = anew(lambda records: records)
    assert back.items.get().counts["new"] == 1
    take(planner, back)
    assert Fact.objects.current().filter(document=document.key, value_start=gone.value_start, kind="target").count() == 1
    assert Entry.objects.filter(action="exchange.renew").count() == 2


def test_what_a_person_corrected_to_another_kind_rejected_or_added_is_not_suggested_again(planner, document, anew):
    one, two, three = Fact.objects.current().filter(document=document.key, kind="target").order_by("position")[:3]
    text = document.text.text
    corrected = facts.correct(planner, one.key, 1, {**_initial(one), "kind": "actual", "value": "123"})
    rejected = facts.reject(planner, two.key, 1, "no target")
    facts.reject(planner, three.key, 1, "no target")
    free = next(at for at in range(len(text) - 6) if text[at:at + 6].isalpha() and not Fact.objects.filter(start__lt=at + 6, end__gt=at).exists())
    added = adding.add(planner, document.key, free, free + 6, {"kind": "goal", "what": "x"})

    def change(records):
        goal = next((dict(one) for one in records if one["type"] == "goal"), None)
        more = [goal | {"start": free, "end": free + 5, "quote": text[free:free + 5]}] if goal else []
        for one in records:
            if one["type"] == "statement":
                one["end"], one["quote"] = one["end"], one["quote"]
        return [*records, *more]

    batch = anew(change)
    item = batch.items.get()
    assert item.counts["new"] == item.counts["changed"] == item.counts["gone"] == 0 and item.counts["decided"] == 4, item.changes
    take(planner, batch)
    for fact in (corrected, rejected, added):
        assert Fact.objects.current().get(key=fact.key).pk == fact.pk
    assert Fact.objects.current().filter(document=document.key, value_start=one.value_start).count() == 1


def test_where_facts_moved_on_the_plan_is_made_anew_and_waits(planner, document, anew, person):
    one = Fact.objects.current().filter(document=document.key, kind="target").order_by("position")[0]

    def change(records):
        return [dict(record) | ({"indicator": "另读"} if record.get("value_start") == one.value_start else {}) for record in records]

    batch = anew(change)
    assert batch.items.get().counts["changed"] == 1
    accepted = facts.accept(person("planning"), one.key, 1)
    batch = take(planner, batch)
    item = batch.items.get()
    assert (batch.state, item.choice, item.applied_at) == ("planned", "", None) and item.counts["changed"] == 0 and item.problems
    actions.choose(planner, batch, {item.pk: "apply"})
    assert take(planner, batch).state == "applied"
    assert Fact.objects.current().get(key=one.key).pk == accepted.pk


def decide_at_random(person, other, document: Document, chance: random.Random) -> None:
    """About half of the facts are accepted, corrected, rejected or disputed."""
    for fact in list(Fact.objects.current().filter(document=document.key)):
        act = chance.choice(("", "", "accept", "correct", "reject", "dispute"))
        if act == "correct":
            facts.correct(person, fact.key, 1, {**_initial(fact), "what": f"{fact.what[:100]}（改）"})
        elif act == "reject":
            facts.reject(person, fact.key, 1, "why")
        elif act:
            facts.accept(person, fact.key, 1)
            if act == "dispute":
                facts.dispute(other, fact.key, 2, "why")


def garble(chance: random.Random) -> Change:
    """A reader that is another in every way: leaves out, renames, moves edges, changes kinds and values, says things twice."""
    def change(records):
        made = []
        for one in records:
            one, act = dict(one), chance.random()
            if act < 0.15:
                continue
            if one["type"] == "statement" and act < 0.5:
                one |= chance.choice(({"indicator": "另一个指标"}, {"kind": "actual"}, {"value": Decimal(7)}, {"subject": "别处"}, {"op": "~"}))
            if act > 0.8 and one["end"] - one["start"] > 8 and one["type"] in ("goal", "clause"):
                one |= {"end": one["end"] - 2, "quote": one["quote"][:-2]}
            made.append(one)
        return made

    return change


def rounds(planner, other, document, anew, seed: int) -> None:
    """Read anew twice by readers that are another in every way: decided facts are the same rows, and what was planned is what came."""
    chance = random.Random(seed)
    decide_at_random(planner, other, document, chance)
    decided = everything(document, superseded_at__isnull=True)
    decided = {pk: said for pk, said in decided.items() if said[0]["state"] != "suggested"}
    for _ in range(2):
        versions = Fact.objects.filter(document=document.key).count()
        suggested = Fact.objects.current().filter(document=document.key, state="suggested").count()
        batch = anew(garble(chance))
        planned = batch.items.get().counts
        assert take(planner, batch).state == "applied"
        after = everything(document, superseded_at__isnull=True, ended=False)
        assert {pk: said for pk, said in after.items() if said[0]["state"] != "suggested"} == decided
        assert Fact.objects.filter(document=document.key).count() == versions + planned["new"] + planned["changed"] + planned["gone"]
        now = Fact.objects.current().filter(document=document.key, state="suggested")
        assert now.count() == suggested + planned["new"] - planned["gone"]
        for fact in now:
            assert document.text.text[fact.start:fact.end] == fact.quote
        again = anew(lambda records: records)
        actions.discard(planner, again)


@pytest.mark.parametrize("seed", range(3))
def test_nothing_a_person_decided_changes_whatever_a_newer_reader_says(planner, person, document, anew, seed):
    rounds(planner, person("planning"), document, anew, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 140))
def test_nothing_a_person_decided_changes_in_many_readings(planner, person, document, anew, seed):
    rounds(planner, person("planning"), document, anew, seed)


def test_the_pages_from_start_to_history(planner, client, document, monkeypatch):
    reading = newer(document, lambda records: records[:-3])
    monkeypatch.setattr(planning, "read", lambda reader, item: reading)
    assert "Nothing was read anew yet" in client.get("/workbooks/anew/").content.decode()
    answer = client.post("/workbooks/anew/new/", {"everything": "1"})
    batch = Rereading.objects.get()
    assert "hx-get" in client.get(answer["Location"]).content.decode()
    do_jobs(batch.key)
    page = client.get(answer["Location"]).content.decode()
    assert "no longer suggested" in page and "What a person decided is not touched." in page
    item = batch.items.get()
    part = client.post(f"{answer['Location']}choose/", {"item": item.pk}, HTTP_HX_REQUEST="true").content.decode()
    assert "change no suggestion" in part and batch.items.get().choice == "skip"
    client.post(f"{answer['Location']}choose/", {"item": item.pk, "take": item.pk})
    client.post(f"{answer['Location']}apply/")
    do_jobs(batch.key)
    assert "was taken" in client.get(answer["Location"]).content.decode()
    assert "carried out" in client.get("/workbooks/anew/").content.decode()


def _initial(fact: Fact) -> dict[str, Any]:
    from taizhang.server.facts.forms import CorrectionForm

    return {name: value for name, value in dict(CorrectionForm(fact).initial).items() if value is not None}

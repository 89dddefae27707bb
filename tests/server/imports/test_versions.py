"""A new version of a document: what people decided follows its sentence, what lost it is listed, the rest is read anew."""
import pytest
from django.utils import timezone

from taizhang.server.documents.models import Document, Text
from taizhang.server.facts.models import Fact
from taizhang.server.facts.versions import follow
from taizhang.server.imports import actions
from tests.server.imports.conftest import bring_in, do_jobs, hand_in
from tests.server.imports.papers import paper


def decide(person, fact: Fact, state: str = "accepted", **changes) -> Fact:
    """A person decides on a fact."""
    acts = {"accepted": "accept", "corrected": "correct", "rejected": "reject", "disputed": "dispute"}
    return follow(fact, by=person, act=acts[state], state=state, decided_by=person, decided_at=timezone.now(), manner="one", **changes)


def the(kind: str, part: str) -> Fact:
    """The current fact of a kind whose quote holds a part."""
    return next(one for one in Fact.objects.current().filter(kind=kind).order_by("position") if part in one.quote)


def new_version(person, change) -> Document:
    """Bring in the first paper again, changed."""
    name, data = paper(1)
    batch = bring_in(person, (name, change(data.decode()).encode()))
    assert batch.items.get().finding == "changed" and batch.state == "applied"
    return Document.objects.current().get()


def holds(document: Document) -> None:
    """Every fact that is not lost stands in the new text, once, in order."""
    text = document.text
    assert text is not None
    facts = list(Fact.objects.current().filter(document=document.key).exclude(state="lost").order_by("position"))
    assert {one.text_id for one in facts} == {text.pk}
    for fact in facts:
        assert text.text[fact.start:fact.end] == fact.quote == fact.fields["quote"]
        if fact.value_start is not None:
            assert text.text[fact.value_start:fact.value_end] == fact.fields["value_quote"]
        if fact.kind == "task":
            assert text.text[fact.fields["units_start"]:fact.fields["units_end"]] == fact.fields["units_quote"]
    assert [one.start for one in facts] == sorted(one.start for one in facts)
    assert len({one.position for one in facts}) == len(facts)
    places = [(one.kind, one.start, one.end, one.value_start) for one in facts]
    assert len(set(places)) == len(places), "nothing is there twice"


@pytest.fixture
def first(importer) -> Document:
    """The first paper, imported."""
    bring_in(importer, paper(1))
    return Document.objects.current().get()


@pytest.mark.django_db
def test_decided_facts_follow_their_sentences_and_keep_who_decided(importer, first):
    target = decide(importer, the("target", "研发经费"))
    task = decide(importer, the("task", "新认定"), "corrected", what="corrected by hand")
    goal = decide(importer, the("target", "1001家"), "rejected")
    document = new_version(importer, lambda text: text.replace("一、主要目标", "总则：为做好全年工作，特制定本要点。\n一、主要目标"))
    assert document.version == 2 and Text.objects.count() == 2
    holds(document)
    for old in (target, task, goal):
        now = Fact.objects.current().get(key=old.key)
        assert (now.state, now.act, now.version, now.recorded_by, now.decided_by) == (old.state, "anchor", old.version + 1, None, importer)
        assert (now.what, now.quote, now.value_text) == (old.what, old.quote, old.value_text) and now.start > old.start
        assert [one.name for one in now.in_charge.all()] == [one.name for one in old.in_charge.all()]


@pytest.mark.django_db
def test_what_lost_its_sentence_is_listed_and_says_so(importer, first):
    gone = decide(importer, the("target", "研发经费"))
    stays = decide(importer, the("target", "1001家"))
    name, data = paper(1)
    changed = data.decode().replace("全市研发经费投入达到501亿元，", "")
    batch = do_jobs(hand_in(importer, (name, changed.encode())))
    item = batch.items.get()
    assert (item.moved, [one["key"] for one in item.lost]) == (1, [str(gone.key)]), "the plan says so before"
    actions.apply(importer, batch)
    do_jobs(batch)
    item.refresh_from_db()
    assert (item.moved, [one["key"] for one in item.lost]) == (1, [str(gone.key)])
    lost = Fact.objects.current().get(key=gone.key)
    assert (lost.state, lost.act, lost.text_id, lost.quote) == ("lost", "lose", first.text_id, gone.quote)
    assert Fact.objects.current().get(key=stays.key).state == "accepted"
    holds(Document.objects.current().get())


@pytest.mark.django_db
def test_a_changed_number_is_another_fact(importer, first):
    decided = decide(importer, the("target", "研发经费"))
    document = new_version(importer, lambda text: text.replace("501亿元", "620亿元"))
    assert Fact.objects.current().get(key=decided.key).state == "lost"
    fresh = the("target", "620亿元")
    assert fresh.state == "suggested" and fresh.key != decided.key and fresh.version == 1
    holds(document)


@pytest.mark.django_db
def test_a_task_whose_units_changed_is_another_task(importer, first):
    decided = decide(importer, the("task", "新建省级"))
    other = decide(importer, the("task", "新认定"))
    document = new_version(importer, lambda text: text.replace("责任单位：市科技局\n", "责任单位：市工信局\n"))
    assert Fact.objects.current().get(key=decided.key).state == "lost"
    assert Fact.objects.current().get(key=other.key).state == "accepted"
    assert [one.name for one in next(f for f in Fact.objects.current().filter(kind="task", state="suggested")).in_charge.all()] == ["市工信局"]
    holds(document)


@pytest.mark.django_db
def test_a_suggestion_that_says_the_same_keeps_its_key_and_others_end(importer, first):
    before = {one.key: one for one in Fact.objects.current()}
    same = the("target", "1001家")
    document = new_version(importer, lambda text: text.replace("501亿元", "620亿元"))
    now = Fact.objects.current().get(key=same.key)
    assert (now.version, now.state, now.text_id, now.act) == (2, "suggested", document.text_id, "read")
    ended = Fact.objects.filter(ended=True, superseded_at__isnull=True)
    assert {before[one.key].value_text for one in ended if one.kind == "target"} == {"50100000000"}
    holds(document)


@pytest.mark.django_db
def test_many_versions_lose_nothing_that_was_not_touched(importer, first):
    keys = {decide(importer, the("target", "1001家")).key, decide(importer, the("task", "新建省级")).key}
    for n in range(4):
        document = new_version(importer, lambda text, n=n: text.replace("请认真组织实施。", f"请认真组织实施。第{n}次修改。") + f"附件{n}：说明。\n" * n)
        holds(document)
    assert {one.state for one in Fact.objects.current().filter(key__in=keys)} == {"accepted"}
    assert document.version == 5


@pytest.mark.django_db
def test_a_disputed_fact_stays_disputed(importer, first):
    fact = decide(importer, the("target", "1001家"), "disputed")
    new_version(importer, lambda text: text + "附：说明。\n")
    now = Fact.objects.current().get(key=fact.key)
    assert (now.state, now.act) == ("disputed", "anchor")

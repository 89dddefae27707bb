"""Accepting many suggestions at once: what the filter found is accepted to the row, marked, and taken back as one."""
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Q, QuerySet
from django.test import Client
from django.urls import reverse

from taizhang.server.accounts.models import User
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry, Value
from taizhang.server.documents import actions as document_actions
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions, bulk
from taizhang.server.facts.errors import Incomplete, Shifted
from taizhang.server.facts.models import Bulk, Fact
from taizhang.server.facts.versions import follow
from taizhang.values.errors import UsageError
from tests.server.documents.texts import SHORT, sample, written
from tests.server.facts.test_actions import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(db: None) -> Document:
    return sample()


def waiting(**wanted: Any) -> QuerySet[Fact]:
    return Fact.objects.current().filter(state="suggested", **wanted)


def accept(who: Any, rows: QuerySet[Fact], seed: str = "s", expected: int | None = None) -> Bulk:
    return bulk.accept(who, rows, "目标值，尚未审定", "/ledger/?kind=target&state=suggested", seed, rows.count() if expected is None else expected)


def test_a_sample_is_the_same_for_a_seed_and_touches_every_document(document: Document) -> None:
    small = [written(SHORT.replace("600", str(600 + n))) for n in range(3)]
    drawn = bulk.draw(waiting(), "seed")
    assert len(drawn) == 20 and {one.document for one in drawn} == {document.key, *(one.key for one in small)}
    assert [one.pk for one in drawn] == [one.pk for one in bulk.draw(waiting().order_by("-pk"), "seed")]
    assert {one.pk for one in drawn} != {one.pk for one in bulk.draw(waiting(), "another")}
    assert len(bulk.draw(waiting(document=small[0].key), "seed")) == waiting(document=small[0].key).count() < 20
    assert bulk.draw(waiting(kind="none"), "seed") == []


def test_all_the_filter_found_is_accepted_and_says_how(document: Document, one: User) -> None:
    rows = waiting(kind="target")
    keys, others = set(rows.values_list("key", flat=True)), waiting().exclude(kind="target").count()
    units = {fact.key: list(fact.in_charge.values_list("name", "role", "inherited")) for fact in rows}
    drawn = bulk.draw(rows, "s")
    made = accept(one, rows)
    facts = Fact.objects.current().filter(bulk=made)
    assert {fact.key for fact in facts} == keys and made.count == len(keys) and waiting().count() == others
    assert {(fact.state, fact.manner, fact.act, fact.version, fact.decided_by, fact.recorded_by) for fact in facts} == {
        ("accepted", "bulk", "accept", 2, one, one)}
    assert {fact.key: list(fact.in_charge.values_list("name", "role", "inherited")) for fact in facts} == units
    assert set(made.sample) == {str(fact.key) for fact in drawn} and (made.by, made.seed) == (one, "s")
    entry = Entry.objects.get(noun="bulk")
    values = dict(Value.objects.filter(entry=entry).values_list("name", "value"))
    assert (entry.key, values["count"], values["label"]) == (str(made.key), str(len(keys)), "目标值，尚未审定") and made.sample[0] in values["sample"]
    assert not Entry.objects.filter(noun="fact").exists()


def test_it_says_nothing_of_how_well_the_reader_reads(document: Document, one: User) -> None:
    rows = waiting(kind="target")
    single = rows.order_by("position").first()
    actions.accept(one, single.key, 1)
    accept(one, waiting(kind="target"))
    assert [fact.key for fact in Fact.objects.current().measured()] == [single.key] == [fact.key for fact in Fact.objects.current().read_once()]


def test_the_same_request_twice_is_one(document: Document, one: User) -> None:
    rows, n = waiting(kind="target"), waiting(kind="target").count()
    made = accept(one, rows, expected=n)
    assert accept(one, rows, expected=n).pk == made.pk and Bulk.objects.count() == 1 == Entry.objects.filter(noun="bulk").count()
    with pytest.raises(Shifted):
        accept(one, rows, "another", expected=n)


def test_what_is_no_longer_as_it_was_shown_is_refused(document: Document, one: User, other: User) -> None:
    n = waiting(kind="target").count()
    first = waiting(kind="target").first()
    everything = Fact.objects.current().filter(kind="target")
    actions.accept(other, first.key, 1)
    for rows, words in ((waiting(kind="target"), str(n - 1)), (everything, "1")):
        with pytest.raises(Shifted) as told:
            accept(one, rows, expected=n)
        assert words in str(told.value) and told.value.expected == n
    assert not Bulk.objects.exists() and waiting(kind="target").count() == n - 1


def test_nothing_too_much_and_nameless_are_refused(document: Document, one: User, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Incomplete):
        accept(one, waiting(kind="none"))
    monkeypatch.setattr(bulk, "MOST", 3)
    with pytest.raises(Incomplete) as told:
        accept(one, waiting())
    assert "3" in str(told.value)
    with pytest.raises(UsageError):
        bulk.accept(one, waiting(), " ", "", "seed", 3)


def test_only_who_reviews_all_of_it_accepts_it(document: Document, person: Callable[..., User]) -> None:
    written(SHORT, region="990402")
    here = person("reviewer", scope="region", scope_id="990402")
    for user in (person("leader"), person("supervisor"), person(), here, None):
        with pytest.raises(Refused):
            accept(user, waiting())
    assert accept(here, waiting(document__in=Document.objects.filter(region="990402").values("key"))).count == 2


def test_nothing_of_a_withdrawn_document_is_accepted(document: Document, one: User, person: Callable[..., User]) -> None:
    withdrawn = written(SHORT)
    document_actions.withdraw(person("planning"), withdrawn.key, 1, "twice")
    with pytest.raises(Refused):
        accept(one, waiting())
    assert not Bulk.objects.exists()


def test_what_has_to_be_read_one_by_one_is_never_accepted_in_bulk(document: Document, one: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "ONE_BY_ONE", [bulk.OneByOne("scans", "读自扫描件的数据须逐条审定。", lambda: Q(measure_unit="%"))])
    with pytest.raises(Incomplete) as told:
        accept(one, waiting())
    assert "扫描件" in str(told.value)
    assert accept(one, waiting().exclude(measure_unit="%")).count > 0


def test_all_of_it_is_taken_back_but_what_was_looked_at_since(document: Document, one: User, other: User) -> None:
    made = accept(one, waiting(kind="target"))
    facts = list(Fact.objects.current().filter(bulk=made).exclude(measure="rank").order_by("position"))
    corrected = actions.correct(other, facts[0].key, 2, given(facts[0], value="77"))
    assert corrected.bulk is None and corrected.manner == "one"
    rejected = actions.reject(other, facts[1].key, 2, "不是")
    disputed = actions.dispute(other, facts[2].key, 2, "为何")
    singly = actions.undo(other, facts[3].key, 2)
    moved = follow(facts[4], by=None, act="anchor", start=facts[4].start + 1, end=facts[4].end + 1)
    assert moved.bulk == made
    twice = actions.undo(other, facts[5].key, actions.correct(other, facts[5].key, 2, given(facts[5], value="78")).version)
    assert (twice.bulk, twice.manner) == (made, "bulk")
    assert bulk.undo_all(other, made.key) == made.count - 4
    now = {fact.key: fact for fact in Fact.objects.current().filter(kind="target")}
    assert [now[one.key].pk for one in (corrected, rejected, disputed, singly)] == [one.pk for one in (corrected, rejected, disputed, singly)]
    back = [fact for key, fact in now.items() if key not in {one.key for one in facts[:4]}]
    assert {(fact.state, fact.manner, fact.decided_by, fact.bulk, fact.act) for fact in back} == {("suggested", "", None, None, "undo")}
    assert now[moved.key].start == moved.start
    assert bulk.undo_all(other, made.key) == 0
    assert dict(Value.objects.filter(entry__action="fact.undo_bulk").values_list("name", "value"))["count"] == str(made.count - 4)
    assert accept(one, waiting(key__in=[fact.key for fact in back]), "again").count == len(back)
    assert actions.recall(other, disputed.key, 3).bulk == made


def test_one_takes_back_what_lies_in_ones_scope(document: Document, one: User, person: Callable[..., User]) -> None:
    written(SHORT, region="990402")
    made = accept(one, waiting())
    here = person("reviewer", scope="region", scope_id="990402")
    with pytest.raises(Refused):
        bulk.undo_all(person("leader"), made.key)
    with pytest.raises(Refused):
        bulk.undo_all(person("reviewer", scope="region", scope_id="990403"), made.key)
    assert bulk.undo_all(here, made.key) == 2
    assert bulk.untouched(made).count() == made.count - 2


def test_it_has_a_page_and_the_facts_say_so(document: Document, one: User, as_person: Callable[[User], Client]) -> None:
    made = accept(one, waiting(kind="target"))
    client = as_person(one)
    page = client.get(reverse("facts:bulk", args=[made.key])).content.decode()
    assert "目标值，尚未审定" in page and f"{made.count}" in page and all(reverse("facts:fact", args=[key]) in page for key in made.sample)
    fact = Fact.objects.current().filter(bulk=made).first()
    assert reverse("facts:bulk", args=[made.key]) in client.get(reverse("facts:history", args=[fact.key])).content.decode()
    assert "目标值，尚未审定" in client.get(reverse("documents:fact", args=[document.key, fact.key])).content.decode()
    answer = client.post(reverse("facts:undo-bulk", args=[made.key]), follow=True)
    assert answer.status_code == 200 and waiting(kind="target").count() == made.count
    assert reverse("facts:undo-bulk", args=[made.key]) not in answer.content.decode()
    assert client.post(reverse("facts:undo-bulk", args=[made.key])).status_code == 302

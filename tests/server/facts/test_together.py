"""Two people at once, in two connections."""
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions, bulk, second
from taizhang.server.facts.adding import add
from taizhang.server.facts.errors import Incomplete, Overtaken, Shifted
from taizhang.server.facts.merging import merge
from taizhang.server.facts.models import Bulk, Fact, SecondReading
from taizhang.server.facts.settling import settle
from taizhang.server.facts.splitting import split

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], Any]) -> list[Any]:
    """What each gave, or the exception it ended with."""
    door, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(i: int) -> None:
        door.wait()
        try:
            found[i] = acts[i]()
        except Exception as error:
            found[i] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[i]) for i in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def test_of_two_decisions_at_once_one_is_kept_and_the_other_told(fact: Fact, one: User, other: User) -> None:
    connection.close()
    found = together(lambda: actions.accept(one, fact.key, 1), lambda: actions.reject(other, fact.key, 1, "no"))
    assert sorted(isinstance(result, Fact) for result in found) == [False, True]
    assert any(isinstance(result, Overtaken) for result in found)
    assert list(Fact.objects.of(fact.key).values_list("version", flat=True)) == [1, 2]


def test_a_double_click_on_two_connections_is_one_decision(fact: Fact, one: User) -> None:
    connection.close()
    found = together(*[lambda: actions.accept(one, fact.key, 1)] * 3)
    assert {getattr(result, "pk", result) for result in found} == {Fact.objects.current().get(key=fact.key).pk}
    assert Fact.objects.of(fact.key).count() == 2


def test_of_two_who_add_the_same_one_does(document: Document, one: User, other: User) -> None:
    start = document.text.text.index("\u5e74")
    connection.close()
    found = together(*[lambda who=who: add(who, document.key, start, start + 4, {"kind": "goal", "what": "x"}) for who in (one, other, one, other)])
    made = Fact.objects.current().get(document=document.key, start=start, end=start + 4, kind="goal")
    assert sum(getattr(result, "pk", 0) == made.pk for result in found) == 2
    assert sum(isinstance(result, Incomplete) for result in found) == 2


def test_of_two_bulk_acceptances_at_once_one_is_kept(document: Document, one: User, other: User) -> None:
    rows = Fact.objects.current().filter(document=document.key, state="suggested", kind="target")
    n = rows.count()
    connection.close()
    found = together(*[lambda who=who: bulk.accept(who, rows.all(), "targets", "", "seed", n) for who in (one, other, one, other)])
    made = Bulk.objects.get()
    assert sum(getattr(result, "pk", 0) == made.pk for result in found) == 2, found
    assert sum(isinstance(result, Shifted) for result in found) == 2, found
    assert bulk.untouched(made).count() == n == Fact.objects.filter(bulk=made).count()


def test_taking_all_back_while_one_is_decided_loses_neither(document: Document, one: User, other: User) -> None:
    made = bulk.accept(one, Fact.objects.current().filter(kind="target"), "targets", "", "seed", Fact.objects.current().filter(kind="target").count())
    fact = bulk.untouched(made).order_by("-pk").first()
    connection.close()
    found = together(lambda: bulk.undo_all(one, made.key), lambda: actions.reject(other, fact.key, 2, "no"))
    now = Fact.objects.current().get(key=fact.key)
    assert now.state in ("suggested", "rejected") and not bulk.untouched(made).exists(), found
    assert list(Fact.objects.of(fact.key).values_list("version", flat=True)) == list(range(1, now.version + 1))


def test_of_two_splits_at_once_one_is_kept(document: Document, fact: Fact, one: User, other: User) -> None:
    parts = [{"start": fact.start, "end": fact.end}, {"start": fact.start, "end": fact.end + 1}]
    connection.close()
    found = together(*[lambda who=who: split(who, fact.key, 1, parts) for who in (one, other)])
    assert sorted(isinstance(result, Overtaken) for result in found) == [False, True], found
    assert Fact.objects.current().filter(document=document.key, act="split").count() == 2


def test_two_facts_moved_to_one_place_at_once_do_not_both_go(document: Document, one: User, other: User) -> None:
    a, b = Fact.objects.current().filter(document=document.key, kind="goal").order_by("position")[:2]
    start = document.text.text.index("\u5e74")
    connection.close()
    found = together(*[lambda who=who, fact=fact: actions.correct(who, fact.key, 1, actions.filled(fact, {"start": start, "end": start + 4}))
                       for who, fact in ((one, a), (other, b))])
    assert sorted(isinstance(result, Incomplete) for result in found) == [False, True], found
    assert Fact.objects.current().filter(document=document.key, kind="goal", start=start, end=start + 4).count() == 1


def test_two_merges_into_each_other_keep_one(document: Document, one: User, other: User) -> None:
    a, b = Fact.objects.current().filter(document=document.key, kind="target").order_by("position")[:2]
    connection.close()
    found = together(lambda: merge(one, a.key, 1, [(b.key, 1)]), lambda: merge(other, b.key, 1, [(a.key, 1)]))
    assert sorted(isinstance(result, Overtaken) for result in found) == [False, True], found
    assert sorted(Fact.objects.current().filter(key__in=(a.key, b.key)).values_list("state", flat=True)) == ["accepted", "rejected"]


def test_a_merge_undone_from_both_ends_at_once_is_undone_once(document: Document, one: User) -> None:
    a, b = Fact.objects.current().filter(document=document.key, kind="target").order_by("position")[:2]
    merge(one, a.key, 1, [(b.key, 1)])
    connection.close()
    found = together(lambda: actions.undo(one, a.key, 2), lambda: actions.undo(one, b.key, 2))
    assert all(isinstance(result, Fact) for result in found), found
    assert list(Fact.objects.current().filter(key__in=(a.key, b.key)).values_list("state", "version")) == [("suggested", 3)] * 2


def test_of_two_second_readers_at_once_one_is_told(fact: Fact, one: User, other: User, third: User) -> None:
    actions.accept(one, fact.key, 1)
    connection.close()
    found = together(*[lambda who=who: second.read(who, fact.key, 2, "accept") for who in (other, third)])
    assert sorted(isinstance(result, Overtaken) for result in found) == [False, True], found
    assert SecondReading.objects.count() == 1 and Fact.objects.of(fact.key).count() == 3


def test_two_voices_at_once_settle_it_once(fact: Fact, one: User, other: User, third: User) -> None:
    actions.accept(one, fact.key, 1)
    actions.dispute(other, fact.key, 2, "why")
    connection.close()
    together(lambda: settle(other, fact.key, 3, "reject"), lambda: settle(third, fact.key, 3, "reject"))
    now = Fact.objects.current().get(key=fact.key)
    assert (now.state, now.version, now.manner) == ("rejected", 4, "second")

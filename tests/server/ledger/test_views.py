"""Saved views: own and shared, renamed, removed and brought back, handed over."""
from collections.abc import Callable

import pytest
from django.test import Client

from taizhang.server.accounts.handover import MOVERS
from taizhang.server.accounts.models import User
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry
from taizhang.server.ledger import actions
from taizhang.server.ledger.models import SavedView
from taizhang.server.ledger.permissions import VIEWS
from taizhang.values.errors import UsageError
from tests.server.ledger.make import fact, paper

pytestmark = pytest.mark.django_db


def names(user: User) -> list[str]:
    return [one.name for one in VIEWS.visible(user, SavedView.objects.all())]


def test_a_view_keeps_filters_columns_and_order_and_nothing_else(person: Callable[..., User]) -> None:
    view = actions.save(person("reviewer"), " 本月  调度会 ", "kind=target&sort=-value&page=7&column=what&evil=1&fact=&q=%3Cb%3E")
    assert view.name == "本月 调度会" and view.query == "kind=target&q=%3Cb%3E&sort=-value&column=what"


@pytest.mark.parametrize(("name", "query"), [("", ""), ("  ", ""), ("长" * 61, ""), ("a", "sort=quote"), ("a", "from=abc"), ("a", "unit=" + "x" * 200)])
def test_odd_views_are_refused(person: Callable[..., User], name: str, query: str) -> None:
    with pytest.raises(UsageError):
        actions.save(person("reviewer"), name, query)
    assert not SavedView.objects.exists()


def test_a_view_of_the_same_name_is_replaced(person: Callable[..., User]) -> None:
    me = person("reviewer")
    first = actions.save(me, "甲", "kind=target")
    again = actions.save(me, "甲", "kind=task")
    assert first.pk == again.pk and SavedView.objects.get().query == "kind=task"


def test_sharing_takes_a_capability_and_shows_it_to_others(person: Callable[..., User]) -> None:
    planner, reviewer, nobody = person("planning"), person("reviewer"), person()
    shared = actions.save(planner, "大家看", "", shared=True)
    actions.save(planner, "自己看", "")
    assert names(reviewer) == ["大家看"] and names(planner) == ["大家看", "自己看"] and names(nobody) == []
    with pytest.raises(Refused):
        actions.save(reviewer, "不行", "", shared=True)
    mine = actions.save(reviewer, "我的", "")
    for refused in (lambda: actions.share(reviewer, mine), lambda: actions.rename(reviewer, shared, "x"), lambda: actions.remove(reviewer, shared),
                    lambda: actions.share(planner, mine)):
        with pytest.raises(Refused):
            refused()
    actions.unshare(planner, shared)
    assert names(reviewer) == ["我的"]
    assert Entry.objects.filter(action="view.unshare", actor=planner).count() == 1


def test_removed_is_kept_and_can_be_brought_back(person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    me = person("reviewer")
    view = actions.save(me, "甲", "kind=task")
    client = as_person(me)
    client.post(f"/ledger/views/{view.key}/remove/")
    assert names(me) == [] and SavedView.objects.count() == 1
    assert f"/ledger/views/{view.key}/restore/" in client.get("/ledger/").content.decode()
    assert client.post(f"/ledger/views/{view.key}/restore/").status_code == 302
    assert names(me) == ["甲"]
    assert as_person(person("planning")).post(f"/ledger/views/{view.key}/restore/").status_code == 404


def test_views_of_others_are_not_there(person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    view = actions.save(person("reviewer"), "甲", "kind=task")
    other = as_person(person("planning"))
    assert other.get(f"/ledger/views/{view.key}/").status_code == 404
    for act in ("rename", "remove", "share"):
        assert other.post(f"/ledger/views/{view.key}/{act}/", {"name": "x"}).status_code == 404


def test_a_view_leads_to_its_rows_for_whoever_looks(person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    fact(paper("theirs"), "看不到", units=[("990400.czj", "市财政局", "lead")])
    view = actions.save(person("planning"), "大家看", "kind=target", shared=True)
    liaison = as_person(person("liaison", scope="unit", scope_id="990400.kjj"))
    answer = liaison.get(f"/ledger/views/{view.key}/", follow=True)
    assert answer.redirect_chain == [("/ledger/?kind=target", 302)] and "看不到" not in answer.content.decode()


def test_views_move_with_a_persons_work(person: Callable[..., User]) -> None:
    giver, taker = person("planning", account="giver"), person("planning", account="taker")
    for who, name in ((giver, "甲"), (giver, "乙"), (taker, "甲")):
        actions.save(who, name, "")
    mover = MOVERS.by_name["view"]
    assert mover.count(giver) == 2 and mover.move(None, giver, taker) == 2
    assert sorted(names(taker)) == sorted(["甲", "乙", "甲 (giver)"]) and mover.count(giver) == 0

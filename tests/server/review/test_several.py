"""What takes more than one look: accepting in bulk, reading twice, disputes, giving documents to people, offers for fields."""
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.server.accounts.handover import MOVERS
from taizhang.server.accounts.models import User
from taizhang.server.accounts.roles import place
from taizhang.server.audit.actions import Refused
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions
from taizhang.server.facts.models import Bulk, Fact
from taizhang.server.history import Outdated
from taizhang.server.look.waiting import WAITING
from taizhang.server.review import actions as giving
from taizhang.server.review.pace import pace
from taizhang.server.review.picking import picks
from taizhang.values.errors import UsageError
from tests.server.documents.texts import first, written
from tests.server.review.test_queue import brief, form_of

pytestmark = pytest.mark.django_db


def sample_of(client: Client, address: str) -> list[str]:
    page = client.get(address)
    return [str(one.fact.key) for one in page.context["sample"]]


def test_bulk_takes_twenty_judged_right_and_is_taken_back_whole(client: Client, document: Document, reviewer: User) -> None:
    address = reverse("review:bulk") + f"?document={document.key}"
    keys = sample_of(client, address)
    n = Fact.objects.current().filter(document=document.key, state="suggested").count()
    assert len(keys) == 20 and sample_of(client, address) == keys
    said = {f"said-{key}": "right" for key in keys}
    assert client.post(address, {"expected": n, **dict(list(said.items())[:19])}).status_code == 422
    assert client.post(address, {"expected": n, **said, f"said-{keys[3]}": "wrong"}).status_code == 422
    assert client.post(address, {"expected": n - 1, **said}).status_code == 422
    assert not Fact.objects.current().filter(state="accepted").exists()
    assert client.post(address, {"expected": n, **said}).status_code == 302
    made = Bulk.objects.get()
    accepted = Fact.objects.current().filter(document=document.key, state="accepted", manner="bulk")
    assert (accepted.count(), made.count, sorted(made.sample)) == (n, n, sorted(keys))
    assert pace(reviewer).today == 0
    client.post(reverse("review:bulk_undo", args=[made.key]))
    assert Fact.objects.current().filter(document=document.key, state="suggested").count() == n


def test_the_second_reader_sees_nothing_of_the_first_and_agrees(client: Client, document: Document, reviewer: User, other: User) -> None:
    fact = first(document, kind="target")
    actions.correct(other, fact.key, 1, {**_typed(fact), "value": "7.5"})
    page = client.get(reverse("review:queue", args=[document.key]) + "?second=yes").content.decode()
    assert f'article class="card" data-f="{fact.key}" data-version="2" data-state="suggested"' in page and "7.5" not in page and "other" not in page
    now = Fact.objects.current().get(key=fact.key)
    answer = brief(client, now, "second", **form_of(fact, value="7.5"))
    assert answer.status_code == 200, answer.content.decode()
    read = Fact.objects.current().get(key=fact.key)
    assert (read.manner, read.state, read.value_text) == ("second", "corrected", "7.5")


def test_who_reads_it_otherwise_is_not_sent_back_and_it_is_disputed(client: Client, document: Document, reviewer: User, other: User) -> None:
    fact = first(document, kind="target")
    actions.accept(other, fact.key, 1)
    now = Fact.objects.current().get(key=fact.key)
    wrong = brief(client, now, "second", **form_of(fact, value="much"))
    assert wrong.status_code == 422 and 'value="much"' in wrong.json()["card"] and "other" not in wrong.json()["problem"]
    answer = brief(client, now, "second", **form_of(fact, value="7.5", why="see the table"))
    assert answer.status_code == 200 and answer.json()["state"] == "disputed"
    page = client.get(reverse("review:disputes")).content.decode()
    assert "see the table" in page and "<ins>7.5</ins>" in page
    assert client.get(reverse("review:agreement")).context["whole"].n == 1


def test_a_rejected_fact_read_a_second_time(client: Client, document: Document, other: User) -> None:
    one, two = Fact.objects.current().filter(document=document.key, kind="target").order_by("position")[:2]
    for fact in (one, two):
        actions.reject(other, fact.key, 1, "no")
    now = Fact.objects.current().get(key=one.key)
    assert brief(client, now, "second-no").json()["state"] == "rejected"
    now = Fact.objects.current().get(key=two.key)
    assert brief(client, now, "second", **form_of(two, why="it is one")).json()["state"] == "disputed"


def _typed(fact: Fact) -> dict[str, Any]:
    given = form_of(fact)
    units = [(name, role) for name, role in zip(given.pop("unit_name"), given.pop("unit_role"), strict=True) if name]
    return given | {"units": units}


def test_documents_are_given_taken_and_left(document: Document, reviewer: User, other: User, person: Any) -> None:
    planner = person("planning", account="planner")
    mine = giving.assign(reviewer, document.key, reviewer)
    assert giving.assign(reviewer, document.key, reviewer, 1) == mine
    with pytest.raises(Refused, match="reviewer"):
        giving.assign(other, document.key, other, 1)
    with pytest.raises(Outdated):
        giving.assign(planner, document.key, other, 0)
    given = giving.assign(planner, document.key, other, 1)
    assert (given.version, given.person) == (2, other)
    with pytest.raises(UsageError, match="leader"):
        giving.assign(planner, document.key, person("leader", account="leader"), 2)
    with pytest.raises(Refused):
        giving.unassign(reviewer, document.key, 2)
    giving.unassign(other, document.key, 2)
    assert giving.current(document.key) is None


def test_what_is_assigned_waits_and_comes_first(client: Client, document: Document, reviewer: User) -> None:
    written("一、目标\n到2030年，专利授权量达到300件。\n", title="别的文件")
    page = reverse("review:documents")
    client.post(reverse("review:assign", args=[document.key]), {"person": reviewer.pk, "version": 0, "next": page})
    shown = client.get(page)
    assert shown.context["lines"][0].document.key == document.key and "尚不能估计" in shown.content.decode()
    waits = next(one for one in WAITING.for_user(reviewer) if one.url == reverse("review:queue", args=[document.key]))
    assert waits.count == 1


def test_the_next_document_is_offered_once_one_is_finished(client: Client, document: Document, reviewer: User, other: User) -> None:
    small = written("一、目标\n到2030年，专利授权量达到300件。\n", title="小文件")
    free, theirs = written("一、目标\n到2030年，专利授权量达到400件。\n", title="无人审"), written("一、目标\n到2030年，专利达到5件。\n", title="他人审")
    giving.assign(reviewer, document.key, reviewer)
    giving.assign(other, theirs.key, other)
    page = reverse("review:queue", args=[small.key])
    assert f'href="{reverse("review:queue", args=[document.key])}" data-onward' in client.get(page).content.decode()
    for fact in Fact.objects.current().filter(document__in=[small.key, document.key]):
        actions.accept(reviewer, fact.key, 1)
    done = client.get(page).content.decode()
    assert f'href="{reverse("review:queue", args=[free.key])}" data-onward autofocus' in done and "小文件" in done
    for fact in Fact.objects.current().filter(document=free.key):
        actions.accept(reviewer, fact.key, 1)
    assert "data-onward" not in client.get(page).content.decode()


def test_work_handed_over_takes_documents_along(document: Document, reviewer: User, other: User, person: Any) -> None:
    giving.assign(reviewer, document.key, reviewer)
    mover = next(one for one in MOVERS if one.name == "assignment")
    assert mover.count(reviewer) == 1 and mover.move(None, reviewer, other) == 1
    held = giving.current(document.key)
    assert held is not None and held.person == other
    mover.move(None, other, person("leader", account="leader"))
    assert giving.current(document.key) is None


def test_the_pace_is_unknown_until_there_are_enough_decisions(document: Document, reviewer: User) -> None:
    assert pace(reviewer).seconds is None and "尚不能" in pace(reviewer).left(5)
    for fact in Fact.objects.current().filter(document=document.key)[:12]:
        actions.accept(reviewer, fact.key, 1)
    found = pace(reviewer)
    assert found.seconds is not None and found.today == 12 and found.left(0) == ""


def test_offers_say_why(document: Document, reviewer: User) -> None:
    fact = first(document, kind="target")
    gdp = picks(reviewer, fact, "what", "GDP")
    assert gdp[0].value == "地区生产总值" and "别名" in gdp[0].why
    letters = picks(reviewer, fact, "what", "dqsczz")
    assert letters[0].value.startswith("地区生产总值") and "首字母" in letters[0].why
    bureau = picks(reviewer, fact, "unit_name", "科技局")
    assert any("科技局" in one.value for one in bureau)
    actions.accept(reviewer, fact.key, 1)
    used = picks(reviewer, first(document, kind="target", state="suggested"), "what", fact.what[:6])
    assert any("1 次" in one.why for one in used if one.value == fact.what)
    assert picks(reviewer, fact, "nothing", "x") == []


def test_names_that_the_text_repeats_are_offered(reviewer: User) -> None:
    text = "一、目标\n砚石港湾创新基金投放3亿元，砚石港湾创新基金带动投资5亿元。\n"
    fact = first(written(text))
    offers = {one.value: one.why for one in picks(reviewer, fact, "subject", "砚石")}
    assert "2" in offers["砚石港湾创新基金"]


def test_without_a_word_what_the_catalogue_may_mean_is_offered_last_and_says_why(reviewer: User) -> None:
    document = written("一、主要目标\n到2030年，全社会研发投入浓度达到2.5%以上。\n")
    fact = first(document)
    offers = picks(reviewer, fact, "what", "")
    assert place().indicators["rd_gdp_ratio"].name in [one.value for one in offers] and all(one.why for one in offers)

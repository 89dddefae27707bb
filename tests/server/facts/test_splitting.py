"""Splitting one fact into several, and merging several into one; each undone as one step."""
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.server.accounts.models import User
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry, Value
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.facts.merging import merge
from taizhang.server.facts.models import Fact
from taizhang.server.facts.splitting import split
from taizhang.server.facts.versions import follow
from tests.server.documents.texts import first, written
from tests.server.facts.test_actions import given

pytestmark = pytest.mark.django_db
TEXT = ("一、目标\n到2030年，砚州市新增路灯300盏、长椅1.2万张以上，另修步道5公里。\n"
        "（一）修桥。由各方办理。\n（责任单位：市科技局、市财政局）\n二、保障\n全市𠮷祥路灯共300盏。\n")


@pytest.fixture
def paper(db: None) -> Document:
    return written(TEXT)


@pytest.fixture
def lamps(paper: Document) -> Fact:
    """One fact that holds three."""
    found = first(paper, measure_unit="盏")
    for other in Fact.objects.current().filter(document=paper.key, start__lt=TEXT.index("（一）")).exclude(key=found.key):
        other.conclude(by=None, reason="missed")
    start, end = TEXT.index("新增"), TEXT.index("。\n（一）")
    return follow(found, by=None, act="read", start=start, end=end, quote=TEXT[start:end],
                  fields=found.fields | {"start": start, "end": end, "quote": TEXT[start:end]})


def part(words: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)} | more


PARTS = [part("新增路灯300盏"), part("长椅1.2万张以上", what="长椅"), part("另修步道5公里", what="步道")]


def whole(document: Document) -> None:
    """What holds whatever was done."""
    for fact in Fact.objects.current().filter(document=document.key):
        assert TEXT[fact.start:fact.end] == fact.quote == fact.fields["quote"]
        if fact.value_start is not None:
            assert fact.start <= fact.value_start < fact.value_end <= fact.end and TEXT[fact.value_start:fact.value_end] == fact.fields["value_quote"]


def test_the_first_part_keeps_the_key_and_each_counts(paper: Document, lamps: Fact, one: User) -> None:
    made = split(one, lamps.key, 2, PARTS)
    assert [fact.key == lamps.key for fact in made] == [True, False, False]
    assert [(fact.state, fact.act, fact.manner, fact.decided_by) for fact in made] == [
        ("corrected", "split", "one", one), ("accepted", "split", "one", one), ("accepted", "split", "one", one)]
    assert [(fact.quote, fact.what, fact.value_text, fact.measure_unit, fact.op) for fact in made] == [
        ("新增路灯300盏", lamps.what, "300", "盏", "="), ("长椅1.2万张以上", "长椅", "12000", "张", ">="), ("另修步道5公里", "步道", "5", "公里", "=")]
    assert {(fact.period, fact.subject, fact.clause, fact.kind) for fact in made} == {(lamps.period, lamps.subject, lamps.clause, lamps.kind)}
    assert [fact.fields["value_quote"] for fact in made] == ["300盏", "1.2万张以上", "5公里"] and made[1].fields["indicator"] == "长椅"
    assert [fact.position for fact in made] == sorted({fact.position for fact in made})
    assert Entry.objects.filter(action="fact.split", actor=one).count() == 3
    whole(paper)


def test_the_same_request_twice_is_one(paper: Document, lamps: Fact, one: User, other: User) -> None:
    made = split(one, lamps.key, 2, PARTS)
    assert [fact.pk for fact in split(one, lamps.key, 2, PARTS)] == [fact.pk for fact in made]
    with pytest.raises(Overtaken):
        split(one, lamps.key, 2, PARTS[:2])
    with pytest.raises(Overtaken):
        split(other, lamps.key, 2, PARTS)
    with pytest.raises(Refused):
        split(other, lamps.key, 3, PARTS)


def test_undo_of_any_part_undoes_the_whole_split(paper: Document, lamps: Fact, one: User, other: User) -> None:
    before = Fact.objects.current().filter(document=paper.key).count()
    for nth in range(3):
        now = Fact.objects.current().get(key=lamps.key)
        made = split(one, lamps.key, now.version, PARTS)
        with pytest.raises(Refused):
            actions.undo(other, made[nth].key, made[nth].version)
        gone = actions.undo(one, made[nth].key, made[nth].version)
        assert actions.undo(one, made[nth].key, made[nth].version).pk == gone.pk
        back = Fact.objects.current().get(key=lamps.key)
        assert (back.state, back.start, back.end, back.quote, back.fields, back.together) == (
            "suggested", lamps.start, lamps.end, lamps.quote, lamps.fields, None)
        assert Fact.objects.current().filter(document=paper.key).count() == before
        assert all(Fact.objects.newest().get(key=fact.key).ended for fact in made[1:])
        whole(paper)


def test_what_was_changed_since_is_undone_first(paper: Document, lamps: Fact, one: User) -> None:
    made = split(one, lamps.key, 2, PARTS)
    later = actions.correct(one, made[1].key, 1, given(made[1], what="长凳"))
    with pytest.raises(Incomplete) as told:
        actions.undo(one, lamps.key, made[0].version)
    assert "长凳" in str(told.value) and Fact.objects.current().get(key=lamps.key).pk == made[0].pk
    actions.undo(one, made[1].key, later.version)
    assert actions.undo(one, lamps.key, made[0].version).state == "suggested"


def test_a_new_text_in_between_does_not_part_them(paper: Document, lamps: Fact, one: User) -> None:
    made = split(one, lamps.key, 2, PARTS)
    moved = follow(made[1], by=None, act="anchor", reason="same")
    assert actions.undo(one, made[1].key, moved.version).ended
    assert Fact.objects.current().get(key=lamps.key).state == "suggested"


@pytest.mark.parametrize("parts", [
    [], PARTS[:1], [PARTS[0], {}], [PARTS[0], {"start": 3}], [PARTS[0], PARTS[0]], [PARTS[0], part("，砚州市")],
    [PARTS[0], part("𠮷祥路灯共300盏。\n") | {"end": 10**9}],
    [PARTS[0], part("长椅1.2万张以上，另修步道5公里")], [PARTS[0], PARTS[1] | {"value": "many"}], [PARTS[0], PARTS[1] | {"what": ""}], PARTS * 7,
    [PARTS[0], {"start": "a", "end": "b"}], [PARTS[0], PARTS[1] | {"units": [("市没有局", "")]}],
])
def test_parts_that_do_not_fit_are_refused_with_a_sentence(paper: Document, lamps: Fact, one: User, parts: list[dict[str, Any]]) -> None:
    before = Fact.objects.count()
    with pytest.raises(Incomplete) as told:
        split(one, lamps.key, 2, parts)
    assert told.value.problems and Fact.objects.count() == before


def test_a_part_has_its_own_value_and_units(paper: Document, lamps: Fact, one: User) -> None:
    made = split(one, lamps.key, 2, [PARTS[0], PARTS[1] | {"value": "1.3", "measure_unit": "万张", "kind": "forecast", "units": [("市财政局", "lead")]}])
    assert (made[1].value_text, made[1].kind, made[1].lead) == ("13000", "forecast", "990400.czj")
    task = first(paper, kind="task")
    tasks = split(one, task.key, 1, [part("修桥", what="修桥"), part("由各方办理", what="办理", units=[("市科技局", "")])])
    assert [list(fact.in_charge.values_list("name", flat=True)) for fact in tasks] == [["市科技局", "市财政局"], ["市科技局"]]
    whole(paper)


@pytest.fixture
def two(paper: Document) -> list[Fact]:
    """The same lamps, read at two places."""
    return list(Fact.objects.current().filter(document=paper.key, measure_unit="盏").order_by("position"))


def test_one_is_kept_and_the_others_name_it(paper: Document, two: list[Fact], one: User) -> None:
    kept = merge(one, two[0].key, 1, [(two[1].key, 1)], {"what": "路灯"})
    gone = Fact.objects.current().get(key=two[1].key)
    assert (kept.state, kept.act, kept.what, kept.manner, kept.quote) == ("corrected", "merge", "路灯", "one", two[0].quote)
    assert (gone.state, gone.act, gone.decided_by, gone.quote) == ("rejected", "merge", one, two[1].quote)
    assert "路灯 300 盏" in gone.reason and f"{kept.start + 1}" in gone.reason
    assert merge(one, two[0].key, 1, [(two[1].key, 1)], {"what": "路灯"}).pk == kept.pk
    assert {value.value for value in Value.objects.filter(entry__action="fact.merge", name="document")} == {str(paper.key)}
    whole(paper)


@pytest.mark.parametrize("nth", [0, 1])
def test_undo_of_any_undoes_the_whole_merge(paper: Document, two: list[Fact], one: User, nth: int) -> None:
    actions.accept(one, two[1].key, 1)
    kept = merge(one, two[0].key, 1, [(two[1].key, 2)], part("新增路灯300盏、长椅"))
    assert kept.quote == "新增路灯300盏、长椅"
    now = Fact.objects.current().get(key=two[nth].key)
    actions.undo(one, now.key, now.version)
    back = [Fact.objects.current().get(key=fact.key) for fact in two]
    assert [(fact.state, fact.quote, fact.fields) for fact in back] == [
        ("suggested", two[0].quote, two[0].fields), ("accepted", two[1].quote, two[1].fields)]
    assert actions.undo(one, back[1].key, back[1].version).state == "suggested"


def test_what_does_not_belong_together_is_not_merged(paper: Document, two: list[Fact], one: User, other: User, person: Callable[..., User]) -> None:
    task, elsewhere = first(paper, kind="task"), first(written(TEXT), measure_unit="盏")
    for others in ([], [(two[0].key, 1)], [(task.key, 1)], [(elsewhere.key, 1)], [(two[1].key, 1)] * 2):
        with pytest.raises(Incomplete) as told:
            merge(one, two[0].key, 1, others)
        assert told.value.problems
    with pytest.raises(Incomplete):
        merge(one, two[0].key, 1, [(two[1].key, 1)], {"value": "many"})
    with pytest.raises(Overtaken):
        merge(one, two[0].key, 1, [(two[1].key, 7)])
    for user in (person("leader"), person(), None):
        with pytest.raises(Refused):
            merge(user, two[0].key, 1, [(two[1].key, 1)])
        with pytest.raises(Refused):
            split(user, two[0].key, 1, PARTS)
    actions.accept(other, two[1].key, 1)
    with pytest.raises(Refused):
        merge(one, two[0].key, 1, [(two[1].key, 2)])
    assert Fact.objects.current().get(key=two[0].key).version == 1
    actions.dispute(one, two[1].key, 2, "重复")
    with pytest.raises(Refused):
        merge(one, two[0].key, 1, [(two[1].key, 3)])


def test_statements_of_two_kinds_may_be_one(paper: Document, two: list[Fact], one: User) -> None:
    follow(two[1], by=None, act="read", kind="forecast")
    assert merge(one, two[0].key, 1, [(two[1].key, 2)]).state == "accepted"


def test_the_history_names_what_was_done_in_one_step(paper: Document, lamps: Fact, one: User, as_person: Callable[[User], Client]) -> None:
    made = split(one, lamps.key, 2, PARTS)
    client = as_person(one)
    page = client.get(reverse("facts:history", args=[lamps.key])).content.decode()
    assert all(reverse("facts:history", args=[fact.key]) in page for fact in made[1:]) and "拆分" in page
    decide = reverse("documents:decide", args=[paper.key, made[2].key, "undo"])
    answer = client.post(decide, {"version": 1}, headers={"HX-Request": "true"})
    assert answer.status_code == 200 and answer.headers["HX-Redirect"] == reverse("documents:page", args=[paper.key])
    gone = client.get(reverse("facts:history", args=[made[2].key]))
    assert gone.status_code == 200 and "已撤回" in gone.content.decode()
    assert client.get(reverse("facts:fact", args=[made[2].key])).url == reverse("facts:history", args=[made[2].key])
    assert client.get(reverse("facts:history", args=[lamps.key])).status_code == 200
    again = merge(one, lamps.key, 4, [(first(paper, quote__contains="共300盏").key, 1)])
    answer = client.post(reverse("documents:decide", args=[paper.key, lamps.key, "undo"]), {"version": again.version}, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].startswith(reverse("documents:page", args=[paper.key]) + "?fact=")
    assert client.post(decide, {"version": 1}).status_code == 404

"""Giving a fact another stretch of its text: quote, number, headings and order follow; undo brings the old place back."""
from typing import Any

import pytest

from taizhang.server.accounts.models import User
from taizhang.server.audit.models import Value
from taizhang.server.documents.models import Document, Text
from taizhang.server.facts import actions
from taizhang.server.facts.errors import Incomplete
from taizhang.server.facts.making import head_of
from taizhang.server.facts.models import Fact, Vote
from taizhang.server.facts.places import numbers_in
from taizhang.server.facts.settling import settle
from taizhang.server.facts.versions import follow
from tests.server.documents.texts import first, written
from tests.server.facts.test_actions import given

pytestmark = pytest.mark.django_db
TEXT = "一、目标\n到2030年，砚州市建成泵站3座，每座耗电20千瓦。\n二、保障\n全市𠮷祥路灯达到300盏。\n（责任单位：市科技局、市财政局）\n"


@pytest.fixture
def paper(db: None) -> Document:
    return written(TEXT)


@pytest.fixture
def pumps(paper: Document) -> Fact:
    return first(paper, measure_unit="座")


def span(words: str, text: str = TEXT) -> dict[str, Any]:
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def test_a_wider_stretch_keeps_its_number(pumps: Fact, one: User) -> None:
    done = actions.correct(one, pumps.key, 1, given(pumps, **span("到2030年，砚州市建成泵站3座")))
    assert (done.state, done.quote, done.value_start, done.value_text) == ("corrected", "到2030年，砚州市建成泵站3座", pumps.value_start, "3")
    assert TEXT[done.start:done.end] == done.quote == done.fields["quote"] and TEXT[done.value_start:done.value_end] == done.fields["value_quote"]
    assert (done.fields["start"], done.fields["end"]) == (done.start, done.end) and done.what == pumps.what
    values = dict(Value.objects.filter(entry__action="fact.correct").values_list("name", "value"))
    assert f"{done.start}-{done.end}" in values["new"] and f"{pumps.start}-{pumps.end}" in values["old"]


def test_elsewhere_number_headings_and_order_follow(paper: Document, pumps: Fact, one: User) -> None:
    lamps = first(paper, measure_unit="盏")
    actions.reject(one, lamps.key, 1, "重做")
    place = span("祥路灯达到300盏")
    done = actions.correct(one, pumps.key, 1, given(pumps, what="路灯", value="300", measure_unit="盏", **{k: str(v) for k, v in place.items()}))
    assert done.quote == "祥路灯达到300盏" and done.fields["value_quote"] == "300盏"
    assert done.clause == "保障" and done.fields["clause"] == ["保障"]
    others = Fact.objects.current().filter(document=paper.key).exclude(key=done.key)
    assert all((one.position < done.position) == (one.start <= done.start) for one in others)


def test_only_the_number_is_picked(pumps: Fact, one: User) -> None:
    wide = actions.correct(one, pumps.key, 1, given(pumps, **span("建成泵站3座，每座耗电20千瓦")))
    place = span("20千瓦")
    done = actions.correct(one, pumps.key, 2, given(wide, value="20", measure_unit="千瓦", value_start=place["start"], value_end=place["end"]))
    assert (done.start, done.end) == (wide.start, wide.end) and done.fields["value_quote"] == "20千瓦"


@pytest.mark.parametrize("place", [
    {"start": 5, "end": 5}, {"start": 9, "end": 4}, {"start": -1, "end": 4}, {"start": 0, "end": len(TEXT) + 1}, {"end": 1}, {"start": "a", "end": "b"},
    {"start": 10**20, "end": 10**21}, span("\n"), span("砚州市建成"), span("20千瓦。\n二、保障\n全市𠮷祥路灯达到300盏"), {"value_start": 0, "value_end": 3},
    {"value_start": 8}, {"start": "9" * 5000},
])
def test_where_no_fact_can_stand_is_refused_with_a_sentence(pumps: Fact, one: User, place: dict[str, Any]) -> None:
    with pytest.raises(Incomplete) as told:
        actions.correct(one, pumps.key, 1, given(pumps, **place))
    assert told.value.problems and all(len(problem) > 4 for problem in told.value.problems)
    assert Fact.objects.of(pumps.key).count() == 1


def test_two_facts_of_a_kind_never_stand_at_one_place(paper: Document, pumps: Fact, one: User) -> None:
    lamps = first(paper, measure_unit="盏")
    with pytest.raises(Incomplete) as told:
        actions.correct(one, pumps.key, 1, given(pumps, start=lamps.start, end=lamps.end))
    assert lamps.what in str(told.value)


def test_an_unchanged_place_is_no_change(pumps: Fact, one: User) -> None:
    with pytest.raises(Incomplete):
        actions.correct(one, pumps.key, 1, given(pumps, start=pumps.start, end=pumps.end))
    done = actions.correct(one, pumps.key, 1, given(pumps, **span("建成泵站3座，")))
    assert actions.correct(one, pumps.key, 1, given(pumps, **span("建成泵站3座，"))).pk == done.pk


def test_a_task_without_a_name_is_called_by_its_words(paper: Document, one: User) -> None:
    task = first(paper, kind="task")
    follow(task, by=None, act="read", what=head_of(task.quote), fields=task.fields | {"title": None})
    done = actions.correct(one, task.key, 2, given(Fact.objects.current().get(key=task.key), **span("𠮷祥路灯达到300盏")))
    assert done.what == done.quote == "𠮷祥路灯达到300盏" and done.fields["title"] is None


def test_undo_brings_the_place_back(pumps: Fact, one: User) -> None:
    names = ("start", "end", "quote", "value_start", "value_end", "clause", "position", "fields")
    actions.accept(one, pumps.key, 1)
    actions.correct(one, pumps.key, 2, given(pumps, **span("建成泵站3座，")))
    back = actions.undo(one, pumps.key, 3)
    assert back.state == "accepted" and [getattr(back, name) for name in names] == [getattr(pumps, name) for name in names]
    again = actions.undo(one, pumps.key, 4)
    assert again.state == "suggested" and [getattr(again, name) for name in names] == [getattr(pumps, name) for name in names]


@pytest.mark.parametrize("gone", [False, True])
def test_undo_finds_the_old_place_in_a_newer_text(paper: Document, pumps: Fact, one: User, gone: bool) -> None:
    done = actions.correct(one, pumps.key, 1, given(pumps, **span("到2030年，砚州市建成泵站3座")))
    newer = "新的开头。\n" + (TEXT.replace(pumps.quote, "另一件事") if gone else TEXT)
    text = Text.objects.create(document=paper.key, name="x", text=newer, sha256="1" * 64, text_sha256="1" * 64, format="txt", extractor="t", release="t",
                               outline=[])
    place = {"start": 3, "end": 6, "value_start": 4, "value_end": 5} if gone else {
        name: getattr(done, name) + 6 for name in ("start", "end", "value_start", "value_end")}
    moved = follow(done, by=None, act="anchor", text=text, fields=done.fields | place | {"quote": newer[place["start"]:place["end"]]},
                   quote=newer[place["start"]:place["end"]], **place)
    back = actions.undo(one, pumps.key, moved.version)
    assert back.state == "suggested" and newer[back.start:back.end] == back.quote == back.fields["quote"]
    assert (back.start, back.quote) == ((3, newer[3:6]) if gone else (pumps.start + 6, pumps.quote))


def test_a_dispute_can_end_with_another_place(pumps: Fact, one: User, other: User, third: User) -> None:
    actions.accept(one, pumps.key, 1)
    actions.dispute(other, pumps.key, 2, "引文太短")
    proposal = given(pumps, **span("到2030年，砚州市建成泵站3座"))
    settle(other, pumps.key, 3, "correct", proposal)
    assert Vote.objects.get().changes["start"] == str(TEXT.index("到2030"))
    done = settle(third, pumps.key, 3, "correct", {name: str(value) for name, value in proposal.items()})
    assert (done.state, done.quote) == ("corrected", "到2030年，砚州市建成泵站3座")


@pytest.mark.parametrize(("quote", "values"), [
    ("由２０％提高到３５．５％", ["20", "35.5"]), ("2020年全年", []), ("第三批", []), ("15-20家", ["15"]), ("路灯\n300\n盏", ["300"]), ("7", ["7"]),
])
def test_numbers_of_a_stretch(quote: str, values: list[str]) -> None:
    found = numbers_in(quote)
    assert [str(one.value) for one in found] == values or (not values and len(found) <= 1)
    assert all(quote[one.start:one.end].strip() for one in found)

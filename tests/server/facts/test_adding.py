"""Facts that the reader missed, added from a selected stretch of the text."""
import json
from collections.abc import Callable
from typing import Any

import pytest

from taizhang.publishing import jsonl
from taizhang.server.accounts.models import User
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry, Value
from taizhang.server.documents import actions as document_actions
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions
from taizhang.server.facts.adding import add
from taizhang.server.facts.errors import Incomplete
from taizhang.server.facts.models import ACTS, Fact
from taizhang.values.errors import UsageError
from tests.server.documents.texts import first, written

pytestmark = pytest.mark.django_db
TEXT = ("砚州市创新工作方案\n一、主要目标\n到2030年，建成泵站3座。\n二、重点任务\n（一）修桥补路。由各方办理，两岸通行里程合计达到12.5公里左右，"
        "投资近1.2亿元，完成率提高5个百分点，名次居全省第2位。\n（责任单位：市科技局、市财政局）\n依据《砚州市建桥办法》执行。\n𠮷祥镇2031年新增路灯300盏、长椅40张。\n")


@pytest.fixture
def paper(db: None) -> Document:
    """A document in which the reader found but the task and the lamps."""
    document = written(TEXT)
    for fact in Fact.objects.current().filter(document=document.key).exclude(kind="task").exclude(measure_unit__in=("盏", "CNY")):
        fact.conclude(by=None, reason="missed")
    return document


def at(document: Document, words: str) -> tuple[int, int]:
    start = document.text.text.index(words)
    return start, start + len(words)


def target(**more: Any) -> dict[str, Any]:
    return {"kind": "target", "what": "通行里程", "op": "~", "value": "12.5", "measure_unit": "公里", "period": "2030", "subject": "砚州市"} | more


def test_what_was_missed_is_added_and_counts(paper: Document, one: User) -> None:
    start, end = at(paper, "两岸通行里程合计达到12.5公里左右")
    made = add(one, paper.key, start, end, target())
    assert (made.state, made.act, made.manner, made.version, made.decided_by, made.recorded_by) == ("accepted", "add", "one", 1, one, one)
    text = paper.text.text
    assert made.quote == text[made.start:made.end] == "两岸通行里程合计达到12.5公里左右"
    assert text[made.value_start:made.value_end] == "12.5公里左右"
    assert (made.value_text, made.measure_unit, made.op, made.year, made.subject) == ("12.5", "公里", "~", 2030, "砚州市")
    assert made.clause.startswith("重点任务")
    entry = Entry.objects.get(action="fact.add")
    values = dict(Value.objects.filter(entry=entry).values_list("name", "value"))
    assert (entry.key, entry.actor) == (str(made.key), one) and "12.5" in values["new"] and values["label"].startswith("通行里程")


def test_it_stands_in_the_order_of_the_text(paper: Document, one: User) -> None:
    for words, value in (("两岸通行里程合计达到12.5公里左右", "12.5"), ("里程合计达到12.5公里", "12.5"), ("合计达到12.5公里左右", "12.5")):
        add(one, paper.key, *at(paper, words), target(value=value))
    rows = list(Fact.objects.current().filter(document=paper.key).order_by("position").values_list("start", "end", "position"))
    assert [(start, -end) for start, end, _ in rows] == sorted((start, -end) for start, end, _ in rows)
    assert len({position for _start, _end, position in rows}) == len(rows)


def test_it_is_written_as_the_reader_would_have(paper: Document, one: User) -> None:
    known = Fact.objects.current().filter(document=paper.key, kind="target", measure_unit="盏").get()
    made = add(one, paper.key, *at(paper, "长椅40张"), target(what="长椅", op="=", value="40", measure_unit="张"))
    assert set(made.fields) == set(known.fields)
    assert {name: type(value) for name, value in made.fields.items() if name not in ("modality", "period", "period_source")} == {
        name: type(value) for name, value in known.fields.items() if name not in ("modality", "period", "period_source")} | {
        name: type(made.fields[name]) for name in ("subject_source", "indicator_id")}
    assert made.fields["stage"] == "hand" and made.fields["value"] == "40" and made.fields["value_quote"] == "40张"
    back = jsonl.read([json.dumps({"type": "document", "doc": made.fields["doc"], "sha256": "", "pack": "", "pack_reason": ""}), json.dumps(made.fields)])
    assert str(back[0].statements[0].value) == "40" and back[0].statements[0].indicator == "长椅"


def test_money_is_scaled_and_found(paper: Document, one: User) -> None:
    old = Fact.objects.current().filter(document=paper.key, measure_unit="CNY").get()
    actions.reject(one, old.key, 1, "重做")
    made = add(one, paper.key, *at(paper, "名次居全省第2位"), target(kind="actual", what="名次", op="=", value="2", measure_unit="位"))
    assert made.measure == "rank"
    with pytest.raises(Incomplete) as told:
        add(one, paper.key, old.start, old.end, target(what="投资", value="1.2", measure_unit="亿元"))
    assert "已否" in str(told.value)
    made = add(one, paper.key, old.start, old.end + 1, target(what="投资", value="1.2", measure_unit="亿元"))
    assert (made.value_text, made.measure_unit, paper.text.text[made.value_start:made.value_end]) == ("120000000", "CNY", "近1.2亿元")


@pytest.mark.parametrize(("words", "given", "says"), [
    ("完成率提高5个百分点，名次居全省第2位", {"value": "9"}, "5个百分点, 第2位"), ("由各方办理", {}, ""), ("\n", {}, ""), ("", {}, ""),
    ("投资近1.2亿元", {"value_start": "0", "value_end": "2"}, ""), ("投资近1.2亿元", {"value_start": "9"}, ""),
    ("投资近1.2亿元", {"value": "much"}, "much"), ("投资近1.2亿元", {"what": ""}, ""), ("投资近1.2亿元", {"kind": "nothing"}, ""),
    ("投资近1.2亿元", {"measure": "length"}, ""), ("投资近1.2亿元", {"value_start": "x", "value_end": "2"}, ""),
    ("投资近1.2亿元", {"units": [("市没有局", "")]}, "市没有局"),
])
def test_what_does_not_fit_is_refused_with_a_sentence(paper: Document, one: User, words: str, given: dict[str, Any], says: str) -> None:
    before = Fact.objects.count()
    with pytest.raises(Incomplete) as told:
        add(one, paper.key, *at(paper, words), target(**given))
    assert told.value.problems and says in str(told.value)
    assert Fact.objects.count() == before


@pytest.mark.parametrize(("start", "end"), [(-3, 5), (5, 5), (9, 4), (0, 10**9), (10**30, 10**30 + 1)])
def test_a_place_outside_of_the_text_is_refused(paper: Document, one: User, start: int, end: int) -> None:
    with pytest.raises(Incomplete) as told:
        add(one, paper.key, start, end, target())
    assert told.value.problems


def test_of_several_numbers_the_one_of_this_value_is_meant(paper: Document, one: User) -> None:
    made = add(one, paper.key, *at(paper, "完成率提高5个百分点，名次居全省第2位"), target(what="完成率", op="=", value="5", measure_unit="个百分点"))
    assert paper.text.text[made.value_start:made.value_end] == "5个百分点" and made.measure == "increment"


def test_the_place_of_the_number_can_be_picked_too(paper: Document, one: User) -> None:
    start, end = at(paper, "完成率提高5个百分点，名次居全省第2位")
    number = at(paper, "第2位")
    made = add(one, paper.key, start, end, target(value="2", value_start=number[0], value_end=number[1]))
    assert made.fields["value_quote"] == "第2位"


def test_white_space_at_the_edges_does_not_belong_to_it(paper: Document, one: User) -> None:
    start, end = at(paper, "\n𠮷祥镇2031年新增路灯300盏、长椅40张。\n")
    made = add(one, paper.key, start, end, {"kind": "goal", "what": "照明"})
    assert made.quote == "𠮷祥镇2031年新增路灯300盏、长椅40张。" == paper.text.text[made.start:made.end]


def test_a_task_names_its_units(paper: Document, one: User) -> None:
    made = add(one, paper.key, *at(paper, "由各方办理"), {"kind": "task", "what": "办理", "units": [("市财政局", "lead"), ("市科技局", "support")]})
    assert list(made.in_charge.values_list("unit", "name", "role", "inherited")) == [
        ("990400.czj", "市财政局", "lead", False), ("990400.kjj", "市科技局", "support", False)]
    assert made.lead == "990400.czj" and made.fields["units"] == ["市财政局", "市科技局"] and made.fields["resolved"] == ["990400.czj", "990400.kjj"]
    assert made.fields["roles"] == ["lead", "support"] and made.fields["title"] == "办理" and made.clause.endswith(" / 办理")
    nameless = add(one, paper.key, *at(paper, "两岸通行里程合计达到12.5公里左右"), {"kind": "task"})
    assert nameless.what == nameless.quote and nameless.fields["title"] is None and not nameless.in_charge.exists()


def test_who_is_in_charge_of_the_task_around_is_in_charge_of_it(paper: Document, one: User) -> None:
    task = first(paper, kind="task")
    made = add(one, paper.key, *at(paper, "两岸通行里程合计达到12.5公里左右"), target())
    assert task.start <= made.start < made.end <= task.end
    assert list(made.in_charge.values_list("name", "inherited")) == [("市科技局", True), ("市财政局", True)] and made.lead == task.lead
    own = add(one, paper.key, *at(paper, "里程合计达到12.5公里左右"), target(units=[("市财政局", "")]))
    assert list(own.in_charge.values_list("name", "inherited")) == [("市财政局", False)]


@pytest.mark.parametrize(("kind", "words", "given", "holds"), [
    ("goal", "两岸通行", {"what": "通行", "measure": "state", "period": "2030"}, {"what": "通行", "form": "state", "period": "2030"}),
    ("clause", "由各方办理", {"measure": "vague"}, {"clause_kind": "vague", "parts": []}),
    ("clause", "由各方办理", {"what": "各办各的"}, {"clause_kind": "incentive", "what": "各办各的"}),
    ("cite", "《砚州市建桥办法》执行", {"what": "《砚州市建桥办法》", "measure": "implements"}, {"title": "砚州市建桥办法", "relation": "implements"}),
])
def test_the_other_kinds(paper: Document, one: User, kind: str, words: str, given: dict[str, Any], holds: dict[str, Any]) -> None:
    made = add(one, paper.key, *at(paper, words), {"kind": kind} | given)
    assert made.kind == kind and made.quote == words and holds.items() <= made.fields.items()
    assert made.fields["type"] == kind


def test_the_same_twice_is_one_and_another_at_its_place_is_refused(paper: Document, one: User, other: User) -> None:
    place = at(paper, "两岸通行里程合计达到12.5公里左右")
    made = add(one, paper.key, *place, target())
    assert add(one, paper.key, *place, target()).pk == made.pk
    assert Entry.objects.filter(action="fact.add").count() == 1
    for who, given in ((one, target(value="12")), (other, target())):
        with pytest.raises(Incomplete) as told:
            add(who, paper.key, *place, given)
        assert "通行里程" in str(told.value)
    assert add(other, paper.key, *place, target(kind="actual")).kind == "actual"


def test_only_reviewers_of_the_document_add(paper: Document, person: Callable[..., User]) -> None:
    place = at(paper, "两岸通行里程合计达到12.5公里左右")
    for user in (person("leader"), person("supervisor"), person(), person("reviewer", scope="region", scope_id="990403"), None):
        with pytest.raises(Refused):
            add(user, paper.key, *place, target())
    assert add(person("reviewer", scope="region", scope_id="990400"), paper.key, *place, target()).state == "accepted"


def test_nothing_is_added_to_a_withdrawn_document_or_to_none(paper: Document, one: User, person: Callable[..., User]) -> None:
    document_actions.withdraw(person("planning"), paper.key, 1, "twice")
    with pytest.raises(Refused):
        add(one, paper.key, *at(paper, "投资近1.2亿元"), target())
    with pytest.raises(UsageError):
        add(one, paper.text.key, 0, 5, target())


def test_undo_takes_it_back_and_loses_nothing(paper: Document, one: User, other: User) -> None:
    place = at(paper, "两岸通行里程合计达到12.5公里左右")
    made = add(one, paper.key, *place, target())
    with pytest.raises(Refused):
        actions.undo(other, made.key, 1)
    corrected = actions.correct(one, made.key, 1, target(value="13"))
    assert actions.undo(one, made.key, corrected.version).value_text == "12.5"
    gone = actions.undo(one, made.key, 3)
    assert gone.ended and gone.act == "undo" and not Fact.objects.current().filter(key=made.key).exists()
    assert actions.undo(one, made.key, 3).pk == gone.pk
    assert Fact.objects.of(made.key).count() == 4 and set(Fact.objects.of(made.key).values_list("act", flat=True)) <= set(ACTS)
    with pytest.raises(UsageError):
        actions.accept(one, made.key, 4)
    again = add(one, paper.key, *place, target())
    assert again.key != made.key


def test_anothers_addition_is_disputed_like_any_decision(paper: Document, one: User, other: User) -> None:
    made = add(one, paper.key, *at(paper, "两岸通行里程合计达到12.5公里左右"), target())
    disputed = actions.dispute(other, made.key, 1, "不是目标")
    assert actions.recall(other, made.key, disputed.version).state == "accepted"

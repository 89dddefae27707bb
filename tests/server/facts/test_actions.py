"""Deciding about one fact: every act, its version, its entry in the trail, repetition, and being too late."""
from decimal import Decimal
from typing import Any

import pytest

from taizhang.server.accounts.models import User
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry, Value
from taizhang.server.documents import actions as document_actions
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.facts.forms import CorrectionForm
from taizhang.server.facts.models import Fact
from taizhang.server.facts.versions import follow

pytestmark = pytest.mark.django_db


def given(fact: Fact, **changes: Any) -> dict[str, Any]:
    """What the form sends when only these are changed."""
    form = CorrectionForm(fact)
    return {name: str(form.initial.get(name, "") or "") for name in form.fields} | changes


def newest(fact: Fact) -> Fact:
    return Fact.objects.current().get(key=fact.key)


def test_an_accepted_fact_counts_and_the_suggestion_stays(fact: Fact, one: User) -> None:
    units = list(fact.in_charge.values_list("name", "role", "inherited"))
    done = actions.accept(one, fact.key, 1)
    assert (done.state, done.version, done.manner, done.act, done.decided_by, done.recorded_by) == ("accepted", 2, "one", "accept", one, one)
    assert list(done.in_charge.values_list("name", "role", "inherited")) == units
    assert Fact.objects.of(fact.key).first().state == "suggested"
    entry = Entry.objects.get(action="fact.accept")
    assert (entry.noun, entry.key, entry.actor, entry.outcome) == ("fact", str(fact.key), one, "done")
    values = dict(Value.objects.filter(entry=entry).values_list("name", "value"))
    assert values["label"].startswith(fact.what) and '"suggested"' in values["old"] and '"accepted"' in values["new"]


def test_a_second_click_changes_nothing(fact: Fact, one: User) -> None:
    first = actions.accept(one, fact.key, 1)
    assert actions.accept(one, fact.key, 1).pk == first.pk
    assert Fact.objects.of(fact.key).count() == 2
    assert Entry.objects.filter(action="fact.accept").count() == 1


def test_who_comes_second_is_told_who_was_first(fact: Fact, one: User, other: User) -> None:
    actions.accept(one, fact.key, 1)
    with pytest.raises(Overtaken) as told:
        actions.reject(other, fact.key, 1, "no")
    assert told.value.thing.state == "accepted" and str(one) in str(told.value)
    assert newest(fact).state == "accepted"


def test_ones_own_other_decision_is_no_repetition(fact: Fact, one: User) -> None:
    actions.accept(one, fact.key, 1)
    with pytest.raises(Overtaken):
        actions.reject(one, fact.key, 1, "no")


def test_a_correction_keeps_the_suggestion_in_history(fact: Fact, one: User) -> None:
    done = actions.correct(one, fact.key, 1, given(fact, value="3.25", op="<=", period="2027/2030", subject="望岭县", why="误读"))
    assert (done.state, done.value_text, done.value, done.op, done.year, done.year_first, done.reason) == (
        "corrected", "3.25", Decimal("3.25"), "<=", 2030, 2027, "误读")
    assert done.fields["value"] == "3.25" and done.fields["op"] == "<=" and done.fields["period"] == "2027/2030" and done.fields["subject"] == "望岭县"
    assert done.fields["quote"] == fact.fields["quote"] and done.quote == fact.quote and (done.start, done.end) == (fact.start, fact.end)
    old = Fact.objects.of(fact.key).first()
    assert old.value_text == fact.value_text
    values = dict(Value.objects.filter(entry__action="fact.correct").values_list("name", "value"))
    assert "3.25" in values["new"] and fact.value_text in values["old"]


def test_the_same_correction_twice_is_one(fact: Fact, one: User) -> None:
    first = actions.correct(one, fact.key, 1, given(fact, value="3"))
    assert actions.correct(one, fact.key, 1, given(fact, value="3")).pk == first.pk
    with pytest.raises(Overtaken):
        actions.correct(one, fact.key, 1, given(fact, value="4"))


def test_money_is_typed_as_the_document_writes_it(document: Document, one: User) -> None:
    fact = Fact.objects.current().filter(document=document.key, measure_unit="CNY", quote__contains="亿元").first()
    form = CorrectionForm(fact)
    assert form.initial["measure_unit"] == "亿元"
    done = actions.correct(one, fact.key, 1, given(fact, value="32.5"))
    assert (done.value_text, done.measure_unit) == ("3250000000", "CNY")


@pytest.mark.parametrize("changes", [
    {"value": "about five"}, {"value": "1e9"}, {"value": ""}, {"value": "NaN"}, {"value": "1" * 61}, {"value": "９" * 29}, {"op": "!="}, {"op": "range"},
    {"op": "range", "value": "5", "value2": "4"}, {"value2": "9"}, {"period": "soon"}, {"period": "2030/2027"}, {"period": "0001"}, {"period": "2027-13"},
    {"kind": "task"}, {"kind": "nothing"}, {"what": ""}, {"what": "x" * 301}, {"measure_unit": "x" * 31}, {"subject": "x" * 121}, {"what": "a\0b"},
    {"value": "999999999999", "measure_unit": "万亿元" + "x"}, {"value": "9999999999999999999", "measure_unit": "万亿元"},
])
def test_what_does_not_fit_is_refused_with_a_sentence(fact: Fact, one: User, changes: dict[str, str]) -> None:
    if changes.get("measure_unit", "").endswith("x") and len(changes["measure_unit"]) < 10:
        changes = changes | {"what": ""}
    with pytest.raises(Incomplete) as told:
        actions.correct(one, fact.key, 1, given(fact, **changes))
    assert told.value.problems and told.value.form is not None
    assert newest(fact).version == 1


@pytest.mark.parametrize("units", [[("市没有局", "lead")], [("市科技局", "boss")], [("x" * 130, "")], [(f"市科技局{i}", "") for i in range(70)]])
def test_units_have_to_be_known(task: Fact, one: User, units: list[tuple[str, str]]) -> None:
    with pytest.raises(Incomplete):
        actions.correct(one, task.key, 1, given(task, units=units))


def test_units_are_resolved_and_belong_to_the_version(task: Fact, one: User) -> None:
    before = list(task.in_charge.values_list("name", flat=True))
    done = actions.correct(one, task.key, 1, given(task, units=[("市财政局", "lead"), ("市科技局", "support")]))
    assert list(done.in_charge.values_list("unit", "name", "role")) == [("990400.czj", "市财政局", "lead"), ("990400.kjj", "市科技局", "support")]
    assert done.lead == "990400.czj"
    assert list(task.in_charge.values_list("name", flat=True)) == before


def test_a_correction_has_to_correct_something(fact: Fact, one: User) -> None:
    with pytest.raises(Incomplete):
        actions.correct(one, fact.key, 1, given(fact))


@pytest.mark.parametrize("act", [actions.reject, actions.dispute])
def test_a_reason_is_needed(fact: Fact, one: User, act: Any) -> None:
    with pytest.raises(Incomplete):
        act(one, fact.key, 1, "  ")


def test_undo_goes_back_step_by_step_and_keeps_everything(fact: Fact, one: User) -> None:
    actions.accept(one, fact.key, 1)
    actions.correct(one, fact.key, 2, given(fact, value="3"))
    back = actions.undo(one, fact.key, 3)
    assert (back.state, back.value_text, back.version, back.decided_by, back.restores) == ("accepted", fact.value_text, 4, one, 2)
    again = actions.undo(one, fact.key, 4)
    assert (again.state, again.decided_by, again.manner, again.version) == ("suggested", None, "", 5)
    assert again.fields == fact.fields
    with pytest.raises(Refused):
        actions.undo(one, fact.key, 5)
    assert actions.undo(one, fact.key, 4).pk == again.pk
    assert Fact.objects.of(fact.key).count() == 5


def test_undo_keeps_the_place_a_new_text_gave(fact: Fact, one: User) -> None:
    actions.accept(one, fact.key, 1)
    moved = follow(newest(fact), by=None, act="anchor", start=fact.start + 7, end=fact.end + 7)
    back = actions.undo(one, fact.key, moved.version)
    assert (back.state, back.start, back.end) == ("suggested", fact.start + 7, fact.end + 7)


def test_only_ones_own_decision_is_undone(fact: Fact, one: User, other: User) -> None:
    actions.accept(one, fact.key, 1)
    with pytest.raises(Refused) as told:
        actions.undo(other, fact.key, 2)
    assert str(one) in str(told.value)
    with pytest.raises(Refused):
        actions.correct(other, fact.key, 2, given(fact, value="3"))
    assert Entry.objects.filter(outcome="refused").count() == 2


@pytest.mark.parametrize("act", ["accept", "correct", "reject", "undo", "dispute", "recall"])
def test_a_machine_decides_nothing(fact: Fact, act: str) -> None:
    more: dict[str, tuple[Any, ...]] = {"correct": (given(fact, value="3"),), "reject": ("why",), "dispute": ("why",)}
    with pytest.raises(Refused):
        getattr(actions, act)(None, fact.key, 1, *more.get(act, ()))


def test_nothing_is_decided_in_a_withdrawn_document(document: Document, fact: Fact, one: User, person: Any) -> None:
    document_actions.withdraw(person("planning"), document.key, 1, "twice")
    with pytest.raises(Refused):
        actions.accept(one, fact.key, 1)


def test_nul_in_a_reason_is_left_out(fact: Fact, one: User, other: User) -> None:
    actions.accept(one, fact.key, 1)
    assert actions.dispute(other, fact.key, 2, "why\0not").reason == "whynot"
    with pytest.raises(Incomplete):
        actions.reject(one, fact.key, 3, "\0 ")

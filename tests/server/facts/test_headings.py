"""By hand: what a citation does to the document it names, the number of a task, the headings above it."""
import pytest

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions, places
from taizhang.server.facts.adding import add
from taizhang.server.facts.forms import CorrectionForm
from taizhang.server.facts.models import Fact
from tests.server.documents.texts import first

pytestmark = pytest.mark.django_db


def test_the_relation_of_a_citation_is_corrected_and_undone(document: Document, one: User) -> None:
    cite = first(document, kind="cite")
    other = "revises" if cite.measure != "revises" else "drafts"
    done = actions.correct(one, cite.key, 1, actions.filled(cite, {"measure": other}))
    assert (done.state, done.measure, done.fields["relation"], done.what) == ("corrected", other, other, cite.what)
    assert "measure" not in done.fields
    back = actions.undo(one, cite.key, 2)
    assert (back.measure, back.fields["relation"]) == (cite.measure, cite.fields["relation"])


def test_what_is_no_relation_is_refused(document: Document) -> None:
    cite = first(document, kind="cite")
    form = CorrectionForm(cite, {"what": cite.what, "measure": "level"})
    assert not form.is_valid() and "measure" in form.errors


def test_number_and_headings_of_a_task_are_corrected_and_undone(task: Fact, one: User) -> None:
    given = actions.filled(task, {"number": "（十二）", "path": "一、总则 / 2. 研发/GDP"})
    done = actions.correct(one, task.key, 1, given)
    assert (done.fields["number"], done.fields["path"]) == ("（十二）", ["一、总则", "2. 研发/GDP"])
    assert done.clause.startswith("一、总则 / 2. 研发/GDP") and done.what == task.what
    assert actions.corrections(done, {"what": done.what}) == ({}, None)  # who does not speak of them leaves them
    back = actions.undo(one, task.key, 2)
    assert (back.fields["number"], back.fields["path"], back.clause) == (task.fields["number"], task.fields["path"], task.clause)


def test_headings_by_hand_stay_where_the_task_is_moved(task: Fact, one: User) -> None:
    done = actions.correct(one, task.key, 1, actions.filled(task, {"path": "九、另编"}))
    there = places.moved(done, places.Place(done.start + 1, done.end))
    assert there["fields"]["path"] == ["九、另编"] and there["clause"] == done.clause


def test_a_task_is_added_with_number_and_headings(document: Document, task: Fact, one: User) -> None:
    made = add(one, document.key, task.start + 1, task.end, {"kind": "task", "what": "新任务", "number": "7", "path": "一 / 二"})
    assert (made.fields["number"], made.fields["path"], made.clause) == ("7", ["一", "二"], "一 / 二 / 新任务")
    plain = add(one, document.key, task.start + 2, task.end, {"kind": "task", "what": "又一任务"})
    assert plain.fields["number"] is None and plain.fields["path"]

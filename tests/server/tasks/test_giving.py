"""A task by hand stands in its own words, counts at once, and is corrected, withdrawn and brought back as others are."""
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry
from taizhang.server.documents.models import Document
from taizhang.server.facts.errors import Incomplete
from taizhang.server.facts.models import Fact
from taizhang.server.tasks import actions
from taizhang.server.tasks.models import Note
from taizhang.server.tasks.suggesting import units_in
from tests.server.browser import Browse
from tests.server.tasks.make import SENTENCE, given

pytestmark = pytest.mark.django_db
UNITS = [("市科技局", "lead"), ("市财政局", "support")]


@pytest.fixture
def planner(person: Callable[..., User]) -> User:
    return person("planning", unit="990400.kjj")


def test_the_sentence_is_a_document_and_the_task_opens_to_it(planner: User) -> None:
    note = actions.give(planner, given(number="砚信〔2026〕9号", origin="letter"), UNITS)
    document = Document.objects.current().get(key=note.key)
    fact = Fact.objects.current().get(key=note.fact)
    assert document.text is not None and document.text.text[fact.start:fact.end] == fact.quote == SENTENCE
    assert (document.genre, document.text.format, document.number, document.issuers) == ("note", "note", "砚信〔2026〕9号", ["王市长"])
    assert (document.publicity, document.region, document.owner, document.issued) == ("不予公开", "990400", "990400.kjj", date(2026, 3, 2))
    assert (fact.kind, fact.state, fact.act, fact.manner, fact.decided_by) == ("task", "accepted", "add", "one", planner)
    assert (fact.period, fact.year, fact.fields["origin"], fact.fields["due"]) == ("2026-06", 2026, "letter", "2026-06-30")
    assert [(one.unit, one.name, one.role) for one in fact.in_charge.all()] == [
        ("990400.kjj", "市科技局", "lead"), ("990400.czj", "市财政局", "support")] and fact.lead == "990400.kjj"
    assert Entry.objects.filter(action="task.give", key=str(note.key)).exists()


@pytest.mark.parametrize(("change", "says"), [
    ({"sentence": " \r\n "}, ""), ({"said_on": "2999-01-01"}, ""), ({"due": "2026-01-01"}, ""), ({"said_by": ""}, ""), ({"origin": "rumour"}, "")])
def test_what_does_not_fit_is_refused_and_nothing_is_kept(planner: User, change: dict[str, str], says: str) -> None:
    with pytest.raises(Incomplete):
        actions.give(planner, given(**change), UNITS)
    assert not Document.objects.exists() and not Fact.objects.exists() and not Note.objects.exists()


def test_an_unknown_unit_is_refused_whole(planner: User) -> None:
    with pytest.raises(Incomplete, match="市无此局"):
        actions.give(planner, given(), [("市无此局", "lead")])
    assert not Document.objects.exists()


def test_who_may_not(person: Callable[..., User]) -> None:
    with pytest.raises(Refused):
        actions.give(person("reviewer"), given(), UNITS)
    county = person("planning", scope="region", scope_id="990402")
    with pytest.raises(Refused):
        actions.give(county, given(), UNITS)
    assert actions.give(county, given(region="990402"), UNITS)


def test_correct_withdraw_and_bring_back(planner: User) -> None:
    note = actions.give(planner, given(), UNITS)
    fresh = actions.correct(planner, note.key, 1, given(origin="decision", due="", number="7", said_by="市长办公会"))
    fact = Fact.objects.current().get(key=note.fact)
    document = Document.objects.current().get(key=note.key)
    assert (fresh.origin, fresh.due, fact.period, fact.fields["origin"], fact.state) == ("decision", None, "", "decision", "corrected")
    assert (document.number, document.issuers) == ("7", ["市长办公会"])
    with pytest.raises(Incomplete):
        actions.correct(planner, note.key, 2, given(origin="decision", due="", number="7", said_by="市长办公会"))
    gone = actions.withdraw(planner, note.key, document.version, "a mistake")
    assert gone.state == "withdrawn"
    with pytest.raises(Refused):
        actions.correct(planner, note.key, 2, given())
    assert actions.restore(planner, note.key, gone.version).state == "in force"


def test_the_reader_suggests_units() -> None:
    assert units_in("1.建设平台。（牵头单位：市科技局；配合单位：市财政局）") == [("市科技局", "lead"), ("市财政局", "support")]
    assert units_in(SENTENCE) == [("市科技局", ""), ("市财政局", "")]
    assert units_in("办好这件事。") == []


@pytest.mark.covers("A01", status="partly", note="a decision typed in is a task with its unit and source; no meeting is called yet")
@pytest.mark.covers("V01", status="partly", note="instructions, letters and decisions become tasks, clauses get units; agenda, filings and drafts are to come")
def test_the_form_suggests_keeps_and_undoes(planner: User, as_person: Callable[[User], Client]) -> None:
    client = as_person(planner)
    said = client.post("/tasks/new/", given() | {"suggest": "1", "unit_name": ["", ""], "unit_role": ["lead", ""]}).content.decode()
    assert 'value="市财政局"' in said and not Note.objects.exists()
    wrong = client.post("/tasks/new/", given() | {"unit_name": ["市无此局"], "unit_role": ["lead"]})
    assert wrong.status_code == 422 and "市无此局" in wrong.content.decode()
    page = client.post("/tasks/new/", given() | {"unit_name": ["市科技局", ""], "unit_role": ["lead", ""]}, follow=True).content.decode()
    note = Note.objects.get()
    assert f"/tasks/{note.key}/undo/1/" in page and "研发平台建设办法" in page
    own = client.get(f"/documents/{note.key}/").content.decode()
    assert SENTENCE in own.replace("</p>", "") or "王市长" in own
    assert client.get("/ledger/?kind=task").status_code == 200
    client.post(f"/tasks/{note.key}/undo/1/")
    assert Document.objects.current().get(key=note.key).state == "withdrawn"
    assert "研发平台建设办法" in client.get("/tasks/?state=withdrawn").content.decode()


@pytest.mark.browser
def test_in_a_browser(browse: Browse, planner: User, everywhere: list[dict[str, object]]) -> None:
    actions.give(planner, given(), UNITS)
    note = actions.give(planner, given(title="", sentence="关于进一步明确市本级研发平台建设资金安排、场地保障、人才引进等有关事项责任分工的批示意见", due=""), [])
    for way in everywhere:
        for path in ("/tasks/", "/tasks/new/", "/tasks/without/", f"/tasks/{note.key}/edit/", f"/tasks/{note.key}/withdraw/", f"/documents/{note.key}/"):
            browse(path, planner, **way)  # type: ignore[arg-type]
            browse.check()
    page = browse("/tasks/new/", planner, language="en")
    page.fill("#id_sentence", SENTENCE)
    page.fill("#id_said_by", "王市长")
    page.get_by_role("button", name="Look for units in the words").click()
    assert page.locator("input[name=unit_name]").first.input_value() == "市科技局"
    page.get_by_role("button", name="Enter the task").click()
    page.locator(".toast").get_by_role("button").first.click()
    page.get_by_text("Withdrawn:").wait_for()


@pytest.mark.parametrize("sentence", ["请张三（13812345678）抓紧落实。", "机密★1年\n请市科技局落实。"])
def test_what_must_not_be_stored_is_not_stored_in_a_note_either(person, sentence):
    with pytest.raises(Incomplete):
        actions.give(person("planning"), given(sentence=sentence), UNITS)
    assert not Document.objects.exists()

"""The ledger goes out as a workbook and comes back in: what was changed is planned cell by cell and carried out, nothing else happens."""
import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook as Book

from taizhang.server.audit.models import Entry
from taizhang.server.exchange import actions
from taizhang.server.exchange.models import Edition, Row, Workbook
from taizhang.server.exchange.views import editions
from taizhang.server.facts import actions as facts
from taizhang.server.facts.models import Fact
from tests.server.documents.texts import first, sample
from tests.server.exchange.conftest import (
    carry_out,
    column,
    data_of,
    do_jobs,
    hand_in,
    line_of,
    said,
    set_cell,
    sheet_of,
    take_along,
)

pytestmark = pytest.mark.django_db


def everything() -> list[tuple[Any, ...]]:
    """All facts with their versions."""
    return sorted(Fact.objects.values_list("key", "version", "state", "what", "value_text"))


def test_what_nobody_changed_changes_nothing(planner, client):
    sample()
    before = everything()
    workbook = hand_in(planner, data_of(take_along(client)))
    assert (workbook.state, workbook.total, workbook.unchanged) == ("planned", Fact.objects.current().count(), workbook.total)
    assert not workbook.rows.exists() and everything() == before


def test_a_decision_a_correction_and_a_rejection_are_planned_and_carried_out(planner, client):
    document = sample()
    accepted, corrected, rejected = Fact.objects.current().filter(document=document.key, kind="target").order_by("position")[:3]
    book = take_along(client)
    sheet = sheet_of(book, "Targets")
    set_cell(sheet, line_of(sheet, accepted.key), "state", "Accepted")
    set_cell(sheet, line_of(sheet, corrected.key), "value", 77.5)
    set_cell(sheet, line_of(sheet, corrected.key), "op", "at most")
    set_cell(sheet, line_of(sheet, rejected.key), "state", "Rejected")
    set_cell(sheet, line_of(sheet, rejected.key), "why", "not a target")
    workbook = hand_in(planner, data_of(book))
    rows = {row.fact: row for row in workbook.rows.all()}
    assert {row.act for row in rows.values()} == {"accept", "correct", "reject"} and workbook.unchanged == workbook.total - 3
    assert ["value", rows[corrected.key].changes[-1][1], "77.5"] in rows[corrected.key].changes
    assert Fact.objects.current().get(key=accepted.key).state == "suggested", "a plan changes nothing"
    workbook = carry_out(planner, workbook)
    now = {one.key: one for one in Fact.objects.current().filter(key__in=rows)}
    assert [now[one.key].state for one in (accepted, corrected, rejected)] == ["accepted", "corrected", "rejected"]
    assert now[corrected.key].op == "<=" and now[rejected.key].reason == "not a target" and workbook.state == "applied"
    assert {one.decided_by for one in now.values()} == {planner}
    assert Entry.objects.filter(action="fact.correct", key=str(corrected.key)).exists()
    again = hand_in(planner, data_of(take_along(client)))
    assert again.unchanged == again.total


def test_every_error_names_its_cell(planner, client):
    document = sample()
    one = Fact.objects.current().filter(document=document.key, kind="target").order_by("position")[0]
    book = take_along(client, "kind=target")
    sheet = sheet_of(book, "Targets")
    line = line_of(sheet, one.key)
    wrong = {name: set_cell(sheet, line, name, value) for name, value in (
        ("value", "2.5%%"), ("period", "soon"), ("op", "roughly"), ("lead", "no such office"), ("quote", "other words"))}
    row = hand_in(planner, data_of(book)).rows.get()
    assert row.finding == "refused" and row.choice == "skip"
    for name, cell in wrong.items():
        assert f"{cell}: " in said(row), (name, said(row))
    assert "“2.5%%” is not a number" in said(row) and {"zh-hans", "en"} == set(row.problems[0]["said"])


def test_a_cell_may_hold_an_error_a_formula_or_a_percentage(planner, client):
    document = sample()
    percent = next(one for one in Fact.objects.current().filter(document=document.key, kind="target") if one.measure_unit == "%")
    other = Fact.objects.current().filter(document=document.key, kind="target").exclude(key=percent.key).first()
    book = take_along(client)
    sheet = sheet_of(book, "Targets")
    cell = sheet.cell(line_of(sheet, percent.key), column(sheet, "value"))
    cell.value, cell.number_format = 0.031, "0.0%"
    set_cell(sheet, line_of(sheet, other.key), "value", "=1+1")
    workbook = hand_in(planner, data_of(book))
    rows = {row.fact: row for row in workbook.rows.all()}
    assert rows[percent.key].finding == "changed" and rows[percent.key].given["value"] == "3.1"
    assert rows[other.key].finding == "refused" and "formula" in said(rows[other.key])


def test_a_fact_that_moved_on_is_doubtful_and_a_person_decides(planner, client, person):
    document = sample()
    fact = first(document, kind="target")
    book = take_along(client)
    sheet = sheet_of(book, "Targets")
    set_cell(sheet, line_of(sheet, fact.key), "what", "mine")
    other = person("planning")
    facts.correct(other, fact.key, 1, {**_given(fact), "what": "theirs"}, manner="bulk")
    workbook = hand_in(planner, data_of(book))
    row = workbook.rows.get()
    assert (row.finding, row.choice, row.version, row.against) == ("doubtful", "", 1, 2)
    assert row.changes == [["what", "theirs", "mine"]] and str(other) in said(row)
    actions.choose(planner, workbook, {row.pk: "apply"})
    carry_out(planner, workbook)
    now = Fact.objects.current().get(key=fact.key)
    assert (now.version, now.what, now.state) == (3, "mine", "corrected")


def test_a_fact_that_moves_on_between_plan_and_carrying_out_becomes_doubtful(planner, client, person):
    document = sample()
    one, two = Fact.objects.current().filter(document=document.key, kind="target").order_by("position")[:2]
    book = take_along(client)
    sheet = sheet_of(book, "Targets")
    for fact in (one, two):
        set_cell(sheet, line_of(sheet, fact.key), "state", "Accepted")
    workbook = hand_in(planner, data_of(book))
    other = person("planning")
    facts.accept(other, one.key, 1)
    workbook = carry_out(planner, workbook)
    rows = {row.fact: row for row in workbook.rows.all()}
    assert workbook.state == "planned" and rows[one.key].finding == "doubtful" and rows[two.key].applied_at is not None
    assert Fact.objects.current().get(key=one.key).decided_by == other and Fact.objects.filter(key=one.key).count() == 2


def test_a_row_twice_a_strange_key_and_a_decided_fact_of_another(planner, client, person):
    document = sample()
    one, two = Fact.objects.current().filter(document=document.key, kind="target").order_by("position")[:2]
    facts.accept(person("planning"), two.key, 1)
    book = take_along(client)
    sheet = sheet_of(book, "Targets")
    line = line_of(sheet, one.key)
    set_cell(sheet, line, "state", "Accepted")
    for n, cell in enumerate(sheet[line], 1):
        sheet.cell(sheet.max_row if n > 1 else sheet.max_row + 1, n).value = cell.value
    set_cell(sheet, line_of(sheet, two.key), "what", "mine")
    last = sheet.max_row + 1
    set_cell(sheet, last, "key", "3f0b2a86-0000-4000-8000-000000000000")
    set_cell(sheet, last, "version", 1)
    rows = list(hand_in(planner, data_of(book)).rows.all())
    assert sorted(row.finding for row in rows) == ["changed", "refused", "refused", "refused"]
    text = " ".join(said(row) for row in rows)
    assert "twice" in text and "no fact of this key" in text and "disputes it" in text


def test_carrying_out_is_begun_again_as_often_as_it_takes(planner, client, monkeypatch):
    sample()
    book = take_along(client, "kind=target")
    sheet = sheet_of(book, "Targets")
    n = sheet.max_row - 2
    for line in range(3, sheet.max_row + 1):
        set_cell(sheet, line, "state", "Accepted")
    workbook = hand_in(planner, data_of(book))
    from taizhang.server.exchange import applying

    monkeypatch.setattr(applying, "GROUP", 3)
    done, real = [0], facts.accept

    def stumbling(*given):
        done[0] += 1
        if done[0] % 5 == 0:
            raise RuntimeError("the power failed")
        return real(*given)

    monkeypatch.setattr(applying.facts, "accept", stumbling)
    actions.apply(planner, workbook)
    do_jobs(workbook.key)
    monkeypatch.setattr(applying.facts, "accept", real)
    do_jobs(workbook.key)
    workbook.refresh_from_db()
    if workbook.state == "planned":
        workbook = carry_out(planner, workbook)
    assert Fact.objects.current().filter(kind="target", state="accepted").count() == n
    assert Fact.objects.filter(kind="target", act="accept").count() == n, "nothing twice"
    assert workbook.rows.filter(applied_at__isnull=False).count() == n


def test_what_a_row_did_is_undone_on_the_page(planner, client):
    document = sample()
    fact = first(document, kind="target")
    book = take_along(client)
    sheet = sheet_of(book, "Targets")
    set_cell(sheet, line_of(sheet, fact.key), "state", "Accepted")
    workbook = carry_out(planner, hand_in(planner, data_of(book)))
    row = workbook.rows.get()
    page = client.get(f"/workbooks/{workbook.key}/").content.decode()
    assert f'value="{row.pk}"' in page and "carried out" in page
    assert client.post(f"/workbooks/{workbook.key}/undo/", {"row": row.pk}).status_code == 302
    assert Fact.objects.current().get(key=fact.key).state == "suggested"
    assert f'value="{row.pk}"' not in client.get(f"/workbooks/{workbook.key}/").content.decode()


def test_words_in_the_other_language_and_moved_columns_are_understood(planner, client):
    document = sample()
    fact = first(document, kind="target")
    client.cookies["language"] = "zh-hans"
    book = take_along(client)
    sheet = book.worksheets[1]
    at = column(sheet, "value")
    sheet.insert_cols(at)
    set_cell(sheet, line_of(sheet, fact.key), "state", "accepted")
    row = hand_in(planner, data_of(book)).rows.get()
    assert row.act == "accept"


def test_a_long_edition_is_prepared_as_a_job(planner, client, monkeypatch):
    sample()
    monkeypatch.setattr(editions, "AT_ONCE", 5)
    answer = client.post("/workbooks/editions/new/?kind=target")
    edition = Edition.objects.get()
    assert answer.status_code == 302 and answer["Location"] == f"/workbooks/editions/{edition.key}/"
    assert "hx-get" in client.get(answer["Location"]).content.decode()
    do_jobs(edition.key)
    assert "/file/" in client.get(answer["Location"]).content.decode()
    data = b"".join(client.get(f"{answer['Location']}file/").streaming_content)
    workbook = hand_in(planner, data)
    assert workbook.unchanged == workbook.total == edition.rows and Entry.objects.filter(action="exchange.download").exists()


def zipped(**more: bytes) -> bytes:
    """A workbook with a part more."""
    source, held = io.BytesIO(data_of(Book())), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            new.writestr(one.filename, more.pop(one.filename.rpartition("/")[2].partition(".")[0], None) or old.read(one))
        for name, data in more.items():
            new.writestr(name.replace("__", "/").replace("_bin", ".bin"), data)
    return held.getvalue()


@pytest.mark.parametrize(("data", "says"), [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as .xlsx"),
    (b"name,value\r\n", "no .xlsx workbook"),
    (b"", "no .xlsx workbook"),
    (zipped(xl__vbaProject_bin=b"x"), "macros"),
    (zipped(sheet1=b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet/>"), "document type"),
    (zipped(sheet1=b"<worksheet><"), "no well-formed XML"),
    (data_of(Book()), "hidden first row"),
], ids=["xls", "csv", "empty", "macros", "entities", "broken", "foreign"])
def test_what_is_no_workbook_of_ours_says_why_and_what_to_do(planner, client, data, says):
    workbook = hand_in(planner, data)
    assert workbook.state == "failed" and says in workbook.problems[0]["en"]
    page = client.get(f"/workbooks/{workbook.key}/")
    assert page.status_code == 200 and says in page.content.decode()
    assert Workbook.objects.count() == 1 and not Row.objects.exists()


def test_a_bomb_costs_that_workbook_only(planner):
    rows = b"<row><c t=\"inlineStr\"><is><t>" + b"x" * 400_000_000 + b"</t></is></c></row>"
    workbook = hand_in(planner, zipped(sheet1=b"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows))
    assert workbook.state == "failed" and workbook.problems


def test_who_may_not_review_takes_nothing_in(person, as_person):
    importer = as_person(person("importer"))
    assert importer.get("/workbooks/new/").status_code == 403
    assert importer.post("/workbooks/editions/new/").status_code == 403


def _given(fact: Fact) -> dict[str, Any]:
    from taizhang.server.facts.forms import CorrectionForm

    return dict(CorrectionForm(fact).initial)

"""Exports: the rows of the page, whole and harmless, noted in the trail."""
import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from taizhang.server.accounts.models import User
from taizhang.server.audit.models import Entry
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.work import finish
from taizhang.server.ledger import exporting
from taizhang.server.ledger.exporting import FIELDS, STARTS_FORMULA, harmless
from tests.server.ledger.make import fact, paper

HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "=HYPERLINK(\"http://x\")", "-2+3|cmd")


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def ask(client: Client, format: str, query: str = "", **more: Any) -> Any:
    return client.post(f"/ledger/export/{format}/?{query}", more)


def rows_of(format: str, data: bytes) -> list[dict[str, Any]]:
    """The rows of an export by the names of its fields."""
    if format == "jsonl":
        return [json.loads(line, parse_float=Decimal) for line in data.decode().splitlines()]
    if format == "csv":
        assert data.startswith(b"\xef\xbb\xbf")
        lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    else:
        lines = [list(row) for row in load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)]  # type: ignore[union-attr]
    return [dict(zip((one.name for one in FIELDS), line, strict=True)) for line in lines[1:]]


@pytest.fixture
def planner(person: Callable[..., User]) -> User:
    return person("planning")


@pytest.mark.django_db
@pytest.mark.parametrize("format", ["xlsx", "csv", "jsonl"])
def test_an_export_holds_the_rows_of_the_page_with_their_source(planner: User, as_person: Callable[[User], Client], format: str) -> None:
    document = paper("砚政〔2018〕12号", "若干意见")
    made = fact(document, "投入", "4627210600.125", "CNY", state="accepted", decided_by=planner, year=2018, units=[("990400.kjj", "市科技局", "lead")],
                clause="一 / 二")
    fact(document, "负数", "-0.125", "%")
    fact(document, "零", "0")
    fact(document, "任务", kind="task")
    answer = ask(as_person(planner), format, "kind=target")
    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"] and f".{format}" in answer["Content-Disposition"]
    rows = rows_of(format, body(answer))
    assert [row["what"] for row in rows] == ["投入", "负数", "零"]
    first = rows[0]
    assert first["number"] == "砚政〔2018〕12号" and first["quote"] == made.quote and int(first["start"]) == 0 and int(first["end"]) == made.end
    assert first["decided_by"] == str(planner) and first["link"] == f"http://testserver/facts/{made.key}/" and first["units"] == "市科技局"
    assert [str(row["value"]) for row in rows] == ["4627210600.125", "-0.125", "0"]


@pytest.mark.django_db
@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_no_cell_starts_a_formula(planner: User, as_person: Callable[[User], Client], format: str) -> None:
    for hostile in HOSTILE:
        fact(paper(hostile, hostile), hostile, "-3", quote=hostile + "。", subject=hostile, clause=hostile, units=[("", hostile, "lead")])
    data = body(ask(as_person(planner), format))
    if format == "xlsx":
        cells = [cell for row in load_workbook(io.BytesIO(data)).active.iter_rows(min_row=2) for cell in row]  # type: ignore[union-attr]
        assert all(cell.data_type != "f" for cell in cells)
        assert all(cell.quotePrefix for cell in cells if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@", "\t", "\r")))
        assert sum(cell.value == -3 for cell in cells) == len(HOSTILE)  # numbers stay numbers
        return
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    wrong = [cell for line in lines for cell in line if cell.lstrip().startswith(STARTS_FORMULA) and cell != "-3"]
    assert wrong == [] and sum(line.count("-3") for line in lines) == len(HOSTILE)


@given(st.text())
def test_harmless_words_never_start_a_formula_and_lose_nothing(words: str) -> None:
    said = harmless(words)
    assert not said.lstrip().startswith(STARTS_FORMULA) or not words.strip() or said.startswith("'")
    assert said.removeprefix("'").replace("\ufffd", "") in (words.replace("\0", "").replace("\ufffd", ""), words.removeprefix("'").replace(
        "\0", "").replace("\ufffd", ""))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-10**30, max_value=10**30))
def test_numbers_stay_numbers(value: Decimal) -> None:
    assert Decimal(harmless(value)) == value and "E" not in harmless(value)


@pytest.mark.django_db
def test_an_export_is_in_the_trail_with_filter_and_rows(planner: User, as_person: Callable[[User], Client]) -> None:
    document = paper()
    first, second = fact(document, "甲", "1"), fact(document, "乙", "2")
    body(ask(as_person(planner), "csv", "kind=target&q=甲"))
    entry = Entry.objects.get(action="ledger.export")
    values = {one.name: one.value for one in entry.values.all()}
    assert entry.actor == planner and values["rows"] == "1" and values["format"] == "csv" and "甲" in values["filters"]
    assert "kind=target" in values["address"]
    rows = rows_of("jsonl", body(ask(as_person(planner), "jsonl", fact=[str(second.key)])))
    assert [row["key"] for row in rows] == [str(second.key)] and first.key != second.key


@pytest.mark.django_db
def test_an_export_holds_what_the_person_may_see(person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    fact(paper("ours"), "甲", units=[("990400.kjj", "市科技局", "lead")])
    hidden = fact(paper("theirs"), "乙", units=[("990400.czj", "市财政局", "lead")])
    liaison = person("liaison", scope="unit", scope_id="990400.kjj")
    assert [row["what"] for row in rows_of("csv", body(ask(as_person(liaison), "csv")))] == ["甲"]
    assert rows_of("csv", body(ask(as_person(liaison), "csv", fact=[str(hidden.key)]))) == []


@pytest.mark.django_db
def test_who_may_not_export_is_told_and_it_is_noted(person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    importer = person("importer")
    fact(paper(), "甲")
    page = as_person(importer).get("/ledger/")
    assert page.status_code == 200 and "/ledger/export/" not in page.content.decode()
    assert ask(as_person(importer), "csv").status_code == 403
    assert Entry.objects.filter(outcome="refused", actor=importer).exists()


@pytest.mark.django_db
def test_exports_are_asked_for_by_post_with_a_token(planner: User, as_person: Callable[[User], Client]) -> None:
    assert as_person(planner).get("/ledger/export/csv/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = as_person(planner).cookies
    assert strict.post("/ledger/export/csv/").status_code == 403
    assert as_person(planner).post("/ledger/export/exe/").status_code == 400


@pytest.mark.django_db
def test_a_long_workbook_is_prepared_as_a_job(planner: User, as_person: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch) -> None:
    document = paper()
    for i in range(3):
        fact(document, str(i))
    monkeypatch.setitem(exporting.FORMATS, "xlsx", exporting.Format("xlsx", "x", exporting.as_xlsx, 2))
    client = as_person(planner)
    answer = ask(client, "xlsx")
    assert answer.status_code == 302 and Entry.objects.filter(action="exchange.prepare", outcome="done").exists()
    job = Job.objects.get()
    assert finish(job, "test").state == "done"
    rows = rows_of("xlsx", body(client.get(f"{answer['Location']}file/")))
    assert [row["what"] for row in rows] == ["0", "1", "2"]

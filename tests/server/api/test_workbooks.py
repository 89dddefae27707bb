"""The ledger out as a workbook, back in with errors by cell; a bureau's sheet by its named columns; texts read anew."""
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from taizhang.server.accounts.models import User
from taizhang.server.facts.models import Fact
from tests.server.api.conftest import Program
from tests.server.documents.texts import sample
from tests.server.exchange.conftest import data_of, do_jobs, line_of, set_cell, sheet_of
from tests.server.exchange.sheets import TARGETS, sheet_bytes
from tests.server.exchange.test_bureau import ALL

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(person: Callable[..., User], program: Callable[..., Program]) -> Program:
    return program(person("planning", account="planner", unit="990400.kjj"))


def hand_in(ask: Program, data: bytes, name: str = "x.xlsx") -> Any:
    answer = Client().post("/api/v1/workbooks", {"handed": SimpleUploadedFile(name, data)}, headers={
        "Authorization": f"Bearer {ask.secret}", "Accept-Language": "en"})
    assert answer.status_code == 200, answer.content.decode()
    do_jobs(answer.json()["key"])
    return ask.get(f"workbooks/{answer.json()['key']}")


def test_the_ledger_goes_out_and_comes_back_in_with_errors_by_cell(ask: Program) -> None:
    document = sample()
    accepted, wrong = Fact.objects.current().filter(document=document.key, kind="target").order_by("position")[:2]
    edition = ask.post("editions?kind=target", {"form": "edit"})
    assert edition["state"] == "preparing" and edition["rows"] == Fact.objects.current().filter(kind="target").count()
    do_jobs(edition["key"])
    assert ask.get(f"editions/{edition['key']}")["there"] and ask.get("editions")["items"][0]["key"] == edition["key"]
    answer: Any = ask("GET", f"editions/{edition['key']}/file")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    sheet = sheet_of(book, "Targets")
    set_cell(sheet, line_of(sheet, accepted.key), "state", "Accepted")
    cell = set_cell(sheet, line_of(sheet, wrong.key), "value", "many")
    plan = hand_in(ask, data_of(book))
    assert plan["state"] == "planned" and plan["counts"] == {"refused": 1, "changed": 1} and "accepts 1 fact" in plan["outlook"]
    path = f"workbooks/{plan['key']}"
    refused, changed = ask.get(f"{path}/rows")["items"]
    assert [(one["sheet"], one["cell"], one["field"]) for one in refused["problems"]] == [("Targets", cell, "value")] and refused["problems"][0]["what"]
    assert changed["act"] == "accept" and changed["fact"] == str(accepted.key)
    first = ask.get(f"{path}/rows?limit=1")
    assert [one["row"] for one in ask.get(f"{path}/rows?limit=1&cursor={first['next']}")["items"]] == [changed["row"]]
    ask.post(f"{path}/choose", {"choices": [{"row": changed["row"], "choice": "apply"}]})
    assert ask.post(f"{path}/apply")["state"] == "applying"
    do_jobs(plan["key"])
    assert ask.get(path)["done"] == 1 and ask.get(f"facts/{accepted.key}")["state"] == "accepted"
    assert ask("POST", f"{path}/apply").status_code == 403
    undone = ask.post(f"{path}/rows/{changed['row']}/undo")
    assert not undone["may_undo"] and ask.get(f"facts/{accepted.key}")["state"] == "suggested"


def test_a_bureau_s_sheet_is_read_by_its_named_columns_and_filled_again(ask: Program) -> None:
    plan = hand_in(ask, sheet_bytes(TARGETS), "分解表.xlsx")
    path = f"workbooks/{plan['key']}"
    assert plan["state"] == "unmapped" and "map" in plan["may"]
    columns = ask.get(f"{path}/columns")
    assert (columns["first"], columns["lines"]) == (2, 2) and columns["columns"][3]["path"] == ["2029年", "实际完成"]
    ask.post(f"{path}/columns", {"sheet": columns["sheet"], "first": 2, "lines": 2, "columns": ALL, "name": "市指标分解表"})
    do_jobs(plan["key"])
    assert ask.get(path)["state"] == "planned" and ask.get(path)["counts"]["new"] > 0
    [mapping] = ask.get("mappings")["items"]
    assert ask.get(path)["mapping"] == mapping["key"] and mapping["own"]
    assert ask("PATCH", f"mappings/{mapping['key']}", {"name": "分解", "shared": True}).json()["shared"]
    filling = ask.get(f"mappings/{mapping['key']}/filling")
    assert filling["filled"] == [] and filling["left"], "nothing is reviewed yet"
    filled = ask("POST", f"mappings/{mapping['key']}/filled.xlsx")
    assert filled.status_code == 200 and load_workbook(io.BytesIO(filled.content)).sheetnames == ["分解表"]
    assert ask("DELETE", f"mappings/{mapping['key']}").json()["ended"] and ask.get("mappings")["items"] == []
    assert ask.post(f"{path}/discard")["state"] == "discarded"


def test_texts_are_read_anew(ask: Program) -> None:
    document = sample()
    batch = ask.post("rereadings", {"documents": [str(document.key)], "everything": True})
    do_jobs(batch["key"])
    path = f"rereadings/{batch['key']}"
    [item] = ask.get(f"{path}/items")["items"]
    assert item["document"] == str(document.key) and item["finding"] == "unchanged" and ask.get("rereadings")["items"][0]["counts"] == {"unchanged": 1}
    assert ask.post(f"{path}/discard")["state"] == "discarded"

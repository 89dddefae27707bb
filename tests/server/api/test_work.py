"""Imports and jobs for programs."""
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.imports.models import Import
from taizhang.server.jobs.models import Job
from tests.server.api.conftest import Program, fault, token_of
from tests.server.documents.texts import SHORT
from tests.server.imports.conftest import do_jobs

pytestmark = pytest.mark.django_db
TEXT = f"砚州市人民政府关于创新的意见\n砚政〔2030〕1号\n{SHORT}"


@pytest.fixture
def planner(person: Callable[..., User]) -> User:
    return person("planning", account="planner", unit="990400.kjj")


def hand_in(program: Program, **files: str) -> Any:
    sent = [SimpleUploadedFile(f"{name}.txt", text.encode()) for name, text in files.items()]
    return Client().post("/api/v1/imports", {"handed": sent}, headers={"Authorization": f"Bearer {program.secret}", "Accept-Language": "en"})


def test_files_are_handed_in_planned_and_taken_in(program: Callable[..., Program], planner: User) -> None:
    ask = program(planner)
    answer = hand_in(ask, a=TEXT)
    assert answer.status_code == 200, answer.content.decode()
    said = answer.json()
    assert said["state"] == "planning" and said["job"]["state"] == "waiting" and said["owner"] == "990400.kjj"
    path = f"imports/{said['key']}"
    assert ask.get(f"jobs/{said['job']['key']}")["kind"] == "imports.plan"
    do_jobs(Import.objects.get(key=said["key"]))
    [item] = ask.get(f"{path}/items")["items"]
    assert item["finding"] == "new" and item["choices"] == ["create", "skip"] and item["reasons"]
    assert ask.post(f"{path}/choose", {"choices": [{"item": item["item"], "choice": "skip"}]})["state"] == "planned"
    ask.post(f"{path}/choose", {"choices": [{"item": item["item"], "choice": "create"}]})
    assert "1 new document" in ask.get(path)["outlook"]
    ask.post(f"{path}/apply")
    do_jobs(Import.objects.get(key=said["key"]))
    assert ask.get(path)["state"] == "applied"
    [document] = ask.get("documents")["items"]
    assert document["key"] == ask.get(f"{path}/items")["items"][0]["result"]
    assert [one["state"] for one in ask.get("imports")["items"]] == ["applied"]
    again = ask("POST", f"{path}/apply")
    assert again.status_code == 403 and fault(again)["code"] == "refused"


def test_a_plan_is_discarded_and_made_anew(program: Callable[..., Program], planner: User) -> None:
    ask = program(planner)
    key = hand_in(ask, a=TEXT).json()["key"]
    do_jobs(Import.objects.get(key=key))
    assert ask.post(f"imports/{key}/replan")["state"] == "planning"
    do_jobs(Import.objects.get(key=key))
    assert ask.post(f"imports/{key}/discard")["state"] == "discarded"
    assert ask.get("documents")["items"] == []


def test_what_is_wrong_with_files_is_said(program: Callable[..., Program], planner: User, settings: Any) -> None:
    ask = program(planner)
    none = Client().post("/api/v1/imports", {"pack": "auto"}, headers={"Authorization": f"Bearer {ask.secret}"})
    assert none.status_code == 422 and fault(none)["code"] == "invalid"
    header = {"Authorization": f"Bearer {ask.secret}"}
    unknown = Client().post("/api/v1/imports", {"handed": [SimpleUploadedFile("a.txt", b"x")], "owner": "nobody"}, headers=header)
    assert unknown.status_code == 422 and fault(unknown)["where"] == "owner"
    as_json = ask("POST", "imports", {"handed": "a.txt"})
    assert as_json.status_code == 415 and fault(as_json)["hint"] == "Content-Type: multipart/form-data"
    settings.UPLOAD_BYTES = -1_999_000
    assert fault(hand_in(ask, a=TEXT * 20))["code"] == "too_large"


def test_jobs_are_one_s_own(program: Callable[..., Program], planner: User, person: Callable[..., User]) -> None:
    ask = program(planner)
    job = hand_in(ask, a=TEXT).json()["job"]["key"]
    other = program(person("planning", account="other"))
    assert other.get("jobs")["items"] == [] and other("GET", f"jobs/{job}").status_code == 404
    assert other("GET", "jobs?everybody=true").status_code == 403
    manager = program(person("system", account="system"))
    assert [one["key"] for one in manager.get("jobs?everybody=true")["items"]] == [job]
    narrow = Program(token_of(planner, ["documents.read"], "narrow")[1])
    assert narrow.get(f"jobs/{job}")["state"] == "waiting"
    refused = narrow("POST", f"jobs/{job}/cancel")
    assert refused.status_code == 403 and "token" in fault(refused)["why"]
    assert ask.post(f"jobs/{job}/cancel")["state"] == "cancelled"
    assert ask.post(f"jobs/{job}/retry")["state"] == "waiting" and Job.objects.get(key=job).state == "waiting"

"""Verifying on a page: a button, the result in words, the anchor given or that of the server; that it was done is recorded."""
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.audit.anchors import write_anchor
from taizhang.server.audit.models import Entry, Value
from taizhang.server.history import guard
from taizhang.server.oversight.views import verification

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("entries")]


@pytest.fixture
def bench(auditor: User, as_person: Callable[[User], Client]) -> Client:
    client = as_person(auditor)
    client.cookies["language"] = "en"
    return client


def by_force(sql: str) -> None:
    with guard.lifted(connection), connection.cursor() as cursor:
        cursor.execute(sql)


def test_looking_changes_nothing_and_the_button_verifies(bench: Client, auditor: User) -> None:
    assert bench.get("/audit/verify/").status_code == 200 and not Entry.objects.filter(action="audit.verify").exists()
    page = bench.post("/audit/verify/").content.decode()
    assert "The trail is whole: 4 entries" in page and "Without an anchor" in page
    entry = Entry.objects.get(action="audit.verify")
    assert entry.actor == auditor and "4 entries" in Value.objects.get(entry=entry, name="result").value


def test_what_was_changed_is_named_on_the_page(bench: Client) -> None:
    by_force("UPDATE audit_entry SET outcome = 'refused' WHERE place = 2")
    page = bench.post("/audit/verify/").content.decode()
    assert "not whole: 1 finding" in page and "Entry 2 was changed" in page


def test_the_newest_anchor_of_the_server_is_used_and_its_worth_said(bench: Client, home: Path) -> None:
    write_anchor()
    page = bench.post("/audit/verify/").content.decode()
    assert "holds: up to there nothing was cut off" in page and "own disk" in page


def test_an_anchor_kept_outside_shows_what_was_cut_off(bench: Client) -> None:
    path = write_anchor()
    content = path.read_bytes()
    by_force("DELETE FROM audit_value WHERE entry_id IN (SELECT id FROM audit_entry WHERE place > 3)")
    by_force("DELETE FROM audit_entry WHERE place > 3")
    page = bench.post("/audit/verify/", {"anchor": SimpleUploadedFile("2018-07-05.json", content)}).content.decode()
    assert "The end was cut off" in page and "2 entries are gone" in page and "own disk" not in page


@pytest.mark.parametrize("content", [b"{}", b"x" * 30_000, b"\xff\xfe", json.dumps({"place": 1}).encode()], ids=lambda one: str(one)[:20])
def test_a_file_that_is_no_anchor_comes_back_with_a_reason(bench: Client, content: bytes) -> None:
    answer = bench.post("/audit/verify/", {"anchor": SimpleUploadedFile("<b>x.json", content)})
    assert answer.status_code == 422 and "not an anchor" in answer.content.decode() and "<b>x.json" not in answer.content.decode()
    assert not Entry.objects.filter(action="audit.verify").exists()


def test_a_trail_too_long_for_a_page_leads_to_the_command(bench: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "MOST", 3)
    answer = bench.post("/audit/verify/")
    assert answer.status_code == 400 and "taizhang audit verify" in answer.content.decode()


def test_it_takes_a_token(bench: Client) -> None:
    bench.handler.enforce_csrf_checks = True
    assert bench.post("/audit/verify/").status_code == 403 and not Entry.objects.filter(action="audit.verify").exists()

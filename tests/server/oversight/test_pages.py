"""Pages of the trail: the auditor's with filters and leaves, one's own, that of one thing; exports are recorded."""
import csv
import json
import uuid
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from taizhang.server.accounts.models import User
from taizhang.server.audit.models import Entry, Value
from taizhang.server.audit.trail import record
from taizhang.server.documents.models import Document
from tests.server.oversight.conftest import TITLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("entries")]
As = Callable[[User], Client]


def shown(client: Client, address: str, language: str = "en") -> str:
    client.cookies["language"] = language
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


@pytest.mark.parametrize("address", ["/audit/", "/audit/verify/", "/audit/export.csv", "/audit/export.jsonl", "/audit/expunging/", "/audit/entries/1/"])
@pytest.mark.parametrize("role", ["planning", "system", "security", "reviewer", ""])
def test_the_whole_trail_is_the_auditors(person: Callable[..., User], as_person: As, address: str, role: str) -> None:
    assert as_person(person(*([role] if role else []))).get(address).status_code == 403


def test_the_auditor_reads_it_without_business_content(auditor: User, as_person: As, document: Document) -> None:
    page = shown(as_person(auditor), "/audit/")
    assert "planner" in page and "10.0.0.7" in page and str(document.key)[:8] in page
    assert "砚州市创新" not in page and "secret old" not in page
    for entry in Entry.objects.all():
        assert "secret old" not in shown(as_person(auditor), f"/audit/entries/{entry.pk}/")


def test_both_languages_say_it(auditor: User, as_person: As) -> None:
    assert "留痕" in shown(as_person(auditor), "/audit/", "zh-hans") and "Who did what" in shown(as_person(auditor), "/audit/")


def of(client: Client, query: str) -> list[str]:
    client.cookies["language"] = "en"
    return [line.entry.action for line in client.get(f"/audit/?{query}").context["lines"]]


@pytest.mark.parametrize(("query", "actions"), [
    ("", ["session.failed", "session.begin", "document.edit", "session.begin"]),
    ("person=planner", ["session.failed", "document.edit", "session.begin"]),
    ("person=PLANNER", ["session.failed", "document.edit", "session.begin"]),
    ("person=nobody-here", []),
    ("action=document.edit", ["document.edit"]),
    ("noun=user&outcome=failed", ["session.failed"]),
    ("outcome=refused", []),
    ("since=2000-01-01&until=2000-12-31", []),
    ("until=2000-01-01", []),
    ("since=soon", []),
    ("action=no.such", []),
    ("person=%00", []),
    ("noun='%20OR%201=1--", []),
])
def test_filters_find_what_they_say(auditor: User, as_person: As, query: str, actions: list[str]) -> None:
    assert of(as_person(auditor), query) == actions


def test_days_are_whole_days_of_this_place(auditor: User, as_person: As) -> None:
    today = timezone.localdate().isoformat()
    assert len(of(as_person(auditor), f"since={today}&until={today}")) == 4


def test_leaves_go_through_all_entries_and_back(auditor: User, as_person: As) -> None:
    for number in range(120):
        record(None, "job.end", "job", number)
    client = as_person(auditor)
    seen, address = [], "/audit/"
    pages = []
    while address:
        context = client.get(address).context
        pages.append([line.entry.pk for line in context["lines"]])
        seen += pages[-1]
        address = f"/audit/{context['older']}" if context["older"] else ""
    every = list(Entry.objects.exclude(action="audit.export").order_by("-id").values_list("pk", flat=True))
    assert seen == every and [len(page) for page in pages] == [50, 50, 24]
    back = client.get(f"/audit/?after={pages[2][0]}").context
    assert [line.entry.pk for line in back["lines"]] == pages[1] and back["newer"]


@pytest.mark.parametrize("query", ["before=x", "before=-1", "after=99999999999999999999999999", "before=0", "after=0", "before=٣", "before=" + "9" * 500])
def test_odd_leaves_break_nothing(auditor: User, as_person: As, query: str) -> None:
    assert as_person(auditor).get(f"/audit/?{query}").status_code == 200


def test_an_entry_shows_its_place_seal_and_digests(auditor: User, as_person: As) -> None:
    entry = Entry.objects.order_by("place")[2]
    page = shown(as_person(auditor), f"/audit/entries/{entry.pk}/")
    assert entry.seal in page and entry.previous in page and entry.digests["address"] in page and "10.0.0.9" in page
    for pk in (10**9, 2**63, 10**40):
        assert as_person(auditor).get(f"/audit/entries/{pk}/").status_code == 404


def test_an_export_is_recorded_before_it_leaves(auditor: User, as_person: As) -> None:
    answer = as_person(auditor).get("/audit/export.csv?noun=user")
    rows = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))  # type: ignore[attr-defined]
    assert [row[5] for row in rows[1:]] == ["session.begin", "session.begin", "session.failed"]
    assert answer["Content-Disposition"].startswith("attachment; filename=\"trail-") and answer["Cache-Control"] == "no-store"
    entry = Entry.objects.get(action="audit.export")
    said = dict(Value.objects.filter(entry=entry).values_list("name", "value"))
    assert entry.actor == auditor and said == {"format": "csv", "filters": "noun=user", "rows": "3"}


def test_jsonl_holds_what_the_auditor_may_see_and_the_digests_of_the_rest(auditor: User, as_person: As) -> None:
    answer = as_person(auditor).get("/audit/export.jsonl")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    objects = [json.loads(line) for line in text.splitlines()]
    assert len(objects) == 5 and "secret old" not in text and "砚州市创新" not in text
    assert objects[1]["values"]["old"] == {"state": "closed"} and len(objects[1]["digests"]["old"]) == 64 and objects[1]["seal"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\uff1d"])
def test_an_exported_sheet_starts_no_formula(auditor: User, as_person: As, person: Callable[..., User], start: str) -> None:
    evil = person(account="evil")
    User.objects.filter(pk=evil.pk).update(name=f'{start}HYPERLINK("http://x")')
    record(evil, "session.out", "user", evil.pk)
    answer = as_person(auditor).get("/audit/export.csv?action=session.out")
    rows = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))  # type: ignore[attr-defined]
    assert len(rows) == 2 and all(not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d")) for cell in rows[1])


@pytest.mark.parametrize("format", ["xlsx", "html", "CSV", ""])
def test_other_formats_are_not_found(auditor: User, as_person: As, format: str) -> None:
    assert as_person(auditor).get(f"/audit/export.{format}").status_code == 404


def test_ones_own_trail_is_what_one_did_and_what_was_done_about_one(planner: User, auditor: User, as_person: As) -> None:
    page = shown(as_person(planner), "/audit/mine/")
    assert "secret old" not in page and "创新若干意见" in page and "10.0.0.7" in page and "10.0.0.9" not in page
    actions = {side: [line.entry.action for line in as_person(planner).get(f"/audit/mine/?side={side}").context["lines"]] for side in ("by", "about", "odd")}
    assert actions == {"by": ["document.edit", "session.begin"], "about": ["session.failed"], "odd": ["session.failed", "document.edit", "session.begin"]}


def test_content_one_may_not_read_any_more_is_closed_in_ones_own_trail(planner: User, as_person: As) -> None:
    planner.grants.get().conclude(by=None, reason="moved")
    page = shown(as_person(User.objects.get(pk=planner.pk)), "/audit/mine/")
    assert "创新若干意见" not in page and "changed what is known of" in page


def test_who_may_read_a_document_reads_its_trail(planner: User, as_person: As, document: Document) -> None:
    page = shown(as_person(planner), f"/audit/of/document/{document.key}/")
    assert "changed what is known of" in page and "10.0.0.7" not in page and "<b>&\"" not in page


def test_without_reading_the_thing_there_is_no_trail(person: Callable[..., User], as_person: As, document: Document, security: User) -> None:
    for user in (security, person(), person("system")):
        assert as_person(user).get(f"/audit/of/document/{document.key}/").status_code == 404


def test_without_the_capability_the_sentence_says_who_may(person: Callable[..., User], as_person: As, document: Document) -> None:
    client = as_person(person("leader"))  # reads documents, not their trail
    client.cookies["language"] = "en"
    answer = client.get(f"/audit/of/document/{document.key}/")
    assert answer.status_code == 403 and "roles" in answer.content.decode()


def test_the_auditor_is_led_to_the_same_entries(auditor: User, as_person: As, document: Document) -> None:
    answer = as_person(auditor).get(f"/audit/of/document/{document.key}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/audit/?noun=document&key={document.key}")
    assert of(as_person(auditor), f"noun=document&key={document.key}") == ["document.edit"]


@pytest.mark.parametrize("place", ["document/x", "nothing/1", f"document/{uuid.UUID(int=7)}", "user/99999999999999999999", "fact/%00", "audit/1", "trail/1"])
def test_no_such_thing_is_not_found(planner: User, as_person: As, place: str) -> None:
    assert as_person(planner).get(f"/audit/of/{place}/").status_code == 404


def test_strangers_are_sent_to_the_door(client: Client, document: Document) -> None:
    for address in ("/audit/", "/audit/mine/", f"/audit/of/document/{document.key}/", "/audit/export.csv", "/audit/expunging/asked/"):
        assert client.get(address).status_code == 302


def test_titles_stay_text_on_every_page(planner: User, as_person: As, document: Document) -> None:
    evil: dict[str, Any] = {"label": "<img src=x onerror=alert(1)>", "reason": "<script>1</script>"}
    record(planner, "document.edit", "document", document.key, evil)
    for address in ("/audit/mine/", f"/audit/of/document/{document.key}/"):
        page = shown(as_person(planner), address)
        assert "<img src=x" not in page and "&lt;img src=x" in page
    assert TITLE not in page


@pytest.mark.parametrize("address", ["/audit/", "/audit/export.csv", "/audit/export.jsonl"])
@pytest.mark.parametrize("asked", ["since=0001-01-01", "until=9999-12-31", "until=0001-01-01", "since=99999-01-01"])
def test_days_at_the_ends_of_the_calendar_find_nothing(auditor: User, as_person: As, address: str, asked: str) -> None:
    assert as_person(auditor).get(f"{address}?{asked}").status_code == 200

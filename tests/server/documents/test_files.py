"""The original is sent as an attachment under a safe name, after the policy, and the trail knows who took it."""
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.server.audit.models import Entry, Value
from taizhang.server.documents.models import Document
from taizhang.server.documents.storage import path_of
from taizhang.server.documents.views.files import disposition
from tests.server.documents.texts import sample

pytestmark = pytest.mark.django_db


def address(document: Document) -> str:
    assert document.text is not None
    return reverse("documents:original", args=[document.key, document.text.key])


def test_the_original_comes_whole_and_is_never_shown(client: Client, document: Document) -> None:
    answer = client.get(address(document))
    assert b"".join(answer.streaming_content) == document.text.text.encode()  # type: ignore[union-attr]
    assert answer.headers["Content-Disposition"].startswith("attachment;") and answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/octet-stream" and "sandbox" in answer.headers["Content-Security-Policy"]
    entry = Entry.objects.get(action="document.download")
    assert entry.key == str(document.key) and entry.actor.account == "reviewer"
    assert Value.objects.get(entry=entry, name="name").value == document.text.name  # type: ignore[union-attr]


def test_looking_without_taking_leaves_no_entry(client: Client, document: Document) -> None:
    assert client.head(address(document)).status_code == 200
    assert not Entry.objects.filter(action="document.download").exists()


def test_a_text_of_another_document_is_not_sent(client: Client, document: Document) -> None:
    other = sample("2_opinion.txt")
    assert client.get(reverse("documents:original", args=[document.key, other.text.key])).status_code == 404  # type: ignore[union-attr]


def test_bytes_that_are_gone_are_not_found(client: Client, document: Document) -> None:
    path_of(document.text.stored.sha256).unlink()  # type: ignore[union-attr]
    assert client.get(address(document)).status_code == 404


@pytest.mark.parametrize("name", [
    "../../etc/passwd", "a\r\nSet-Cookie: x=1.txt", 'a".txt', "关于印发方案的通知（2018）.docx",
    "\u202etxt.exe", "", "...", "x" * 400 + ".pdf", "C:\\a\\b.txt", "<script>.html",
])
def test_names_are_safe(name: str) -> None:
    header = disposition(name)
    assert "\r" not in header and "\n" not in header and header.isascii() and ".." not in header
    plain = header.split('filename="')[1].split('"')[0]
    whole = unquote(header.split("filename*=UTF-8''")[1])
    assert plain and whole and not set('/\\"<>\u202e') & set(plain + whole) and len(whole) <= 160


def test_a_chinese_name_arrives_whole() -> None:
    assert unquote(disposition("关于方案的通知.docx").split("UTF-8''")[1]) == "关于方案的通知.docx"

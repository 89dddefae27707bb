"""Requests that lie about what they are: codecs in headers, NUL, half characters. They find nothing; they break nothing."""
from collections.abc import Callable

import pytest
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.handler import Handler, Utf8Request
from taizhang.server.wsgi import application

pytestmark = pytest.mark.django_db
CODECS = ("base64", "hex", "rot13", "idna", "punycode", "undefined", "utf-16", "unicode_escape", "raw_unicode_escape", "no-such", "\\0")
PAGES = ("/documents/", "/ledger/", "/login/", "/account/")


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clients' requests are made like those of the server."""
    monkeypatch.setattr("django.test.client.WSGIRequest", Handler.request_class)


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize("codec", CODECS)
def test_a_codec_in_the_header_is_not_used(person: Callable[..., User], as_person: Callable[[User], Client], codec: str) -> None:
    client = as_person(person("planning"))
    for page in PAGES:
        answer = client.get(f"{page}?q=%5Cud800%ff&next=%5Cud800", CONTENT_TYPE=f"text/plain; charset={codec}")
        assert answer.status_code in (200, 302), page


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize("codec", CODECS)
def test_a_form_in_another_codec_is_read_as_utf_8(stranger: Client, codec: str) -> None:
    form = b"".join(f"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n\\ud800\r\n".encode() for name in ("username", "password")) + b"--b--\r\n"
    answer = stranger.generic("POST", "/login/", form, content_type=f"multipart/form-data; boundary=b; charset={codec}")
    assert answer.status_code == 200 and "\\ud800" in answer.content.decode()


def test_the_server_takes_requests_this_way() -> None:
    assert isinstance(application, Handler) and Handler.request_class is Utf8Request


@pytest.mark.parametrize("name", ["q", "state", "publicity", "issuer", "year", "page", "sort", "valid", "known", "unit", "kind", "next"])
def test_nul_in_an_address(person: Callable[..., User], as_person: Callable[[User], Client], name: str) -> None:
    client = as_person(person("planning"))
    for page in PAGES:
        assert client.get(f"{page}?{name}=a%00b").status_code in (200, 302, 400), page


def test_nul_in_a_cookie_is_no_session(stranger: Client) -> None:
    stranger.cookies["sessionid"] = "\0\0aaaaaaaaaaaa"
    assert stranger.get("/login/").status_code == 200
    assert stranger.get("/ledger/").status_code == 302

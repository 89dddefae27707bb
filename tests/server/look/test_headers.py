"""What every answer carries, and from where it answers at all."""
import pytest
from django.test import Client
from django.test.utils import override_settings

POLICY = ("default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")


@pytest.mark.parametrize("address", ["/login/", "/nowhere/", "/health", "/"])
def test_every_answer_carries_the_content_policy(stranger: Client, address: str) -> None:
    answer = stranger.get(address)
    assert answer["Content-Security-Policy"] == POLICY and "unsafe" not in POLICY
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["X-Frame-Options"] == "DENY"
    assert answer["Cache-Control"] == "no-store" or "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin" and "camera=()" in answer["Permissions-Policy"]


LOCAL = [{"REMOTE_ADDR": "127.0.0.1"}, {"REMOTE_ADDR": "::1"}, {"REMOTE_ADDR": "127.8.9.1"}, {"REMOTE_ADDR": "::ffff:127.0.0.1"},
         {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1, ::1"}]
FOREIGN = [
    {"REMOTE_ADDR": "192.168.1.20"}, {"REMOTE_ADDR": "fe80::1"}, {"REMOTE_ADDR": ""}, {"REMOTE_ADDR": "localhost"},
    {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "10.0.0.9"}, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1, 10.0.0.9"},
    {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_REAL_IP": "10.0.0.9"}, {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=10.0.0.9"},
    {"REMOTE_ADDR": "10.0.0.9", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, {"REMOTE_ADDR": "::ffff:10.0.0.9"},
]


@pytest.mark.parametrize("setting", ["DEMO", "DEBUG"])
@pytest.mark.parametrize("meta", FOREIGN, ids=str)
def test_a_demonstration_answers_this_machine_only(stranger: Client, setting: str, meta: dict[str, str]) -> None:
    with override_settings(**{setting: True}):
        for address in ("/login/", "/health", "/static/look/base.css"):
            answer = stranger.get(address, **meta)
            assert answer.status_code == 403
            assert answer["Content-Security-Policy"] == POLICY
        assert "本机" in stranger.get("/login/", **meta).content.decode()


@pytest.mark.parametrize("meta", LOCAL, ids=str)
def test_a_demonstration_answers_this_machine(stranger: Client, meta: dict[str, str]) -> None:
    with override_settings(DEMO=True):
        assert stranger.get("/login/", **meta).status_code == 200


@pytest.mark.parametrize("meta", FOREIGN, ids=str)
def test_an_office_answers_all(stranger: Client, meta: dict[str, str]) -> None:
    assert stranger.get("/login/", **meta).status_code == 200

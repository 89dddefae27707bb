"""Programs that ask with a token, as a person of some role."""
import json
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from taizhang.server.accounts.models import User
from taizhang.server.api import actions, asking, tokens
from taizhang.server.api.models import Token


class Program:
    """Asks with a token; says what came back as data."""

    def __init__(self, secret: str, language: str = "en") -> None:
        self.client, self.secret, self.language = Client(), secret, language

    def __call__(self, method: str, path: str, body: Any = None, version: int | str | None = None, **headers: str) -> HttpResponse:
        """One request below ``/api/v1/``; ``version`` is sent as ``If-Match``."""
        sent = {"Authorization": f"Bearer {self.secret}", "Accept-Language": self.language} | headers
        if version is not None:
            sent["If-Match"] = f'"{version}"' if isinstance(version, int) else version
        data = "" if body is None else json.dumps(body)
        answer: Any = self.client.generic(method, path if path.startswith("/") else f"/api/v1/{path}", data,
                                          content_type="application/json", headers=sent)
        return answer

    def get(self, path: str, **headers: str) -> Any:
        """What a GET that is answered says."""
        answer = self("GET", path, **headers)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def post(self, path: str, body: Any = None, version: int | str | None = None) -> Any:
        """What a POST that is done says."""
        answer = self("POST", path, body, version)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()


def fault(answer: Any) -> dict[str, str]:
    """The error in an answer; it has the one shape."""
    said = answer.json()
    assert set(said) == {"error"} and set(said["error"]) == {"code", "what", "where", "why", "hint"}, said
    found: dict[str, str] = said["error"]
    return found


def token_of(user: User, capabilities: Iterable[str] | None = None, name: str = "program") -> tuple[Token, str]:
    """A token of a person; past the door with a second factor."""
    user.is_verified = lambda: True  # type: ignore[attr-defined]
    chosen = actions.choices(user) if capabilities is None else capabilities
    return actions.make(user, name, chosen, timezone.localdate() + timedelta(days=30))


@pytest.fixture(autouse=True)
def unhurried() -> None:
    """No test waits for what another one asked."""
    for rate in (asking.ASKED, tokens.WRONG, tokens.WRITTEN_DOWN):
        rate.forget()


@pytest.fixture
def program(db: None) -> Callable[..., Program]:
    """A program with a token of a person; by default with all that the person may."""
    def make(user: User, capabilities: Iterable[str] | None = None) -> Program:
        return Program(token_of(user, capabilities)[1])

    return make

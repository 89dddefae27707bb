"""What tests of the server may use: people of every role, a document with facts, pages asked as a person."""
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from taizhang.server.accounts.models import Grant, User


@pytest.fixture
def person(db: None) -> Callable[..., User]:
    """Make a person: ``person("reviewer")`` holds that role everywhere, ``person("liaison", scope="unit", scope_id=…)`` in a scope."""
    made: list[User] = []

    def make(*roles: str, scope: str = "all", scope_id: str = "", account: str = "", unit: str = "", **more: Any) -> User:
        account = account or f"{'-'.join(roles) or 'nobody'}{len(made)}"
        user = User.objects.create_user(account, "A-good-pass-1", name=account, unit=unit or (scope_id if scope == "unit" else ""), **more)
        for role in roles:
            Grant(user=user, role=role, scope=scope, scope_id=scope_id).save()
        made.append(user)
        return user

    return make


@pytest.fixture
def as_person() -> Callable[[User], Client]:
    """A client logged in as a person, past the door with its second factor."""
    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return log_in

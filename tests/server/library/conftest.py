"""People who read, review and keep the library."""
from collections.abc import Callable

import pytest
from django.test import Client

from taizhang.server.accounts.models import User


@pytest.fixture
def reviewer(person: Callable[..., User]) -> User:
    return person("reviewer", account="reviewer")


@pytest.fixture
def planner(person: Callable[..., User]) -> User:
    return person("planning", account="planner")


@pytest.fixture
def client(planner: User, as_person: Callable[[User], Client]) -> Client:
    """The browser of who keeps the library."""
    return as_person(planner)

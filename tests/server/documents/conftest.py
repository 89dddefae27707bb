"""A sample document, and people who read and review."""
from collections.abc import Callable

import pytest
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from tests.server.documents.texts import sample


@pytest.fixture
def document(db: None) -> Document:
    return sample()


@pytest.fixture
def reviewer(person: Callable[..., User]) -> User:
    return person("reviewer", account="reviewer")


@pytest.fixture
def planner(person: Callable[..., User]) -> User:
    return person("planning", account="planner")


@pytest.fixture
def client(reviewer: User, as_person: Callable[[User], Client]) -> Client:
    """The browser of the reviewer."""
    return as_person(reviewer)

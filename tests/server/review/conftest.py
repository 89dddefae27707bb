"""A sample document, and people who review it."""
from collections.abc import Callable

import pytest
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from tests.server.documents.texts import sample


@pytest.fixture
def document(db: None) -> Document:
    return sample("2_opinion.txt")


@pytest.fixture
def reviewer(person: Callable[..., User]) -> User:
    return person("reviewer", account="reviewer")


@pytest.fixture
def other(person: Callable[..., User]) -> User:
    return person("reviewer", account="other")


@pytest.fixture
def client(reviewer: User, as_person: Callable[[User], Client]) -> Client:
    """The browser of the reviewer."""
    return as_person(reviewer)

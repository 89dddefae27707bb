"""A document with facts, and people who decide about them."""
from collections.abc import Callable

import pytest

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from taizhang.server.facts.models import Fact
from tests.server.documents.texts import first, sample


@pytest.fixture
def document(db: None) -> Document:
    return sample()


@pytest.fixture
def fact(document: Document) -> Fact:
    """A target with a value."""
    return first(document, kind="target", measure_unit="%")


@pytest.fixture
def task(document: Document) -> Fact:
    return first(document, kind="task")


@pytest.fixture
def one(person: Callable[..., User]) -> User:
    return person("reviewer", account="one")


@pytest.fixture
def other(person: Callable[..., User]) -> User:
    return person("reviewer", account="other")


@pytest.fixture
def third(person: Callable[..., User]) -> User:
    return person("reviewer", account="third")

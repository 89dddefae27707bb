"""People of the offices and of business, a document, and what was recorded about both."""
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from taizhang.server.accounts.models import User
from taizhang.server.audit import chain
from taizhang.server.audit.trail import record
from taizhang.server.documents.models import Document

TITLE = "砚州市创新若干意见<b>&\"'"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.HOME, settings.ANCHORS = tmp_path, tmp_path / "anchors"
    return tmp_path


@pytest.fixture
def auditor(person: Callable[..., User]) -> User:
    return person("audit", account="auditor")


@pytest.fixture
def security(person: Callable[..., User]) -> User:
    return person("security", account="security")


@pytest.fixture
def planner(person: Callable[..., User]) -> User:
    return person("planning", account="planner")


@pytest.fixture
def document() -> Document:
    row = Document(title=TITLE, owner="kjj", region="yanzhou")
    row.save()
    return row


@pytest.fixture
def entries(planner: User, auditor: User, document: Document) -> None:
    """A trail: a log-in, a change of a document, a change of an account, a failed log-in."""
    with transaction.atomic():
        record(planner, "session.begin", "user", planner.pk, {"address": "127.0.0.1", "browser": "Firefox"})
        record(planner, "document.edit", "document", document.key, {"label": TITLE, "old": "secret old", "new": "new", "reason": "typing error"})
        record(auditor, "session.begin", "user", auditor.pk, {"address": "10.0.0.9", "browser": "Firefox"})
        record(None, "session.failed", "user", planner.pk, {"account": "planner", "address": "10.0.0.7", "why": "wrong password"}, outcome="failed")
    chain.seal()

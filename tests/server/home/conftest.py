"""Documents with facts for the first page."""
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from taizhang.server.accounts.models import User
from taizhang.server.audit.trail import record
from taizhang.server.documents.models import Document, Text
from taizhang.server.facts.models import Fact


@pytest.fixture
def document(db: None) -> Callable[..., Document]:
    """Make a document: ``document("title", states=("suggested", "accepted"))`` with one fact a state."""
    def make(title: str = "砚州市创新行动方案", *, states: tuple[str, ...] = ("suggested",), **more: Any) -> Document:
        key = uuid4()
        text = Text.objects.create(document=key, name="a.txt", text="x", sha256="0", text_sha256="0", format="txt", extractor="1", release="1")
        made = Document(key=key, title=title, text=text, **({"region": "990400"} | more))
        made.save()
        for position, state in enumerate(states):
            Fact(document=key, text=text, kind="target", position=position, start=0, end=1, quote="x", what=f"指标{position}", state=state).save()
        return made

    return make


@pytest.fixture
def did() -> Callable[..., None]:
    """Write an entry of the trail: ``did(user, "fact.accept", "fact", key, label="…")``."""
    def write(user: User | None, action: str, noun: str, key: UUID | str, *, outcome: str = "done", **values: str) -> None:
        with transaction.atomic():
            record(user, action, noun, key, values, outcome=outcome)

    return write

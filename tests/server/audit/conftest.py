"""A trail with some entries, sealed; and a data folder of its own for keys and anchors."""
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from taizhang.server.accounts.models import User
from taizhang.server.audit import chain
from taizhang.server.audit.models import Entry
from taizhang.server.audit.trail import record


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    settings.HOME, settings.ANCHORS = tmp_path, tmp_path / "anchors"
    return tmp_path


@pytest.fixture
def trail(person: Callable[..., User], home: Path) -> list[Entry]:
    """Ten sealed entries about facts 0 to 4, each with a title and a reason."""
    user = person("reviewer")
    with transaction.atomic():
        for number in range(10):
            record(user, "fact.accept", "fact", number % 5, {"title": f"Title {number}", "reason": f"because {number}"})
    chain.seal()
    return list(Entry.objects.order_by("place"))


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """What a report says is compared in English."""
    with translation.override("en"):
        yield

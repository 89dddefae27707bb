"""Kinds of jobs for tests."""
from collections.abc import Callable, Iterator

import pytest

from taizhang.server.jobs.kinds import KINDS, Kind
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.work import Work


@pytest.fixture
def kind() -> Iterator[Callable[..., Kind]]:
    """Register a kind for the length of a test."""
    made: list[str] = []

    def make(run: Callable[[Work], None], name: str = "test", **more: Callable[[Job], None]) -> Kind:
        made.append(name)
        return KINDS.add(Kind(name, name, run, **more))

    yield make
    for name in made:
        KINDS.by_name.pop(name, None)

"""People of the three offices, and days around today."""
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from taizhang.server.accounts.models import User
from taizhang.server.audit.models import Entry


@pytest.fixture
def offices(person: Callable[..., User]) -> dict[str, User]:
    """The system administrator, the security administrator, the auditor."""
    return {office: person(office, account=f"the-{office}") for office in ("system", "security", "audit")}


@pytest.fixture
def day() -> Callable[[int], date]:
    """A day so many days from today."""
    return lambda days: timezone.localdate() + timedelta(days=days)


@pytest.fixture
def entry() -> Callable[..., Any]:
    """The values of the newest entry of an action."""
    def newest(action: str) -> dict[str, str]:
        found = Entry.objects.filter(action=action).order_by("-id").first()
        assert found, f"no entry of {action}"
        return {value.name: value.value for value in found.values.all()} | {"actor": found.actor and found.actor.account, "outcome": found.outcome}

    return newest

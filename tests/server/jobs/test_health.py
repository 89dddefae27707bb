"""Health: well, or what is wrong in one sentence; no log-in, no secrets."""
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from taizhang.server.jobs import health
from taizhang.server.jobs.models import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    health._missing_migrations.cache_clear()
    yield
    health._missing_migrations.cache_clear()


@pytest.fixture
def worker() -> Worker:
    return Worker.objects.create(name="w", host="h", pid=1)


def asked(client: Client) -> tuple[int, dict[str, Any]]:
    answer = client.get("/health")
    assert answer["Content-Type"] == "application/json"
    return answer.status_code, json.loads(answer.content)


def test_all_is_well(client: Client, worker: Worker) -> None:
    code, said = asked(client)
    assert code == 200
    assert said == {"well": True, "checks": {"database": "ok", "tables": "ok", "worker": "ok", "pack": "ok"}, "pack": said["pack"], "release": said["release"]}
    assert said["pack"].startswith("sample ") and said["release"]


@pytest.mark.parametrize("state", ["none", "old", "stopped"])
def test_a_worker_that_is_missing_is_named(client: Client, worker: Worker, state: str) -> None:
    if state == "none":
        Worker.objects.all().delete()
    elif state == "old":
        Worker.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
    else:
        Worker.objects.update(stopped_at=timezone.now())
    code, said = asked(client)
    assert code == 503 and not said["well"] and "no worker was seen" in said["checks"]["worker"] and said["checks"]["database"] == "ok"


def test_missing_tables_are_named_and_looked_for_again(client: Client, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: [("facts.0009_later", False)])
        code, said = asked(client)
    assert code == 503 and "facts.0009_later" in said["checks"]["tables"] and "taizhang setup" in said["checks"]["tables"]
    assert asked(client)[0] == 200


def test_a_database_that_is_gone_is_said_without_its_address(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> str:
        raise OperationalError("connection to server at db.local, password=hunter2 failed")

    monkeypatch.setattr(health, "_database", gone)
    monkeypatch.setattr(health, "_worker", gone)
    code, said = asked(client)
    assert code == 503 and "OperationalError" in said["checks"]["database"]
    assert "hunter2" not in json.dumps(said) and "db.local" not in json.dumps(said)


def test_a_pack_that_cannot_be_loaded(client: Client, worker: Worker, settings: Any) -> None:
    settings.PACK = "nowhere"
    code, said = asked(client)
    assert code == 503 and said["checks"]["pack"] != "ok" and said["pack"] == ""


def test_no_session_is_made(client: Client, worker: Worker) -> None:
    assert not client.get("/health").cookies
    assert client.post("/health").status_code == 405

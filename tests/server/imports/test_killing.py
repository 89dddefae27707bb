"""Killing the worker for real, in an office of its own; the long version is part of `make soak`."""
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def office(tmp_path, django_db_setup) -> Iterator[dict[str, str]]:
    """The environment of an empty office on the engine of this run."""
    environment = os.environ | {"TAIZHANG_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    if connection.vendor == "sqlite":
        yield environment | {"TAIZHANG_DATABASE": ""}
        return
    there = settings.DATABASES["default"]
    server = {"host": there["HOST"] or None, "port": there["PORT"] or None, "user": there["USER"], "password": there["PASSWORD"], "dbname": "postgres"}
    name = f"killing_{os.getpid()}"
    with psycopg.connect(**server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            login = f"{quote(there['USER'], '')}:{quote(there['PASSWORD'], '')}@{quote(there['HOST'], '')}:{there['PORT'] or 5432}"
            yield environment | {"TAIZHANG_DATABASE": f"postgresql://{login}/{name}"}
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_killed_while_it_plans_and_carries_out_everything_is_there_once(office):
    command = [sys.executable, "-m", "tests.server.imports.killing", "--kills", "4", "--documents", "6", "--pause", "1.2", "--seed", "3"]
    done = subprocess.run(command, env=office, cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 documents" in done.stdout and "kills" in done.stdout


@pytest.mark.soak
def test_killed_many_times(office):
    command = [sys.executable, "-m", "tests.server.imports.killing", "--kills", "60", "--documents", "60", "--pause", "2"]
    done = subprocess.run(command, env=office, cwd=ROOT, capture_output=True, text=True, timeout=1200)
    assert done.returncode == 0, done.stdout + done.stderr

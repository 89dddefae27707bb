"""Whether the server is well: what it stands on is there, and a worker lives."""
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

import taizhang
from taizhang.server.accounts.roles import place
from taizhang.server.jobs.models import Worker

#: A worker writes that it lives every three seconds.
SEEN = timedelta(seconds=30)


@dataclass(slots=True)
class Checkup:
    """What was looked at: name → ``ok``, or what is wrong, in one sentence for the person who runs the machine."""

    checks: dict[str, str] = field(default_factory=dict)
    pack: str = ""

    @property
    def well(self) -> bool:
        """Whether all is well."""
        return all(said == "ok" for said in self.checks.values())

    def said(self) -> dict[str, Any]:
        """As the health page says it."""
        return {"well": self.well, "checks": self.checks, "pack": self.pack, "release": taizhang.__version__}


def checkup() -> Checkup:
    """Look at everything; a fault in one place does not keep the others from being looked at."""
    found = Checkup()
    for name, look in (("database", _database), ("tables", _tables), ("worker", _worker), ("pack", _pack)):
        found.checks[name] = _tried(look)
    if found.checks["pack"] == "ok":
        pack = place()
        found.pack = f"{pack.id} {pack.version}"
    return found


def _tried(look: Callable[[], str]) -> str:
    try:
        return look()
    except Exception as error:  # whatever it is, it is what is wrong; its text could name addresses and passwords
        return f"cannot be looked at ({type(error).__name__}); see the log of the server"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _tables() -> str:
    missing = _missing_migrations()
    if not missing:
        return "ok"
    _missing_migrations.cache_clear()
    return f"{len(missing)} changes of tables are missing, first {missing[0]}; run taizhang setup"


@lru_cache(maxsize=1)
def _missing_migrations() -> tuple[str, ...]:
    """Kept once nothing is missing: what a running server has, it keeps."""
    executor = MigrationExecutor(connection)
    return tuple(str(one) for one, _ in executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _worker() -> str:
    since = timezone.now() - SEEN
    if Worker.objects.filter(stopped_at__isnull=True, seen_at__gte=since).exists():
        return "ok"
    return f"no worker was seen in the last {SEEN.seconds} seconds: imports and other long work wait; start one, or run taizhang serve"


def _pack() -> str:
    pack = place()
    return "ok" if pack.home in pack.regions else f"the pack {settings.PACK} names no home region"

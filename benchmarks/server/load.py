"""A hundred people at once, load tool and server on the same machine: how long pages take, and whether every accepted write is there."""
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from benchmarks.server.office import PASSWORD, Running, begin, free_port, people

USERS = 100
WARM_UP = 90  # seconds: a hundred people log in, and a password is slow to check on purpose


@dataclass(frozen=True)
class Load:
    """The figures of a load."""

    engine: str
    facts: int
    documents: int
    minutes: float
    requests: int
    rate: float
    failures: int
    p95: float
    rows: dict[str, dict[str, float]]
    share: dict[str, float]
    written: dict[str, int]
    wrong: list[str]


def load(minutes: float, documents: int, facts: int) -> Load:
    """Fill an office, let a hundred people work, count."""
    home = Path(tempfile.mkdtemp(prefix="taizhang-load-"))
    begin(home)
    from benchmarks.server.fill import fill

    for _ in fill(documents, facts):
        pass
    from django.db import connection

    from taizhang.server.documents.models import Document
    from taizhang.server.facts.forms import CorrectionForm
    from taizhang.server.facts.models import Fact

    _, importers = people(0, USERS)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    # What people decide about: at most a few thousand in ten minutes, spread over all documents.
    found = Fact.objects.current().filter(state="suggested", kind__in=("target", "actual")).order_by("position", "id")[:8000]
    waiting = [[str(one.document), str(one.key), one.version, CorrectionForm(one).initial] for one in found]
    given = {"accounts": importers, "password": PASSWORD, "offset": 50_000, "waiting": waiting,
             "documents": [str(key) for key in Document.objects.current().values_list("key", flat=True)[:300]]}
    (home / "given.json").write_text(json.dumps(given), "utf-8")
    connection.close()
    port = free_port()
    running = Running(port, home / "server.log")
    running.wait()
    tool = subprocess.Popen(
        [sys.executable, "-m", "locust", "-f", str(Path(__file__).with_name("people_at_work.py")), "--headless", "-u", str(USERS), "-r", "2",
         "-t", f"{int(WARM_UP + minutes * 60)}s", "--host", f"http://127.0.0.1:{port}", "--reset-stats", "--only-summary", "--loglevel", "ERROR"],
        env={**os.environ, "TAIZHANG_LOAD": str(home), "PYTHONPATH": str(Path(__file__).resolve().parents[2])}, stdout=subprocess.DEVNULL,
    )
    time.sleep(WARM_UP)
    before, begun = _used(running, tool), time.monotonic()
    time.sleep(max(1.0, minutes * 60 - 5))
    after, spent = _used(running, tool), time.monotonic() - begun
    tool.wait(120)
    found = json.loads((home / "found.json").read_text("utf-8"))
    time.sleep(10)  # the worker ends what was handed in
    wrong = counted(found)
    running.stop()
    return Load(connection.vendor, documents * facts, documents, minutes, found["n"], found["rate"], found["failures"], found["p95"], found["rows"],
                {name: (after[name] - before[name]) / spent for name in after}, {name: len(held) for name, held in found["done"].items()},
                wrong + [f"an error: {one}" for one in found["errors"][:10]])


def _used(running: Running, tool: subprocess.Popen[bytes]) -> dict[str, float]:
    """Seconds of processor time so far, with what ended children used: pages and worker, database, tool."""

    def of(process: psutil.Process) -> float:
        try:
            times = process.cpu_times()
            return float(times.user + times.system + times.children_user + times.children_system)
        except psutil.NoSuchProcess:
            return 0.0

    return {
        "server": sum(of(one) for one in running.all()),
        "database": sum(of(one) for one in psutil.process_iter() if one.name() == "postgres"),
        "tool": of(psutil.Process(tool.pid)),
    }


def counted(found: dict[str, Any]) -> list[str]:
    """Each acknowledged write has to be there, once."""
    from taizhang.server.audit import chain
    from taizhang.server.audit.verifying import verify
    from taizhang.server.facts.models import Fact
    from taizhang.server.imports.models import Import

    wrong = []
    for name, act in (("accepted", "accept"), ("corrected", "correct")):
        for fact in found["done"][name]:
            made = Fact.objects.filter(key=fact, act=act).count()
            if made != 1:
                wrong.append(f"{fact} was {name} and this is there {made} times")
    keys = {str(key) for key in Import.objects.values_list("key", flat=True)}
    wrong += [f"the import {at} is not there" for at in found["done"]["imported"] if at.split("/")[2] not in keys]
    chain.seal()
    report = verify()
    return wrong + ([] if report.ok else report.lines())

"""Killing the worker at any time, for real: an office in a folder of its own, documents imported while its processes are ended.

    python -m tests.server.imports.killing --kills 3 --documents 12      (TAIZHANG_HOME and TAIZHANG_DATABASE say which office)

Exits with 0 where afterwards every document is there once, every job has ended and the chain verifies; else it says what is wrong.
The functions are for longer runs too: `prepare`, `hand_over`, `Worker`, `wait_for`, `wrong_with`.
"""
import argparse
import io
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence

import django
import psutil

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.server.settings")
    django.setup()

from django.core.management import call_command
from django.db import connection

from taizhang.server.accounts.models import Grant, User
from taizhang.server.audit import chain
from taizhang.server.audit.models import Entry
from taizhang.server.documents.models import Document, Text
from taizhang.server.facts.making import make
from taizhang.server.facts.models import Fact
from taizhang.server.imports import actions
from taizhang.server.imports.applying import IMPORTED
from taizhang.server.imports.models import Import, Item
from taizhang.server.imports.reader import Reading
from taizhang.server.imports.uploads import put_away
from taizhang.server.jobs.models import OPEN, Job
from tests.server.imports.papers import papers

RUN = "import django; django.setup(); from taizhang.server.jobs.worker import run_worker; run_worker()"


class Worker:
    """The worker of an office: a keeper and what it starts, in a process group of their own."""

    def __init__(self) -> None:
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "taizhang.server.settings", "TAIZHANG_LOG": "ERROR"}
        self.keeper = subprocess.Popen([sys.executable, "-c", RUN], env=environment, start_new_session=True)

    @property
    def children(self) -> list[int]:
        """The processes that do the work."""
        try:
            return [one.pid for one in psutil.Process(self.keeper.pid).children()]
        except psutil.NoSuchProcess:
            return []

    def kill(self, whom: str) -> str:
        """End ``all``, the ``keeper`` alone, or a ``worker`` alone, with SIGKILL; what was ended."""
        children = self.children
        if whom == "worker" and children:
            _kill(random.choice(children))
        elif whom == "keeper":
            self.keeper.kill()
            self.keeper.wait()
        else:
            whom = "all"
            try:
                os.killpg(self.keeper.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.keeper.wait()
        return whom

    @property
    def runs(self) -> bool:
        """Whether the keeper lives."""
        return self.keeper.poll() is None

    def stop(self, patience: float = 20) -> int:
        """Ask it to stop; its exit code."""
        self.keeper.terminate()
        return self.keeper.wait(patience)


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def prepare(account: str = "importer") -> User:
    """The tables, and a person who may import."""
    call_command("migrate", verbosity=0, interactive=False)
    user = User.objects.filter(account=account).first() or User.objects.create_user(account, None, name=account)
    if not user.grants.current().exists():
        Grant(user=user, role="planning", scope="all").save()
    return user


def hand_over(person: User, files: Sequence[tuple[str, bytes]]) -> Import:
    """Hand files in, as a page would."""
    return actions.start(person, put_away((name, io.BytesIO(data)) for name, data in files), owner="990400.kjj")


def wait_for(batch: Import, states: tuple[str, ...], seconds: float, between=lambda: None) -> str:
    """Wait until an import is in one of these states; the state it is in then, or when the time is up."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        state = Import.objects.values_list("state", flat=True).get(pk=batch.pk)
        if state in states:
            return state
        between()
        time.sleep(0.05)
    return Import.objects.values_list("state", flat=True).get(pk=batch.pk)


def wrong_with(batch: Import) -> list[str]:
    """What is not as it should be after an import was carried out; nothing, if all is well."""
    found: list[str] = []
    if open_jobs := list(Job.objects.filter(state__in=OPEN).values_list("kind", "state")):
        found.append(f"jobs are open: {open_jobs}")
    if bad := list(Job.objects.filter(state__in=("failed", "cancelled")).values_list("kind", "error")):
        found.append(f"jobs ended badly: {bad}")
    taken_in = Item.objects.filter(batch=batch, choice__in=("create", "version"))
    if left := list(taken_in.filter(applied_at__isnull=True).values_list("name", flat=True)):
        found.append(f"not carried out: {left}")
    for item in taken_in.filter(choice="create", applied_at__isnull=False):
        found += _wrong_with_item(item)
    if doubles := [number for number, n in Counter(Document.objects.current().values_list("number", flat=True)).items() if n > 1]:
        found.append(f"documents are there twice: {doubles}")
    orphans = set(Text.objects.values_list("document", flat=True)) - set(Document.objects.values_list("key", flat=True))
    if orphans:
        found.append(f"{len(orphans)} texts without a document")
    chain.seal()
    return found


def _wrong_with_item(item: Item) -> list[str]:
    found: list[str] = []
    versions = Document.objects.filter(key=item.result, version=1)
    if versions.count() != 1:
        return [f"{item.name}: {versions.count()} documents"]
    entries = Entry.objects.filter(action=IMPORTED, key=str(item.result), outcome="done").count()
    if entries != 1:
        found.append(f"{item.name}: {entries} entries in the trail")
    assert item.reading is not None
    reading = Reading.unpacked(bytes(item.reading))
    wanted = Counter((one.values["kind"], one.values["start"], one.values["end"]) for one in make(reading.made["lines"], reading.made["text"]))
    stored = Counter(Fact.objects.filter(document=item.result, version=1).values_list("kind", "start", "end"))
    if wanted != stored:
        found.append(f"{item.name}: {sum(stored.values())} facts, {sum(wanted.values())} were read")
    return found


def main() -> int:
    """Import documents while the worker is killed so many times."""
    given = argparse.ArgumentParser()
    given.add_argument("--kills", type=int, default=3)
    given.add_argument("--documents", type=int, default=12)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--pause", type=float, default=1.5, help="most seconds between two kills")
    asked = given.parse_args()
    chance = random.Random(asked.seed)
    random.seed(asked.seed)
    person = prepare()
    first = 1 + 100 * Import.objects.count()
    worker = Worker()
    kills: Counter[str] = Counter()
    most = asked.kills // 2

    def kill() -> None:
        nonlocal worker
        if sum(kills.values()) < most:
            time.sleep(chance.uniform(0.1, asked.pause))
            kills[worker.kill(chance.choice(("all", "keeper", "worker")))] += 1
        if not worker.runs:
            worker = Worker()

    began = time.monotonic()
    batch = hand_over(person, papers(asked.documents, first))
    state = wait_for(batch, ("planned", "failed"), 120 + 5 * asked.kills, kill)
    most = asked.kills
    if state == "planned":
        batch.refresh_from_db()
        actions.apply(person, batch)
        state = wait_for(batch, ("applied", "failed", "planned"), 120 + 5 * asked.kills, kill)
    for _ in range(100):  # the last job says that it is done just after the import does
        if not Job.objects.filter(state__in=OPEN).exists():
            break
        time.sleep(0.1)
    left = worker.stop()  # -SIGTERM where it was started a moment ago and does not listen yet
    problems = wrong_with(batch) + ([] if state == "applied" else [f"the import is {state}"])
    problems += ([] if left in (0, -signal.SIGTERM) else [f"the worker ended with {left}"])
    print(f"{asked.documents} documents, kills: {dict(kills)}, {time.monotonic() - began:.1f} s on {connection.vendor}")
    for problem in problems:
        print("wrong:", problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

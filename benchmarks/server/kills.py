"""Kill server and worker at random while people import, apply and accept; then count what was acknowledged.

After each restart everything that was answered with yes has to be there once, every job has to end, and the chain has to verify.
"""
import http.client
import random
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.server.office import PASSWORD, SAMPLES, Running, begin, free_port, people
from benchmarks.server.visitor import Answer, Visitor

TROUBLE = (OSError, http.client.HTTPException)


@dataclass
class Acknowledged:
    """What the server said yes to."""

    started: list[str] = field(default_factory=list)
    applied: list[str] = field(default_factory=list)
    accepted: list[tuple[str, str]] = field(default_factory=list)  # account, fact
    refused: Counter[int] = field(default_factory=Counter)
    cut: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True)
class Result:
    """The figures, and what is wrong."""

    engine: str
    kills: int
    whom: dict[str, int]
    started: int
    applied: int
    accepted: int
    cut: int
    documents: int
    entries: int
    seconds: float
    slowest_start: float
    wrong: list[str]


def text(number: int) -> bytes:
    """An invented document of its own."""
    lines = [f"砚州市科学技术局关于第{number}批创新任务的通知", f"砚科〔2031〕{number}号", "各县（市、区）科技局：", "一、目标",
             f"到2033年，全市高新技术企业达到{600 + number}家，技术合同成交额达到{20 + number}亿元。",
             f"二、任务\n1.培育企业。2032年新增高新技术企业{number + 3}家。\n责任单位：市科技局、财政局", "2031年3月1日"]
    return "\n".join(lines).encode()


class People:
    """Threads that work through the pages, whatever happens to the server."""

    def __init__(self, port: int, said: Acknowledged, seed: int) -> None:
        self.port, self.said, self.chance = port, said, random.Random(seed)
        self.over = threading.Event()
        self.numbers = iter(range(1, 1_000_000))
        self.threads: list[threading.Thread] = []

    def start(self, reviewers: list[str], importers: list[str]) -> None:
        """Begin to work."""
        for account in reviewers:
            self.threads.append(threading.Thread(target=self._work, args=(account, self._accept), daemon=True))
        for account in importers:
            self.threads.append(threading.Thread(target=self._work, args=(account, self._import), daemon=True))
        for one in self.threads:
            one.start()

    def end(self) -> None:
        """Stop, each after what it is at."""
        self.over.set()
        for one in self.threads:
            one.join(60)

    def _work(self, account: str, act: Any) -> None:
        from django.db import connections

        visitor, inside = Visitor(self.port, patience=20), False
        while not self.over.is_set():
            try:
                if not inside:
                    visitor.log_in(account, PASSWORD)
                    inside = True
                act(account, visitor)
            except TROUBLE:
                with self.said.lock:
                    self.said.cut += 1
                time.sleep(0.1)
            except PermissionError:
                time.sleep(0.5)
        connections.close_all()

    def _accept(self, account: str, visitor: Visitor) -> None:
        from taizhang.server.facts.models import Fact

        waiting = list(Fact.objects.current().filter(state="suggested").order_by("-id").values_list("document", "key", "version")[:200])
        if not waiting:
            time.sleep(0.2)
            return
        document, fact, version = self.chance.choice(waiting)
        answer = visitor.post(f"/documents/{document}/facts/{fact}/accept/", {"version": str(version)})
        self._note(answer, lambda: self.said.accepted.append((account, str(fact))))
        time.sleep(0.05)

    def _import(self, account: str, visitor: Visitor) -> None:
        from taizhang.server.imports.models import Import

        count = self.chance.randint(1, 4)
        files = [("handed", f"{n}.txt", text(n)) for n in (next(self.numbers) for _ in range(count))]
        visitor.get("/imports/new/")
        answer = visitor.post("/imports/new/", {"pack": "auto"}, files)
        if not answer.location.startswith("/imports/"):
            self._note(answer, lambda: None)
            return
        key = answer.location.split("/")[2]
        self._note(answer, lambda: self.said.started.append(key))
        while not self.over.is_set():
            if Import.objects.filter(key=key, state="planned").exists():
                done = visitor.post(f"/imports/{key}/apply/")
                self._note(done, lambda: self.said.applied.append(key))
                return
            time.sleep(0.1)

    def _note(self, answer: Answer, yes: Any) -> None:
        with self.said.lock:
            if answer.status in (200, 302) and not answer.location.startswith("/login"):
                yes()
            else:
                self.said.refused[answer.status] += 1


def soak(kills: int, seed: int = 7) -> Result:
    """Kill ``kills`` times, then let everything come to an end and count."""
    home = Path(tempfile.mkdtemp(prefix="taizhang-kills-"))
    begin(home)
    from django.db import connection

    from taizhang.server.accounts.models import User
    from taizhang.server.imports.commands import import_folder

    reviewers, importers = people(2, 2)
    import_folder(User.objects.get(account=importers[0]), [SAMPLES], yes=True)
    connection.close()
    port, chance, said, whom = free_port(), random.Random(seed), Acknowledged(), Counter[str]()
    workers = People(port, said, seed)
    begun, slowest = time.monotonic(), 0.0
    running = Running(port, home / "server.log")
    running.wait()
    workers.start(reviewers, importers)
    for _ in range(kills):
        time.sleep(chance.uniform(0.2, 6.0))
        victim = chance.choice(("all", "all", "worker", "page"))
        whom[victim] += 1
        running.kill(victim)
        if victim == "all":
            running = Running(port, home / "server.log")
        slowest = max(slowest, running.wait())
    workers.end()
    wrong = settle(said, 120)
    running.stop()
    wrong += count(said)
    documents, entries, found = verified()
    return Result(connection.vendor, kills, dict(whom), len(said.started), len(said.applied), len(said.accepted), said.cut, documents, entries,
                  time.monotonic() - begun, slowest, wrong + found)


def settle(said: Acknowledged, seconds: float) -> list[str]:
    """Wait until every job has ended; what has not is wrong."""
    from taizhang.server.jobs.models import OPEN, Job

    until = time.monotonic() + seconds
    while time.monotonic() < until and Job.objects.filter(state__in=OPEN).exists():
        time.sleep(0.5)
    wrong = [f"the job {job.kind} {job.about} is {job.state}: {job.error or job.now}" for job in Job.objects.exclude(state__in=("done", "cancelled"))]
    return wrong + ([f"answers that were neither yes nor a cut line: {dict(said.refused)}"] if set(said.refused) - {409, 404, 403, 400} else [])


def count(said: Acknowledged) -> list[str]:
    """Hold what was acknowledged against the database."""
    from django.db.models import Count

    from taizhang.server.documents.models import Document, Text
    from taizhang.server.facts.models import Fact
    from taizhang.server.imports.models import Import

    wrong = []
    states = dict(Import.objects.values_list("key", "state"))
    keys = {str(key): state for key, state in states.items()}
    wrong += [f"the import {key} was acknowledged and is not there" for key in said.started if key not in keys]
    wrong += [f"the import {key} was acknowledged as applied and is {keys.get(key)}" for key in said.applied if keys.get(key) != "applied"]
    wrong += [f"the import {key} was acknowledged twice" for key, n in Counter(said.started).items() if n > 1]
    if len(keys) - 1 > len(said.started) + said.cut:
        wrong.append(f"{len(keys) - 1} imports for {len(said.started)} acknowledged and {said.cut} cut lines")
    for account, fact in said.accepted:
        made = Fact.objects.filter(key=fact, act="accept").count()
        if made != 1:
            wrong.append(f"the acceptance of {fact} by {account} is there {made} times")
    for row in Document.objects.current().values("number_plain").annotate(n=Count("id")).filter(n__gt=1).exclude(number_plain=""):
        wrong.append(f"{row['number_plain']} is there {row['n']} times")
    for row in Text.objects.values("text_sha256").annotate(n=Count("id")).filter(n__gt=1):
        wrong.append(f"the text {row['text_sha256'][:12]} is there {row['n']} times")
    for item in Import.objects.filter(state="applied", items__choice__in=("create", "version"), items__result__isnull=True).values_list("key", flat=True):
        wrong.append(f"the import {item} is applied and has a file without a document")
    return wrong


def verified() -> tuple[int, int, list[str]]:
    """Documents, entries of the trail, and what verifying it found."""
    from taizhang.server.audit import chain
    from taizhang.server.audit.verifying import verify
    from taizhang.server.documents.models import Document

    chain.seal()
    report = verify()
    return Document.objects.current().count(), report.entries, [] if report.ok else report.lines()

"""Which workers live: each writes its row now and then, keeps the lease of its job, and those that are gone lose theirs.

On the same machine a dead process is recognised at once, by its number and the time it began; of workers elsewhere we only know
when they were seen last. Either way nobody's job is taken while its heart beats.
"""
import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from django.db import connections, transaction
from django.utils import timezone

from taizhang.server.jobs.models import Job, Worker
from taizhang.server.jobs.queue import LEASE

log = logging.getLogger(__name__)
BEAT = 3.0
FORGOTTEN = timedelta(days=1)


def born(pid: int) -> str:
    """When a process began, as the machine counts; an empty word where that cannot be known or it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def alive(pid: int, since: str) -> bool:
    """Whether this very process lives on this machine."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return not since or born(pid) == since


def release() -> int:
    """Open the jobs of workers that are gone to others, at once; how many."""
    host, now = socket.gethostname(), timezone.now()
    freed = 0
    for worker in Worker.objects.filter(stopped_at__isnull=True):
        gone = not alive(worker.pid, worker.born) if worker.host == host else worker.seen_at < now - LEASE
        if gone:
            with transaction.atomic():
                Worker.objects.filter(pk=worker.pk).update(stopped_at=now)
                freed += Job.objects.filter(state="running", worker=worker.name).update(lease_until=now - timedelta(seconds=1))
    Worker.objects.filter(stopped_at__lt=now - FORGOTTEN).delete()
    return freed


class Presence:
    """A worker's row and heartbeat, while it is entered.

    A step that takes longer than ``longest`` seconds will never end: the process is ended, so that another takes the job over.
    """

    def __init__(self, longest: float = 0, stuck: Callable[[], float] = lambda: 0.0) -> None:
        self.name = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.longest, self.stuck = longest, stuck
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def __enter__(self) -> Self:
        Worker.objects.create(name=self.name, host=socket.gethostname()[:80], pid=os.getpid(), born=born(os.getpid()))
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        self._thread.join(5)
        Worker.objects.filter(name=self.name).update(stopped_at=timezone.now())

    def _beat(self) -> None:
        try:
            while not self._over.wait(BEAT):
                if self.longest and self.stuck() > self.longest:
                    log.error("a step took longer than %s s; the process ends, another takes over", self.longest)
                    os._exit(70)
                try:
                    now = timezone.now()
                    Worker.objects.filter(name=self.name).update(seen_at=now, stopped_at=None)
                    Job.objects.filter(state="running", worker=self.name).update(lease_until=now + LEASE)
                except Exception:  # a busy or restarting database: tried again with the next beat
                    log.warning("heartbeat failed", exc_info=True)
                    connections.close_all()
                    time.sleep(0.2)
        finally:
            connections.close_all()

"""The process that does long work: a keeper that starts as many workers as are set, and starts one anew when it dies."""
import ctypes
import logging
import os
import signal
import sys
import time
from types import FrameType

from django.conf import settings
from django.db import OperationalError, connections

from taizhang.server.jobs import daily
from taizhang.server.jobs.presence import Presence, release
from taizhang.server.jobs.queue import take
from taizhang.server.jobs.work import Work, perform

log = logging.getLogger(__name__)
IDLE = 0.3  # seconds between two looks for work
CARE = 5.0  # seconds between two looks for workers that are gone, and for duties of the day
_PR_SET_PDEATHSIG = 1


class _Stop:
    """Whether the process was asked to stop; asked between two steps."""

    def __init__(self) -> None:
        self.asked = False
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, self._note)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True

    def __call__(self) -> bool:
        return self.asked


def run_worker(processes: int | None = None) -> None:
    """Do long work until SIGTERM. The keeper itself touches no database: what it starts has connections of its own."""
    stop = _Stop()
    connections.close_all()
    wanted = processes or settings.CONFIGURATION.number("WORKERS")
    running: dict[int, float] = {}
    while not stop():
        while len(running) < wanted and not stop():
            running[_start()] = time.monotonic()
        _reap(running)
        time.sleep(0.1)
    for pid in running:
        _signal(pid, signal.SIGTERM)
    until = time.monotonic() + 12
    while running and time.monotonic() < until:
        _reap(running, quiet=True)
        time.sleep(0.05)
    for pid in running:
        _signal(pid, signal.SIGKILL)


def _start() -> int:
    keeper = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        _end_with_keeper()
        work(keeper)
        code = 0
    except BaseException:
        log.exception("the worker ends")
    finally:
        sys.stderr.flush()
        os._exit(code)


def _reap(running: dict[int, float], quiet: bool = False) -> None:
    for pid, since in list(running.items()):
        try:
            gone, status = os.waitpid(pid, os.WNOHANG)
        except ChildProcessError:
            gone, status = pid, 0
        if gone:
            del running[pid]
            if not quiet:
                log.warning("worker %s ended (%s); another is started", pid, os.waitstatus_to_exitcode(status))
                if time.monotonic() - since < 2:
                    time.sleep(1)  # it may not even start: not a hundred times a second


def _signal(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


def _end_with_keeper() -> None:
    """Have the system end this process with the keeper, even when that is killed (Linux; elsewhere `work` looks itself)."""
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    except (AttributeError, OSError):
        pass


def work(keeper: int) -> None:
    """One worker: take a job, do it for a turn, take the next; between them look after workers that are gone."""
    stop = _Stop()
    doing: list[Work] = []
    longest = max(4.0 * settings.READ_SECONDS, 2.0 * settings.READ_SCAN_SECONDS) + 300

    def stuck() -> float:
        return time.monotonic() - doing[0].stepped if doing else 0.0

    with Presence(longest, stuck) as me:
        cared = 0.0
        while not stop() and os.getppid() == keeper:
            try:
                if time.monotonic() - cared > CARE:
                    cared = time.monotonic()
                    release()
                    daily.ask()
                job = take(me.name)
                if job is None:
                    time.sleep(IDLE)
                    continue
                doing.append(Work(job, me.name, lambda: stop() or os.getppid() != keeper))
                perform(doing[0])
            except OperationalError:
                log.warning("the database does not answer; tried again", exc_info=True)
                connections.close_all()
                time.sleep(1)
            finally:
                doing.clear()

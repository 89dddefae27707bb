"""The worker beside the pages: there again after it was killed, gone with the pages, untouched by processes forked for pages."""
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from taizhang.cli import beside
from taizhang.cli.beside import Beside

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def until(holds: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "LOOK", 0.05)


def test_it_is_started_anew_each_time_it_is_killed() -> None:
    with Beside(SLEEPER) as kept:
        for _ in range(3):
            pid = kept.pid
            os.kill(pid, signal.SIGKILL)
            assert until(lambda pid=pid: kept.pid != pid and lives(kept.pid))  # type: ignore[misc]
        last = kept.pid
    assert until(lambda: not lives(last))


def test_one_that_somebody_else_has_reaped_is_missed_too() -> None:
    with Beside(SLEEPER) as kept:
        pid = kept.pid
        os.kill(pid, signal.SIGKILL)
        try:  # as the keeper of the pages does, which reaps whatever ended
            os.waitpid(pid, 0)
        except ChildProcessError:
            pass
        assert until(lambda: kept.pid != pid and lives(kept.pid))


def test_one_that_ends_at_once_is_not_started_a_hundred_times(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    with Beside([sys.executable, "-c", ""]) as kept:
        start = kept._start
        monkeypatch.setattr(kept, "_start", lambda: (started.append(time.monotonic()), start()))
        time.sleep(2.5)
    assert 1 <= len(started) <= 7


def test_a_forked_process_that_leaves_does_not_end_it() -> None:
    with Beside(SLEEPER) as kept:
        pid = os.fork()
        if not pid:
            kept.__exit__(None, None, None)
            os._exit(0)
        os.waitpid(pid, 0)
        time.sleep(0.2)
        assert lives(kept.pid)


def test_a_command_in_its_place_ends_with_who_started_it(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    inner = f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    outer = f"import os, sys; from taizhang.cli.beside import in_its_place; sys.exit(in_its_place([sys.executable, '-c', {inner!r}], dict(os.environ)))"
    with subprocess.Popen([sys.executable, "-c", outer]) as started:
        assert until(lambda: note.exists() and note.read_text() != "")
        started.terminate()
        assert started.wait(20) != 0
    assert until(lambda: not lives(int(note.read_text())))

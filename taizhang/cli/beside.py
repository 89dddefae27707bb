"""Processes of our own: the worker beside the pages, started anew when it dies; one that does all, ended with whoever started it."""
import logging
import os
import signal
import subprocess
import sys
import threading

log = logging.getLogger(__name__)
LOOK = 0.5  # seconds between two looks
MOST = 30.0  # seconds waited at most before one that dies at once is started once more


class Beside:
    """A worker process that is kept alive while the pages are served; used as a context.

    A thread watches it: the main thread belongs to the pages. The thread sleeps but for the moment in which it starts a process, so
    that processes forked for pages inherit nothing of it.
    """

    def __init__(self, command: list[str] | None = None) -> None:
        self.command = command or [sys.executable, "-m", "taizhang", "worker", "--ready"]
        self._owner = os.getpid()
        self._over = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._watch, name="beside", daemon=True)

    def __enter__(self) -> "Beside":
        self._start()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if os.getpid() != self._owner:  # a process forked for pages leaves by this way too
            return
        self._over.set()
        self._thread.join(2 * LOOK + 5)
        process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)

    @property
    def pid(self) -> int:
        """The number of the process that runs now."""
        return self._process.pid if self._process is not None else 0

    def _start(self) -> None:
        self._process = subprocess.Popen(self.command, start_new_session=True)

    def _watch(self) -> None:
        pause = LOOK
        while not self._over.wait(LOOK):
            if self._process is not None and self._process.poll() is not None:
                log.warning("the worker beside the pages ended; another is started")
                if self._over.wait(pause):
                    return
                pause = min(pause * 2, MOST)
                self._start()
            else:
                pause = max(LOOK, pause * 0.99)  # one that lives for a while is forgiven


def in_its_place(command: list[str], environment: dict[str, str]) -> int:
    """Run a command to its end and give its exit code; whoever ends this process by SIGTERM ends that one too."""
    with subprocess.Popen(command, env=environment) as process:
        before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        try:
            return process.wait()
        finally:
            signal.signal(signal.SIGTERM, before)

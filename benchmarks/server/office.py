"""An office for measuring: a data folder or database of its own, people with known passwords, processes that can be killed."""
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil

from benchmarks.server.visitor import wait_for

PASSWORD = "Measured-9-times"
SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "txt"


def begin(home: Path) -> None:
    """Make Django ready for an office in ``home`` (and the database that TAIZHANG_DATABASE names); call before importing its apps."""
    os.environ.update({"TAIZHANG_HOME": str(home), "TAIZHANG_PACK": "sample", "DJANGO_SETTINGS_MODULE": "taizhang.server.settings"})
    os.environ.pop("TAIZHANG_DEMO", None)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def people(reviewers: int, importers: int) -> tuple[list[str], list[str]]:
    """Accounts of reviewers and importers, all with `PASSWORD`."""
    from django.contrib.auth.hashers import make_password

    from taizhang.server.accounts.models import Grant, User

    kept = make_password(PASSWORD)  # once: it is slow on purpose
    made: dict[str, list[str]] = {"reviewer": [], "planning": []}
    for role, count in (("reviewer", reviewers), ("planning", importers)):
        for i in range(count):
            account = f"{role}{i}"
            user = User.objects.filter(account=account).first() or User(account=account, name=account, password=kept)
            user.save()
            if not user.grants.exists():
                Grant(user=user, role=role, scope="all", reason="for measuring").save()
            made[role].append(account)
    return made["reviewer"], made["planning"]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port: int = line.getsockname()[1]
        return port


class Running:
    """The server with its worker, as processes of their own."""

    def __init__(self, port: int, log: Path) -> None:
        self.port = port
        self.log = log.open("ab")
        self.process = subprocess.Popen([sys.executable, "-m", "taizhang", "serve", "--port", str(port)], stdout=self.log, stderr=self.log,
                                        start_new_session=True)

    def wait(self) -> float:
        """Until its health page says it is well."""
        return wait_for(self.port)

    def all(self) -> list[psutil.Process]:
        """All its processes, the first one first."""
        try:
            first = psutil.Process(self.process.pid)
            return [first, *first.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def kill(self, whom: str) -> None:
        """Kill without warning: ``all`` processes, or the ``worker`` (keeper and workers), or one ``page`` process."""
        every = self.all()
        workers = [one for one in every[1:] if _is_worker(one)]
        chosen = every if whom == "all" else workers if whom == "worker" else [one for one in every[1:] if one not in workers][:1]
        for one in chosen:
            try:
                one.send_signal(signal.SIGKILL)
            except psutil.NoSuchProcess:
                pass
        if whom == "all":
            psutil.wait_procs(chosen, timeout=20)
            self.process.wait()

    def stop(self) -> None:
        """Stop in good order."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill("all")


def _is_worker(process: psutil.Process) -> bool:
    try:
        return "worker" in process.cmdline()
    except psutil.NoSuchProcess:
        return False

"""Serving the office: tables brought up to date, gunicorn for the pages, a worker beside it."""
import ipaddress
import os
import signal
from contextlib import nullcontext
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from gunicorn.app.base import BaseApplication

from taizhang.cli.beside import Beside
from taizhang.cli.commands import tell
from taizhang.server import handler
from taizhang.server.accounts.models import User
from taizhang.server.jobs.worker import run_worker
from taizhang.values.errors import UsageError

THREADS = 8


class Pages(BaseApplication):  # type: ignore[misc]
    """Gunicorn, told what it would otherwise read from its own command line."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.given = options
        super().__init__()

    def load_config(self) -> None:
        """Take the options given."""
        for name, value in self.given.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, loaded in each process of its own."""
        return handler.application()


def setup() -> None:
    """Make or update the tables."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)


def serve(address: str, port: int, worker: bool, processes: int = 2) -> int:
    """Serve until stopped; the exit code."""
    setup()
    if not settings.VENDORS:
        tell([f"the front-end libraries are missing: pages work, one request a click. To get them: npm ci --prefix {settings.FRONT.parent}"])
    demo = settings.DEMO or User.objects.filter(demo=True, is_active=True).exists()
    if (demo or settings.DEBUG) and not _loopback(address):
        raise UsageError("this address is not loopback", where=address, why="demo users exist, or DEBUG is on",
                         hint="serve on 127.0.0.1, or close the demo users and leave DEBUG off")
    if demo:
        os.environ["TAIZHANG_DEMO"] = "yes"  # for the worker
        settings.DEMO = True
    tell([f"http://{address}:{port}/  (stop with Ctrl-C)"])

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    connections.close_all()  # each process has connections of its own
    with Beside() if worker else nullcontext():
        Pages({
            "preload_app": True, "bind": f"{address}:{port}", "workers": processes, "worker_class": "gthread", "threads": THREADS, "timeout": 120,
            "max_requests": 20_000, "max_requests_jitter": 2_000, "loglevel": "warning", "control_socket_disable": True,
        }).run()
    return 0


def work(ready: bool = False) -> None:
    """Do long work until stopped; ``ready``: whoever starts us has seen to the tables."""
    if not ready:
        setup()
    run_worker()


def mcp() -> None:
    """Serve an assistant until its input ends. Standard output is the protocol's alone."""
    secret = os.environ.get("TAIZHANG_TOKEN", "").strip()
    if not secret:
        raise UsageError("there is no token", where="TAIZHANG_TOKEN", hint="make one on the page Tokens of your account, and set it in the environment")
    try:
        from taizhang.server.api import mcp as tools
    except ModuleNotFoundError as error:
        raise UsageError("what serves assistants is not installed", why=f"the package {error.name} is missing",
                         hint="install it with: pip install 'taizhang[server,mcp]'") from error
    tools.run(secret, settings.LANGUAGE_CODE)


def _loopback(address: str) -> bool:
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False

"""The office of a demonstration: filled from documents, with demo users, served. Run as a process of its own by `demonstration`.

It is told all by the environment (TAIZHANG_HOME, TAIZHANG_PACK, TAIZHANG_DEMO) and three arguments: folder, port, and whether to
check and stop or to accept facts as a demo reviewer (only for the samples, whose facts are our own).
"""
import argparse
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import django
from rich.console import Console
from rich.table import Table

PATIENCE = 60.0


def fill(folder: Path, accept: bool) -> None:
    """Tables, people, documents; with ``accept`` the facts of all but the last accepted by the demo reviewer."""
    django.setup()
    from django.db import transaction

    from taizhang.cli import keeping, serving
    from taizhang.server.accounts.command import demo_people, wanted
    from taizhang.server.documents.models import Document
    from taizhang.server.facts import actions
    from taizhang.server.facts.models import Fact

    serving.setup()
    people = demo_people()
    keeping.with_progress(wanted("planning"), [folder], "auto", yes=True)
    if accept:
        reviewer = wanted("reviewer")
        # The last document is left as the reader suggests it, so that there is something to review.
        left = Document.objects.current().latest("pk")
        waiting = Fact.objects.current().filter(state="suggested").exclude(document=left.key).order_by("id").values_list("key", "version")
        with transaction.atomic():
            for key, version in list(waiting):
                actions.accept(reviewer, key, version, manner="demo")
        print(f"{len(waiting)} facts of the samples were accepted by the demo reviewer {reviewer.account}: "
              f"nobody read them, they show what reviewed facts look like. Those of {left.number} wait for you under Review.")
    table = Table(show_edge=False, pad_edge=False, header_style="bold", title="Demo users (passwords are shown this once)", title_justify="left")
    for head in ("account", "password", "role"):
        table.add_column(head)
    for one in people:
        table.add_row(one.account, one.password or "as at first", " ".join(one.roles))
    Console().print(table)
    if not all(one.password for one in people):
        print("These users were there already. For new passwords and an empty office, remove the folder " + os.environ["TAIZHANG_HOME"])


def check(port: int) -> int:
    """Serve, ask the health page, stop; 0, or 1 with the reason."""
    server = subprocess.Popen([sys.executable, "-m", "taizhang", "serve", "--port", str(port)])
    said = "it did not answer"
    try:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and server.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
                    health = json.load(answer)
                print(f"checked: the office on port {port} is well: {health}")
                return 0
            except urllib.error.HTTPError as error:  # 503: it says what is wrong, perhaps not for long
                said = error.read().decode("utf-8", "replace")
            except OSError:
                pass
            time.sleep(0.3)
    finally:
        server.terminate()
        server.wait(30)
    print(f"taizhang: the office on port {port} did not get well: {said}", file=sys.stderr)
    return 1


def main() -> int:
    """Fill, then serve or check."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--port", type=int, default=8000)
    asked.add_argument("--accept", action="store_true")
    asked.add_argument("--check", action="store_true")
    given = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.server.settings")
    fill(given.folder, given.accept)
    if given.check:
        return check(given.port)
    from taizhang.cli import serving

    return serving.serve("127.0.0.1", given.port, worker=True)


if __name__ == "__main__":
    sys.exit(main())

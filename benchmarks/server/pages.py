"""How long each page takes on a large ledger, asked by Django's own client: no network, no browser, one after the other.

    TAIZHANG_HOME=… python -m benchmarks.server.fill && TAIZHANG_HOME=… python -m benchmarks.server.pages [--json FILE]

Each page is asked once to warm up and then several times; median and worst are printed in milliseconds, with the processor time of
the median and the size of the page. On a machine that does other things too, processor time says more.
"""
import argparse
import json
import logging
import os
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import django
from django.conf import settings

if not settings.configured:  # run by itself
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.server.settings")
    django.setup()

from django.test import Client
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from taizhang.server.accounts.models import Grant, User
from taizhang.server.documents.models import Document
from taizhang.server.facts.models import Fact

LIMIT = 300  # milliseconds a page may take


def visitor(account: str, role: str, scope: str = "all", scope_id: str = "") -> Client:
    """A client logged in as a person of a role."""
    user = User.objects.filter(account=account).first() or User.objects.create_user(account, None, name=account, unit=scope_id)
    if not user.grants.exists():
        Grant(user=user, role=role, scope=scope, scope_id=scope_id).save()
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    device = TOTPDevice.objects.get_or_create(user=user, name="bench")[0]  # past the second factor that offices need
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    return client


def ledger(name: str, **query: Any) -> tuple[str, str]:
    """A page of the ledger."""
    return f"ledger: {name}", reverse("ledger:ledger") + "?" + urlencode(query, doseq=True)


def addresses() -> Iterator[tuple[str, str]]:
    """Name and address of every page that is measured for who plans."""
    yield ledger("all, by unit")
    for tab in ("target", "actual", "goal", "task", "clause", "forecast", "cite"):
        yield ledger(f"tab {tab}", kind=tab)
    for sort in ("kind", "what", "value", "subject", "due", "unit", "source", "state", "changed"):
        yield ledger(f"sorted by {sort}", group="none", sort=sort)
        yield ledger(f"sorted by {sort}, falling, page 3000", group="none", sort="-" + sort, page=3000)
    for group in ("unit", "document", "none"):
        yield ledger(f"grouped by {group}, page 3000", group=group, page=3000)
        yield ledger(f"grouped by {group}, last page", group=group, page=10**6)
    document = Document.objects.current().order_by("pk")[500]
    yield ledger("words of 2 characters", q="\u521b\u65b0")
    yield ledger("words of 4 characters", q="\u7814\u53d1\u5e73\u53f0")
    yield ledger("two words and a tab", q="\u6807\u51c6 \u4e13\u5229", kind="goal")
    yield ledger("a unit", unit="990400.kjj")
    yield ledger("a document", document=document.key)
    yield ledger("documents by title", source="\u884c\u52a8\u65b9\u6848")
    yield ledger("years", **{"from": 2018, "to": 2020})
    yield ledger("suggested", state="suggested")
    yield ledger("reviewed targets", kind="target", state=["accepted", "corrected"])
    yield ledger("growth", measure="growth")
    yield ledger("a region", subject="\u677e\u70df")
    indicator = Fact.objects.current().filter(kind="actual", measure_unit="CNY").values_list("what", flat=True)[0]
    yield ledger("one indicator with its sum", kind="actual", q=indicator)
    yield ledger("nothing found", q="\u521b\u65b0", unit="990400.kjj", measure="rank", state="disputed")
    yield ledger("200 rows", rows=200)
    yield ledger("as valid in 2020", valid="2020-01-01")
    yield ledger("as known in 2020", known="2020-01-01")
    fact = Fact.objects.current().filter(document=document.key)[10]
    yield "ledger: a sentence", reverse("ledger:sentence", args=[fact.key])
    yield "documents", reverse("documents:list")
    yield "documents: awaiting review", reverse("documents:list") + "?awaiting=yes"
    yield "documents: by number of facts", reverse("documents:list") + "?sort=-facts"
    yield "documents: words", reverse("documents:list") + "?" + urlencode({"q": "\u521b\u65b0"})
    yield "document", reverse("documents:page", args=[document.key])
    yield "document: at a fact", reverse("documents:page", args=[document.key]) + f"?fact={fact.key}"
    yield "document: history", reverse("documents:history", args=[document.key])
    yield "fact: history", reverse("facts:history", args=[fact.key])
    for name in ("home:first", "imports:list", "imports:new", "accounts:account"):
        yield name.partition(":")[0], reverse(name)


def measured(client: Client, path: str, times: int) -> dict[str, Any]:
    """Status, median and worst in milliseconds, median of processor time, size."""
    answer = client.get(path)
    taken, worked = [], []
    for _ in range(times):
        began, busy = time.perf_counter(), time.process_time()
        answer = client.get(path)
        taken.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    return {"status": answer.status_code, "median_ms": round(statistics.median(taken)), "worst_ms": round(max(taken)),
            "cpu_ms": round(statistics.median(worked)), "kilobytes": round(len(answer.content) / 1000)}


def table(times: int) -> list[dict[str, Any]]:
    """All pages measured, as rows."""
    planner, liaison = visitor("bench", "planning"), visitor("bench-liaison", "liaison", "unit", "990400.kjj")
    auditor = visitor("bench-auditor", "audit")
    found = []
    for client, pages in (
        (planner, list(addresses())),
        (liaison, [(f"{name} (liaison)", path) for name, path in list(addresses())[:2]] + [("documents (liaison)", reverse("documents:list"))]),
        (auditor, [("audit trail (auditor)", "/audit/")]),
    ):
        for name, path in pages:
            found.append({"page": name} | measured(client, path, times))
    return found


def main() -> None:
    """Print the table; exit 1 where a page takes too long or is none."""
    ask = argparse.ArgumentParser(description="Measure every page on the database of TAIZHANG_HOME.")
    ask.add_argument("--times", type=int, default=5)
    ask.add_argument("--json", type=Path)
    given = ask.parse_args()
    settings.ALLOWED_HOSTS = ["localhost"]
    logging.disable(logging.ERROR)
    rows = table(given.times)
    print(f"{Fact.objects.current().count()} facts of {Document.objects.current().count()} documents, {given.times} warm requests each\n")
    print(f"| {'page':48} | status | median ms | worst ms | cpu ms | kB |\n|{'-' * 50}|-------:|----------:|---------:|-------:|---:|")
    for row in rows:
        print(f"| {row['page']:48} | {row['status']:6} | {row['median_ms']:9} | {row['worst_ms']:8} | {row['cpu_ms']:6} | {row['kilobytes']:2} |")
    slow = [row["page"] for row in rows if row["median_ms"] > LIMIT or row["status"] != 200]
    print(f"\nover {LIMIT} ms or no page: {', '.join(slow) or 'none'}")
    if given.json:
        given.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")
    raise SystemExit(1 if slow else 0)


if __name__ == "__main__":
    main()

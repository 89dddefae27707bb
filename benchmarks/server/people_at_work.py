"""A hundred people for locust: 70 % look at pages, 25 % decide about facts, 5 % import; they think 3 to 8 seconds in between.

Run by `load`, which says by the environment where the accounts, the facts that wait and the figures are.
"""
import itertools
import json
import os
import random
import re
from pathlib import Path
from typing import Any

from locust import HttpUser, between, events, task

FOLDER = Path(os.environ["TAIZHANG_LOAD"])
GIVEN = json.loads((FOLDER / "given.json").read_text("utf-8"))
ACCOUNTS = itertools.cycle(GIVEN["accounts"])
WAITING = iter(GIVEN["waiting"])  # [document, fact, version, its form], each handed out once
NUMBERS = itertools.count(1)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
DONE: dict[str, list[Any]] = {"accepted": [], "corrected": [], "imported": []}
COUNTED = {"warm": False}


class Person(HttpUser):
    """One person of the office."""

    wait_time = between(3, 8)

    def on_start(self) -> None:
        """Log in."""
        self.client.get("/login/", name="log in")
        answer = self.client.post("/login/", {"username": next(ACCOUNTS), "password": GIVEN["password"], "csrfmiddlewaretoken": self.token()},
                                  name="log in", allow_redirects=False)
        if answer.status_code != 302:
            raise RuntimeError(f"could not log in: {answer.status_code}")

    def token(self) -> str:
        """The token that forms carry."""
        return str(self.client.cookies.get("csrftoken", ""))

    @task(70)
    def look(self) -> None:
        """One page."""
        document = random.choice(GIVEN["documents"])
        name, path = random.choice((
            ("home", "/"), ("documents", "/documents/"), ("documents, page", f"/documents/?page={random.randint(1, 10)}"),
            ("document", f"/documents/{document}/"), ("document", f"/documents/{document}/"), ("ledger", "/ledger/"),
            ("ledger, filtered", f"/ledger/?kind={random.choice(('target', 'actual', 'task'))}&from={random.randint(2014, 2020)}"),
            ("ledger, page", f"/ledger/?page={random.randint(1, 100)}"), ("imports", "/imports/"),
        ))
        self.client.get(path, name=name)

    @task(25)
    def decide(self) -> None:
        """Accept a fact, or every third time correct it, as the page does it: with htmx."""
        document, fact, version, form = next(WAITING)
        heads = {"HX-Request": "true", "X-CSRFToken": self.token(), "Referer": f"{self.host}/documents/{document}/"}
        if random.random() < 1 / 3:
            typed = {**form, "version": version, "what": f"{form['what']}（更正）"[:300], "why": "measured"}
            done = self.client.post(f"/documents/{document}/facts/{fact}/correct/", typed,
                                    headers=heads, name="correct")
            kind = "corrected"
        else:
            done = self.client.post(f"/documents/{document}/facts/{fact}/accept/", {"version": version}, headers=heads, name="accept")
            kind = "accepted"
        if done.status_code == 200:
            DONE[kind].append(fact)

    @task(5)
    def hand_in(self) -> None:
        """Import one small document: hand it in, look at the plan."""
        from benchmarks.server.kills import text

        number = next(NUMBERS) + GIVEN["offset"]
        self.client.get("/imports/new/", name="import, form")
        answer = self.client.post("/imports/new/", {"pack": "auto", "csrfmiddlewaretoken": self.token()}, files={"handed": (f"{number}.txt", text(number))},
                                  name="import", allow_redirects=False)
        if answer.status_code == 302:
            DONE["imported"].append(answer.headers["Location"])
            self.client.get(answer.headers["Location"], name="import, plan")


@events.quitting.add_listener
def keep(environment: Any, **_: Any) -> None:
    """Write what was acknowledged, beside the figures."""
    stats = environment.stats
    rows = {f"{one.method} {one.name}": {"n": one.num_requests, "failures": one.num_failures, "median": one.median_response_time,
                                         "p95": one.get_response_time_percentile(0.95), "p99": one.get_response_time_percentile(0.99),
                                         "worst": one.max_response_time} for one in stats.entries.values()}
    total = stats.total
    (FOLDER / "found.json").write_text(json.dumps({
        "rows": rows, "n": total.num_requests, "failures": total.num_failures, "rate": total.total_rps, "p95": total.get_response_time_percentile(0.95),
        "errors": [str(one.error) for one in stats.errors.values()], "done": DONE,
    }, ensure_ascii=False), "utf-8")

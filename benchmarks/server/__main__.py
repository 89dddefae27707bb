"""Measure the office and write the figures into docs/benchmarks.md: ``python -m benchmarks.server kills load pages search values``."""
import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.server import report
from benchmarks.server.kills import soak
from benchmarks.server.load import load

LIMIT = 100  # milliseconds a search may take

KINDS = ("kills", "load", "pages", "search", "values")


def main() -> int:
    """Run what is asked for; 1 where something acknowledged was lost, failed or took too long."""
    asked = argparse.ArgumentParser()
    asked.add_argument("what", nargs="+", choices=KINDS)
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--minutes", type=float, default=10.0)
    asked.add_argument("--documents", type=int, default=1000, help="documents of the large ledger")
    asked.add_argument("--facts", type=int, default=300, help="facts of each")
    asked.add_argument("--print", action="store_true", help="only show the figures")
    given = asked.parse_args()
    bad = 0
    for what in given.what:
        block, made, wrong = {"kills": kills, "load": under_load, "pages": pages, "search": search, "values": values}[what](given)
        print(made)
        bad |= wrong
        if not given.print:
            report.write(block, made)
    return bad


def kills(given: argparse.Namespace) -> tuple[str, str, bool]:
    """Kill at random."""
    result = soak(given.kills)
    return f"kills-{result.engine}", report.kills(result), bool(result.wrong)


def under_load(given: argparse.Namespace) -> tuple[str, str, bool]:
    """A hundred people."""
    found = load(given.minutes, given.documents, given.facts)
    return "load", report.load(found), bool(found.wrong or found.failures or found.p95 > 500)


def values(given: argparse.Namespace) -> tuple[str, str, bool]:
    """What is made of a million values, filled in a process of its own; on the embedded database."""
    home = Path(tempfile.mkdtemp(prefix="taizhang-values-"))
    about = {**os.environ, "TAIZHANG_HOME": str(home), "TAIZHANG_PACK": "sample", "TAIZHANG_DATABASE": ""}
    done = subprocess.run([sys.executable, "-m", "benchmarks.server.values", "--json", str(home / "values.json")], env=about, check=False)
    rows = json.loads((home / "values.json").read_text("utf-8"))
    return "values", report.values(rows), done.returncode != 0


def pages(given: argparse.Namespace) -> tuple[str, str, bool]:
    """Every page on a large ledger, filled in a process of its own."""
    home = Path(tempfile.mkdtemp(prefix="taizhang-pages-"))
    about = {**os.environ, "TAIZHANG_HOME": str(home), "TAIZHANG_PACK": "sample", "TAIZHANG_DATABASE": ""}
    size = ["--documents", str(given.documents), "--facts", str(given.facts)]
    subprocess.run([sys.executable, "-m", "benchmarks.server.fill", *size], env=about, check=True)
    done = subprocess.run([sys.executable, "-m", "benchmarks.server.pages", "--json", str(home / "pages.json")], env=about, check=False)
    rows = json.loads((home / "pages.json").read_text("utf-8"))
    return "pages", report.pages(rows, given.documents, given.documents * given.facts, 300), done.returncode != 0


def search(given: argparse.Namespace) -> tuple[str, str, bool]:
    """About thirty kinds of question to 10,000 documents, filled in a process of its own, on the engine of the environment."""
    home = Path(tempfile.mkdtemp(prefix="taizhang-search-"))
    about = {**os.environ, "TAIZHANG_HOME": str(home), "TAIZHANG_PACK": "sample"}
    subprocess.run([sys.executable, "-m", "benchmarks.server.search", "--json", str(home / "search.json")], env=about, check=True)
    found = json.loads((home / "search.json").read_text("utf-8"))
    block = f"search-{found['about']['engine']}"
    return block, report.search(found["rows"], found["about"], LIMIT), any(row["median"] > LIMIT for row in found["rows"])


if __name__ == "__main__":
    sys.exit(main())

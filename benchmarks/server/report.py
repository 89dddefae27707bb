"""The figures of the office in docs/benchmarks.md: one block for each measure, filled anew when it is measured."""
import os
from pathlib import Path
from typing import Any

from benchmarks.server.frame import FRAME, HEAD
from benchmarks.server.kills import Result
from benchmarks.server.load import USERS, Load
from tools.blocks import fill, table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"

def write(block: str, made: str) -> None:
    """Fill one block of the page; the frame is put in where it is missing."""
    text = PAGE.read_text("utf-8")
    if HEAD not in text:
        text = f"{text.rstrip()}\n\n{FRAME}"
    PAGE.write_text(fill(text, block, made), "utf-8")


def kills(result: Result) -> str:
    """What was killed, what was said yes to, what is wrong."""
    whom = ", ".join(f"{name} {n}" for name, n in sorted(result.whom.items()))
    verdict = "Nothing acknowledged was lost or there twice, every job ended, the chain verifies."
    if result.wrong:
        verdict = "**Wrong:** " + "; ".join(result.wrong)
    return f"""On {result.engine}: {result.kills} kills with -9 ({whom}; *all* is every process, *worker* the one for long work,
*page* one that serves) while two people
accepted facts and two imported files. Acknowledged: {result.accepted:,} acceptances, {result.started:,} imports handed in, {result.applied:,} carried
out; {result.cut:,} requests met a closed door. Afterwards: {result.documents:,} documents, {result.entries:,} entries of the trail. {verdict}
It took {result.seconds / 60:.0f} minutes; the slowest start until all was well again took {result.slowest_start:.1f} s."""


def values(rows: list[dict[str, Any]]) -> str:
    """What is made of a ledger of values, each with how long it may take."""
    slow = [row["name"] for row in rows if row["median_ms"] > row["limit"]]
    verdict = "All is within what is asked (median)." if not slow else f"**Over what is asked: {', '.join(slow)}.**"
    said = f"""Embedded database, 1,000,000 reviewed values of 2,000 indicators and 3,000 regions; the city whose pages are measured has 420 indicators
with five or six years of results and targets. Asked warm, one after the other; rows without a size are calls of the library, the others whole
pages. {verdict}

"""
    return said + table(["What", "Median ms", "Worst ms", "Asked ms", "kB"],
                        [[row["name"], *(f"{row[one]:,}" if row[one] else "" for one in ("median_ms", "worst_ms", "limit", "kilobytes"))] for row in rows])


def search(rows: list[dict[str, Any]], about: dict[str, Any], limit: int) -> str:
    """Every question with its times, and what the index costs."""
    slow = [row["name"] for row in rows if row["median"] > limit]
    busy = [row["name"] for row in rows if row["worked"] > limit]
    verdict = f"Every question is under {limit} ms (median)." if not slow else f"**Over {limit} ms (median): {len(slow)} of {len(rows)}.**"
    verdict += f" Processor time of the asking process over {limit} ms: {', '.join(busy) or 'none'}."
    each, ended = 1000 * about["seconds"] / max(about["texts"], 1), f"{about['load']:.1f}"
    large, whole = about["index_bytes"] / 1e6, about["database_bytes"] / 1e6
    said = f"""On {about['engine']}: {about['documents']:,} documents, {about['passages']:,} passages, {about['facts']:,} facts; every
group is found and counted, asked warm, one after the other, {about['times']} times each, without network and browser but for the last
line; the machine's load was {ended} when it ended. {verdict} Making the index took {about['seconds']:.0f} s ({each:.1f} ms a
document); it is {large:,.0f} MB of {whole:,.0f}.

"""
    names = ("names", "documents", "clauses", "facts")
    return said + table(["Question", "Median ms", "95 %", "Best", "Processor ms", *names],
                        [[row["name"], *(f"{row[one]:.0f}" for one in ("median", "p95", "best", "worked")), *(_counted(row, name) for name in names)]
                         for row in rows])


def _counted(row: dict[str, Any], name: str) -> str:
    if "counts" not in row:
        return ""
    total, more = row["counts"][name]
    return f"{total:,}{'+' if more else ''}"


def load(found: Load) -> str:
    """Times of each page, and the whole."""
    rows = [[name, f"{row['n']:.0f}", f"{row['median']:.0f}", f"{row['p95']:.0f}", f"{row['p99']:.0f}", f"{row['worst']:.0f}"]
            for name, row in sorted(found.rows.items())]
    share = ", ".join(f"{name} {100 * used:.0f} %" for name, used in found.share.items())
    verdict = "Every acknowledged write is there once, and the chain verifies." if not found.wrong else "**Wrong:** " + "; ".join(found.wrong)
    said = f"""{USERS} people (they think 3 to 8 s, 70 % look, 25 % accept or correct, 5 % import), {found.engine}, {found.documents:,} documents with
{found.facts:,} facts, {found.minutes:g} minutes after the warm-up; load tool, database and server share {os.cpu_count()} processors: {share} of one
processor each. {found.requests:,} requests, {found.rate:.1f} a second, {found.failures} failed; **95 of 100 within {found.p95:.0f} ms** (asked: 500).
Written: {found.written['accepted']:,} acceptances, {found.written['corrected']:,} corrections, {found.written['imported']:,} imports. {verdict}

"""
    return said + table(["Request", "Times", "Median ms", "95 %", "99 %", "Worst"], rows)


def pages(rows: list[dict[str, Any]], documents: int, facts: int, limit: int) -> str:
    """Every page with its times."""
    slow = [row["page"] for row in rows if row["median_ms"] > limit or row["status"] != 200]
    verdict = f"Every page is under {limit} ms (median)." if not slow else f"**Over {limit} ms:** " + ", ".join(slow) + "."
    said = f"Embedded database, {documents:,} documents, {facts:,} facts as they stand and their older versions; asked warm, one after the other. {verdict}\n\n"
    return said + table(["Page", "Median ms", "Worst ms", "Processor ms", "kB"],
                        [[row["page"], str(row["median_ms"]), str(row["worst_ms"]), str(row["cpu_ms"]), str(row["kilobytes"])] for row in rows])

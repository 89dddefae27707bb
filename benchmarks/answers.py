"""Targets and the answers of a year later over real reports: ``python -m benchmarks.answers`` writes the figures into docs/answers.md.

The reports lie beside the checkout (``../shared``, or ``TAIZHANG_SHARED``). Two tables: all pairs of consecutive years of one place, with
how many targets were answered, changed and silent; and the scores that ``score_answers.py`` gives on the pairs that were judged by hand.
"""
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

import taizhang
from taizhang.indicators import Answers
from taizhang.publishing.answers import named
from tools.blocks import fill, table

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("TAIZHANG_SHARED") or ROOT.parent / "shared")
PAGE = ROOT / "docs" / "answers.md"
FLOORS = {"found": 0.97, "pair_precision": 0.92, "pair_recall": 0.80, "status": 0.82, "met": 0.95}
SAID = {
    "targets": "Targets judged by hand", "found": "Found", "status": "Status right", "pair_precision": "Pairs: precision",
    "pair_recall": "Pairs: recall", "met": "Met or not, right",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports of one place, of two years that follow each other."""

    place: str
    year: int
    plan: Path
    summary: Path

    def answers(self) -> Answers:
        """What the later says to the targets of the earlier."""
        return taizhang.answers(self.plan, self.summary)


def pairs(reports: Path) -> Iterator[Pair]:
    """All pairs of consecutive years below a folder, in order of places and years."""
    found = sorted((path for path in reports.rglob("*.txt") if path.stem.isdigit()), key=lambda path: (path.parent.as_posix(), int(path.stem)))
    for folder, paths in groupby(found, key=lambda path: path.parent):
        for plan, summary in pairwise(paths):
            if int(plan.stem) + 1 == int(summary.stem):
                yield Pair(folder.name, int(plan.stem), plan, summary)


def scores(shared: Path) -> dict[str, float]:
    """The figures of ``score_answers.py`` on the pairs that were judged by hand."""
    gold = shared / "reading" / "gold_answers" / "visible.jsonl"
    wanted = {json.loads(line)["target"]["doc"] for line in gold.read_text("utf-8").splitlines() if line.strip()}
    reports = shared / "corpus" / "reports"
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder, "answers.jsonl")
        judged = (one for one in pairs(reports) if one.plan.relative_to(reports).as_posix() in wanted)
        said.write_bytes(b"".join(named("jsonl").write(one.answers(), "en") for one in judged))
        done = subprocess.run([sys.executable, str(shared / "reading" / "score_answers.py"), str(gold), str(said)],
                              capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[0])
    return figures


def row(pair: Pair, found: Answers) -> list[str]:
    """A row of the table: place, year planned, targets by status, met and not met."""
    counts = found.counts()
    judged = [sum(one.met is met for one in found) for met in (True, False)]
    return [pair.place, str(pair.year), *map(str, (len(found), counts["answered"], counts["changed"], counts["silent"], *judged))]


def main() -> None:
    """Measure and write the page."""
    if not (SHARED / "corpus" / "reports").is_dir():
        sys.exit(f"no reports: {SHARED}")
    rows = [row(pair, pair.answers()) for pair in pairs(SHARED / "corpus" / "reports")]
    total = ["All", f"{len(rows)} pairs", *(str(sum(int(one[i]) for one in rows)) for i in range(2, 8))]
    heads = ["Place", "Year planned", "Targets", "Answered", "Changed", "Silent", "Met", "Not met"]
    measured = scores(SHARED)
    score = [[said, str(measured[name]), str(FLOORS.get(name, ""))] for name, said in SAID.items()]
    page = PAGE.read_text("utf-8")
    for name, made in (("pairs", table(heads, [*rows, total])), ("scores", table(["Figure", "Measured", "Floor held by a test"], score))):
        page = fill(page, name, made)
    PAGE.write_text(page, "utf-8")
    print(f"{PAGE}: {len(rows)} pairs")


if __name__ == "__main__":
    main()

"""Real reports: the scores are held as floors, every pair runs, and the page lists every pair."""
from pathlib import Path

import pytest

from benchmarks import answers as benchmark
from tests.conftest import ABSENT


@pytest.fixture(scope="module")
def reports(shared: Path) -> Path:
    folder = shared / "corpus" / "reports"
    if not folder.is_dir():
        pytest.skip(ABSENT)
    return folder


def test_the_scores_stay_above_their_floors(shared: Path, reports: Path) -> None:
    measured = benchmark.scores(shared)
    assert {name: measured[name] for name, floor in benchmark.FLOORS.items() if measured[name] < floor} == {}


@pytest.mark.parametrize("every", [pytest.param(9), pytest.param(1, marks=pytest.mark.soak)])
def test_pairs_run_and_quote_their_texts(reports: Path, every: int) -> None:
    for pair in list(benchmark.pairs(reports))[::every]:
        found = pair.answers()
        for one in found:
            for side, facts in ((one.target, found.plan), (one.actual, found.summary)):
                assert side is None or facts.text[side.value_start:side.value_end] == side.value_quote
            assert (one.actual is None) == (one.status == "silent") and (one.met is None) == (one.status != "answered")


def test_the_page_lists_every_pair(root: Path, reports: Path) -> None:
    page = (root / "docs" / "answers.md").read_text("utf-8")
    assert [pair for pair in benchmark.pairs(reports) if f"| {pair.place} | {pair.year} |" not in page] == []

"""The benchmark tells the truth: peaks are the child's own, an absent tool is said to be absent, a missed aim is shown."""
import importlib.metadata
import sys
from collections.abc import Callable

import pytest

from benchmarks import comparators
from benchmarks.comparators import Comparator, Compared, compare
from benchmarks.measure import Cost, cost, seconds
from benchmarks.ours import Ours
from benchmarks.page import page
from benchmarks.server import report
from benchmarks.texts import PHRASES, SIGNS, Material

TEXT = Material("甲" * 10, (("a.txt", "甲" * 10),), "one text")


def _ours(rate: float) -> Ours:
    return Ours(rate, rate, {"statements": 3}, Cost(0.5, 0.6, 40.0), Cost(1.0, 5.0, 120.0), ((5, 1.0, None), (10, 2.1, 2.1)), (("一", 0.5),), (("1%、", 20.0),))


def test_peak_is_that_of_the_command_and_not_of_the_process_that_started_it() -> None:
    ballast = bytearray(300_000_000)
    small = cost([sys.executable, "-c", "print(1)"], runs=1)
    large = cost([sys.executable, "-c", "print(len(bytearray(200_000_000)) and bytes(200_000_000).count(1))"], runs=1)
    assert len(ballast) == 300_000_000
    assert small.peak_mb < 100 < 200 < large.peak_mb < 500


def test_first_output_is_before_the_end() -> None:
    slow = cost([sys.executable, "-c", "import time; print(1, flush=True); time.sleep(0.3)"], runs=1)
    assert slow.first_output + 0.25 < slow.whole


def test_a_command_that_fails_is_no_figure() -> None:
    with pytest.raises(RuntimeError, match="ended with code 3"):
        cost([sys.executable, "-c", "raise SystemExit(3)"], runs=1)


def test_median_of_runs() -> None:
    sizes = iter([1, 300_000, 1])
    assert seconds(lambda: sum(i * i for i in range(next(sizes)))) < 0.01


def _broken() -> Callable[[str], int]:
    raise OSError("no data")


def test_absent_and_broken_tools_are_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    assert importlib.metadata.version("pytest")
    listed = (Comparator("a", "no-such-package-here", "nothing", 5, _broken), Comparator("b", "pytest", "nothing", 5, _broken))
    monkeypatch.setattr(comparators, "COMPARATORS", listed)
    assert [one.absent for one in compare("甲乙\n丙")] == ["not installed", "does not run here (OSError)"]


def test_page_shows_what_was_missed_and_what_is_absent() -> None:
    rows = [Compared("a", "words", "1.0", 10, 4, 100.0, 250.0), Compared("b", "words", "1.0", 10, 4, 100.0, 50.0), Compared("c", "x", absent="not installed")]
    written = page(TEXT, _ours(200_000), rows)
    assert "| One text, characters a second | 200,000 | ≥ 300,000 | **not met** |" in written
    assert "| Cost of doubling the length, times (mean of 1) | 2.10 | ≤ 2.2 | met |" in written
    assert "2.5 times as fast" in written and "2.0 times as slow" in written and "not installed" in written
    assert "| > 20 (`1%、`) | < 2 | **not met** |" in written
    assert page(TEXT, _ours(400_000), rows).count("**not met**") == 1


def test_no_repeated_thing_is_doubled() -> None:
    assert len({*SIGNS, *PHRASES}) == len(SIGNS) + len(PHRASES)


def test_what_takes_too_long_on_a_million_values_is_said() -> None:
    row = {"median_ms": 20, "worst_ms": 30, "limit": 300, "kilobytes": 0}
    good, slow = {"name": "quick", **row}, {"name": "slow", **row, "median_ms": 1300, "kilobytes": 12}
    assert "All is within what is asked" in report.values([good]) and "| quick | 20 | 30 | 300 |  |" in report.values([good])
    assert "**Over what is asked: slow.**" in report.values([good, slow]) and "| slow | 1,300 | 30 | 300 | 12 |" in report.values([good, slow])

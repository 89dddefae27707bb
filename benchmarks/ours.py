"""What our own reader costs."""
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import taizhang
from benchmarks.measure import RUNS, Cost, cost, seconds
from benchmarks.texts import PHRASES, REPETITIONS, SIGNS, SIZE, Material
from taizhang.values import Facts

SMALL = 5_000
PATIENCE = 20.0  # seconds, then a repeated thing counts as not read


@dataclass(frozen=True, slots=True)
class Ours:
    """Rates in code points a second; ``doubling`` lists (size, seconds, times the one before).

    ``signs`` and ``phrases`` list (what was repeated, seconds), the slowest first, `PATIENCE` where it was given up.
    """

    whole_rate: float
    documents_rate: float
    facts: dict[str, int]
    first_output: Cost
    peak: Cost
    doubling: tuple[tuple[int, float, float | None], ...]
    signs: tuple[tuple[str, float], ...]
    phrases: tuple[tuple[str, float], ...]


def read(text: str, folder: Path, name: str = "text.txt") -> Facts:
    """Read a text through a file, as users do: decoding, pack, all stages."""
    path = folder / name
    path.write_text(text, "utf-8", newline="")
    return taizhang.read(path)


def rate(text: str, runs: int = RUNS) -> float:
    """Code points a second of the whole reading of one text."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "text.txt"
        path.write_text(text, "utf-8", newline="")
        return len(text) / seconds(lambda: taizhang.read(path), runs)


def facts(text: str) -> dict[str, int]:
    """How many facts of each kind a text gives."""
    with tempfile.TemporaryDirectory() as name:
        found = read(text, Path(name))
    return {kind: len(getattr(found, kind)) for kind in ("statements", "tasks", "goals", "clauses", "cites")}


def measure(material: Material) -> Ours:
    """All figures of ours; the packs are loaded before the clock starts, but for the commands."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        read(material.whole[:SMALL], folder)
        whole = material.whole[:SIZE]
        return Ours(
            whole_rate=rate(whole), documents_rate=_documents_rate(material, folder), facts=facts(whole),
            first_output=_command(whole[:SMALL], folder), peak=_command(whole, folder), doubling=_doubling(whole),
            signs=_slowest((sign, sign * REPETITIONS) for sign in SIGNS),
            phrases=_slowest((phrase, phrase * (REPETITIONS // len(phrase))) for phrase in PHRASES),
        )


def _documents_rate(material: Material, folder: Path) -> float:
    paths = []
    for number, (_, text) in enumerate(material.documents):
        paths.append(folder / f"{number:04}.txt")
        paths[-1].write_text(text, "utf-8", newline="")
    return sum(len(text) for _, text in material.documents) / seconds(lambda: [taizhang.read(path) for path in paths])


def _command(text: str, folder: Path) -> Cost:
    path = folder / "command.txt"
    path.write_text(text, "utf-8", newline="")
    return cost([str(Path(sys.executable).with_name("taizhang")), "read", str(path), "--format", "jsonl"])


def _doubling(whole: str) -> tuple[tuple[int, float, float | None], ...]:
    """The same part once, twice, four and eight times over: length alone differs, not how dense the documents are.

    Short ones are read oftener, so that each length takes as long: a slow minute of the machine falls on all of them alike.
    """
    part = whole[:len(whole) // 8]
    texts = [part * times for times in (1, 2, 4, 8)]
    sizes = [len(text) for text in texts]
    rounds = [[statistics.mean(len(text) / rate(text, runs=1) for _ in range(sizes[-1] // len(text))) for text in texts] for _ in range(5)]
    took = [statistics.median(times) for times in zip(*rounds, strict=True)]
    return tuple((size, t, t / took[i - 1] if i else None) for i, (size, t) in enumerate(zip(sizes, took, strict=True)))


def _slowest(texts: Iterable[tuple[str, str]]) -> tuple[tuple[str, float], ...]:
    """Slowest first; what takes more than a second is read twice more, and the fastest counts."""
    took = ((what, text, _once(text)) for what, text in texts)
    best = ((what, first if first <= 1 else min(first, _once(text), _once(text))) for what, text, first in took)
    return tuple(sorted(best, key=lambda row: -row[1]))


def _once(text: str) -> float:
    begin = time.process_time()
    before = signal.signal(signal.SIGALRM, _give_up)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        with tempfile.TemporaryDirectory() as folder:
            read("甲\n" + text, Path(folder))  # blanks alone are an empty file, which is refused
    except TimeoutError:
        return PATIENCE
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return time.process_time() - begin


def _give_up(number: int, frame: FrameType | None) -> None:
    raise TimeoutError

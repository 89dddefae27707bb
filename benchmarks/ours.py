"""What our own reader costs."""
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import taizhang
from benchmarks.measure import Cost, cost, seconds
from benchmarks.texts import REPEATED, REPETITIONS, SIZE, Material
from taizhang.values import Facts

SMALL = 5_000


@dataclass(frozen=True, slots=True)
class Ours:
    """Rates in code points a second; ``doubling`` lists (size, seconds, times the one before)."""

    whole_rate: float
    documents_rate: float
    facts: dict[str, int]
    first_output: Cost
    peak: Cost
    doubling: tuple[tuple[int, float, float | None], ...]
    repeated: tuple[tuple[str, float], ...]


def read(text: str, folder: Path, name: str = "text.txt") -> Facts:
    """Read a text through a file, as users do: decoding, pack, all stages."""
    path = folder / name
    path.write_text(text, "utf-8", newline="")
    return taizhang.read(path)


def rate(text: str) -> float:
    """Code points a second of the whole reading of one text."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "text.txt"
        path.write_text(text, "utf-8", newline="")
        return len(text) / seconds(lambda: taizhang.read(path))


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
            repeated=tuple(sorted(((sign, _once(sign * REPETITIONS, folder)) for sign in REPEATED), key=lambda row: -row[1])),
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
    rows: list[tuple[int, float, float | None]] = []
    for size in (len(whole) // 8, len(whole) // 4, len(whole) // 2, len(whole)):
        took = size / rate(whole[:size])
        rows.append((size, took, took / rows[-1][1] if rows else None))
    return tuple(rows)


def _once(text: str, folder: Path) -> float:
    begin = time.perf_counter()
    read(text, folder)
    return time.perf_counter() - begin

"""What ``taizhang read`` does, once asked."""
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from taizhang.cli import outputs, sources, work
from taizhang.packs import shipped
from taizhang.publishing.words import Words
from taizhang.reading import STAGES
from taizhang.reading.api import AUTO
from taizhang.reading.score import load_gold, score
from taizhang.values import Facts
from taizhang.values.errors import UsageError


def read(
    paths: Sequence[Path], formats: Sequence[str], files: Sequence[str], pack: str, jobs: int, gold: Path | None, mistakes: int,
    language: str,
) -> int:
    """Read, write, score; the exit code: 0, or 1 where a file could not be read."""
    Words(language)  # an unknown language is refused before anything is read
    if pack != AUTO and pack not in shipped():
        raise UsageError("there is no such pack", where=pack, hint=f"choose {AUTO} or one of {', '.join(shipped())}")
    with tempfile.TemporaryDirectory(prefix="taizhang-") as held:
        return _read(paths, Path(held), formats, files, pack, jobs, gold, mistakes, language)


def _read(
    paths: Sequence[Path], held: Path, formats: Sequence[str], files: Sequence[str], pack: str, jobs: int, gold: Path | None, mistakes: int,
    language: str,
) -> int:
    plan = [] if gold and not formats and not files else outputs.plan(formats, files)
    found = sources.find(paths, held)
    outputs.refuse_sources(plan, (one.path for one in found.files))
    standard = load_gold(gold) if gold else None
    tell(found.skipped)
    if not found.files:
        raise UsageError("no file here can be read", where=", ".join(map(str, paths)),
                         hint="name .txt, .html, .docx or .xlsx files, a .zip, or a folder with some")
    ledger, failures = work.gather(found.files, pack, jobs)
    tell(failure.says for failure in failures)
    outputs.write(ledger, plan, language)
    if standard is not None:
        figures = score(standard, ledger)
        said = [figures.table(), *(f"- {one}" for one in figures.mistakes[:mistakes])]
        print("\n".join(said), file=sys.stderr if any(one.path is None for one in plan) else sys.stdout)
    for one in plan:
        if one.path is not None:
            tell([f"{one.path}: written, {count(ledger)} facts of {len(ledger)} documents"])
    return 1 if failures else 0


def count(ledger: Sequence[Facts]) -> int:
    """All facts of a ledger."""
    return sum(len(f.statements) + len(f.tasks) + len(f.goals) + len(f.cites) + len(f.clauses) for f in ledger)


def tell(messages: Iterable[str]) -> None:
    """Messages for the person, on standard error."""
    for message in messages:
        print(f"taizhang: {message}", file=sys.stderr)


def show_stages() -> None:
    """The stages in the order in which they run."""
    table = Table(show_edge=False, pad_edge=False, header_style="bold")
    for head in ("stage", "what it does", "reads", "writes"):
        table.add_column(head, overflow="fold")
    for stage in STAGES:
        table.add_row(stage.name, stage.says, " ".join(stage.reads), " ".join(stage.writes))
    Console(width=None if sys.stdout.isatty() else 120).print(table)

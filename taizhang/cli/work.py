"""Reading many files: one after the other or on several cores, with a bar on a terminal; a file that fails stops nothing."""
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Protocol

from taizhang import reading
from taizhang.cli.sources import Source
from taizhang.values import Facts, TaizhangError

_WORTH_IT = 2_000_000  # bytes of all files together


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why, in a sentence."""

    source: Source
    says: str


class Tick(Protocol):
    """Told of each file when it is done."""

    def __call__(self, source: Source) -> None:
        """One more."""


def read_one(source: Source, pack: str) -> Facts | Failure:
    """Read one file; whatever goes wrong becomes a `Failure`."""
    try:
        return reading.read(source.path.read_bytes() if source.held else source.path, pack, doc=source.doc)
    except TaizhangError as error:
        return Failure(source, str(error))
    except (RecursionError, MemoryError) as error:
        return Failure(source, f"{shown(source)}: is too deep or too large to read: {type(error).__name__}. split the file")
    except Exception as error:  # one odd document must not cost the reader all the others
        said = f"{type(error).__name__}: {error}"
        return Failure(source, f"{shown(source)}: the reader failed: {said}. report it with the file, if it may be shown")


def shown(source: Source) -> str:
    """A file as messages name it."""
    return source.doc if source.held else str(source.path)


def read_all(sources: Sequence[Source], pack: str, jobs: int) -> Iterator[tuple[Source, Facts | Failure]]:
    """Facts or failures in the order of ``sources``; ``jobs`` processes, never more than files.

    0 processes mean one for each core, or one where starting more would cost more than it saves.
    """
    jobs = min(jobs or _cores(sources), len(sources))
    if jobs <= 1:
        for source in sources:
            yield source, read_one(source, pack)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting: list[tuple[Source, Future[Facts | Failure] | None]] = []
        for source in sources:
            try:
                waiting.append((source, pool.submit(read_one, source, pack)))
            except BrokenProcessPool:
                waiting.append((source, None))
        for source, result in waiting:
            try:
                yield source, result.result() if result else _alone(source, pack)
            except BrokenProcessPool:
                yield source, _alone(source, pack)


def _alone(source: Source, pack: str) -> Facts | Failure:
    """Read in a process of its own: where one was killed, only the file to blame is lost."""
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            return pool.submit(read_one, source, pack).result()
    except BrokenProcessPool:
        return Failure(source, f"{shown(source)}: the process that read it was ended. free some memory, or split the file")


def _cores(sources: Sequence[Source]) -> int:
    """All cores, or one where starting processes would cost more than they save."""
    if sum(source.path.stat().st_size for source in sources if source.path.is_file()) < _WORTH_IT:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def progress(total: int) -> Iterator[Tick]:
    """A bar on standard error where that is a terminal; else nothing."""
    if not sys.stderr.isatty():
        yield lambda source: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (BarColumn(24), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[name]}", markup=False))
    with Progress(*columns, console=console, transient=False) as bar:
        task = bar.add_task("", total=total, name="")
        yield lambda source: bar.update(task, advance=1, name=source.doc)


def gather(sources: Sequence[Source], pack: str, jobs: int) -> tuple[list[Facts], list[Failure]]:
    """Read all of them with a bar."""
    ledger: list[Facts] = []
    failures: list[Failure] = []
    with progress(len(sources)) as tick:
        for source, result in read_all(sources, pack, jobs):
            (failures if isinstance(result, Failure) else ledger).append(result)  # type: ignore[arg-type]
            tick(source)
    return ledger, failures

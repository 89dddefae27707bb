"""A stage of reading: one small callable that says what it reads and what it writes."""
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from taizhang.reading.context import Reading
from taizhang.values import TaizhangError


@dataclass(frozen=True, slots=True)
class Stage:
    """``run`` takes the context and fills the attributes named in ``writes``."""

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    says: str
    run: Callable[[Reading], None]


def stage(reads: str, writes: str) -> Callable[[Callable[[Reading], None]], Stage]:
    """Make a stage of a function; its name and the first line of its docstring are the stage's own."""

    def make(run: Callable[[Reading], None]) -> Stage:
        says = (run.__doc__ or "").strip().partition("\n")[0]
        return Stage(run.__name__, tuple(reads.split()), tuple(writes.split()), says, run)

    return make


def assemble(stages: Iterable[Stage], given: Iterable[str] = ("text", "lexicon")) -> tuple[Stage, ...]:
    """Check that whatever a stage reads was written before it; raises `TaizhangError` naming the stage.

    >>> @stage(reads="nothing", writes="something")
    ... def odd(reading):
    ...     "An odd one."
    >>> assemble([odd])
    Traceback (most recent call last):
    ...
    taizhang.values.errors.TaizhangError: stage 'odd': reads 'nothing': no stage before it writes that. put it behind one that does
    """
    listed = tuple(stages)
    known = set(given)
    for one in listed:
        for need in one.reads:
            if need not in known:
                raise TaizhangError(f"reads {need!r}", where=f"stage {one.name!r}", why="no stage before it writes that",
                                    hint="put it behind one that does")
        known.update(one.writes)
    return listed

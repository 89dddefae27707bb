"""Make the papers, read them, write the figures: ``python -m benchmarks.papers [NAME …] [--print] [--mistakes]``."""
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import taizhang
from benchmarks.papers import makers
from benchmarks.papers.comparing import compared
from benchmarks.papers.content import Source, source
from benchmarks.papers.official import Printer, browser
from taizhang.reading.score import Score
from taizhang.values import Facts

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/reading.md"
SHARED = Path(os.environ.get("TAIZHANG_SHARED") or ROOT.parent / "shared")
HEAD = "| Made into | strict F1 | asked | find F1 | tasks F1 | citations F1 | seconds a paper |\n|---|---|---|---|---|---|---|"


@dataclass(frozen=True, slots=True)
class Measured:
    """One kind of paper: its figures, and seconds that reading one took."""

    maker: Any
    score: Score
    seconds: float

    def row(self) -> str:
        """A row of the table; its name is hidden in it, so that it can be found again."""
        score = self.score
        figures = (f"**{score.strict.f1:.3f}**", f"{self.maker.ASKED:.2f}", f"{score.statements.f1:.3f}", f"{score.tasks.f1:.3f}",
                   f"{score.citations.f1:.3f}", f"{self.seconds:.1f}")
        return f"| {self.maker.SAYS} (`{self.maker.NAME}`) | " + " | ".join(figures) + " |"


def known() -> list[Any]:
    """The makers, in the order of the table."""
    found = [import_module(f"{makers.__name__}.{one.name}") for one in iter_modules(makers.__path__)]
    return sorted(found, key=lambda one: (one.ORDER, one.NAME))


def sources() -> list[Source]:
    """The real texts with what is found in them."""
    return [source(path, taizhang.read(path)) for path in sorted((SHARED / "seeds").glob("*.txt"))]


def measure(maker: Any, texts: list[Source], printer: Printer) -> Measured:
    """Make, read and compare all papers of one kind."""
    pairs: list[tuple[Facts, Facts]] = []
    with tempfile.TemporaryDirectory() as folder:
        made = [maker.make(one, Path(folder), printer) for one in texts]
        begun = time.perf_counter()
        for one, path in zip(texts, made, strict=True):
            pairs.append((one.facts, taizhang.read(path)))
        seconds = (time.perf_counter() - begun) / len(made)
    return Measured(maker, compared(pairs), seconds)


def written(page: str, measured: list[Measured]) -> str:
    """The page with new rows; rows of papers that were not made this time stay."""
    found = re.search(r"(<!-- papers -->\n)(.*?)(<!-- /papers -->)", page, re.S)
    if not found:
        raise SystemExit("docs/reading.md has no block <!-- papers --> to write into")
    old = {name[1]: line for line in found[2].splitlines() if (name := re.match(r"\| .*\(`(\w+)`\) \|", line))}
    old |= {one.maker.NAME: one.row() for one in measured}
    rows = [old[one.NAME] for one in known() if one.NAME in old]
    return page[:found.start()] + found[1] + "\n" + "\n".join([HEAD, *rows]) + "\n\n" + found[3] + page[found.end():]


def possible(names: list[str]) -> Iterator[Any]:
    """The makers that were asked for and can make their paper here."""
    for maker in known():
        if names and maker.NAME not in names:
            continue
        why = maker.missing() if hasattr(maker, "missing") else ""
        if why:
            print(f"{maker.NAME}: not made: {why}", file=sys.stderr)
        else:
            yield maker


def main() -> int:
    """Measure, print, and write the page; 1 where a kind of paper does not reach what is asked."""
    names = [one for one in sys.argv[1:] if not one.startswith("-")]
    texts = sources()
    if not texts:
        print("The real documents are not at hand; their figures stay as they are.", file=sys.stderr)
        return 0
    measured = []
    with browser() as printer:
        for maker in possible(names):
            measured.append(measure(maker, texts, printer))
            print(measured[-1].row())
            if "--mistakes" in sys.argv:
                print(*measured[-1].score.mistakes, sep="\n")
    if "--print" not in sys.argv:
        PAGE.write_text(written(PAGE.read_text("utf-8"), measured), "utf-8")
    return int(any(one.score.strict.f1 < one.maker.ASKED for one in measured))


if __name__ == "__main__":
    sys.exit(main())

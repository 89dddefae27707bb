"""Pages of the web."""
from pathlib import Path

from benchmarks.papers.content import Source
from benchmarks.papers.official import Printer, page

NAME, SAYS, ASKED, ORDER = "html", "written into .html", 0.99, 2


def make(source: Source, folder: Path, printer: Printer) -> Path:
    """Write the paper into ``folder``."""
    made = folder / f"{source.name}.html"
    made.write_text(page(source), "utf-8")
    return made

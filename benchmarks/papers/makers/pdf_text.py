"""PDF files with text, printed by a browser in the official layout."""
from pathlib import Path

from benchmarks.papers.content import Source
from benchmarks.papers.official import Printer, page

NAME, SAYS, ASKED, ORDER = "pdf", "printed into .pdf, text", 0.97, 10


def make(source: Source, folder: Path, printer: Printer) -> Path:
    """Write the paper into ``folder``."""
    return printer.print(page(source), folder / f"{source.name}.pdf")

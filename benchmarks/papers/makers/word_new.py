"""Word files."""
from pathlib import Path

from benchmarks.papers.content import Source
from benchmarks.papers.official import Printer
from benchmarks.papers.word import word

NAME, SAYS, ASKED, ORDER = "docx", "written into .docx", 0.99, 1


def make(source: Source, folder: Path, printer: Printer) -> Path:
    """Write the paper into ``folder``."""
    return word(source, folder / f"{source.name}.docx")

"""OFD files with text, set by ourselves in the official layout."""
from pathlib import Path

from benchmarks.papers.content import Source
from benchmarks.papers.ofd import paper
from benchmarks.papers.official import Printer

NAME, SAYS, ASKED, ORDER = "ofd", "set into .ofd, text", 0.99, 8


def make(source: Source, folder: Path, printer: Printer) -> Path:
    """Write the paper into ``folder``."""
    made = folder / f"{source.name}.ofd"
    made.write_bytes(paper(source))
    return made

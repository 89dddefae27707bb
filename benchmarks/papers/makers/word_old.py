"""Old Word files, saved by LibreOffice; reading them takes LibreOffice again."""
import subprocess
from pathlib import Path

from benchmarks.papers.content import Source
from benchmarks.papers.official import Printer
from benchmarks.papers.word import word
from taizhang.text.convert import PACKAGES, program

NAME, SAYS, ASKED, ORDER = "doc", "saved as .doc by LibreOffice", 0.99, 3


def missing() -> str:
    """Why it cannot be made here."""
    return "" if program() else f"LibreOffice is not installed ({PACKAGES})"


def make(source: Source, folder: Path, printer: Printer) -> Path:
    """Write the paper into ``folder``."""
    given = word(source, folder / f"{source.name}.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program() or "", profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(folder), str(given)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return given.with_suffix(".doc")

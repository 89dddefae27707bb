"""LibreOffice as a maker of old files for tests."""
import subprocess
from pathlib import Path

from taizhang.text.convert import program

_FILTERS = {".doc": "doc:MS Word 97", ".odt": "odt", ".rtf": "rtf", ".xls": "xls:MS Excel 97", ".ods": "ods"}


def saved_as(data: bytes, suffix: str, target: str, folder: Path) -> bytes:
    """A file as LibreOffice saves it."""
    office = program()
    assert office is not None
    given = folder / f"made{suffix}"
    given.write_bytes(data)
    subprocess.run([office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", _FILTERS[target], "--outdir", str(folder),
                    str(given)], check=True, capture_output=True, timeout=120)
    return (folder / f"made{target}").read_bytes()

"""What ``taizhang doubts`` does, once asked."""
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from taizhang.cli import commands, outputs, sources, work
from taizhang.indicators import doubts
from taizhang.packs import shipped
from taizhang.publishing import doubts as publishing
from taizhang.publishing.words import Words
from taizhang.reading.api import AUTO
from taizhang.values.errors import UsageError


def run(paths: Sequence[Path], format: str, output: str | None, pack: str, jobs: int, language: str) -> int:
    """Read the files, ask what their numbers invite one to ask, write that; the exit code: 0, or 1 where a file could not be read."""
    Words(language)  # an unknown language is refused before anything is read
    if format not in publishing.FORMS:
        raise UsageError("no such format", where=format, hint=f"choose one of {', '.join(publishing.FORMS)}")
    if pack != AUTO and pack not in shipped():
        raise UsageError("there is no such pack", where=pack, hint=f"choose {AUTO} or one of {', '.join(shipped())}")
    file = None if output in (None, outputs.STDOUT) else Path(str(output))
    with tempfile.TemporaryDirectory(prefix="taizhang-") as held:
        found = sources.find(paths, Path(held))
        for one in found.files:
            if file is not None and file.resolve() == one.path.resolve():
                raise UsageError("would be written over itself", where=str(one.path), hint="name another file with --output")
        commands.tell(found.skipped)
        if not found.files:
            raise UsageError("no file here can be read", where=", ".join(map(str, paths)), hint="name files that can be read, or a folder with some")
        ledger, failures = work.gather(found.files, pack, jobs)
    commands.tell(failure.says for failure in failures)
    asked = doubts(*ledger)
    data = publishing.write(asked, len(ledger), format, language)
    if file is not None:
        outputs.save(file, data)
        commands.tell([f"{file}: written, {len(asked)} doubts about {len(ledger)} documents"])
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return 1 if failures else 0

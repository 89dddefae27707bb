"""What ``taizhang series`` does, once asked: values out of files, or out of the office's ledger."""
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from taizhang import read
from taizhang.cli import outputs, sources
from taizhang.indicators.listing import Listed, listed, wanted
from taizhang.packs import Pack, load, shipped
from taizhang.publishing import listing as publishing
from taizhang.publishing.words import Words
from taizhang.values import Facts, TaizhangError
from taizhang.values.errors import UsageError


def run(indicator: str, paths: Sequence[Path], subject: str | None, format: str | None, output: str | None, pack: str, by: str | None,
        language: str) -> int:
    """List the values and write them; 1 where a file could not be read."""
    Words(language)  # an unknown language is refused before anything is read
    file = None if output in (None, outputs.STDOUT) else Path(str(output))
    form = publishing.form(format, None if file is None else file.suffix)
    if form.binary and file is None and sys.stdout.isatty():
        raise UsageError(f"a terminal cannot show {form.name}", hint=f"name a file: --output series{form.suffix}")
    if paths:
        found, failed = _files(indicator, paths, subject, pack, file)
    else:
        found, failed = _office(indicator, subject, by), 0
    data = form.write(found, language)
    if file is not None:
        outputs.save(file, data)
        print(f"taizhang: {file}: written, {len(found)} values", file=sys.stderr)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return 1 if failed else 0


def _files(indicator: str, paths: Sequence[Path], subject: str | None, pack: str, file: Path | None) -> tuple[Listed, int]:
    """The values in files, and how many of these could not be read; each of those is named."""
    if pack != "auto" and pack not in shipped():
        raise UsageError("there is no such pack", where=pack, hint=f"choose auto or one of {', '.join(shipped())}")
    names = load("china" if pack == "auto" else pack)
    wanted(indicator, names)  # an unknown indicator is refused before anything is read
    done: list[tuple[Facts, Pack]] = []
    failed = 0
    with TemporaryDirectory(prefix="taizhang-") as held:
        found = sources.find(paths, Path(held))
        for said in found.skipped:
            print(f"taizhang: {said}", file=sys.stderr)
        if file is not None and any(one.path.resolve() == file.resolve() for one in found.files):
            raise UsageError("would be written over itself", where=str(file), hint="name another file with --output")
        for one in found.files:
            try:
                facts = read(one.path, pack, doc=one.doc)
            except TaizhangError as error:
                failed += 1
                print(f"taizhang: {error}", file=sys.stderr)
            else:
                done.append((facts, load(facts.pack)))
    return listed(indicator, done, names, subject), failed


def _office(indicator: str, subject: str | None, by: str | None) -> Listed:
    if by is None:
        raise UsageError("nothing to read", hint="name files, or with --by the account as whom the office's ledger is read")
    from taizhang.cli.office import _office as ready

    ready()
    from taizhang.cli import ledger

    return ledger.listed(indicator, subject, by)

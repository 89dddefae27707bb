"""What ``taizhang answers`` does, once asked."""
import sys
from pathlib import Path

import taizhang
from taizhang.cli import outputs
from taizhang.packs import shipped
from taizhang.publishing import answers as publishing
from taizhang.publishing.answers import Form
from taizhang.publishing.words import Words
from taizhang.values.errors import UsageError


def run(plan: str, summary: str, format: str | None, output: str | None, pack: str, language: str) -> None:
    """Read both files, hold the one against the other, write the answers; documents are called as their paths were given."""
    Words(language)  # an unknown language is refused before anything is read
    if pack != "auto" and pack not in shipped():
        raise UsageError("there is no such pack", where=pack, hint=f"choose auto or one of {', '.join(shipped())}")
    file = None if output in (None, outputs.STDOUT) else Path(str(output))
    form = _form(format, file)
    for one in map(Path, (plan, summary)):
        if one.is_dir():
            raise UsageError("is a folder", where=str(one), hint="name one file for the plan and one for the summary")
        if file is not None and file.resolve() == one.resolve():
            raise UsageError("would be written over itself", where=str(one), hint="name another file with --output")
    found = taizhang.answers(plan, summary, pack)
    data = form.write(found, language)
    if file is not None:
        outputs.save(file, data)
        said = ", ".join(f"{n} {status}" for status, n in found.counts().items())
        print(f"taizhang: {file}: written, {len(found)} targets: {said}", file=sys.stderr)
        return
    if form.binary and sys.stdout.isatty():
        raise UsageError(f"a terminal cannot show {form.name}", hint=f"name a file: --output answers{form.suffix}")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _form(format: str | None, file: Path | None) -> Form:
    if format is not None:
        return publishing.named(format)
    if file is None:
        return publishing.named("table")
    found = next((one for one in publishing.FORMS if one.suffix == file.suffix.lower()), None)
    if found is None:
        raise UsageError("its name does not say the format", where=str(file), hint=f"add --format ({', '.join(publishing.names())})")
    return found

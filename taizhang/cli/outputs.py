"""Where a ledger goes: pairs of format and file from what was asked, and writing them whole or not at all."""
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from taizhang.publishing import formats
from taizhang.publishing.formats import Format, Options
from taizhang.values import Facts
from taizhang.values.errors import TaizhangError, UsageError

STDOUT = "-"
STEM = "ledger"


@dataclass(frozen=True, slots=True)
class Output:
    """A format and its file; None is standard output."""

    format: Format
    path: Path | None


def plan(asked: Sequence[str], outputs: Sequence[str]) -> list[Output]:
    """Pair formats with files.

    Nothing asked: a table on standard output. Files alone: their suffix says the format. One format, one file: exactly that.
    Several formats and one output: the output is a folder, or a stem to which each format adds its suffix. As many outputs as
    formats: in pairs. Formats may be given one by one or joined with commas.

    >>> [(one.format.name, str(one.path)) for one in plan(["xlsx,html"], ["out/ledger"])]
    [('xlsx', 'out/ledger.xlsx'), ('html', 'out/ledger.html')]
    >>> [(one.format.name, one.path) for one in plan([], [])]
    [('table', None)]
    """
    chosen = [formats.named(name.strip()) for one in asked for name in one.split(",") if name.strip()]
    if len(set(chosen)) < len(chosen):
        raise UsageError("a format is named twice", hint="name each once")
    if not outputs:
        if len(chosen) > 1:
            raise UsageError("several formats need a place to go", hint="name a folder or a stem, such as --output out/ledger")
        return [Output(chosen[0] if chosen else formats.named("table"), None)]
    if not chosen:
        return [_by_suffix(one) for one in outputs]
    if len(outputs) == len(chosen):
        return [Output(form, _file(form, one)) for form, one in zip(chosen, outputs, strict=True)]
    if len(outputs) == 1 and outputs[0] != STDOUT:
        return [Output(form, _stem(form, outputs[0])) for form in chosen]
    raise UsageError(f"{len(chosen)} formats and {len(outputs)} outputs do not pair",
                     hint="give one output for all (a folder or a stem), or one for each format")


def refuse_sources(outputs: Iterable[Output], sources: Iterable[Path]) -> None:
    """Never write over what is read."""
    read = {path.resolve() for path in sources}
    for one in outputs:
        if one.path and one.path.resolve() in read:
            raise UsageError("would be written over itself", where=str(one.path), hint="name another file with --output")


def write(ledger: Sequence[Facts], outputs: Sequence[Output], language: str) -> None:
    """Write every output; files appear whole or not at all, folders are made."""
    pages = [one.path for one in outputs if one.path and one.format.name == "html"]
    for one in outputs:
        link = os.path.relpath(pages[0], one.path.parent).replace(os.sep, "/") if pages and one.path else None
        options = Options(language, link)
        if one.path is None:
            _print(ledger, one.format, options)
        else:
            save(one.path, one.format.write(ledger, options))


def _print(ledger: Sequence[Facts], form: Format, options: Options) -> None:
    if form.binary and sys.stdout.isatty():
        raise UsageError(f"a terminal cannot show {form.name}", hint=f"name a file: --output {STEM}{form.suffix}")
    if form.name == "table" and sys.stdout.isatty():
        from rich.console import Console

        from taizhang.publishing import table

        table.show(ledger, Console(), options.language)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(form.write(ledger, options))
    sys.stdout.buffer.flush()


def save(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; its folder is made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
            os.chmod(name, 0o666 & ~_umask())
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        why = error.strerror or str(error)
        raise TaizhangError("cannot be written", where=str(path), why=why, hint="check folder, rights and space") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _by_suffix(output: str) -> Output:
    if output == STDOUT:
        return Output(formats.named("table"), None)
    found = formats.of_file(Path(output))
    if found is None:
        raise UsageError("its name does not say the format", where=output, hint=f"add --format ({', '.join(formats.names())})")
    return Output(found, Path(output))


def _file(form: Format, output: str) -> Path | None:
    if output == STDOUT:
        return None
    return _in_folder(form, output) or Path(output)


def _stem(form: Format, output: str) -> Path:
    path = Path(output)
    stem = path.with_suffix("") if formats.of_file(path) else path
    return _in_folder(form, output) or stem.with_name(stem.name + form.suffix)


def _in_folder(form: Format, output: str) -> Path | None:
    return Path(output) / f"{STEM}{form.suffix}" if output.endswith(("/", os.sep)) or Path(output).is_dir() else None

"""From a file to its canonical text."""
import hashlib
import os
import re
import stat
from pathlib import Path, PurePath

from taizhang.text.convert import convert
from taizhang.text.formats import Format, recognise
from taizhang.text.limits import DEFAULT_LIMITS, Limits
from taizhang.text.text import Text
from taizhang.values.errors import TextError, TooLarge

_LINE = re.compile(r"[^\r\n]+")


def load(
    source: str | os.PathLike[str] | bytes, name: str | None = None, limits: Limits = DEFAULT_LIMITS, *, converted: bytes | None = None
) -> Text:
    """Canonical text of a file, given by its path or by its bytes.

    ``converted`` is what `convert_first` made of an old office file, where that was done before; else it is done here, in a process of
    its own.

    ``name`` is what the text is called (by default the file's name); for bytes its suffix takes part in recognising
    the format. Raises `UnknownFormat`, `TooLarge`, `Damaged`, or `TextError` for what is no readable file or holds
    no text; the message begins with the path or name.

    >>> load("增长8.5%左右。".encode("utf-16"), name="要点.txt").text
    '增长8.5%左右。'
    >>> load(b"...", name="talk.pptx")
    Traceback (most recent call last):
    ...
    taizhang.values.errors.UnknownFormat: talk.pptx: a presentation cannot be read yet: pptx is not supported yet. save its text as .docx or .txt
    """
    if isinstance(source, bytes):
        data, called = source, name or "text"
        where = called if name else "bytes"
        limits.check("file_bytes", len(data), where)
        suffix = PurePath(name or "").suffix.lower()
    else:
        path = Path(source)
        data, called, where = _read(path, limits), name or path.name, str(path)
        suffix = path.suffix.lower()
    try:
        return _text(data, called, suffix, limits, converted)
    except TextError as error:
        if error.where:
            raise
        raise type(error)(error.what, where=where, why=error.why, hint=error.hint) from error


def convert_first(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> bytes | None:
    """What LibreOffice makes of an old office file, to be handed to `load` in a process that may start none; None for any other file.

    Raises `TextError` as `load` does.

    >>> convert_first("增长".encode(), "a.txt")
    """
    limits.check("file_bytes", len(data), name)
    suffix = PurePath(name).suffix.lower()
    try:
        form = recognise(data, suffix, limits) if data.strip(b" \t\r\n\0") else None
        return _converted(data, form, suffix, limits) if form is not None and form.through else None
    except TextError as error:
        if error.where:
            raise
        raise type(error)(error.what, where=name, why=error.why, hint=error.hint) from error


def _converted(data: bytes, form: Format, suffix: str, limits: Limits) -> bytes:
    return convert(data, suffix if suffix in form.suffixes else form.suffixes[0], form.through, limits)


def _text(data: bytes, name: str, suffix: str, limits: Limits, converted: bytes | None = None) -> Text:
    if not data.strip(b" \t\r\n\0"):
        raise TextError("the file is empty", hint="there is nothing to read in it; was it saved or sent completely?")
    form = recognise(data, suffix, limits)
    if form.through and converted is None:
        converted = _converted(data, form, suffix, limits)
    found = form.extract(converted if form.through and converted is not None else data, limits)
    text = found.text.replace("\0", "\ufffd") if "\0" in found.text else found.text
    if not text or text.isspace():
        hint = "if it shows pictures of pages, recognise their text first (OCR)"
        raise TextError(f"there is no text in this {form.name} file", hint=hint)
    limits.check("text_characters", len(text))
    if len(text) > limits.line_characters:
        limits.check("line_characters", max(line.end() - line.start() for line in _LINE.finditer(text)))
    return Text(name, text, hashlib.sha256(data).hexdigest(), form.name, found.encoding, form.version, found.addresses, found.layout)


def _read(path: Path, limits: Limits) -> bytes:
    """All bytes of a regular file, never more than the limit in memory."""
    where = str(path)
    try:
        mode = path.stat()
        if stat.S_ISDIR(mode.st_mode):
            raise TextError("this is a folder", where=where, hint="name a file in it")
        if not stat.S_ISREG(mode.st_mode):
            raise TextError("this is no regular file", where=where, hint="copy its content into a file first")
        limits.check("file_bytes", mode.st_size, where)
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except FileNotFoundError as error:
        raise TextError("there is no such file", where=where, hint="check the path") from error
    except PermissionError as error:
        hint = "ask its owner for the right to read it"
        raise TextError("the file may not be read", where=where, why="permission denied", hint=hint) from error
    except (OSError, ValueError) as error:
        raise TextError("the file cannot be read", where=where, why=str(error), hint="check path and disk") from error
    if len(data) > limits.file_bytes:  # it grew while it was read, or lies about its size
        raise TooLarge("too large", where=where, why=f"over the limit file_bytes = {limits.file_bytes}", hint="split the file")
    return data

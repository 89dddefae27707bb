"""Formats by name: what a ledger can be written as, through one door for ours and for others'."""
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path

from taizhang.publishing import jsonl, page, table, workbook
from taizhang.values import Facts
from taizhang.values.errors import UsageError


@dataclass(frozen=True, slots=True)
class Options:
    """What a writer may be told: ``language`` of the interface; ``page``, the name of the .html page a workbook may link to."""

    language: str = "zh_Hans"
    page: str | None = None


Writer = Callable[[Sequence[Facts], Options], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a ledger: ``suffix`` of its files, ``binary`` if a terminal cannot show it."""

    name: str
    suffix: str
    says: str
    binary: bool
    write: Writer


_FORMATS: dict[str, Format] = {}


def register(one: Format) -> Format:
    """Add a format; a second one of the same name is refused."""
    if one.name in _FORMATS:
        raise UsageError("this format is there already", where=one.name, hint="choose another name")
    _FORMATS[one.name] = one
    return one


def names() -> tuple[str, ...]:
    """Names of all formats, in the order they were registered.

    >>> names()
    ('table', 'jsonl', 'xlsx', 'html')
    """
    return tuple(_FORMATS)


def named(name: str) -> Format:
    """The format of a name.

    >>> named("html").suffix
    '.html'
    >>> named("pdf")
    Traceback (most recent call last):
    ...
    taizhang.values.errors.UsageError: pdf: no such format. choose one of table, jsonl, xlsx, html
    """
    if name not in _FORMATS:
        raise UsageError("no such format", where=name, hint=f"choose one of {', '.join(_FORMATS)}")
    return _FORMATS[name]


def of_file(path: Path) -> Format | None:
    """The format that a file's name asks for; None where the suffix is nobody's.

    >>> of_file(Path("out/ledger.XLSX")).name
    'xlsx'
    """
    return next((one for one in _FORMATS.values() if one.suffix == path.suffix.lower()), None)


def _jsonl(ledger: Sequence[Facts], options: Options) -> bytes:
    out = StringIO()
    jsonl.write(ledger, out)
    return out.getvalue().encode()


def _html(ledger: Sequence[Facts], options: Options) -> bytes:
    return page.render(ledger, options.language).encode()


def _xlsx(ledger: Sequence[Facts], options: Options) -> bytes:
    out = BytesIO()
    workbook.write(ledger, out, options.language, options.page)
    return out.getvalue()


def _table(ledger: Sequence[Facts], options: Options) -> bytes:
    return table.text(ledger, options.language).encode()


register(Format("table", ".txt", "a table to read in the terminal", False, _table))
register(Format("jsonl", ".jsonl", "one JSON object a line", False, _jsonl))
register(Format("xlsx", ".xlsx", "a workbook with a sheet for each kind of fact", True, _xlsx))
register(Format("html", ".html", "one self-contained page: text with marks, ledger, linked both ways", False, _html))

"""Formats by name: who can turn bytes into a canonical text.

Our own formats come in by the same door as anyone else's: `register`.
"""
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from taizhang.text.layout import Layout
from taizhang.text.limits import Limits
from taizhang.text.text import Address
from taizhang.values.errors import UnknownFormat, UsageError


@dataclass(frozen=True, slots=True)
class Extract:
    """What a format makes of a file: canonical text, where its stretches stand in the original, how it was encoded, and its pages where it has any."""

    text: str
    addresses: tuple[Address, ...]
    encoding: str
    layout: Layout | None = None


Extractor = Callable[[bytes, Limits], Extract]


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file that can be read.

    ``suffixes`` are lower case with their dot. ``extractor`` is a function of bytes and `Limits`, or the place of one
    as ``"module:function"``, which is imported at the first use (a parser is not loaded for a text file).
    ``version`` names the extractor: a change of what it makes of the same bytes needs a new one. ``magic``: first bytes
    by which such a file is known, where it has any.
    """

    name: str
    suffixes: tuple[str, ...]
    says: str
    extractor: Extractor | str
    version: str
    magic: tuple[bytes, ...] = ()

    def extract(self, data: bytes, limits: Limits) -> Extract:
        """Canonical text of a file of this format."""
        extractor = self.extractor
        if isinstance(extractor, str):
            module, _, function = extractor.partition(":")
            extractor = getattr(import_module(module), function)
        assert callable(extractor)
        return extractor(data, limits)


_formats: dict[str, Format] = {}


def register(made: Format) -> Format:
    """Make a format known; a name or suffix that is taken raises `UsageError`."""
    if made.name in _formats:
        raise UsageError("the format is registered already", where=made.name, hint="choose another name")
    for other in _formats.values():
        if both := set(other.suffixes) & set(made.suffixes):
            raise UsageError(f"the suffix {min(both)} belongs to the format {other.name}", where=made.name, hint="choose another suffix")
    _formats[made.name] = made
    return made


def unregister(name: str) -> None:
    """Forget a format that was registered."""
    get(name)
    del _formats[name]


def get(name: str) -> Format:
    """The format of that name.

    >>> get("papyrus")
    Traceback (most recent call last):
    ...
    taizhang.values.errors.UnknownFormat: papyrus: unknown format. known: docx, html, image, pdf, txt
    """
    if name not in _formats:
        raise UnknownFormat("unknown format", where=name, hint="known: " + ", ".join(known()))
    return _formats[name]


def known() -> tuple[str, ...]:
    """Names of all registered formats, in order."""
    return tuple(sorted(_formats))


def by_suffix(suffix: str) -> Format | None:
    """The format to which a suffix belongs."""
    return next((one for one in _formats.values() if suffix in one.suffixes), None)

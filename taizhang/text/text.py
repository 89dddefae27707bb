"""The canonical text of a document: fixed once, addressed by code points, never extracted again for display."""
import hashlib
from bisect import bisect_right
from dataclasses import dataclass

from taizhang.text.layout import Layout


@dataclass(frozen=True, slots=True)
class Address:
    """From ``start`` on, the canonical text stands at ``place`` of the original (``p12``, ``t1.r2.c3``, ``fn3``)."""

    start: int
    place: str


@dataclass(frozen=True, slots=True)
class Text:
    """Canonical text of one file.

    ``text`` is the decoded content without BOM, newlines as they are, NUL replaced by U+FFFD. ``sha256`` is the
    digest of the file's bytes, ``text_sha256`` that of the canonical text in UTF-8. ``addresses`` maps stretches
    of the text to places of the original where the format has them (docx, html); it is sorted by ``start``.
    ``layout`` says where on its pages the text stands, for formats that have pages.
    """

    name: str
    text: str
    sha256: str
    format: str
    encoding: str
    extractor: str
    addresses: tuple[Address, ...] = ()
    layout: Layout | None = None

    @property
    def text_sha256(self) -> str:
        """Digest of the canonical text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def address(self, offset: int) -> str | None:
        """Where in the original the code point at ``offset`` stands; None where the format has no places.

        >>> text = Text("a.docx", "一\\n二", "", "docx", "", "", (Address(0, "p1"), Address(2, "p2")))
        >>> text.address(1), text.address(2)
        ('p1', 'p2')
        """
        i = bisect_right(self.addresses, offset, key=lambda a: a.start)
        return self.addresses[i - 1].place if i else None

    @classmethod
    def of(cls, text: str, name: str = "text") -> "Text":
        """A text that is at hand as a string."""
        text = text.removeprefix("\ufeff").replace("\0", "\ufffd")
        raw = text.encode("utf-8", "surrogatepass")
        return cls(name, text, hashlib.sha256(raw).hexdigest(), "txt", "str", "str/1")

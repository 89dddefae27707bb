"""Builds a canonical text of blocks and table rows, each with its address."""
import re

from taizhang.text.limits import Limits
from taizhang.text.text import Address

# Everything that str.splitlines or a table reader would take for a new line or a new cell.
_BREAKS = re.compile(r"[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_EDGES = "\n\r\t "


class Blocks:
    """Blocks one below the other; a row of a table is one line with its cells separated by tabs.

    >>> blocks = Blocks()
    >>> blocks.block("一、总体要求", "p1")
    >>> blocks.row([("指标", "t1.r1.c1"), ("2020年\\n目标", "t1.r1.c2")])
    >>> blocks.text
    '一、总体要求\\n指标\\t2020年 目标'
    >>> [f"{a.start} {a.place}" for a in blocks.addresses]
    ['0 p1', '7 t1.r1.c1', '10 t1.r1.c2']
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._pieces: list[str] = []
        self._addresses: list[Address] = []
        self._size = 0

    @property
    def text(self) -> str:
        """The canonical text so far."""
        return "".join(self._pieces)

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Where its stretches stand, sorted."""
        return tuple(self._addresses)

    def block(self, text: str, place: str) -> None:
        """Add a block; one without visible signs is left out."""
        text = text.strip(_EDGES)
        if text and not text.isspace():
            self._line()
            self._put(text, place)

    def row(self, cells: list[tuple[str, str]]) -> None:
        """Add a row of (text, place); breaks within a cell become a blank, a row without visible signs is left out."""
        flat = [(_BREAKS.sub(" ", text).strip(" ") if text else "", place) for text, place in cells]
        if all(not text or text.isspace() for text, _ in flat):
            return
        self._line()
        for i, (text, place) in enumerate(flat):
            if i:
                self._add("\t")
            if text:
                self._put(text, place)

    def _line(self) -> None:
        if self._size:
            self._add("\n")

    def _put(self, text: str, place: str) -> None:
        self._addresses.append(Address(self._size, place))
        self._add(text)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._size += len(text)
        if self._size > self._limits.text_characters:
            self._limits.check("text_characters", self._size)

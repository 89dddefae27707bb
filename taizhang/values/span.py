"""A place in a text: every fact has one."""
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Document, half-open range of code points into its canonical text, and the words that stand there.

    >>> text = "增长8.5%左右"
    >>> Span("a.txt", 2, 8, "8.5%左右").holds_in(text)
    True
    """

    doc: str
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs forward: {self.start}..{self.end}")

    def holds_in(self, text: str) -> bool:
        """Whether the canonical text has these words at this place."""
        return text[self.start : self.end] == self.quote

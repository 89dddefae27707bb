"""Why a computed number is what it is: inputs with sources, rule and clause, steps, rounding."""
from dataclasses import dataclass

from taizhang.values.span import Span


@dataclass(frozen=True, slots=True)
class Input:
    """A number that went in: its name, its value as text, and where it comes from (None where nobody said)."""

    name: str
    value: str
    source: Span | str | None = None

    def lines(self) -> list[str]:
        """Itself as one line of a tree."""
        if isinstance(self.source, Span):
            whence = f"{self.source.doc} {self.source.start}–{self.source.end} “{self.source.quote}”"
        else:
            whence = self.source or "no source"
        return [f"{self.name} = {self.value} ({whence})"]


@dataclass(frozen=True, slots=True)
class Trace:
    """A computed ``value`` and all that led to it; an input may itself be computed. Part of the result, never beside it.

    >>> cost = Input("increase", "1000000.00", Span("rules.txt", 10, 15, "100万元"))
    >>> print(Trace("bonus", "50000.00", "increment bonus", "3", (cost,), ("1000000.00 × 5 %",), "to the fen, half up").tree())
    bonus = 50000.00
    ├─ rule: increment bonus, clause 3
    ├─ increase = 1000000.00 (rules.txt 10–15 “100万元”)
    ├─ step: 1000000.00 × 5 %
    └─ rounding: to the fen, half up
    """

    name: str
    value: str
    rule: str
    clause: str | None = None
    inputs: tuple["Input | Trace", ...] = ()
    steps: tuple[str, ...] = ()
    rounding: str | None = None

    def tree(self) -> str:
        """The whole way as an indented tree, one fact a line."""
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """The lines of `tree`."""
        branches = [[f"rule: {self.rule}" + (f", clause {self.clause}" if self.clause else "")]]
        branches += [one.lines() for one in self.inputs]
        branches += [[f"step: {step}"] for step in self.steps]
        if self.rounding:
            branches.append([f"rounding: {self.rounding}"])
        lines = [f"{self.name} = {self.value}"]
        for i, branch in enumerate(branches):
            last = i == len(branches) - 1
            lines.append(("└─ " if last else "├─ ") + branch[0])
            lines += [("   " if last else "│  ") + line for line in branch[1:]]
        return lines

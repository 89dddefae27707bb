"""Signs become runs: what stands side by side on one visual line, without a gap that a cell or a column would leave."""
from collections.abc import Iterable, Sequence

from taizhang.text.formats.pages.shapes import Line, Run, Sign

_GAP = 1.5  # times the size of the font: a wider gap parts two runs
_OVER = 0.6  # times the size: so far a sign may reach into the next one, as brackets and commas that are drawn together do
_BLANK = 0.7  # times the size: a wider gap between two signs is a blank …
_BLANK_LATIN = 0.2  # … and this one between two Latin ones
_BLANK_CHINESE = 0.2  # … and between two Chinese ones, where the line is not spread: most of its signs stand closer than a third of it


def runs_of(signs: Iterable[Sign], page: int, turned: int | None = None) -> list[Run]:
    """Runs in the order of the page: downwards, then from left to right.

    >>> signs = [Sign(c, 10 * i, 0, 10 * i + 10, 10, 10) for i, c in enumerate("一二 三")] + [Sign("四", 80, 0, 90, 10, 10)]
    >>> [run.text for run in runs_of(signs, 1)]
    ['一二 三', '四']
    """
    open_runs: list[_Open] = []
    current: _Open | None = None
    for sign in signs:
        if current is None or not current.takes(sign):
            current = _Open(sign)
            open_runs.append(current)
        else:
            current.add(sign)
    made = [run for one in open_runs if (run := one.run(page, turned)) is not None]
    return [run for line in lines_of(made) for run in _merged(line.runs)]


def lines_of(runs: Sequence[Run]) -> list[Line]:
    """Runs by visual lines, downwards; within a line from left to right."""
    lines: list[Line] = []
    for run in sorted(runs, key=lambda one: (one.top + one.bottom, one.left)):
        for line in lines[-3:][::-1]:
            if run.level(line.runs[0]) and not any(_over(run, other) for other in line.runs):
                line.runs.append(run)
                break
        else:
            lines.append(Line([run]))
    for line in lines:
        line.runs.sort(key=lambda one: one.left)
    lines.sort(key=lambda line: line.top)
    return lines


def _over(run: Run, other: Run) -> bool:
    """Whether one is written over the other, and not only drawn close to it."""
    first, second = (run, other) if run.left <= other.left else (other, run)
    return second.left < first.right - 1 and (second.right <= first.right or first.right - second.left > _OVER * min(first.size, second.size))


def _spread(run: Run) -> float:
    """How far the signs of a run of ideographs and full-width marks stand apart; 0 where that cannot be known."""
    if len(run.text) < 3 or min(run.text) < "\u2e80":
        return 0.0
    return max(0.0, (run.right - run.left - len(run.text) * run.size) / (len(run.text) - 1))


def _merged(runs: list[Run]) -> list[Run]:
    """Runs of one line joined where no wide gap parts them: a file may write their signs in any order."""
    made = runs[:1]
    usual = max(map(_spread, runs), default=0.0)
    for run in runs[1:]:
        last = made[-1]
        size = max(last.size, run.size)
        if run.left - last.right > _GAP * size:
            made.append(run)
            continue
        gap = _gap(last.text[-1], run.text[0], run.left - last.right, size, usual)
        sure = [one.confidence for one in (last, run) if one.confidence is not None]
        made[-1] = Run(last.text + gap + run.text, last.left, min(last.top, run.top), max(last.right, run.right), max(last.bottom, run.bottom),
                       last.size if len(last.text) >= len(run.text) else run.size, run.page, min(sure) if sure else None, run.turned)
    return made


def _gap(before: str, after: str, width: float, size: float, usual: float = 0.0) -> str:
    """The blank that a gap stands for; ``usual``: the gap between most signs of the line."""
    if before == " " or after == " " or width <= _BLANK_LATIN * size:
        return ""
    if before < "\u0250" and after < "\u0250" and before.isalnum() and after.isalnum():
        return " "
    ideographs = "\u4e00" <= before < "\ua000" and "\u4e00" <= after < "\ua000"
    least = max(_BLANK_CHINESE * size, 3 * usual) if ideographs else _BLANK * size
    return " " if width > least else ""


class _Open:
    """A run that is being filled in the order of the file."""

    __slots__ = ("bottom", "confidence", "gaps", "left", "right", "size", "texts", "top")

    def __init__(self, sign: Sign) -> None:
        self.texts, self.gaps = [sign.text], [0.0]
        self.left, self.top, self.right, self.bottom, self.size = sign[1:6]
        self.confidence = [] if sign.confidence is None else [sign.confidence]

    def takes(self, sign: Sign) -> bool:
        """Whether the sign goes on with this run."""
        size = max(self.size, sign.size)
        shared = min(self.bottom, sign.bottom) - max(self.top, sign.top)
        return (shared >= 0.5 * min(self.bottom - self.top, sign.bottom - sign.top)
                and -_OVER * size <= sign.left - self.right <= _GAP * size and sign.left >= self.left)

    def add(self, sign: Sign) -> None:
        """Take the sign."""
        self.texts.append(sign.text)
        self.gaps.append(sign.left - self.right)
        self.right = max(self.right, sign.right)
        if sign.size > self.size:
            self.top, self.bottom, self.size = sign.top, sign.bottom, sign.size
        if sign.confidence is not None:
            self.confidence.append(sign.confidence)

    def run(self, page: int, turned: int | None) -> Run | None:
        """The run, without blanks at its ends; None where there is nothing else."""
        usual = sorted(self.gaps)[len(self.gaps) // 2]
        pairs = zip(self.texts, self.texts[1:], self.gaps[1:], strict=False)
        pieces = [_gap(before[-1], text[0], gap, self.size, usual) + text for before, text, gap in pairs]
        raw = self.texts[0] + "".join(pieces)
        text = raw.strip()
        if not text:
            return None
        one = (self.right - self.left) / len(raw)
        left = self.left + one * (len(raw) - len(raw.lstrip()))
        right = self.right - one * (len(raw) - len(raw.rstrip()))
        sure = round(min(self.confidence), 4) if self.confidence else None
        return Run(text, left, self.top, right, self.bottom, self.size, page, sure, turned)

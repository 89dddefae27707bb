"""What a judgement is: the state of a target with the rule, the inputs and the reason, and the thresholds it was made by."""
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from taizhang.indicators.counting import firm
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import Reason
from taizhang.values import Trace
from taizhang.values.errors import UsageError

State = Literal["done", "ahead", "ontrack", "behind", "off", "unknown", "noevidence", "notstarted", "na"]
STATES: tuple[State, ...] = ("done", "ahead", "ontrack", "behind", "off", "unknown", "noevidence", "notstarted", "na")
"""The words that are stored and shown; the first five are judged, best first, the others say why nothing could be."""
JUDGED = STATES[:5]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How far is far: declared, so that a pack can set them. The defaults are ours, no document names them.

    ``off``: the part of the way due by now that may be missing before behind becomes off the path. ``ahead``: the part of it that
    has to be gone beyond before on track becomes ahead. Where there is no way to go (no base, or nothing to gain) both are parts of
    the target itself. ``near``: how near "about" is, as a part of the target; None where nobody said. ``patience``: how many
    months after the last figure the next one is awaited before there is no evidence.
    """

    off: Fraction = Fraction(1, 5)
    ahead: Fraction = Fraction(1, 10)
    near: Fraction | None = None
    patience: int = 18

    def __post_init__(self) -> None:
        if not 0 <= self.off < 1 or not 0 <= self.ahead < 1 or (self.near is not None and not 0 <= self.near < 1) or self.patience < 0:
            raise UsageError("are no thresholds", where=f"off {self.off}, ahead {self.ahead}, near {self.near}, patience {self.patience}",
                             why="each is a part of 0 to below 1, and patience a number of months")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The state of one target on one day.

    ``rule`` names how it was judged (`docs/indicators.md`), ``reason`` says why, ``trace`` holds the inputs and the steps. ``actual``
    is the figure judged, None where there is none; ``due`` the year by which the target falls due. ``path_value`` is what the path asks
    for at the time of the actual, ``gap`` how far the actual is from it, above 0 on the good side; ``share`` the part of the way
    from base to target that is gone, never cut off at 0 or 1, None where there is no way to measure.
    """

    state: State
    rule: str
    reason: Reason
    trace: Trace
    target: Point
    actual: Point | None = None
    due: int | None = None
    path_value: Fraction | None = None
    gap: Fraction | None = None
    share: Fraction | None = None

    @property
    def stretch(self) -> bool:
        """Whether the target is only striven for (力争): a miss of it is no broken promise, which pages say beside the state."""
        return not firm(self.target)

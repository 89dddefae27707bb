"""From a figure and a path to a state: the one table of states, in exact arithmetic."""
from dataclasses import dataclass
from fractions import Fraction

from taizhang.indicators.directions import met
from taizhang.indicators.judgement import State, Thresholds
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import Reason, reason


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a target stands: ``actual`` against ``asked``, what the path asks for at the same time.

    ``aim`` is the target's value, ``base`` where the path starts, None where there is no way to go. ``final`` says that the actual is the
    figure of the due period itself. ``keeps``: it has to hold when due, so that reaching it before says little: it is ahead, not done.
    ``rated`` says that the actual is a part of a year taken as the whole: what is not there yet reaches nothing. ``side`` is 1 or -1.
    All in one unit.
    """

    target: Point
    side: int
    actual: Fraction
    asked: Fraction
    aim: Fraction
    base: Fraction | None
    final: bool
    keeps: bool
    rated: bool = False


def measure(stand: Stand, thresholds: Thresholds) -> tuple[State, Reason]:
    """The state and why. A stricter target never has a better state: every bound here moves with the target (property test)."""
    reached = met(stand.target, stand.side, stand.actual, thresholds.near)
    if stand.final:
        return ("done", reason("reached when due")) if reached else _missed(stand, thresholds)
    if _way(stand):
        return _on_the_way(stand, thresholds, reached)
    return _keeping(stand, thresholds, reached)


def _good(stand: Stand, than: Fraction) -> Fraction:
    """How far the actual is beyond a value, above 0 on the good side."""
    return stand.side * (stand.actual - than)


def _way(stand: Stand) -> bool:
    return stand.base is not None and stand.side * (stand.aim - stand.base) > 0


def _off(stand: Stand, thresholds: Thresholds, asked: Fraction) -> Fraction:
    """The value below which it is off: a part of the way from the base, or of the target itself where there is no way."""
    if _way(stand):
        assert stand.base is not None
        return stand.base + (asked - stand.base) * (1 - thresholds.off)
    return stand.aim - stand.side * abs(stand.aim) * thresholds.off


def _missed(stand: Stand, thresholds: Thresholds) -> tuple[State, Reason]:
    if stand.target.op == "~" and thresholds.near is None:
        return "unknown", reason("it falls short of about so much, and nobody said how near is near enough")
    if _good(stand, _off(stand, thresholds, stand.aim)) >= 0:
        return "behind", reason("missed when due, by less than is called off")
    return "off", reason("missed when due, by more than is called behind")


def _on_the_way(stand: Stand, thresholds: Thresholds, reached: bool) -> tuple[State, Reason]:
    assert stand.base is not None
    beyond = stand.base + (stand.asked - stand.base) * (1 + thresholds.ahead)
    if reached and not stand.rated and _good(stand, stand.base) > 0:
        return ("ahead", reason("reached before it is due, and has to hold until then")) if stand.keeps else ("done", reason("reached before it is due"))
    if _good(stand, stand.asked) > 0 and _good(stand, beyond) >= 0:
        return "ahead", reason("beyond the path by more than is called on track")
    if _good(stand, stand.asked) >= 0:
        return "ontrack", reason("on the path")
    return _short(stand, thresholds)


def _keeping(stand: Stand, thresholds: Thresholds, reached: bool) -> tuple[State, Reason]:
    """No way to go: the target asks for what is there, or the same each year, or nobody knows from where it started."""
    if not reached:
        return _short(stand, thresholds)
    if stand.base is not None:  # the target is the base, or less than it
        if _good(stand, stand.base) <= 0:
            return "ontrack", reason("kept up so far")
        return ("ahead", reason("better than it has to be kept")) if stand.keeps else ("done", reason("reached before it is due"))
    if not stand.keeps:
        return "done", reason("reached before it is due")
    if _good(stand, stand.aim + stand.side * abs(stand.aim) * thresholds.ahead) >= 0 and _good(stand, stand.aim) > 0:
        return "ahead", reason("beyond the path by more than is called on track")
    return "ontrack", reason("on the path")


def _short(stand: Stand, thresholds: Thresholds) -> tuple[State, Reason]:
    if _good(stand, _off(stand, thresholds, stand.asked)) >= 0:
        return "behind", reason("short of the path, by less than is called off")
    return "off", reason("short of the path, by more than is called behind")

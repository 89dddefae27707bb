"""How two forms are measured against each other: alike, one step away, or two."""
from typing import Literal

from taizhang.indicators.forms import Form

Step = Literal["answered", "changed"]
SAME: tuple[Step, str] = ("answered", "the same thing in the same measure")
_MONEY = frozenset(("yuan", "dollar"))
_COUNTED = frozenset(("level", "added"))
_THINGS = frozenset(("count", "length", "area", "homes", "people"))
_STEPS = {
    ("level", "added"): "the target is a total, the result only what was added",
    ("added", "level"): "the target is what is added, the result a total",
    ("growth", "level"): "the target is a growth rate, the result only a level",
    ("level", "growth"): "the target is a level, the result only a growth rate",
    ("share", "points"): "the target is a share, the result only its change in points",
    ("points", "share"): "the target is a change in points, the result only the share",
}


def measured(target: Form, result: Form) -> tuple[Step, str] | None:
    """Whether both are measured alike, or one step away, with the message id that says so; None for two steps."""
    manners = target.manner, result.manner
    if target.manner == result.manner:
        return _units(target, result)
    if set(manners) == _COUNTED:
        if target.dimension != result.dimension or bool(target.per) != bool(result.per):
            return None
        if target.stage == result.stage == "done":
            return SAME
    return ("changed", _STEPS[manners]) if manners in _STEPS else None


def _units(target: Form, result: Form) -> tuple[Step, str] | None:
    if target.dimension == result.dimension:
        return SAME if target.manner != "level" or bool(target.per) == bool(result.per) else None
    if target.dimension in _MONEY and result.dimension in _MONEY:
        return "changed", "the same thing in another currency"
    if target.manner in _COUNTED and target.dimension in _THINGS and result.dimension in _THINGS:
        return "changed", "the same thing in another unit of measure"
    return None

"""Targets without a number: a direction, a place, a state."""
from taizhang.reading.context import Reading
from taizhang.reading.stage import stage


@stage(reads="flow outline metadata statements", writes="goals")
def goals(reading: Reading) -> None:
    """Targets without a number: a direction, a place, a state."""

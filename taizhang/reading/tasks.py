"""Accountable clauses with their responsible units and roles."""
from taizhang.reading.context import Reading
from taizhang.reading.stage import stage


@stage(reads="flow outline metadata", writes="tasks")
def tasks(reading: Reading) -> None:
    """Accountable clauses with their responsible units and roles."""

"""Incentives, cadences and clauses too vague to verify."""
from taizhang.reading.context import Reading
from taizhang.reading.stage import stage


@stage(reads="flow outline metadata statements tasks", writes="clauses")
def clauses(reading: Reading) -> None:
    """Incentives, cadences and clauses too vague to verify."""

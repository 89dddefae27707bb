"""One statement for each number that measures something."""
from taizhang.reading.context import Reading
from taizhang.reading.stage import stage


@stage(reads="flow outline metadata cites", writes="statements")
def statements(reading: Reading) -> None:
    """One statement for each number that measures something."""

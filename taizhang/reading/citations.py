"""Other documents named in 《》 or by number, and what is done to them."""
from taizhang.reading.context import Reading
from taizhang.reading.stage import stage


@stage(reads="flow outline metadata", writes="cites")
def citations(reading: Reading) -> None:
    """Other documents named in 《》 or by number, and what is done to them."""

"""Title, number, issuers, dates and years from the head and foot."""
from taizhang.reading.context import Reading
from taizhang.reading.stage import stage


@stage(reads="flow outline", writes="metadata")
def metadata(reading: Reading) -> None:
    """Title, number, issuers, dates and years from the head and foot."""

"""Plain text."""
from taizhang.text.formats.encoding import decode
from taizhang.text.formats.registry import Extract
from taizhang.text.limits import Limits


def extract(data: bytes, limits: Limits) -> Extract:
    """The decoded bytes, newlines as they are; a text has no addresses beyond its offsets."""
    text, encoding = decode(data)
    return Extract(text, (), encoding)

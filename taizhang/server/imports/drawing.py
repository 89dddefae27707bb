"""Pictures of pages, drawn by a child of this process that is kept for the next one."""
from taizhang.server.documents.storage import path_of
from taizhang.server.documents.views.beside import DRAW
from taizhang.server.imports.reader import Reader

SECONDS, MEMORY = 15, 1_500_000_000
_KEPT: list[Reader] = []


def draw(sha256: str, page: int, wide: int) -> str | None:
    """A page of stored bytes as PNG in base64; None where it cannot be drawn. Asked by one thread at a time."""
    if not _KEPT:
        _KEPT.append(Reader(SECONDS, MEMORY))
    reading = _KEPT[0].read(path_of(sha256), "original.pdf", way="page", page=page, wide=wide)
    return None if reading.error else str(reading.made["data"])


DRAW[:] = [draw]

"""Files that hold other files: zips, and letters with attachments; opened within limits, never unpacked to a path that they name.

Lives here: names from outside made harmless and zips (`zips`), attachments (`letters`), and both within each other (`files_in`).
Not here: what any of the files says (`taizhang.text.formats`).
"""
import tempfile
from collections.abc import Iterator
from typing import IO, cast

from taizhang.text.containers.letters import attachments
from taizhang.text.containers.zips import CHUNK, Member, Room, clean_name, is_package, members
from taizhang.text.limits import DEFAULT_LIMITS
from taizhang.values.errors import TextError, TooLarge

__all__ = ["CHUNK", "Member", "Room", "clean_name", "files_in", "is_container", "is_package", "members"]

DEEPEST = 3  # zips and letters within each other
_IN_MEMORY = 8_000_000


def is_container(name: str, file: IO[bytes]) -> bool:
    """Whether a file holds others: a zip that is no office document, or a letter."""
    return _is_letter(name) or is_package(file)


def files_in(name: str, file: IO[bytes], room: Room, depth: int = 1) -> Iterator[Member]:
    """The files in a zip or letter, as long as there is room, those of zips and letters within it too, with their names behind its own.

    A letter itself comes first, then what is attached to it. One that cannot be opened is a member whose ``error`` says why; a file that
    cannot be opened at all raises `TooLarge` or `Damaged`.

    >>> import io, zipfile
    >>> packed = io.BytesIO()
    >>> with zipfile.ZipFile(packed, "w") as archive: archive.writestr("a/plan.txt", "x")
    >>> [(one.name, b"".join(one.chunks)) for one in files_in("all.zip", packed, Room(1000))]
    [('a/plan.txt', b'x')]
    """
    letter = _is_letter(name)
    for one in _letter(name, file, room) if letter else members(file, room):
        room.take(files=1)
        inner = one.name.lower().endswith((".zip", ".eml")) and one.harmless and not (letter and one.name == name)
        if not inner:
            yield one
            continue
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spooled:
            held = cast(IO[bytes], spooled)
            try:
                for piece in one.chunks:
                    held.write(piece)
                if not is_container(one.name, held):
                    yield Member(one.name, True, pieces(held))
                    continue
                if depth >= DEEPEST:
                    raise TooLarge("archives within archives too deep", why=f"over {DEEPEST}", hint="unpack the file first")
                for within in files_in(one.name, held, room, depth + 1):
                    yield within if _is_letter(one.name) else within.below(one.name)
            except TextError as error:
                yield one.refused(error)


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """All bytes of a file, in pieces."""
    file.seek(0)
    while piece := file.read(CHUNK):
        yield piece


def _is_letter(name: str) -> bool:
    return name.lower().endswith(".eml")


def _letter(name: str, file: IO[bytes], room: Room) -> Iterator[Member]:
    """The letter itself, then what is attached to it."""
    yield Member(name, True, pieces(file))
    file.seek(0)
    data = file.read(DEFAULT_LIMITS.file_bytes + 1)
    DEFAULT_LIMITS.check("file_bytes", len(data))
    for one, body in attachments(data):
        room.take(len(body))
        yield Member(clean_name(f"{name}/{one}"), True, iter([body]))

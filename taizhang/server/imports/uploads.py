"""Putting away what was handed in, before any row names it: single files, the files of zips, letters and what is attached to them."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from taizhang.server.documents import storage
from taizhang.server.imports import reasons as why
from taizhang.text import Limits
from taizhang.text.containers import Member, Room, clean_name, files_in, is_container, pieces
from taizhang.values.errors import TextError, TooLarge, UsageError

MOST_FILES = 2_000


@dataclass(frozen=True, slots=True)
class Handed:
    """One file that was handed in: its bytes are kept, or it says why not."""

    name: str
    kept: storage.Kept | None
    refused: list[why.Reason] = field(default_factory=list)


def put_away(files: Iterable[tuple[str, IO[bytes]]]) -> list[Handed]:
    """Store all files; a zip or letter is opened. One that cannot be stored says why and stops nothing."""
    found: list[Handed] = []
    room = settings.UPLOAD_BYTES
    for name, file in files:
        for one in _one(clean_name(name), file, room):
            found.append(one)
            room -= one.kept.size if one.kept else 0
            if len(found) > MOST_FILES:
                raise TooLarge(_("too many files at once"), why=_("over {n}").format(n=MOST_FILES), hint=_("hand the files in in several parts"))
            if room < 0:
                most = _("over {n} MB").format(n=settings.UPLOAD_BYTES // 1_000_000)
                raise TooLarge(_("too much at once"), why=most, hint=_("hand the files in in several parts"))
    if not found:
        raise UsageError(_("no file was handed in"), hint=_("choose files or a zip"))
    return found


def _one(name: str, file: IO[bytes], room: int) -> Iterator[Handed]:
    try:
        packed = is_container(name, file)
    except OSError as error:
        raise UsageError(_("cannot be read"), where=name, why=str(error)) from error
    if not packed:
        yield _kept(name, pieces(file), True)
        return
    try:
        seen = False
        for member in files_in(name, file, Room(room)):
            seen = True
            yield _member(member)
        if not seen:
            yield Handed(name, None, [why.because(why.NOT_KEPT, what="the archive holds no files")])
    except TextError as error:
        yield Handed(name, None, _said(error))


def _member(member: Member) -> Handed:
    if member.error is not None:
        return Handed(member.name, None, _said(member.error))
    return _kept(member.name, member.chunks, member.harmless)


def _kept(name: str, chunks: Iterable[bytes], harmless: bool) -> Handed:
    if not harmless:
        return Handed(name, None, [why.because(why.LEADS_OUT)])
    try:
        return Handed(name, storage.put(chunks, Limits().file_bytes))
    except TextError as error:
        return Handed(name, None, _said(error))


def _said(error: TextError) -> list[why.Reason]:
    return why.refusal({"what": error.what, "why": error.why, "hint": error.hint})

"""Which files are meant: folders walked in order, what is passed over said, each document given a name."""
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from taizhang.text.containers import Member, Room, files_in
from taizhang.text.formats import NOT_YET, by_suffix
from taizhang.values.errors import TextError

_HOLDING = (".zip", ".eml")
_ROOM = 2_000_000_000  # bytes of all files of all archives together


@dataclass(frozen=True, slots=True)
class Source:
    """A file and what its document is called in the ledger."""

    path: Path
    doc: str
    held: bool = False  # taken out of an archive into a folder that is thrown away: its path says nothing to a person


@dataclass(frozen=True, slots=True)
class Sources:
    """The files to read, and for each one passed over the reason, in words."""

    files: tuple[Source, ...]
    skipped: tuple[str, ...]


def find(paths: Iterable[Path], held: Path | None = None) -> Sources:
    """All files named, and all readable ones in folders named, in sorted order; a file named twice is taken once.

    A document is called by its file's name where that is unique, else by its path below the common folder. Zips and letters are opened
    where there is a folder ``held`` to put their files into; these are called by the archive's name and their own.
    """
    files: dict[Path, Path] = {}
    skipped: list[str] = []
    for path in paths:
        listed = _walk(path, skipped) if path.is_dir() else iter([path])
        for one in listed:
            files.setdefault(_absolute(one), one)
    named = list(_named(list(files.values())))
    return Sources(tuple(named if held is None else _opened(named, held, skipped)), tuple(skipped))


def _opened(named: Iterable[Source], held: Path, skipped: list[str]) -> Iterator[Source]:
    """The same, with the files of zips and letters in the place of each."""
    room = Room(_ROOM)
    for source in named:
        packed = source.path.suffix.lower() in _HOLDING and source.path.is_file()
        if not packed:
            yield source
            continue
        yielded = False
        try:
            with source.path.open("rb") as file:
                for member in files_in(source.doc, file, room):
                    yielded = True
                    own = member.name == source.doc
                    called = source.doc if own else member.name if member.name.startswith(source.doc + "/") else f"{source.doc}/{member.name}"
                    taken = source if own else _taken(member, called, held, skipped)
                    if taken is not None:
                        yield taken
            if not yielded:
                skipped.append(f"{source.path}: skipped: the archive holds no files")
        except (TextError, OSError) as error:
            skipped.append(f"{source.path}: skipped: {error}")


def _taken(member: Member, called: str, held: Path, skipped: list[str]) -> Source | None:
    """A file of an archive, put into the folder; None with a word in ``skipped`` where it cannot be read."""
    suffix = Path(member.name).suffix.lower()
    why = str(member.error) if member.error else "" if member.harmless else "its name leads out of the archive"
    if not why and by_suffix(suffix) is None:
        why = _unread(suffix)
    if not why:
        path = held / f"{len(os.listdir(held)) + 1}{suffix}"
        try:
            with path.open("wb") as file:
                for piece in member.chunks:
                    file.write(piece)
            return Source(path, called, held=True)
        except TextError as error:
            why = str(error)
    skipped.append(f"{called}: skipped: {why}")
    return None


def _walk(folder: Path, skipped: list[str]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        for name in sorted(folders):
            if name.startswith("."):
                skipped.append(f"{Path(place, name)}: skipped: hidden")
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if name.startswith((".", "~$")):
                skipped.append(f"{path}: skipped: hidden")
            elif by_suffix(path.suffix.lower()) is None and path.suffix.lower() not in _HOLDING:
                skipped.append(f"{path}: skipped: {_unread(path.suffix.lower())}")
            else:
                yield path


def _unread(suffix: str) -> str:
    waiting = next((kind for kind in NOT_YET if suffix in kind.suffixes), None)
    return f"{waiting.says} cannot be read yet; {waiting.hint}" if waiting else "no reader for this kind of file"


def _named(paths: list[Path]) -> Iterator[Source]:
    often = Counter(path.name for path in paths)
    absolute = [_absolute(path) for path in paths]
    common = Path(os.path.commonpath([path.parent for path in absolute])) if paths else Path()
    for path, whole in zip(paths, absolute, strict=True):
        yield Source(path, path.name if often[path.name] == 1 else whole.relative_to(common).as_posix())


def _absolute(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))

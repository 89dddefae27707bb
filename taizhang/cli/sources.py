"""Which files are meant: folders walked in order, what is passed over said, each document given a name."""
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from taizhang.text.formats import NOT_YET, by_suffix


@dataclass(frozen=True, slots=True)
class Source:
    """A file and what its document is called in the ledger."""

    path: Path
    doc: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The files to read, and for each one passed over the reason, in words."""

    files: tuple[Source, ...]
    skipped: tuple[str, ...]


def find(paths: Iterable[Path]) -> Sources:
    """All files named, and all readable ones in folders named, in sorted order; a file named twice is taken once.

    A document is called by its file's name where that is unique, else by its path below the common folder.
    """
    files: dict[Path, Path] = {}
    skipped: list[str] = []
    for path in paths:
        listed = _walk(path, skipped) if path.is_dir() else iter([path])
        for one in listed:
            files.setdefault(_absolute(one), one)
    return Sources(tuple(_named(list(files.values()))), tuple(skipped))


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
            elif by_suffix(path.suffix.lower()) is None:
                waiting = next((kind for kind in NOT_YET if path.suffix.lower() in kind.suffixes), None)
                why = f"{waiting.says} cannot be read yet; {waiting.hint}" if waiting else "no reader for this kind of file"
                skipped.append(f"{path}: skipped: {why}")
            else:
                yield path


def _named(paths: list[Path]) -> Iterator[Source]:
    often = Counter(path.name for path in paths)
    absolute = [_absolute(path) for path in paths]
    common = Path(os.path.commonpath([path.parent for path in absolute])) if paths else Path()
    for path, whole in zip(paths, absolute, strict=True):
        yield Source(path, path.name if often[path.name] == 1 else whole.relative_to(common).as_posix())


def _absolute(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))

"""Having files read by the child: started when first needed, kept by its worker, started anew when it died."""
import json
import os
import subprocess
import sys
import tempfile
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal, Self

from django.conf import settings

from taizhang.reading.api import AUTO
from taizhang.server.accounts.roles import OWN_LAYER
from taizhang.server.imports import cage
from taizhang.text import Limits, convert_first
from taizhang.text.formats import is_old
from taizhang.values.errors import TextError

Way = Literal["document", "text", "cells", "filled"]
_SLACK = 15.0  # seconds beyond what a file may take, after which the child itself is given up


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader made of a file (``made``), or why it made nothing (``error``: what, why, hint)."""

    made: dict[str, Any]
    error: dict[str, str]

    @classmethod
    def of(cls, said: dict[str, Any]) -> "Reading":
        """From the child's answer."""
        error = said.get("error")
        return cls({}, dict(error)) if error else cls(said, {})

    @property
    def head(self) -> dict[str, Any]:
        """The document object."""
        found: dict[str, Any] = json.loads(self.made["lines"][0])
        return found

    def packed(self) -> bytes:
        """Compressed, as an item keeps it."""
        return zlib.compress(json.dumps(self.made, ensure_ascii=False).encode("utf-8"), 6)

    @classmethod
    def unpacked(cls, data: bytes) -> "Reading":
        """From what an item keeps."""
        return cls(json.loads(zlib.decompress(data)), {})


class Reader:
    """One child; used as a context. It reads one file at a time."""

    def __init__(self, seconds: int | None = None, memory: int | None = None, warm: str = AUTO, scan_seconds: int | None = None) -> None:
        self.seconds, self.memory, self.warm = seconds or settings.READ_SECONDS, memory or settings.READ_BYTES, warm
        self.scan_seconds = max(self.seconds, scan_seconds or (self.seconds if seconds else settings.READ_SCAN_SECONDS))
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def read(self, path: Path, name: str, pack: str = AUTO, way: Way = "document", **more: Any) -> Reading:
        """Read a file; whatever it does, the answer is a reading or a reason. ``way``: as a document; as a text that was extracted
        before (``sha256`` of the file it came from); as the cells of a workbook; or filled, a workbook with ``edits`` of its cells."""
        with tempfile.NamedTemporaryFile(prefix="taizhang-") as made:
            if way == "document":  # the child may start no program, so that what needs one is done before
                try:
                    converted = _converted(path, name)
                except TextError as error:
                    return Reading({}, {"what": error.what, "why": error.why, "hint": error.hint})
                if converted is not None:
                    made.write(converted)
                    made.flush()
                    more["converted"] = made.name
            return self._read(path, name, pack, way, more)

    def _read(self, path: Path, name: str, pack: str, way: Way, more: dict[str, Any]) -> Reading:
        own = OWN_LAYER.folder()
        asked = more | {"path": str(path), "name": name, "pack": pack, "way": way, "seconds": self.seconds, "memory": self.memory,
                        "scan_seconds": self.scan_seconds,
                        "place": settings.PACK, "local": dict(own.texts) if own is not None else {}}
        for last in (False, True):
            try:
                return Reading.of(self._ask(asked))
            except (OSError, EOFError, ValueError):
                self.close()
                if last:
                    break
        return Reading({}, {"what": "the process that reads files does not answer", "why": "", "hint": "try again; see the log of the worker"})

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    pass
        child.wait()

    def _ask(self, asked: dict[str, Any]) -> dict[str, Any]:
        child = self._started()
        assert child.stdin is not None and child.stdout is not None
        child.stdin.write(json.dumps(asked).encode("ascii") + b"\n")
        child.stdin.flush()
        return self._answer(child, self.scan_seconds + _SLACK)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            command = [sys.executable, "-m", "taizhang.server.imports.child", self.warm]
            self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=cage.environment(), cwd="/")
            if not self._answer(self._child, 60).get("ready"):
                raise EOFError
        return self._child

    def _answer(self, child: subprocess.Popen[bytes], seconds: float) -> dict[str, Any]:
        assert child.stdout is not None
        watch = threading.Timer(seconds, child.kill)
        watch.start()
        try:
            said: dict[str, Any] = json.loads(_framed(child.stdout))
            return said
        finally:
            watch.cancel()


def _converted(path: Path, name: str) -> bytes | None:
    """What LibreOffice makes of an old office file; None for any other."""
    with path.open("rb") as file:
        if not is_old(name, file.read(512)):
            return None
        file.seek(0)
        return convert_first(file.read(Limits().file_bytes + 1), name)


_KEPT: dict[int, Reader] = {}


@contextmanager
def kept(warm: str = AUTO) -> Iterator[Reader]:
    """The reader of this process, kept for the next import: to start one costs a second of a processor, more than most files.

    It ends with the process: the child reads its standard input to the end.
    """
    reader = _KEPT.setdefault(os.getpid(), Reader(warm=warm))  # what a fork inherited belongs to its parent
    reader.seconds, reader.memory = settings.READ_SECONDS, settings.READ_BYTES
    reader.scan_seconds = max(settings.READ_SECONDS, settings.READ_SCAN_SECONDS)
    yield reader


def _framed(pipe: IO[bytes]) -> bytes:
    length = int(pipe.readline(20) or b"-1")
    data = pipe.read(length) if length >= 0 else b""
    if length < 0 or len(data) != length:
        raise EOFError
    return data

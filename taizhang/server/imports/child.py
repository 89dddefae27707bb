"""The child that reads: loaded once, then a process of its own for every file, so that a file costs nobody but itself.

Asked on standard input, one JSON object a line; answers on standard output, a line with the length, then so many bytes of JSON.
It knows no Django, no database and no key.
"""
import base64
import json
import os
import select
import signal
import sys
import time
from dataclasses import replace
from decimal import Decimal
from typing import Any

from taizhang import __version__, packs
from taizhang.publishing import jsonl
from taizhang.publishing.rows import counts
from taizhang.reading import read_loaded
from taizhang.server.imports import cage
from taizhang.text import Limits, Text, cells, load
from taizhang.text.cell_filling import fill
from taizhang.text.formats import scans
from taizhang.values import TaizhangError
from taizhang.values.errors import TooLarge

MOST = 300_000_000  # bytes of one answer


def read_file(asked: dict[str, Any]) -> dict[str, Any]:
    """What the reader makes of a file, as plain JSON; ``local`` holds the files of the installation's own layer, laid over the pack."""
    made = _bytes(asked["converted"]) if asked.get("converted") else None
    return _read(load(_bytes(asked["path"]), name=asked["name"], limits=Limits(), converted=made), asked)


def read_text(asked: dict[str, Any]) -> dict[str, Any]:
    """The same of a text that was extracted before: its characters as they are, in UTF-8, never extracted again; it keeps the digest
    of the file it was extracted from."""
    text = Text.of(_bytes(asked["path"]).decode("utf-8"), asked["name"])
    return _read(replace(text, sha256=asked.get("sha256") or text.sha256), asked)


def read_cells(asked: dict[str, Any]) -> dict[str, Any]:
    """What stands in the cells of a workbook."""
    return {"sheets": [one.plain() for one in cells.read(_bytes(asked["path"]))], "release": __version__}


def read_filled(asked: dict[str, Any]) -> dict[str, Any]:
    """A copy of a workbook with some of its cells filled: (sheet, row, column, whether it is a number, what)."""
    sheets: dict[str, dict[tuple[int, int], str | Decimal]] = {}
    for sheet, row, column, number, said in asked["edits"]:
        sheets.setdefault(sheet, {})[row, column] = Decimal(said) if number else said
    return {"data": base64.b64encode(fill(_bytes(asked["path"]), sheets)).decode("ascii")}


#: What a file may be read as.
WAYS = {"document": read_file, "text": read_text, "cells": read_cells, "filled": read_filled}


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read(Limits().file_bytes + 1)


def _read(text: Text, asked: dict[str, Any]) -> dict[str, Any]:
    if any("\ud800" <= sign <= "\udfff" for sign in text.text):
        raise TooLarge("holds characters that are none", why="halves of surrogate pairs", hint="save the file anew as UTF-8")
    local = asked.get("local")
    own = packs.folder_of(local) if local else None
    facts = read_loaded(text, asked["pack"], doc=asked["name"], local=own)
    chosen = packs.load(facts.pack, own)
    issuers = facts.metadata.issuers
    home = packs.home_of(chosen, "\n".join([*issuers, facts.metadata.title or "", facts.metadata.number or ""]))
    region = chosen.region_named(home) if home else None
    return {
        "text": text.text, "sha256": text.sha256, "text_sha256": text.text_sha256, "format": text.format, "encoding": text.encoding,
        "extractor": text.extractor, "addresses": [[one.start, one.place] for one in text.addresses],
        "lines": [jsonl.dumps(one) for one in jsonl.records(facts)], "counts": counts(facts), "release": __version__,
        "fingerprint": chosen.fingerprint, "region": region.id if region else "",
    }


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """Read, and turn whatever goes wrong into words."""
    try:
        return WAYS[asked.get("way", "document")](asked)
    except TaizhangError as error:
        return {"error": {"what": error.what, "why": error.why, "hint": error.hint}}
    except (RecursionError, MemoryError) as error:
        return {"error": {"what": "is too deep or too large to read", "why": type(error).__name__, "hint": "split the file"}}
    except Exception as error:
        said = f"{type(error).__name__}: {error}"[:500]
        return {"error": {"what": "the reader failed", "why": said, "hint": "report it with the file, if it may be shown"}}


def _within(asked: dict[str, Any], out: int) -> None:
    """The life of a process for one file."""
    code = 1
    try:
        most = asked.get("scan_seconds", 0)
        cage.limit(asked["memory"], asked["seconds"], most)
        if most > asked["seconds"]:
            scans.before[:] = [_Longer(most, out)]
        try:
            said = json.dumps(answer(asked)).encode("ascii")
        except MemoryError:
            said = b'{"error": {"what": "is too deep or too large to read", "why": "MemoryError", "hint": "split the file"}}'
        view = memoryview(said)
        while view:
            view = view[os.write(out, view):]
        code = 0
    finally:
        os._exit(code)


class _Longer:
    """Takes more time for a file whose pages are recognised: once, and says so to who watches by a blank, which JSON may begin with."""

    def __init__(self, seconds: int, out: int) -> None:
        self._seconds, self._out, self._asked = seconds, out, False

    def __call__(self) -> None:
        if not self._asked:
            self._asked = True
            cage.longer(self._seconds)
            os.write(self._out, b" ")


def _ask(asked: dict[str, Any]) -> bytes:
    """Have one file read by a process of its own, and watch it."""
    _lay(asked.get("local") or {}, asked.get("place") or "")
    here, there = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(here)
        _within(asked, there)
    os.close(there)
    begun, seconds = time.monotonic(), asked["seconds"]
    pieces: list[bytes] = []
    size, over = 0, ""
    try:
        while True:
            left = begun + seconds - time.monotonic()
            if left <= 0 or not select.select([here], [], [], left)[0]:
                over = "time"
                break
            piece = os.read(here, 1 << 20)
            if not piece:
                break
            if not pieces and piece[:1] == b" ":
                seconds = max(seconds, asked.get("scan_seconds", 0))
            pieces.append(piece)
            size += len(piece)
            if size > MOST:
                over = "size"
                break
    finally:
        os.close(here)
        if over:
            os.kill(pid, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if over or status:
        return json.dumps({"error": _why(over, status, seconds)}).encode("ascii")
    return b"".join(pieces)


_laid: list[dict[str, str]] = []


def _lay(local: dict[str, str], place: str) -> None:
    """Lay the installation's own layer over its pack once, here, where every file that follows inherits it."""
    if local and place and _laid != [local]:
        try:
            packs.lexicon(packs.load(place, packs.folder_of(local)))
        except TaizhangError:  # said once a file, in the answer
            pass
        _laid[:] = [local]


def _why(over: str, status: int, seconds: int) -> dict[str, str]:
    if over == "time" or -status in (signal.SIGXCPU, signal.SIGKILL):
        return {"what": "takes too long or too much memory to read", "why": f"given up after {seconds} s at the latest", "hint": "split the file"}
    if over == "size":
        return {"what": "yields too much", "why": f"over {MOST} bytes", "hint": "split the file"}
    return {"what": "the process that read it ended", "why": f"status {status}", "hint": "report it with the file, if it may be shown"}


def main() -> None:
    """Get ready, say so, then answer until the questions end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    out = os.dup(1)
    os.dup2(2, 1)  # what a library prints must not run into the answers
    for name in sys.argv[1:]:
        read_loaded(load(b"warm", name="warm.txt"), name)
    alone = cage.without_network()
    _send(out, json.dumps({"ready": True, "alone": alone}).encode("ascii"))
    for line in sys.stdin.buffer:
        _send(out, _ask(json.loads(line)))


def _send(out: int, data: bytes) -> None:
    view = memoryview(b"%d\n" % len(data) + data)
    while view:
        view = view[os.write(out, view):]


if __name__ == "__main__":
    main()

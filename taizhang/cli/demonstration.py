"""``taizhang demo``: documents in, three files out, and an office that is filled from them and served."""
import importlib.util
import os
import sys
import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

import taizhang
from taizhang.cli import outputs, sources, work
from taizhang.cli.beside import in_its_place
from taizhang.cli.commands import count, tell
from taizhang.publishing import checking, rows
from taizhang.publishing.words import Words
from taizhang.values import Facts
from taizhang.values.errors import UsageError

FORMATS = ("xlsx", "jsonl", "html")


def samples() -> Path:
    """The folder of sample documents of this checkout; raises `UsageError` where the package is installed without it."""
    folder = Path(taizhang.__file__).resolve().parents[1] / "samples" / "txt"
    if not folder.is_dir():
        raise UsageError("the sample documents are part of the source tree and not of the installed package",
                         hint="name a folder with documents: --docs DIR")
    return folder


def run(docs: Path | None, output: Path, jobs: int, check: bool, language: str, port: int | None = None) -> int:
    """Read, write, say where to look; with a ``port``, fill an office and serve it there. The exit code: 0 or 1.

    With ``check``, the files are held against the ledger, and the office is asked whether it is well and stopped.
    """
    words = Words(language)
    folder = docs or samples()
    if not folder.exists():
        raise UsageError("there is no such folder", where=str(folder), hint="name one with documents: --docs DIR")
    found = sources.find([folder])
    tell(found.skipped)
    if not found.files:
        raise UsageError("no file here can be read", where=str(folder), hint="put .txt, .html or .docx documents into it")
    begun = time.perf_counter()
    ledger, failures = work.gather(found.files, "auto", jobs)
    spent = time.perf_counter() - begun
    tell(failure.says for failure in failures)
    files = {name: output / f"{outputs.STEM}.{name}" for name in FORMATS}
    outputs.write(ledger, outputs.plan(FORMATS, [str(path) for path in files.values()]), language)
    _summary(ledger, files, spent, words)
    wrong = checking.files(ledger, files) if check else []
    tell(wrong)
    if check and not wrong:
        print(f"checked: {count(ledger)} facts stand in all files, every quote is the text at its place")
    if port is None or wrong:
        return 1 if failures or wrong else 0
    return _office(ledger, folder, output / "office", port, check, accept=docs is None) or (1 if failures else 0)


def _office(ledger: list[Facts], folder: Path, home: Path, port: int, check: bool, accept: bool) -> int:
    """Fill an office in a process of its own, whose settings are told by its environment, and serve it."""
    if importlib.util.find_spec("django") is None:
        tell(["the office is left out: it is not installed (pip install 'taizhang[server]')"])
        return 0
    spoken = Counter(facts.pack for facts in ledger if facts.pack != "china")
    about = {"TAIZHANG_HOME": str(home.absolute()), "TAIZHANG_DEMO": "yes", "TAIZHANG_PACK": spoken.most_common(1)[0][0] if spoken else "china"}
    command = [sys.executable, "-m", "taizhang.cli.demo_office", str(folder.absolute()), "--port", str(port)]
    command += ["--accept"] * accept + ["--check"] * check
    return in_its_place(command, {**os.environ, **about})


def _summary(ledger: list[Facts], files: dict[str, Path], spent: float, words: Words) -> None:
    console = Console()
    table = Table(show_edge=False, pad_edge=False, header_style="bold")
    table.add_column(words("Document"), overflow="fold", max_width=48)
    for plural in rows.PLURALS.values():
        table.add_column(words(plural), justify="right")
    for facts in ledger:
        table.add_row(Text(facts.metadata.title or facts.doc), *map(str, rows.counts(facts).values()))
    console.print(table)
    size = sum(len(facts.text) for facts in ledger)
    print(f"\n{len(ledger)} documents, {size} characters, {count(ledger)} facts in {spent:.1f} s")
    for path in files.values():
        print(f"  {path}")
    print(f"Open {files['html'].resolve().as_uri()} in a browser.")

"""What can be asked on the command line."""
import sys
from pathlib import Path
from typing import Annotated

import typer

from taizhang import __version__
from taizhang.values.errors import UsageError

Formats = typer.Option(
    "--format", metavar="table|jsonl|xlsx|html", help="How to write the ledger; several may be given, one by one or joined with commas.",
)
Output = typer.Option(
    "--output", metavar="FILE",
    help="Where to write it; - is standard output. For several formats a folder or a stem, such as out/ledger. "
    "Without --format its suffix says the format.",
)
AnswerFormat = typer.Option("--format", metavar="table|jsonl|xlsx|html", help="How to write the answers; by default a table.")
AnswerOutput = typer.Option(
    "--output", metavar="FILE", help="Where to write them; - is standard output. Without --format its suffix says the format.",
)
Gold = typer.Option("--score", metavar="GOLD_DIR", help="Hold what was read against the gold in this folder and print the figures.")
PackName = typer.Option("--pack", metavar="auto|NAME", help="Names of which place to read with; auto chooses by issuer and title.")
Paths = typer.Argument(metavar="PATH...", help="Files and folders; folders are read in sorted order.")
Folder = typer.Option("--output", metavar="DIR", help="Folder for ledger.xlsx, ledger.jsonl, ledger.html and the office.")
Docs = typer.Option("--docs", metavar="DIR", help="Documents to read; by default the samples of the project.")
Check = typer.Option("--check", help="Check the written files too; exit with 1 and the reason if one is not whole.")

app = typer.Typer(
    name="taizhang", no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read Chinese policy documents into one accountable ledger: targets, results, tasks, citations, "
    "each anchored to its sentence.",
)
pack = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Data packs: everything about a place, as data.")
app.add_typer(pack, name="pack")

Spoken = typer.Option("--language", envvar="TAIZHANG_LANGUAGE", metavar="zh_Hans|en", help="Language of headings and of the page.")
Language = Annotated[str, Spoken]
Jobs = Annotated[int, typer.Option("--jobs", min=0, metavar="N", help="Processes to read with; 0 takes one for each core where that pays.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"taizhang {__version__}")
        raise typer.Exit


@app.callback()
def everywhere(
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help="Say the release and stop.")] = False,
) -> None:
    """Read Chinese policy documents into one accountable ledger."""


@app.command()
def read(
    paths: Annotated[list[Path] | None, Paths] = None,
    format: Annotated[list[str] | None, Formats] = None,
    output: Annotated[list[str] | None, Output] = None,
    pack: Annotated[str, PackName] = "auto",
    jobs: Jobs = 1,
    stages: Annotated[bool, typer.Option("--stages", help="List the stages of reading and stop.")] = False,
    score: Annotated[Path | None, Gold] = None,
    mistakes: Annotated[int, typer.Option("--mistakes", min=0, metavar="N", help="With --score: print this many mistakes too.")] = 0,
    language: Language = "zh_Hans",
) -> None:
    """Read documents into a ledger.

    Without --output the ledger goes to standard output, by default as a table. A file that cannot be read is reported and the
    rest is read; the exit code is then 1.
    """
    from taizhang.cli import commands

    if stages:
        commands.show_stages()
        return
    if not paths:
        raise UsageError("nothing to read", hint="name files or folders: taizhang read PATH...")
    if mistakes and score is None:
        raise UsageError("--mistakes needs --score", hint="name the folder with the gold")
    sys.exit(commands.read(paths, format or [], output or [], pack, jobs, score, mistakes, language))


@app.command()
def answers(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="File with the targets: a plan, or the report that sets them.")],
    summary: Annotated[str, typer.Argument(metavar="SUMMARY", help="File with the results: the summary or report of a year later.")],
    format: Annotated[str | None, AnswerFormat] = None,
    output: Annotated[str | None, AnswerOutput] = None,
    pack: Annotated[str, PackName] = "auto",
    language: Language = "zh_Hans",
) -> None:
    """Hold the targets of a plan against the results of a summary: answered, changed or silent, and whether met.

    Works on two files, without a database. Nothing in it has been reviewed by a person.
    """
    from taizhang.cli import answering

    answering.run(plan, summary, format, output, pack, language)


@app.command()
def doubts(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.")],
    format: Annotated[str, typer.Option("--format", metavar="table|jsonl", help="How to write them.")] = "table",
    output: Annotated[str | None, typer.Option("--output", metavar="FILE", help="Where to write them; - is standard output.")] = None,
    pack: Annotated[str, PackName] = "auto",
    jobs: Jobs = 1,
    language: Language = "zh_Hans",
) -> None:
    """What the numbers of documents invite one to ask, each with its arithmetic; none is called an error.

    Works on files, without a database: within each document, and between all of them.
    """
    from taizhang.cli import doubting

    sys.exit(doubting.run(paths, format, output, pack, jobs, language))


@app.command()
def demo(
    docs: Annotated[Path | None, Docs] = None,
    output: Annotated[Path, Folder] = Path("out"),
    jobs: Jobs = 0,
    check: Annotated[bool, Check] = False,
    language: Language = "zh_Hans",
    office: Annotated[bool, typer.Option(help="Fill an office with demo users too, and serve it.")] = True,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, metavar="N", help="Port of the office.")] = 8000,
) -> None:
    """Read documents, leave the ledger as .xlsx, .jsonl and one .html page, and serve an office filled from them.

    With --check, files and office are checked and nothing goes on running.
    """
    from taizhang.cli import demonstration

    sys.exit(demonstration.run(docs, output, jobs, check, language, port if office else None))


@pack.command("check")
def pack_check(folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a pack.")]) -> None:
    """Run all checkers on a pack folder; exit with 1 if they find anything."""
    from taizhang.cli import packing

    sys.exit(packing.check(folder))


@pack.command("show")
def pack_show(name: Annotated[str, typer.Argument(metavar="NAME", help="Name of a shipped pack.")]) -> None:
    """Show what a pack holds, layer by layer."""
    from taizhang.cli import packing

    packing.show(name)

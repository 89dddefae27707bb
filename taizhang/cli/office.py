"""What can be asked of the office on the command line: serving it, its people, imports, audit, backups."""
import sys
from pathlib import Path
from typing import Annotated

import typer

from taizhang.cli.app import app
from taizhang.values.errors import UsageError

__all__ = ["app"]

user = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="People of the office.")
audit = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The audit trail: verify it, anchor it outside the database.")
app.add_typer(user, name="user")
app.add_typer(audit, name="audit")
search = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The index of the office's search.")
app.add_typer(search, name="search")
local = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The installation's own layer of names: as a pack folder, out and in.")
app.add_typer(local, name="local")

Port = Annotated[int, typer.Option("--port", min=1, max=65535, metavar="N", help="Port to serve on.")]
Address = Annotated[str, typer.Option("--address", metavar="IP", help="Address to serve on; with demo users or DEBUG loopback only.")]
Account = Annotated[str, typer.Argument(metavar="ACCOUNT", help="The name a person logs in with.")]
By = Annotated[str, typer.Option("--by", metavar="ACCOUNT", help="Whose action this is; it is recorded under this account.")]
Yes = Annotated[bool, typer.Option("--yes", help="Carry the plan out; without it, it is only shown.")]
KeysToo = Annotated[bool, typer.Option("--keys", help="Put the installation's secret keys into the archive too: keep it like a safe.")]
RoleGiven = Annotated[list[str], typer.Option(
    "--role", metavar="ROLE[:SCOPE]", help="Role in its usual scope, or in one named: all, or the id of a unit or region.")]


def _office() -> None:
    """Make Django ready, or say how to get what is missing."""
    try:
        import django
    except ModuleNotFoundError as error:
        raise UsageError("the office server is not installed", why=f"the package {error.name} is missing",
                         hint="install it with: pip install 'taizhang[server]'") from error
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.server.settings")
    django.setup()


@app.command()
def serve(
    port: Port = 8000,
    address: Address = "127.0.0.1",
    worker: Annotated[bool, typer.Option(help="Start a worker for long work beside the server.")] = True,
) -> None:
    """Serve the office of the folder TAIZHANG_HOME (data/): pages on http://ADDRESS:PORT, and a worker for long work."""
    _office()
    from taizhang.cli import serving

    sys.exit(serving.serve(address, port, worker))


@app.command()
def worker(ready: Annotated[bool, typer.Option("--ready", help="The tables are up to date: do not look.")] = False) -> None:
    """Do the office's long work, such as imports, until stopped."""
    _office()
    from taizhang.cli import serving

    serving.work(ready)


@app.command()
def setup() -> None:
    """Make the tables of the database or bring them up to this release; safe to run again."""
    _office()
    from taizhang.cli import serving

    serving.setup()


@app.command("import")
def import_(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders; folders are read in sorted order.")],
    by: By,
    yes: Yes = False,
    pack: Annotated[str, typer.Option("--pack", metavar="auto|NAME", help="Names of which place to read with.")] = "auto",
) -> None:
    """Import documents into the office: shows the plan; with --yes carries out what is not doubtful."""
    _office()
    from taizhang.cli import keeping

    sys.exit(keeping.import_(paths, by, yes, pack))


@app.command()
def reread(
    by: By,
    documents: Annotated[list[str] | None, typer.Argument(metavar="[DOCUMENT...]", help="Numbers or titles of documents; none: all.")] = None,
    everything: Annotated[bool, typer.Option("--everything", help="Also texts that this release has read already.")] = False,
    yes: Yes = False,
) -> None:
    """Read texts of the office anew by this release: shows which suggestions change; with --yes takes them. Decided facts stay as they are."""
    _office()
    from taizhang.cli import keeping

    sys.exit(keeping.reread(by, documents or [], everything, yes))


@user.command("add")
def user_add(
    account: Account,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="The person's name.")],
    role: RoleGiven,
    unit: Annotated[str, typer.Option("--unit", metavar="ID", help="The unit the person belongs to, by its id in the pack.")] = "",
) -> None:
    """Open an account with roles; the first password is printed once and has to be changed at the first log-in."""
    _office()
    from taizhang.cli import keeping

    keeping.user_add(account, name, unit, role)


@user.command("list")
def user_list() -> None:
    """List accounts with their roles."""
    _office()
    from taizhang.cli import keeping

    keeping.user_list()


@user.command("password")
def user_password(account: Account) -> None:
    """Set a new first password, printed once."""
    _office()
    from taizhang.cli import keeping

    keeping.user_password(account)


@user.command("grant")
def user_grant(account: Account, role: Annotated[str, typer.Argument(metavar="ROLE[:SCOPE]", help="Role, and where it holds.")]) -> None:
    """Grant a role to a person, as long as no security administrator does it on the pages."""
    _office()
    from taizhang.cli import keeping

    keeping.user_grant(account, role)


@user.command("reset-factor")
def user_reset_factor(account: Account) -> None:
    """Remove the second factor of a person who lost it; a new one is set up at the next log-in."""
    _office()
    from taizhang.cli import keeping

    keeping.user_reset_factor(account)


@audit.command("verify")
def audit_verify(
    anchor: Annotated[Path | None, typer.Option("--anchor", metavar="FILE", help="A signed head that was kept outside the database.")] = None,
) -> None:
    """Verify the sealed chain; exit with 1 if anything was changed, removed, cut off or computed anew."""
    _office()
    from taizhang.cli import keeping

    sys.exit(keeping.audit_verify(anchor))


@audit.command("anchor")
def audit_anchor() -> None:
    """Write the signed head of the chain outside the database now, as happens daily."""
    _office()
    from taizhang.cli import keeping

    keeping.audit_anchor()


@search.command("rebuild")
def search_rebuild() -> None:
    """Make the index anew from the texts, with a bar; searching goes on meanwhile, and a run that was ended goes on where it stopped."""
    _office()
    from taizhang.cli import keeping

    keeping.search_rebuild()


@app.command()
def mcp() -> None:
    """Let an assistant look facts up, read-only, over standard input and output; TAIZHANG_TOKEN holds the token of its person."""
    _office()
    from taizhang.cli import serving

    serving.mcp()


@app.command()
def backup(target: Annotated[Path, typer.Argument(metavar="FILE", help="The archive to write.")], keys: KeysToo = False) -> None:
    """Write database, files and anchors into one archive."""
    _office()
    from taizhang.cli import keeping

    keeping.backup(target, keys)


@app.command()
def restore(
    archive: Annotated[Path, typer.Argument(metavar="FILE", help="An archive made by taizhang backup.")],
    force: Annotated[bool, typer.Option("--force", help="Also over an office that is not empty: what it holds is replaced.")] = False,
) -> None:
    """Put an archive back, and verify digests and the audit chain afterwards."""
    _office()
    from taizhang.cli import keeping

    sys.exit(keeping.restore(archive, force))


@local.command("export")
def local_export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write; it is made, or must be empty.")],
) -> None:
    """Write the installation's own layer as a pack folder, which `taizhang pack check` takes."""
    _office()
    from taizhang.cli import layering

    layering.export(folder)


@local.command("import")
def local_import(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with pack.yaml and aliases.")],
    by: By,
    yes: Yes = False,
) -> None:
    """Take names of a pack folder into the installation's own layer: shows the plan; with --yes carries it out."""
    _office()
    from taizhang.cli import layering

    sys.exit(layering.import_(folder, by, yes))


@app.command()
def gold(
    output: Annotated[Path, typer.Option("--output", metavar="DIR", help="Folder to write; it is made, or must be empty.")],
) -> None:
    """Write what people decided one by one as gold: score the reader on it with `taizhang read DIR/texts --score DIR/gold`."""
    _office()
    from taizhang.cli import layering

    sys.exit(layering.gold(output))

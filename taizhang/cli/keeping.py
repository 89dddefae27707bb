"""Keeping the office from the command line: people, imports, audit, backups. The same actions as on the pages."""
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from taizhang.cli.commands import tell
from taizhang.server.accounts import command as people
from taizhang.server.accounts.models import User
from taizhang.server.audit.anchors import read_anchor, write_anchor
from taizhang.server.audit.verifying import verify
from taizhang.server.backup import making, restoring
from taizhang.server.exchange.anew import commands as anew
from taizhang.server.imports import commands as imports
from taizhang.server.imports.models import Import
from taizhang.server.search import commands as searching
from taizhang.values.errors import UsageError


def known(account: str) -> User:
    """The person of an account; `UsageError` where there is none."""
    found = User.objects.filter(account=account.strip().lower(), is_active=True).first()
    if found is None:
        raise UsageError("there is no such account, or it is closed", where=account, hint="accounts are listed by: taizhang user list")
    return found


def import_(paths: Sequence[Path], by: str, yes: bool, pack: str) -> int:
    """Plan, show, and with ``yes`` carry out; the exit code: 1 where something was refused or waits for a decision."""
    batch = with_progress(known(by), paths, pack, yes)
    left = batch.items.filter(finding="refused").count() + len(imports.open_items(batch))
    if not yes and batch.state == "planned":
        tell(["this is the plan; carry it out with --yes, or on the import's page"])
    if left:
        tell([f"{left} files were refused or wait for a decision on the import's page"])
    return 1 if left else 0


def reread(by: str, documents: Sequence[str], everything: bool, yes: bool) -> int:
    """Read texts anew, show the plan, and with ``yes`` carry it out; the exit code: 1 where a text was refused or has to be looked at again."""
    batch = anew.reread(known(by), documents, everything=everything, yes=yes)
    if not yes and batch.state == "planned":
        tell(["this is the plan; carry it out with --yes, or on its page"])
    left = batch.items.filter(finding="refused").count() + (batch.items.filter(choice="").count() if yes else 0)
    return 1 if left else 0


def with_progress(person: User, paths: Sequence[Path], pack: str, yes: bool) -> Import:
    """Import with a progress bar."""
    with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), transient=True) as progress:
        line = progress.add_task("")

        def bar(done: int, total: int, _now: str) -> None:
            progress.update(line, completed=done, total=total or None)

        return imports.import_folder(person, paths, pack=pack, yes=yes, console=progress.console, bar=bar)


def user_add(account: str, name: str, unit: str, roles: Sequence[str]) -> None:
    """Open an account; the password is printed once."""
    opened = people.add_user(account, name=name, unit=unit, given=tuple(roles))
    print(f"{opened.account}: {opened.password}")
    tell(["this password is shown once and has to be changed at the first log-in"])


def user_list() -> None:
    """A table of accounts."""
    table = Table(show_edge=False, pad_edge=False, header_style="bold")
    for head in ("account", "name", "unit", "roles", "state"):
        table.add_column(head, overflow="fold")
    for row in people.list_users():
        table.add_row(row.account, row.name, row.unit, "\n".join(row.roles), row.state)
    Console().print(table, markup=False)


def user_password(account: str) -> None:
    """Set a new first password."""
    print(people.new_password(account))
    tell(["this password is shown once and has to be changed at the next log-in"])


def user_grant(account: str, role: str) -> None:
    """Grant a role."""
    people.grant_role(account, role)


def user_reset_factor(account: str) -> None:
    """Remove a lost second factor."""
    people.remove_factor(account)


def audit_verify(anchor: Path | None) -> int:
    """Print the report; the exit code: 0 or 1."""
    report = verify(read_anchor(anchor) if anchor else None)
    print("\n".join(report.lines()))
    return 0 if report.ok else 1


def audit_anchor() -> None:
    """Write an anchor and say where."""
    print(write_anchor())
    tell(["copy it to a place that the administrators of this machine cannot write to"])


def search_rebuild() -> None:
    """Make the index of the search anew, with a progress bar."""
    with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), transient=True) as progress:
        line = progress.add_task("")
        job = searching.rebuild(lambda done, total: progress.update(line, completed=done, total=total or None))
    tell([f"the index holds {job.done - 1 if job.done else 0} texts and heads of documents"])


def backup(target: Path, keys: bool) -> None:
    """Write an archive and say what is in it."""
    print("\n".join(making.backup(target, keys).lines()))


def restore(archive: Path, force: bool) -> int:
    """Put an archive back; the exit code: 0, or 1 where what came back is not whole."""
    done = restoring.restore(archive, force)
    print("\n".join(done.lines()))
    return 0 if done.ok else 1

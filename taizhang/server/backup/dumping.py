"""The database of either engine, into a file and back: SQLite's own online copy, PostgreSQL's own tools."""
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from taizhang.server.backup.installation import Installation
from taizhang.values.errors import TaizhangError, UsageError

SIDES = ("-wal", "-shm", "-journal")


def dump(of: Installation, target: Path) -> None:
    """Write a copy that is consistent in itself, while others go on working."""
    if of.engine == "sqlite":
        with closing(sqlite3.connect(of.address["NAME"], timeout=60)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
            if (said := copy.execute("PRAGMA quick_check").fetchone()[0]) != "ok":
                raise TaizhangError("the copy of the database is damaged", where=str(of.address["NAME"]), why=said,
                                    hint="check the disk; restore an older backup")
    else:
        _run("pg_dump", of, "--format=custom", "--no-owner", "--no-privileges", "--no-password", f"--file={target}", str(of.address["NAME"]))


def check_tools(of: Installation) -> None:
    """Say before anything is begun what is missing."""
    if of.engine == "postgresql":
        for tool in ("pg_dump", "pg_restore"):
            _tool(tool)


def load(source: Path, into: Installation) -> None:
    """Put a copy in the place of the database, whole or not at all."""
    into.connection.close()
    if into.engine == "sqlite":
        place = Path(str(into.address["NAME"]))
        for side in SIDES:
            place.with_name(place.name + side).unlink(missing_ok=True)
        os.replace(source, place)
    else:
        _run("pg_restore", into, "--clean", "--if-exists", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
             "--no-password", f"--dbname={into.address['NAME']}", str(source))


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise UsageError(f"{name} is missing", why="a PostgreSQL database is saved and restored with PostgreSQL's own tools",
                         hint="install the client of the server's release, on Debian: apt install postgresql-client")
    return found


def _run(tool: str, of: Installation, *arguments: str) -> None:
    said = of.address
    # By environment, since arguments can be read by everybody on the machine.
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **{name: str(said[key]) for name, key in names.items() if said.get(key)}}
    done = subprocess.run([_tool(tool), *arguments], env=environment, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["it gave no reason"])[0]
        raise TaizhangError(f"{tool} did not finish", where=str(said["NAME"]), why=why, hint="nothing was changed; remove the cause and run it again")

"""Keys of the installation: made once, kept in the data folder, readable by the server's own user only."""
import os
import secrets
from pathlib import Path


def secret(path: Path) -> str:
    """The secret of this file, made on first use; two processes that start at once end with the same one."""
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50) + "\n")
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        fresh.unlink()
        return path.read_text("ascii").strip()

"""Which database: the embedded one in the data folder, or PostgreSQL by its address."""
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from taizhang.values.errors import UsageError


def database(address: str, home: Path) -> dict[str, Any]:
    """Django's description of the database.

    >>> database("postgresql://office:se%40cret@db.local:5433/taizhang", Path("data"))["HOST"]
    'db.local'
    >>> database("mysql://x/y", Path("data"))
    Traceback (most recent call last):
    ...
    taizhang.values.errors.UsageError: TAIZHANG_DATABASE: mysql is not supported. write postgresql://user:password@host:port/name, or leave it empty
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "taizhang.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;",
            },
            # A file and not memory, also for tests: several connections see one database.
            "TEST": {"NAME": home / "test.sqlite3"},
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres"):
        raise UsageError(f"{parts.scheme} is not supported", where="TAIZHANG_DATABASE",
                         hint="write postgresql://user:password@host:port/name, or leave it empty")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,  # a new connection has to learn all tables anew
        "CONN_HEALTH_CHECKS": True,
        # Compiling a question takes longer than answering one of a page.
        "OPTIONS": {"options": "-c jit=off"},
    }

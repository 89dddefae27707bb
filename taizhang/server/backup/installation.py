"""Where an office lives: its data folder and its database."""
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from taizhang.server.accounts.models import User
from taizhang.server.audit.models import Entry
from taizhang.server.documents.models import Stored


@dataclass(frozen=True, slots=True)
class Installation:
    """A data folder, and the name of a database among Django's."""

    home: Path
    alias: str = "default"

    @classmethod
    def this(cls) -> Self:
        """The one that settings describe."""
        return cls(Path(settings.HOME))

    @property
    def files(self) -> Path:
        """Folder of stored bytes."""
        return self.home / "files"

    @property
    def anchors(self) -> Path:
        """Folder of anchors."""
        return self.home / "anchors"

    @property
    def keys(self) -> Path:
        """Folder of keys."""
        return self.home / "keys"

    @property
    def connection(self) -> BaseDatabaseWrapper:
        """Its database."""
        return connections[self.alias]

    @property
    def engine(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.connection.vendor

    @property
    def address(self) -> dict[str, Any]:
        """How its database is reached."""
        return self.connection.settings_dict

    def holds(self) -> list[str]:
        """What is in it already, in words; nothing in an office that was never used."""
        found = []
        if self.engine != "sqlite" or Path(str(self.address["NAME"])).exists():
            tables = set(self.connection.introspection.table_names())
            for model, word in ((User, "accounts"), (Entry, "entries of the audit trail"), (Stored, "stored files")):
                if model._meta.db_table in tables and (count := model._base_manager.using(self.alias).count()):
                    found.append(f"{count} {word}")
        if any(path.is_file() for path in self.files.rglob("*")):
            found.append(f"files in {self.files}")
        return found

"""Backup and restore: database, files, anchors in one archive, and back, verified.

Lives here: `archive` (what may be in an archive, written and read with digests), `dumping` (the database of either engine),
`making` (`backup`), `restoring` (`restore`). Both take an `Installation`, so that a backup can be tried beside the real thing.
The server should be stopped while its office is restored; a backup is made while it runs.
"""
from taizhang.server.backup.installation import Installation
from taizhang.server.backup.making import Made, backup
from taizhang.server.backup.restoring import Restored, restore

__all__ = ["Installation", "Made", "Restored", "backup", "restore"]

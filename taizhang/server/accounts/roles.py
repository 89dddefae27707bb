"""Roles of this installation, from its pack. A role is a named set of capabilities; it is granted within a scope.

The pack of this installation is a shipped one with the installation's own layer on top. That layer lives in the database and is
kept by an app above, which says here how to fetch it (`OWN_LAYER`).
"""
from collections.abc import Callable, Mapping

from django.conf import settings

from taizhang import packs
from taizhang.packs import Folder, Pack
from taizhang.server.accounts.section import ROLES, Role

__all__ = ["OWN_LAYER", "ROLES", "Role", "place", "roles"]

Fetched = tuple[str, Folder | None]  # the state of the layer, and the layer where it holds anything


class OwnLayer:
    """The installation's own layer as this process knows it.

    Other processes change it: each request and each step of a job has it looked at once more, which costs one narrow row; only where that row
    differs from the one before is the layer itself fetched.
    """

    def __init__(self) -> None:
        self.fetch: Callable[[Fetched], Fetched] | None = None
        self._wanted, self._seen = 1, 0
        self._fetched: Fetched = ("", None)
        self._laid: tuple[Folder | None, dict[str, Pack]] = (None, {})

    def look_again(self) -> None:
        """From now on, what was fetched may be out of date."""
        self._wanted += 1

    def folder(self) -> Folder | None:
        """The layer; None where it is empty."""
        if self.fetch is None:
            return None
        wanted = self._wanted
        if self._seen != wanted:
            self._fetched = self.fetch(self._fetched)
            # What was asked for while it was fetched is fetched again.
            self._seen = wanted
        return self._fetched[1]


    def over(self, name: str) -> Pack:
        """The shipped pack of this name with the layer on top; a page asks for it hundreds of times."""
        folder = self.folder()
        if folder is None:
            return packs.load(name)
        if self._laid[0] is not folder:
            self._laid = (folder, {})
        laid = self._laid[1]
        if name not in laid:
            laid[name] = packs.load(name, folder)
        return laid[name]


OWN_LAYER = OwnLayer()


def place(name: str | None = None) -> Pack:
    """The pack of this installation, with its own layer on top."""
    return OWN_LAYER.over(name or settings.PACK)


def roles() -> Mapping[str, Role]:
    """Roles by id, in their order."""
    found = place().section("roles", Role)
    return dict(sorted(found.items(), key=lambda one: (one[1].order, one[0])))

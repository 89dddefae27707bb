"""Roles of this installation, from its pack. A role is a named set of capabilities; it is granted within a scope."""
from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings

from taizhang import packs
from taizhang.packs import Pack
from taizhang.server.accounts.section import ROLES, Role

__all__ = ["ROLES", "Role", "place", "roles"]


@lru_cache(maxsize=4)
def place(name: str | None = None) -> Pack:
    """The pack of this installation."""
    return packs.load(name or settings.PACK)


def roles() -> Mapping[str, Role]:
    """Roles by id, in their order."""
    found = place().section("roles", Role)
    return dict(sorted(found.items(), key=lambda one: (one[1].order, one[0])))

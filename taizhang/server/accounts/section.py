"""The section of packs that holds roles. It needs no Django: packs are checked where the server is not installed, too."""
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from taizhang.packs import SECTIONS, Mistake, Pack, Section
from taizhang.server.accounts.capabilities import CAPABILITIES, OFFICES

ScopeKind = Literal["unit", "region", "all"]


@dataclass(frozen=True, slots=True)
class Role:
    """A role as packs define it. ``scopes`` are the kinds of scope it may be granted in, the usual one first."""

    id: str
    name: str
    english: str
    says: str
    says_english: str
    capabilities: tuple[str, ...]
    scopes: tuple[ScopeKind, ...]
    order: int = 0
    source: str | None = None
    layer: str = field(default="", compare=False)

    @property
    def office(self) -> str:
        """The exclusive office (system, security, audit) of the role, or an empty word."""
        return next((CAPABILITIES[one].office for one in self.capabilities if one in CAPABILITIES and CAPABILITIES[one].office), "")


def check_roles(pack: Pack) -> Iterator[Mistake]:
    """Capabilities exist, and those of an exclusive office stand alone."""
    for role in pack.section("roles", Role).values():
        for one in role.capabilities:
            if one not in CAPABILITIES:
                yield Mistake(role.id, "capabilities", f"there is no capability {one}", "known: " + ", ".join(CAPABILITIES))
        offices = {CAPABILITIES[one].office for one in role.capabilities if one in CAPABILITIES}
        if len(offices) > 1:
            yield Mistake(role.id, "capabilities", "mixes business with an office, or two offices",
                          f"the offices {', '.join(OFFICES)} are three people, none of whom sees business content by office")


ROLES = SECTIONS.add(Section("roles", Role, check_roles))

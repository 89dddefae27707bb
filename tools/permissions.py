"""The table of permissions: for every noun, which role may do what in which state, made from the policies and the roles of packs."""
import os
from typing import Any

import django
from django.utils import translation

from tools.blocks import table

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from taizhang.server.accounts.capabilities import CAPABILITIES  # noqa: E402 - after the settings
from taizhang.server.accounts.policy import POLICIES, Act, Policy  # noqa: E402
from taizhang.server.accounts.roles import Role, roles  # noqa: E402

YES, BUT, NO = "●", "○", ""
ANY = "any"


def cell(act: Act, state: str, role: Role) -> str:
    """Whether a role may do this in this state: yes, yes if what stands below the table holds as well, or no."""
    held = not (act.business and role.office) if act.anyone else act.capability in role.capabilities
    if not held or (state != ANY and act.states and state not in act.states):
        return NO
    return BUT if act.but else YES


def rows(policy: Policy[Any]) -> list[list[str]]:
    """One row for each act and state in which some role may do it."""
    found = [[f"`{act.name}`" + (f" {act.says}" if str(act.says) != act.name else ""), state, *(cell(act, state, role) for role in roles().values())]
             for act in policy.acts for state in policy.states or (ANY,)]
    return [row for row in found if any(row[2:])]


def of_nouns() -> str:
    """A heading and a table for each noun."""
    with translation.override("en"):
        parts = []
        for policy in sorted(POLICIES, key=lambda one: one.noun):
            conditions = [f"- `{act.name}`: {act.but}" for act in policy.acts if act.but]
            parts += [f"### {policy.noun}: {policy.says}", table(["Act", "State", *roles()], rows(policy)),
                      *(["Where ○ stands:", "\n".join(conditions)] if conditions else [])]
        return "\n\n".join(parts)


def of_roles() -> str:
    """The roles: what each is for, its scopes and capabilities."""
    with translation.override("en"):
        return table(["Role", "中文", "For", "Scopes", "Capabilities"],
                     [[f"`{one.id}` {one.english}", one.name, one.says_english, ", ".join(one.scopes), ", ".join(f"`{c}`" for c in one.capabilities)]
                      for one in roles().values()])


def of_capabilities() -> str:
    """What code knows."""
    with translation.override("en"):
        return table(["Capability", "To", "Office"], [[f"`{one.name}`", str(one.says), one.office] for one in CAPABILITIES.values()])

"""Each cell of the table in docs/permissions.md, asked of the policies on real rows; and the same things made outside the scope."""
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from taizhang.server.accounts.models import User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.roles import roles
from taizhang.server.accounts.standing import forget
from tests.server.things import INSIDE, OUTSIDE, THINGS, grant, put_back, somebody

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"


def cells(noun: str) -> dict[tuple[str, str, str], str]:
    """The cells as they stand in the docs, by act, state and role."""
    part = re.search(rf"^### {noun}: .*?(?=^### |^<!-- /)", PAGE.read_text("utf-8"), re.S | re.M)
    assert part, f"docs/permissions.md has no table of {noun}; make fix makes it"
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in part[0].splitlines() if line.startswith("|")]
    head, found = lines[0], {}
    for line in lines[2:]:
        act = re.match(r"`(\w+)`", line[0])
        assert act
        found.update({(act[1], line[1], role): cell for role, cell in zip(head[2:], line[2:], strict=True)})
    return found


NOUNS = sorted(policy.noun for policy in POLICIES)


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_has_its_table_and_its_things(noun: str) -> None:
    policy = POLICIES.get(noun)
    possible = {(act.name, state) for act in policy.acts for state in policy.states or ("any",)}
    assert {(act, state) for act, state, _ in cells(noun)} <= possible
    assert {act for act, _, _ in cells(noun)} == {act.name for act in policy.acts}, "an act that nobody has"
    assert noun in THINGS.factories, f"tests/server/<app>/make.py makes no {noun}"
    made = THINGS.factories[noun](somebody(), INSIDE)
    assert set(made) == set(policy.states or ("",))
    for state, thing in made.items():
        assert policy.state(thing) == state


def standings() -> Iterator[tuple[str, str]]:
    """Every role in every kind of scope it may have; what is done with one is undone before the next."""
    for role in roles().values():
        for kind in role.scopes:
            with put_back():
                yield role.id, kind


@pytest.mark.parametrize("noun", NOUNS)
def test_each_cell(noun: str) -> None:
    policy, table, wrong = POLICIES.get(noun), cells(noun), []
    user = somebody(unit=INSIDE.unit)
    made = THINGS.factories[noun](user, INSIDE)
    for role, kind in standings():
        grant(user, roles()[role], INSIDE, kind)
        for state, thing in made.items():
            for act in policy.acts:
                said = table.get((act.name, state or "any", role), "")
                verdict = policy.may(fresh(user), act.name, own(thing, user, act))
                if bool(verdict) != bool(said) or (not verdict and not verdict.sentence):
                    wrong.append(f"{role} in {kind}: {act.name} {state}: table {said or 'no'!r}, policy {verdict}")
    assert wrong == []


@pytest.mark.parametrize("noun", [one for one in NOUNS if one not in THINGS.unscoped])
def test_outside_the_scope_nothing_is_allowed(noun: str) -> None:
    policy, wrong = POLICIES.get(noun), []
    user = somebody(unit=INSIDE.unit)
    made = THINGS.factories[noun](user, OUTSIDE)
    for role, kind in standings():
        if kind == "all":
            continue
        grant(user, roles()[role], INSIDE, kind)
        for state, thing in made.items():
            wrong += [f"{role} in {kind}: {act.name} {state} of another place" for act in policy.acts
                      if not act.anyone and policy.may(fresh(user), act.name, thing)]
            rows = type(thing)._default_manager.filter(pk=thing.pk)
            wrong += [f"{role} in {kind}: sees the {noun} {state} of another place" for act in policy.acts
                      if not act.anyone and policy.visible(fresh(user), rows, act.name).exists()]
    assert wrong == []


@pytest.mark.parametrize("noun", NOUNS)
def test_without_a_role_only_what_is_anybodys_is_allowed(noun: str) -> None:
    policy, nobody = POLICIES.get(noun), somebody()
    closed = somebody("planning", is_active=False)
    for thing in THINGS.factories[noun](nobody, INSIDE).values():
        for act in policy.acts:
            verdict = policy.may(nobody, act.name, own(thing, nobody, act))
            assert act.anyone or not verdict, f"{act.name} without a role"
            assert not policy.may(closed, act.name, thing), f"{act.name} with a closed account"
            assert not policy.may(None, act.name, thing), f"{act.name} by a stranger"
            if not act.anyone:
                assert "{" not in verdict.sentence and len(verdict.sentence) > 8


def own(thing: object, user: User, act: object) -> object:
    """Acts on one's own account are asked of it, where it is in the same state."""
    if isinstance(thing, User) and getattr(act, "anyone", False):
        return user if thing.is_active else thing
    return thing


def fresh(user: User) -> User:
    forget(user)
    return user

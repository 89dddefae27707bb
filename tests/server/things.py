"""Things of every noun in every state, made by each app's ``make.py``: for the table of permissions and the walk of all addresses.

A factory takes a person and a place and gives, by state, things that nothing but role, scope and state may keep from this person.
"""
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import Client

from taizhang.server.accounts.models import Grant, User
from taizhang.server.accounts.roles import OWN_LAYER, Role, roles


@dataclass(frozen=True)
class Where:
    """A unit of the pack `sample` and the region it belongs to."""

    unit: str
    region: str


INSIDE = Where("990402.kjj", "990402")
OUTSIDE = Where("990403.kjj", "990403")

Factory = Callable[[User, Where], Mapping[str, Any]]


@dataclass
class Things:
    """The factories by noun; ``unscoped`` nouns are bound to no unit and no region; what addresses take beyond key and pk."""

    factories: dict[str, Factory] = field(default_factory=dict)
    unscoped: set[str] = field(default_factory=set)
    addresses: dict[str, tuple[str, Callable[[Any], dict[str, Any]]]] = field(default_factory=dict)


THINGS = Things()
_count = count(1)


def things(noun: str, *, scoped: bool = True) -> Callable[[Factory], Factory]:
    """Register the factory of a noun."""
    def add(factory: Factory) -> Factory:
        assert noun not in THINGS.factories, f"there is a factory for {noun} already"
        THINGS.factories[noun] = factory
        if not scoped:
            THINGS.unscoped.add(noun)
        return factory

    return add


def arguments(name: str, of: Callable[[Any], dict[str, Any]], *, noun: str = "") -> None:
    """What the address ``name`` takes for a thing; ``noun`` where its door names none."""
    assert name not in THINGS.addresses, f"the arguments of {name} are there already"
    THINGS.addresses[name] = (noun, of)


def somebody(*held: str, where: Where | None = None, **more: Any) -> User:
    """Another person, holding these roles everywhere, or at ``where`` in the kind of scope that is usual for each."""
    account = f"somebody-{next(_count)}"
    user = User.objects.create_user(account, "A-good-pass-1", name=account, **more)
    for role in held:
        grant(user, roles()[role], where)
    return user


def grant(user: User, role: Role, where: Where | None, kind: str = "") -> None:
    """A role within the kind of scope (the usual one), at a place."""
    kind = kind or ("all" if where is None and "all" in role.scopes else role.scopes[0])
    place = where or INSIDE
    Grant(user=user, role=role.id, scope=kind, scope_id={"unit": place.unit, "region": place.region, "all": ""}[kind]).save()


@contextmanager
def put_back(client: Client | None = None) -> Iterator[None]:
    """What is changed within is undone, a log-out of the client too; what is remembered beside the database is looked up anew."""
    kept = {name: one.value for name, one in client.cookies.items()} if client else {}
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    if client:
        client.cookies = SimpleCookie(kept)
    OWN_LAYER.look_again()


for _made in sorted(Path(__file__).parent.glob("*/make.py")):
    import_module(f"tests.server.{_made.parent.name}.make")

"""What tests of the server may use: people of every role, a document with facts, pages asked as a person."""
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from django.utils import translation
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from taizhang.server.accounts.models import Grant, User
from taizhang.server.accounts.roles import OWN_LAYER
from taizhang.server.history import guard
from taizhang.server.local import layer
from tests.server import things  # noqa: F401 - factories lean on each other: all of them first, in order
from tests.server.browser import browse, everywhere

__all__ = ["browse", "everywhere"]


@pytest.fixture(scope="session", autouse=True)
def guards_let_tests_start_anew() -> Iterator[None]:
    """A test on several connections empties the tables when it ends; the guards of history step aside for that alone."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def execute(self: Any, sql_list: Any) -> None:
        with guard.lifted(connection):
            flush(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", execute)
        yield


@pytest.fixture(autouse=True)
def own_layer_anew(request: pytest.FixtureRequest) -> Iterator[None]:
    """The installation's own layer as this test's database has it; a test without a database asks none."""
    asks = bool({"db", "transactional_db", "live_server"} & set(request.fixturenames)) or request.node.get_closest_marker("django_db") is not None
    OWN_LAYER.fetch = layer.fetch if asks else None
    OWN_LAYER.look_again()
    yield
    OWN_LAYER.fetch = None
    OWN_LAYER.look_again()


@pytest.fixture(autouse=True)
def language_anew() -> None:
    """No test speaks the language of a page that another one asked for."""
    translation.deactivate()


@pytest.fixture
def person(db: None) -> Callable[..., User]:
    """Make a person: ``person("reviewer")`` holds that role everywhere, ``person("liaison", scope="unit", scope_id=…)`` in a scope."""
    made: list[User] = []

    def make(*roles: str, scope: str = "all", scope_id: str = "", account: str = "", unit: str = "", **more: Any) -> User:
        account = account or f"{'-'.join(roles) or 'nobody'}{len(made)}"
        user = User.objects.create_user(account, "A-good-pass-1", name=account, unit=unit or (scope_id if scope == "unit" else ""), **more)
        for role in roles:
            Grant(user=user, role=role, scope=scope, scope_id=scope_id).save()
        made.append(user)
        return user

    return make


@pytest.fixture
def as_person() -> Callable[[User], Client]:
    """A client logged in as a person, past the door with its second factor."""
    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        device = TOTPDevice.objects.get_or_create(user=user, name="test")[0]
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session.save()
        return client

    return log_in

"""What the command line does with accounts."""
import pytest
from django.test import Client

from taizhang.server.accounts import command
from taizhang.server.accounts.models import Grant, User
from taizhang.server.accounts.roles import roles
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry
from taizhang.values.errors import UsageError

pytestmark = pytest.mark.django_db


def test_a_user_is_opened_with_roles_and_logs_in_once_to_change_the_password() -> None:
    opened = command.add_user("Chen", name="Chen", unit="990400.gxj", given=("liaison", "reviewer:990402"))
    user = User.objects.get(account="chen")
    assert {(one.role, one.scope, one.scope_id) for one in user.grants.all()} == {("liaison", "unit", "990400.gxj"), ("reviewer", "region", "990402")}
    client = Client()
    assert client.post("/login/", {"username": "chen", "password": opened.password}).status_code == 302
    assert client.get("/account/")["Location"] == "/account/password/?next=%2Faccount%2F"
    assert not Entry.objects.filter(values__value__contains=opened.password).exists()


@pytest.mark.parametrize("given, names", [(("boss",), "planning"), (("liaison",), "liaison:UNIT"), (("reviewer:nowhere",), "nowhere")])
def test_what_cannot_be_granted_opens_no_account(given: tuple[str, ...], names: str) -> None:
    with pytest.raises(UsageError, match=names):
        command.add_user("chen", name="Chen", given=given)
    assert not User.objects.exists()


def test_two_offices_for_one_person_open_no_account() -> None:
    with pytest.raises(Refused):
        command.add_user("chen", name="Chen", given=("system", "audit"))
    assert not User.objects.exists() and not Grant.objects.exists()


@pytest.mark.parametrize("account", ["", "a", "-chen", "ch en", "ch/en", "陈", "x" * 41])
def test_odd_accounts_are_refused(account: str) -> None:
    with pytest.raises(UsageError):
        command.add_user(account, name="Chen")


def test_a_lost_second_factor_and_a_lost_password_are_mended_at_the_server() -> None:
    command.add_user("chen", name="Chen", given=("security",))
    command.remove_factor("chen")
    fresh = command.new_password("chen")
    assert User.objects.get().check_password(fresh)
    with pytest.raises(UsageError, match="wong"):
        command.new_password("wong")


def test_all_accounts_are_listed() -> None:
    command.add_user("chen", name="Chen", given=("system",))
    command.add_user("wang", name="Wang", unit="990400.gxj")
    User.objects.filter(account="wang").update(is_active=False)
    assert [(row.account, row.state, len(row.roles)) for row in command.list_users()] == [("chen", "open", 1), ("wang", "closed", 0)]


def test_the_demonstration_has_people_of_every_role_and_makes_them_once() -> None:
    first = command.demo_people()
    assert all(one.password for one in first) and len({one.password for one in first}) == len(first)
    assert set(Grant.objects.values_list("role", flat=True)) == set(roles())
    assert User.objects.filter(demo=True).count() == len(first) == User.objects.count()
    again = command.demo_people()
    assert not any(one.password for one in again) and User.objects.count() == len(first) == Grant.objects.count()


def test_who_plays_in_the_demonstration_logs_in_without_more_steps_unless_in_an_office() -> None:
    for one in command.demo_people():
        client = Client()
        assert client.post("/login/", {"username": one.account, "password": one.password}).status_code == 302
        expected = 302 if one.account in ("system", "security", "audit") else 200
        assert client.get("/account/").status_code == expected

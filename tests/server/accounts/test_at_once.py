"""Two who act at the same moment: what either alone may do does not add up to what nobody may."""
from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from taizhang.server.accounts.actions.grants import give, withdraw
from taizhang.server.accounts.actions.people import close_account
from taizhang.server.accounts.exclusive import running
from taizhang.server.accounts.models import Grant, User
from taizhang.values.errors import TaizhangError

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., User]


def at_once(*acts: Callable[[], object]) -> list[TaizhangError]:
    """Do these in threads of their own; what was refused."""
    together, refused = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            together.wait(10)
            act()
        except TaizhangError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return refused


def test_two_offices_do_not_come_to_one_person(person: Make) -> None:
    one, two, user = person("security"), person("security"), person()
    refused = at_once(lambda: give(one, user, "system", "all", reason="x"), lambda: give(two, user, "audit", "all", reason="x"))
    assert len(refused) == 1 and Grant.objects.current().filter(user=user).count() == 1


def test_the_last_two_of_an_office_do_not_go_together(person: Make) -> None:
    admins, auditors, security = [person("system") for _ in range(2)], [person("audit") for _ in range(2)], person("security")
    refused = at_once(lambda: close_account(admins[0], auditors[0], "x"), lambda: withdraw(security, auditors[1].grants.get(), "x"))
    assert len(refused) == 1
    assert running(Grant.objects.filter(role="audit", user__is_active=True)).count() == 1


def test_a_grant_is_withdrawn_once(person: Make) -> None:
    one, two, grant = person("security"), person("security"), person("reviewer").grants.get()
    refused = at_once(lambda: withdraw(one, grant, "x"), lambda: withdraw(two, Grant.objects.get(pk=grant.pk), "y"))
    assert len(refused) == 1 and Grant.objects.of(grant.key).count() == 2

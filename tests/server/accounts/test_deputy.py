"""Deputies: named by the absent person, for business, on their days, in no circle; the trail says in whose stead."""
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.server.accounts.actions.deputies import name_deputy, withdraw_deputy
from taizhang.server.accounts.capabilities import CAPABILITIES
from taizhang.server.accounts.models import Deputy, Grant, User
from taizhang.server.accounts.policy import POLICIES, Act, Policy
from taizhang.server.accounts.roles import roles
from taizhang.server.accounts.standing import standing
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.trail import record
from taizhang.server.oversight.reading import lines

pytestmark = pytest.mark.django_db
Make = Callable[..., User]
Day = Callable[[int], date]


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_deputy_may_on_its_days_what_the_absent_may(person: Make, day: Day) -> None:
    absent, deputy = person("reviewer", scope="unit", scope_id="990400.gxj"), person()
    name_deputy(absent, absent, deputy, day(1), day(3))
    held = {at: standing(fresh(deputy), day(at)).has("facts.review") for at in range(5)}
    assert held == {0: False, 1: True, 2: True, 3: False, 4: False}
    assert standing(fresh(deputy), day(1)).scopes("facts.review") == standing(absent, day(1)).scopes("facts.review")


def test_what_was_lent_is_not_lent_on(person: Make, day: Day) -> None:
    first, second, third = person("reviewer"), person(), person()
    name_deputy(first, first, second, day(0), day(3))
    name_deputy(second, second, third, day(0), day(3))
    assert not standing(fresh(third)).held


def test_a_closed_account_lends_nothing(person: Make, day: Day) -> None:
    absent, deputy = person("reviewer"), person()
    name_deputy(absent, absent, deputy, day(0), day(3))
    User.objects.filter(pk=absent.pk).update(is_active=False)
    assert not standing(fresh(deputy)).held


def test_an_early_return_ends_it(person: Make, day: Day) -> None:
    absent, deputy = person("reviewer"), person()
    withdraw_deputy(absent, name_deputy(absent, absent, deputy, day(0), day(9)))
    assert not standing(fresh(deputy)).held


@pytest.mark.parametrize("since, until", [(0, 0), (3, 1), (None, 3), (0, None), (-5, -2)])
def test_an_absence_has_a_first_and_a_last_day(person: Make, day: Day, since: int | None, until: int | None) -> None:
    absent, deputy = person("reviewer"), person()
    with pytest.raises(Refused):
        name_deputy(absent, absent, deputy, None if since is None else day(since), None if until is None else day(until))


def test_nobody_stands_in_for_themselves_nor_names_anothers_deputy_nor_a_closed_account(person: Make, day: Day) -> None:
    absent, other = person("reviewer"), person()
    for actor, away, deputy in ((absent, absent, absent), (other, absent, other), (absent, absent, person(is_active=False))):
        with pytest.raises(Refused):
            name_deputy(actor, away, deputy, day(0), day(3))
    named = name_deputy(absent, absent, other, day(0), day(3))
    with pytest.raises(Refused):
        withdraw_deputy(other, named)
    with pytest.raises(Refused, match=other.name):
        name_deputy(absent, absent, other, day(2), day(4))


@pytest.mark.parametrize("office", ["system", "security", "audit"])
def test_offices_are_neither_lent_nor_do_they_stand_in(person: Make, day: Day, office: str) -> None:
    holder, other = person(office), person("reviewer")
    for absent, deputy in ((holder, other), (other, holder)):
        with pytest.raises(Refused):
            name_deputy(absent, absent, deputy, day(0), day(3))


def test_nobody_stands_in_for_each_other_in_the_same_days(person: Make, day: Day) -> None:
    one, two, three = person("reviewer"), person("reviewer"), person("reviewer")
    name_deputy(one, one, two, day(0), day(5))
    name_deputy(two, two, three, day(0), day(5))
    with pytest.raises(Refused):
        name_deputy(three, three, one, day(4), day(6))
    name_deputy(three, three, one, day(5), day(6))


class ThingPolicy(Policy[User]):
    """A policy of business for the test: things are people, the scope is their unit."""

    noun = "thing"
    says = "thing"
    acts = (Act("do", "facts.review", "do"), Act("see", "", "see", anyone=True))

    def within(self, scope: Any, user: Any) -> Any:
        from django.db.models import Q

        return Q(unit=scope.id)


def test_the_trail_says_in_whose_stead_and_only_where_ones_own_roles_would_not_do(person: Make, day: Day, entry: Any) -> None:
    policy = ThingPolicy()
    absent = person("reviewer", scope="unit", scope_id="990400.czj")
    deputy = person("reviewer", scope="unit", scope_id="990400.gxj")
    name_deputy(absent, absent, deputy, day(0), day(3))
    own, lent, outside = person(unit="990400.gxj"), person(unit="990400.czj"), person(unit="990400.kjj")
    deputy = fresh(deputy)
    for thing, stead in ((lent, absent.name), (own, None)):
        policy.require(deputy, "do", thing)
        record(deputy, "user.edit", "user", thing.pk)
        assert entry("user.edit").get("in_stead_of") == stead
    policy.require(deputy, "do", lent)
    with pytest.raises(Refused):
        policy.require(deputy, "do", outside)
    assert deputy.in_stead_of is None, "a refusal is one's own"
    assert policy.in_stead(deputy, "see", lent) is None and policy.in_stead(absent, "do", lent) is None


def test_the_trail_reads_who_did_it_in_whose_stead(person: Make, day: Day) -> None:
    absent, deputy, auditor = person("reviewer", account="absent-one"), person(account="the-deputy"), person("audit")
    name_deputy(absent, absent, deputy, day(0), day(3))
    deputy = fresh(deputy)
    ThingPolicy().require(deputy, "do", absent)
    entry = record(deputy, "user.edit", "user", absent.pk, {"label": "x", "changes": "y"})
    (line,) = lines([entry], auditor)
    assert "the-deputy" in line.plain and "absent-one" in line.plain


def test_the_page_names_and_takes_back(person: Make, as_person: Any, day: Day) -> None:
    absent, deputy = person("reviewer"), person(account="chen")
    client = as_person(absent)
    sent = {"deputy": str(deputy.pk), "since": day(0).isoformat(), "last": day(2).isoformat(), "reason": "training"}
    assert client.post("/account/deputies/", sent).status_code == 302
    named = Deputy.objects.get()
    assert named.valid_until == day(3) and "training" in client.get("/account/").content.decode()
    assert "reviewer" in as_person(deputy).get("/account/").content.decode()
    assert as_person(person()).post(f"/account/deputies/{named.key}/withdraw/").status_code == 404
    assert as_person(deputy).post(f"/account/deputies/{named.key}/withdraw/").status_code == 404
    assert client.post(f"/account/deputies/{named.key}/withdraw/").status_code == 302
    assert not Deputy.objects.current().exists()


@pytest.mark.parametrize("wrong", [{"deputy": "999999"}, {"deputy": "x"}, {"deputy": ""}, {"since": "soon"}, {"last": "2000-01-01"}, {"reason": "x" * 201}])
def test_odd_forms_name_nobody(person: Make, as_person: Any, day: Day, wrong: dict[str, str]) -> None:
    deputy = person()
    sent = {"deputy": str(deputy.pk), "since": day(0).isoformat(), "last": day(2).isoformat(), "reason": ""} | wrong
    assert as_person(person("reviewer")).post("/account/deputies/", sent).status_code == 422
    assert not Deputy.objects.exists()


PLACES = st.sampled_from([("all", ""), ("unit", "990400.gxj"), ("unit", "990402.kjj"), ("region", "990402")])
DAYS = st.tuples(st.integers(-3, 3), st.integers(1, 4))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    grants=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(sorted(roles())), PLACES, DAYS), max_size=8),
    deputies=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), DAYS), max_size=6), at=st.integers(-3, 5),
)
def test_nobody_ever_holds_more_than_what_was_granted_to_them_and_lent_in_business(
    person: Make, day: Day, grants: list[Any], deputies: list[Any], at: int,
) -> None:
    people = [User.objects.create_user(f"x{User.objects.count()}-{n}", None, name=str(n)) for n in range(4)]
    for who, role, (scope, id), (since, length) in grants:  # whatever rows there are, also such as no action would write
        Grant(user=people[who], role=role, scope=scope, scope_id=id, valid_from=day(since), valid_until=day(since + length)).save()
    for absent, deputy, (since, length) in deputies:
        Deputy(absent=people[absent], deputy=people[deputy], valid_from=day(since), valid_until=day(since + length)).save()

    def granted(who: int) -> set[tuple[str, str, str]]:
        return {(capability, scope, id) for user, role, (scope, id), (since, length) in grants if user == who and since <= at < since + length
                for capability in roles()[role].capabilities}

    for who, user in enumerate(people):
        lent = {one for absent, deputy, (since, length) in deputies if deputy == who and since <= at < since + length
                for one in granted(absent) if not CAPABILITIES[one[0]].office}
        held = {(one.capability, one.scope.kind, one.scope.id) for one in standing(user, day(at)).held}
        assert held == granted(who) | lent


@pytest.mark.parametrize("office", ["system", "security", "audit"])
def test_an_office_sees_no_business(person: Make, office: str) -> None:
    holder = person(office)
    business = {name for name, one in CAPABILITIES.items() if not one.office}
    for policy in POLICIES:
        for act in policy.acts:
            if not act.anyone and act.capability in business:
                assert not policy.may(holder, act.name), f"{office} may {act.name} a {policy.noun}"

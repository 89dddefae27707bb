"""Rows of history: versions without gaps, nothing overwritten, what was known when; on threads too, and past our code."""
import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.server.accounts.models import Grant, User
from taizhang.server.history import Frozen, Moment, Outdated, guard

Person = Callable[..., User]


@pytest.fixture
def grant(person: Person) -> Grant:
    row = Grant(user=person(), role="reviewer", scope="all")
    row.save()
    return row


def content(row: Grant) -> tuple[Any, ...]:
    return tuple(getattr(row, f.attname) for f in row._meta.concrete_fields if f.name != "superseded_at")


@pytest.mark.django_db
def test_a_revision_supersedes_and_keeps(grant: Grant) -> None:
    fresh = grant.revise(by=grant.user, reason="moved", role="liaison", scope="unit", scope_id="kjj")
    assert (fresh.version, fresh.key, fresh.role, fresh.reason) == (2, grant.key, "liaison", "moved")
    old = Grant.objects.get(pk=grant.pk)
    assert old.role == "reviewer" and old.superseded_at == fresh.recorded_at and not old.is_current and not grant.is_current
    assert [row.version for row in Grant.objects.of(grant.key)] == [1, 2]
    successor = old.successor()
    assert successor is not None and successor.pk == fresh.pk and fresh.successor() is None
    assert list(Grant.objects.current()) == [fresh]


@pytest.mark.django_db
def test_concluding_ends_and_reviving_goes_on(grant: Grant) -> None:
    end = grant.conclude(by=None, reason="left")
    assert end.ended and not Grant.objects.current().exists() and list(Grant.objects.newest()) == [end]
    with pytest.raises(Outdated):
        end.conclude(by=None, reason="left again")
    assert end.revise(by=None, reason="came back").version == 3
    assert Grant.objects.current().count() == 1


@pytest.mark.django_db
def test_the_last_version_may_say_something_differently(grant: Grant) -> None:
    end = grant.conclude(by=None, reason="left", role="liaison")
    assert end.ended and end.role == "liaison" and Grant.objects.of(grant.key).first() == grant
    with pytest.raises(TypeError):
        end.revise(by=None).conclude(by=None, reason="left", version=9)


@pytest.mark.django_db
def test_many_are_revised_at_once_or_none(person: Person) -> None:
    rows = [Grant(user=person(), role="reviewer", scope="all") for _ in range(3)]
    for row in rows:
        row.save()
    made = Grant.revise_all(rows, by=rows[0].user, reason="all", each=lambda row: {"scope": "unit", "scope_id": f"unit {row.user_id}"})
    assert [(row.version, row.key, row.scope_id) for row in made] == [(2, old.key, f"unit {old.user_id}") for old in rows]
    assert {row.superseded_at for row in Grant.objects.filter(version=1)} == {made[0].recorded_at} and not any(row.is_current for row in rows)
    made[1].revise(by=None)
    with pytest.raises(Outdated), transaction.atomic():
        Grant.revise_all(made, by=None, each=lambda row: {"role": "liaison"})
    assert sorted(Grant.objects.current().values_list("version", "role")) == [(2, "reviewer"), (2, "reviewer"), (3, "reviewer")]


@pytest.mark.django_db
def test_who_comes_second_is_told_and_overwrites_nothing(grant: Grant) -> None:
    same = Grant.objects.get(pk=grant.pk)
    grant.revise(by=None, role="liaison")
    with pytest.raises(Outdated, match=str(grant.key)):
        same.revise(by=None, role="leader")
    with pytest.raises(Outdated):
        grant.revise(by=None, role="leader")
    assert [row.role for row in Grant.objects.of(grant.key)] == ["reviewer", "liaison"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["id", "key", "version", "recorded_at", "superseded_at", "ended", "colour"])
def test_only_content_can_be_revised(grant: Grant, name: str) -> None:
    with pytest.raises(TypeError, match=name):
        grant.revise(by=None, **{name: 1})
    assert Grant.objects.count() == 1


ATTEMPTS: dict[str, Callable[[Grant], Any]] = {
    "save": lambda row: row.save(),
    "delete": lambda row: row.delete(),
    "update": lambda row: Grant.objects.filter(pk=row.pk).update(role="x"),
    "queryset delete": lambda row: Grant.objects.all().delete(),
    "bulk update": lambda row: Grant.objects.bulk_update([row], ["role"]),
    "base manager": lambda row: Grant._base_manager.update(role="x"),
    "base manager's delete": lambda row: Grant._base_manager.filter(pk=row.pk).delete(),
    "raw delete": lambda row: Grant._base_manager.filter(pk=row.pk)._raw_delete("default"),
    "related rows": lambda row: row.user.grants.update(role="x"),
    "update or create": lambda row: Grant.objects.update_or_create(pk=row.pk, defaults={"role": "x"}),
    "upsert": lambda row: Grant.objects.bulk_create([row], update_conflicts=True, update_fields=["role"], unique_fields=["id"]),
    "bulk create of a second version": lambda row: Grant.objects.bulk_create([Grant(key=row.key, version=2, user=row.user, role="x", scope="all")]),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ATTEMPTS)
def test_no_way_of_django_changes_or_removes(grant: Grant, name: str) -> None:
    before = content(grant)
    with pytest.raises(Frozen), transaction.atomic():
        ATTEMPTS[name](grant)
    assert [content(row) for row in Grant.objects.all()] == [before]


@pytest.mark.django_db
def test_new_rows_may_come_in_bulk(person: Person) -> None:
    user = person()
    Grant.objects.bulk_create([Grant(user=user, role=f"r{number}", scope="all") for number in range(3)])
    assert Grant.objects.current().count() == 3


SQL = {
    "content": "UPDATE accounts_grant SET role = 'x'",
    "version": "UPDATE accounts_grant SET version = 7",
    "a time that stands": "UPDATE accounts_grant SET superseded_at = NULL WHERE version = 1",
    "another time": "UPDATE accounts_grant SET superseded_at = '2001-01-01 00:00:00' WHERE version = 1",
    "content with the time": "UPDATE accounts_grant SET superseded_at = '2031-01-01 00:00:00', role = 'x' WHERE version = 2",
    "delete": "DELETE FROM accounts_grant",
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", SQL)
def test_the_database_refuses_what_passes_our_code(grant: Grant, name: str) -> None:
    grant.revise(by=None, role="liaison")
    before = [content(row) for row in Grant.objects.of(grant.key)]
    with pytest.raises(IntegrityError, match="accounts_grant are history"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SQL[name])
    assert [content(row) for row in Grant.objects.of(grant.key)] == before


@pytest.mark.django_db
def test_postgresql_does_not_truncate_either() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE is a word of PostgreSQL")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE accounts_grant")


@pytest.mark.django_db
def test_guards_are_there_are_missed_and_come_back(grant: Grant) -> None:
    assert guard.missing(connection) == []
    with guard.lifted(connection):
        assert "accounts_grant" in guard.missing(connection) and "audit_entry" in guard.missing(connection)
    assert guard.missing(connection) == []
    with connection.cursor() as cursor:
        name = next(name for name, table in guard._there(connection).items() if table == "accounts_grant" and "delete" in name)
        cursor.execute(guard._drop(connection, name, "accounts_grant"))
    assert guard.missing(connection) == ["accounts_grant"]
    guard.set_guards(connection)
    assert guard.missing(connection) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("whole", [True, False], ids=["in a transaction", "without one"])
def test_of_threads_that_revise_one_row_one_wins(person: Person, whole: bool) -> None:
    row = Grant(user=person(), role="reviewer", scope="all")
    row.save()
    start, told, errors = threading.Barrier(4), [], []

    def revise(number: int) -> None:
        mine = Grant.objects.get(pk=row.pk)
        start.wait()
        try:
            if whole:
                with transaction.atomic():
                    mine.revise(by=None, role=f"r{number}")
            else:
                mine.revise(by=None, role=f"r{number}")
        except Outdated:
            told.append(number)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=revise, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == [] and len(told) == 3
    assert [one.version for one in Grant.objects.of(row.key)] == [1, 2] and Grant.objects.current().count() == 1


@pytest.mark.django_db
def test_a_clock_that_stands_still_leaves_each_moment_one_version(grant: Grant, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen = grant.recorded_at - timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: frozen)
    rows = [grant]
    for number in range(5):
        rows.append(rows[-1].revise(by=None, role=f"r{number}"))
    for row in rows:
        assert [one.version for one in Grant.objects.known_at(row.recorded_at)] == [row.version]


days = st.one_of(st.none(), st.dates(date(2016, 1, 1), date(2020, 12, 31)))
words = st.text(max_size=5).filter(lambda one: "\0" not in one)
steps = st.lists(st.tuples(st.sampled_from(["new", "revise", "conclude"]), st.integers(0, 3), words, days, days),
                 max_size=14)


@pytest.mark.django_db
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=steps, asked=st.dates(date(2015, 1, 1), date(2021, 12, 31)))
def test_what_was_known_when_is_found_again(person: Person, steps: list[Any], asked: date) -> None:
    with transaction.atomic():
        _play(User.objects.first() or person(), steps, asked)
        transaction.set_rollback(True)


def _play(user: User, steps: list[Any], asked: date) -> None:
    """A model in plain Python beside the table: after every step, what stands now; at the end all of it is asked again."""
    heads: list[Grant] = []
    kept: dict[int, tuple[Any, ...]] = {}
    told: list[tuple[Any, set[int]]] = [(timezone.now(), set())]
    for verb, which, role, first, last in steps:
        if verb == "new" or not heads:
            row = Grant(user=user, role=role, scope="all", valid_from=first, valid_until=last)
            row.save()
            heads.append(row)
        else:
            at = which % len(heads)
            if verb == "revise":
                heads[at] = heads[at].revise(by=None, role=role, valid_from=first, valid_until=last)
            elif not heads[at].ended:
                heads[at] = heads[at].conclude(by=None, reason="over")
        kept |= {row.pk: content(row) for row in heads}
        told.append((max(row.recorded_at for row in heads), {row.pk for row in heads if not row.ended}))
    for time, current in told:
        assert set(Grant.objects.known_at(time).values_list("pk", flat=True)) == current
        valid = {pk for pk in current for row in [Grant.objects.get(pk=pk)]
                 if (row.valid_from is None or row.valid_from <= asked) and (row.valid_until is None or asked < row.valid_until)}
        assert set(Grant.objects.as_of(Moment(asked, time)).values_list("pk", flat=True)) == valid
    for row in Grant.objects.all():
        assert content(row) == kept[row.pk]
    for key in {row.key for row in heads}:
        versions = list(Grant.objects.of(key))
        assert [row.version for row in versions] == list(range(1, len(versions) + 1))
        assert [row.superseded_at for row in versions] == [row.recorded_at for row in versions[1:]] + [None]

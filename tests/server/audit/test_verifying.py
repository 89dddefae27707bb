"""Verifying: what was done to the trail behind our back is found and named; what cannot be proven is said."""
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from taizhang.server.accounts.models import User
from taizhang.server.audit import chain
from taizhang.server.audit.anchors import Anchor, sign_head
from taizhang.server.audit.models import Entry, Value
from taizhang.server.audit.trail import record
from taizhang.server.audit.verifying import SHOWN, Report, verify
from taizhang.server.history import guard


def by_force(sql: str, *given: Any) -> None:
    """What somebody with the database's own password could do: lift the guard, change, set it again."""
    with guard.lifted(connection), connection.cursor() as cursor:
        cursor.execute(sql, given)


def kinds(report: Report) -> list[str]:
    return [one.kind for one in report.findings]


@pytest.mark.django_db
def test_an_untouched_trail_is_whole_and_says_what_it_cannot_prove(trail: list[Entry]) -> None:
    report = verify()
    assert report.ok and (report.entries, report.values, report.expunged) == (10, 20, 0)
    said = " ".join(report.lines())
    assert "10" in report.lines()[0] and "--anchor FILE" in said and trail[-1].seal in said


@pytest.mark.django_db
def test_an_empty_trail_is_whole() -> None:
    assert verify().ok and verify().place == 0


CHANGES = {
    "the time": "UPDATE audit_entry SET at = '2001-01-01 00:00:00+00' WHERE place = 4",
    "who it was": "UPDATE audit_entry SET actor_id = NULL WHERE place = 4",
    "the action": "UPDATE audit_entry SET action = 'fact.reject' WHERE place = 4",
    "the object": "UPDATE audit_entry SET key = '9' WHERE place = 4",
    "the outcome": "UPDATE audit_entry SET outcome = 'refused' WHERE place = 4",
    "the digests": "UPDATE audit_entry SET digests = '{}' WHERE place = 4",
    "digests that are no table": "UPDATE audit_entry SET digests = '7' WHERE place = 4",
    "the algorithm": "UPDATE audit_entry SET digest = 'md5' WHERE place = 4",
    "an algorithm nobody has": "UPDATE audit_entry SET digest = 'none' WHERE place = 4",
    "the seal": "UPDATE audit_entry SET seal = previous WHERE place = 4",
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_entry_is_named(trail: list[Entry], name: str) -> None:
    by_force(CHANGES[name])
    report = verify()
    assert not report.ok and report.findings[0].kind == "changed" and report.findings[0].place == 4
    assert "4" in report.findings[0].sentence


@pytest.mark.django_db
@pytest.mark.parametrize("name", CHANGES)
def test_the_database_refuses_each_of_these_changes(trail: list[Entry], name: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CHANGES[name])


@pytest.mark.django_db
def test_removed_entries_are_named(trail: list[Entry]) -> None:
    by_force("DELETE FROM audit_value WHERE entry_id IN (SELECT id FROM audit_entry WHERE place BETWEEN 4 AND 6)")
    by_force("DELETE FROM audit_entry WHERE place BETWEEN 4 AND 6")
    report = verify()
    assert [(one.kind, one.place) for one in report.findings] == [("removed", 7)]
    assert "4" in report.findings[0].sentence and "6" in report.findings[0].sentence


@pytest.mark.django_db
def test_an_entry_that_was_exchanged_with_its_own_seal_cuts_the_chain(trail: list[Entry]) -> None:
    fourth = trail[3]
    by_force("UPDATE audit_entry SET action = 'fact.reject' WHERE place = 4")
    fourth.refresh_from_db()
    said = tuple(getattr(fourth, name) for name in chain.SAID)
    by_force("UPDATE audit_entry SET seal = %s WHERE place = 4", chain.sealed(said, 4, fourth.previous))  # type: ignore[arg-type]
    assert [(one.kind, one.place) for one in verify().findings] == [("cut", 5)]


@pytest.mark.django_db
@pytest.mark.parametrize(("sql", "said"), [
    ("UPDATE audit_value SET value = 'x' WHERE name = 'title' AND entry_id = %s", "changed"),
    ("UPDATE audit_value SET salt = 'x' WHERE name = 'title' AND entry_id = %s", "changed"),
    ("UPDATE audit_value SET name = 'titles' WHERE name = 'title' AND entry_id = %s", "removed"),
    ("DELETE FROM audit_value WHERE name = 'title' AND entry_id = %s", "removed"),
    ("UPDATE audit_value SET salt = '', value = '' WHERE name = 'title' AND entry_id = %s", "changed"),
    ("UPDATE audit_value SET salt = '', value = '', expunged_id = entry_id WHERE name = 'title' AND entry_id = %s", "no confirmed request"),
])
def test_a_value_that_was_changed_removed_or_emptied_is_named(trail: list[Entry], sql: str, said: str) -> None:
    by_force(sql, trail[3].pk)
    report = verify()
    assert set(kinds(report)) == {"value"} and report.findings[0].place == 4
    assert said in report.findings[0].sentence and "title" in report.findings[0].sentence


def confirm(trail: list[Entry], key: str, names: list[str]) -> Entry:
    entry = record(None, "expunging.confirm", "fact", key, {"names": names, "basis": "law"})
    chain.seal()
    return entry


@pytest.mark.django_db
def test_expunged_values_leave_the_chain_whole_and_are_counted(trail: list[Entry]) -> None:
    entry = confirm(trail, "3", ["title"])
    assert Value.objects.filter(entry=trail[3], name="title").update(salt="", value="", expunged=entry) == 1
    report = verify()
    assert report.ok and report.expunged == 1 and any("1 value was expunged" in line for line in report.lines())


@pytest.mark.django_db
@pytest.mark.parametrize(("key", "names"), [("4", ["title"]), ("3", ["reason"])], ids=["another object", "another name"])
def test_a_request_about_something_else_covers_nothing(trail: list[Entry], key: str, names: list[str]) -> None:
    entry = confirm(trail, key, names)
    Value.objects.filter(entry=trail[3], name="title").update(salt="", value="", expunged=entry)
    assert kinds(verify()) == ["value"]


@pytest.mark.django_db
@pytest.mark.parametrize("changes", [
    {"value": "x"}, {"salt": "x"}, {"name": "x"}, {"salt": "", "value": ""}, {"salt": "", "value": "x", "expunged_id": 1},
    {"salt": "", "value": "", "expunged_id": 1, "name": "y"},
], ids=str)
def test_values_change_only_to_emptiness_with_a_reason(trail: list[Entry], changes: dict[str, Any]) -> None:
    if "expunged_id" in changes:
        changes = changes | {"expunged_id": trail[0].pk}
    with pytest.raises(IntegrityError), transaction.atomic():
        Value.objects.filter(entry=trail[3], name="title").update(**changes)


@pytest.fixture
def anchor(trail: list[Entry]) -> Anchor:
    return sign_head(timezone.now())


@pytest.mark.django_db
def test_with_an_anchor_nothing_is_left_open_up_to_it(trail: list[Entry], anchor: Anchor) -> None:
    report = verify(anchor)
    assert report.ok and report.anchored and not report.limits
    record(None, "job.end", "job", 1)
    chain.seal()
    report = verify(anchor)
    assert report.ok and len(report.limits) == 1 and "1 entry" in report.limits[0]


@pytest.mark.django_db
def test_only_an_anchor_shows_that_the_end_was_cut_off(trail: list[Entry], anchor: Anchor) -> None:
    by_force("DELETE FROM audit_value WHERE entry_id IN (SELECT id FROM audit_entry WHERE place > 7)")
    by_force("DELETE FROM audit_entry WHERE place > 7")
    assert verify().ok
    report = verify(anchor)
    assert kinds(report) == ["truncated"] and "3 entries are gone" in report.findings[0].sentence


def compute_anew() -> None:
    previous = chain.GENESIS
    for entry in Entry.objects.order_by("place"):
        said = tuple(getattr(entry, name) for name in chain.SAID)
        seal = chain.sealed(said, entry.place or 0, previous)  # type: ignore[arg-type]
        by_force("UPDATE audit_entry SET previous = %s, seal = %s WHERE id = %s", previous, seal, entry.pk)
        previous = seal


@pytest.mark.django_db
def test_only_an_anchor_shows_that_the_chain_was_computed_anew(trail: list[Entry], anchor: Anchor) -> None:
    by_force("UPDATE audit_entry SET action = 'fact.reject' WHERE place = 4")
    compute_anew()
    assert verify().ok
    assert kinds(verify(anchor)) == ["recomputed"]


@pytest.mark.django_db
def test_many_findings_are_counted_and_not_all_told(person: Callable[..., User]) -> None:
    for number in range(SHOWN + 5):
        record(None, "job.end", "job", number)
    chain.seal()
    by_force("UPDATE audit_entry SET action = 'x'")
    report = verify()
    assert (len(report.findings), report.more) == (SHOWN, 5) and "105" in report.lines()[0]


@pytest.mark.django_db
def test_a_missing_guard_is_a_finding(trail: list[Entry]) -> None:
    guard.lift_guards(connection)
    try:
        assert set(kinds(verify())) == {"guard"}
    finally:
        guard.set_guards(connection)

"""Sealing: in order, by one writer, also of what a killed process left; with either digest."""
import hashlib
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections, transaction

from taizhang.server.accounts.models import User
from taizhang.server.audit import chain
from taizhang.server.audit.models import Entry, Value
from taizhang.server.audit.trail import record
from taizhang.server.audit.verifying import verify

Person = Callable[..., User]


@pytest.mark.django_db
def test_entries_are_sealed_in_order_each_over_the_one_before(trail: list[Entry]) -> None:
    assert [one.place for one in trail] == list(range(1, 11))
    assert trail[0].previous == chain.GENESIS
    assert all(after.previous == before.seal and len(after.seal) == 64 for before, after in zip(trail, trail[1:], strict=False))
    assert chain.head() == (10, trail[-1].seal) and chain.seal() == 0


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_sealed_right_after_commit_and_not_before() -> None:
    with transaction.atomic():
        entry = record(None, "job.end", "job", 1)
        assert Entry.objects.get(pk=entry.pk).place is None
    assert Entry.objects.get(pk=entry.pk).place == 1


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_leaves_no_gap() -> None:
    with transaction.atomic():
        record(None, "job.end", "job", 1)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(None, "job.end", "job", 2)
        1 / 0  # noqa: B018
    with transaction.atomic():
        record(None, "job.end", "job", 3)
    assert list(Entry.objects.order_by("place").values_list("place", "key")) == [(1, "1"), (2, "3")]
    assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_process_left_unsealed_the_next_one_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(chain, "seal_quietly", lambda: None)
        with transaction.atomic():
            record(None, "job.end", "job", 1)
    assert verify().unsealed == 1 and verify().ok
    with transaction.atomic():
        record(None, "job.end", "job", 2)
    assert list(Entry.objects.order_by("place").values_list("place", "key")) == [(1, "1"), (2, "2")]
    assert verify().unsealed == 0 and verify().ok


@pytest.mark.django_db(transaction=True)
def test_a_failing_seal_leaves_the_action_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(using: str) -> int:
        raise OSError("no room on disk")

    with monkeypatch.context() as broken:
        broken.setattr(chain, "_seal_some", fail)
        with transaction.atomic():
            record(None, "job.end", "job", 1)
    assert Entry.objects.get().place is None
    assert chain.seal() == 1


@pytest.mark.django_db(transaction=True)
def test_many_writers_make_one_chain_without_gaps_or_forks(person: Person) -> None:
    user, errors = person(), []
    start = threading.Barrier(8)

    def write(number: int) -> None:
        try:
            start.wait()
            for turn in range(12):
                with transaction.atomic():
                    record(user, "fact.accept", "fact", f"{number}-{turn}", {"title": "x"})
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    report = verify()
    assert report.ok and (report.entries, report.place, report.unsealed, report.values) == (96, 96, 0, 96), report.lines()


@pytest.mark.django_db
def test_a_long_queue_is_sealed_in_several_turns(monkeypatch: pytest.MonkeyPatch, trail: list[Entry]) -> None:
    monkeypatch.setattr(chain, "AT_ONCE", 3)
    for number in range(8):
        record(None, "job.end", "job", number)
    assert chain.seal() == 8 and verify().ok


@pytest.mark.django_db
def test_the_digest_may_change_and_what_was_sealed_before_still_verifies(settings: Any, trail: list[Entry]) -> None:
    if "sm3" not in hashlib.algorithms_available:
        pytest.skip("this machine's OpenSSL has no sm3")
    settings.AUDIT_DIGEST = "sm3"
    entry = record(None, "job.end", "job", 1, {"title": "x"})
    chain.seal()
    entry.refresh_from_db()
    value = Value.objects.get(entry=entry)
    assert entry.digest == "sm3" and entry.digests["title"] == hashlib.new("sm3", f"{value.salt}\0x".encode()).hexdigest()
    assert hashlib.new("sm3", b"abc").hexdigest() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    report = verify()
    assert report.ok and report.entries == 11

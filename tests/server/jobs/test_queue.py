"""Asking for jobs and handing them to workers."""
import os
import socket
import subprocess
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from taizhang.server.jobs import presence, queue
from taizhang.server.jobs.models import Job, Worker
from taizhang.server.jobs.work import Lost, Work, finish, perform
from taizhang.values.errors import UsageError


def nothing(work: Work) -> None:
    """A job that does nothing."""


def at_once(function, times: int) -> list:
    """Call a function on several threads that start together; what each answered."""
    gate, answers = threading.Barrier(times), []

    def run() -> None:
        try:
            gate.wait()
            answers.append(function())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_was_never_asked_for(kind):
    kind(nothing)
    with pytest.raises(RuntimeError), transaction.atomic():
        queue.enqueue("test", 1)
        raise RuntimeError
    assert not Job.objects.exists()
    assert queue.take("w") is None


@pytest.mark.django_db
def test_an_unknown_kind_names_the_known_ones(kind):
    kind(nothing)
    with pytest.raises(UsageError, match="known: .*test"):
        queue.enqueue("tests", 1)


@pytest.mark.django_db(transaction=True)
def test_asked_for_by_many_at_once_it_is_one_job(kind):
    kind(nothing)
    found = at_once(lambda: queue.enqueue("test", 1).pk, 4)
    assert len(found) == 4 and len(set(found)) == 1
    finish(Job.objects.get(), "w")
    assert queue.enqueue("test", 1).pk not in found, "one that has ended is no reason not to ask again"


@pytest.mark.django_db(transaction=True)
def test_many_workers_take_each_job_once(kind):
    kind(nothing)
    wanted = {queue.enqueue("test", n).pk for n in range(3)}
    taken = at_once(lambda: getattr(queue.take(f"w{threading.get_ident()}"), "pk", None), 6)
    again = [job.pk for job in iter(lambda: queue.take("last"), None)]
    got = [pk for pk in taken if pk] + again
    assert sorted(got) == sorted(wanted)


@pytest.mark.django_db
def test_a_job_is_not_taken_before_its_time(kind):
    kind(nothing)
    queue.enqueue("test", 1, not_before=timezone.now() + timedelta(seconds=60))
    assert queue.take("w") is None


@pytest.mark.django_db
def test_an_expired_lease_is_taken_over_and_the_first_worker_commits_nothing_more(kind):
    kind(nothing)
    queue.enqueue("test", 1)
    first = queue.take("first")
    assert first is not None and queue.take("second") is None
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    second = queue.take("second")
    assert second is not None and second.deaths == 1 and second.deliveries == 2
    with pytest.raises(Lost), Work(first, "first").step():
        Worker.objects.create(name="effect", host="h", pid=1)
    assert not Worker.objects.exists(), "what the first did in its step is rolled back"
    assert not queue.give_back(first, "first")
    with Work(second, "second").step():
        pass
    assert Job.objects.get().deaths == 0 and Job.objects.get().done == 1


@pytest.mark.django_db
def test_a_worker_of_this_machine_that_is_gone_frees_its_job_at_once(kind):
    kind(nothing)
    gone = subprocess.Popen(["true"])
    gone.wait()
    for name, pid, born in (("gone", gone.pid, ""), ("reused", os.getpid(), "1"), ("alive", os.getpid(), presence.born(os.getpid()))):
        queue.enqueue("test", name)
        Worker.objects.create(name=name, host=socket.gethostname()[:80], pid=pid, born=born)
        assert queue.take(name) is not None
    assert presence.release() == 2
    assert sorted(job.about for job in iter(lambda: queue.take("next"), None)) == ["gone", "reused"]


@pytest.mark.django_db
def test_a_worker_elsewhere_is_gone_when_it_was_not_seen_for_a_while(kind):
    kind(nothing)
    for name, ago in (("late", 60), ("fresh", 1)):
        queue.enqueue("test", name)
        Worker.objects.create(name=name, host="elsewhere", pid=1, seen_at=timezone.now() - timedelta(seconds=ago))
        assert queue.take(name) is not None
    assert presence.release() == 1
    assert [job.about for job in iter(lambda: queue.take("next"), None)] == ["late"]


@pytest.mark.django_db(transaction=True)
def test_the_heartbeat_keeps_a_lease(kind, monkeypatch):
    kind(nothing)
    monkeypatch.setattr(presence, "BEAT", 0.05)
    queue.enqueue("test", 1)
    with presence.Presence() as me:
        assert queue.take(me.name) is not None
        before = timezone.now() - timedelta(seconds=1)
        Job.objects.update(lease_until=before)
        for _ in range(100):
            if Job.objects.get().lease_until > before + timedelta(seconds=2):
                break
            threading.Event().wait(0.05)
        else:
            pytest.fail("no heartbeat")
        assert presence.release() == 0
    assert Worker.objects.get().stopped_at is not None


@pytest.mark.django_db
def test_an_unknown_kind_fails_in_words_and_does_not_end_the_worker(kind):
    kind(nothing, "other")
    job = queue.enqueue("other", 1)
    Job.objects.update(kind="of a later release")
    taken = queue.take("w")
    assert taken is not None
    assert perform(Work(taken, "w")) == "failed"
    job.refresh_from_db()
    assert "there is no kind of job of a later release" in job.error

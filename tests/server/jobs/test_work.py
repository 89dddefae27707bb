"""Doing jobs step by step: once each, whatever happens between."""
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from taizhang.server.audit.models import Entry
from taizhang.server.jobs import actions, daily, queue
from taizhang.server.jobs.models import Duty, Job
from taizhang.server.jobs.queue import BACKOFF, DEATHS
from taizhang.server.jobs.work import Work, finish, perform
from taizhang.values.errors import UsageError

STEPS = 6


class Effects:
    """Rows (duties, for want of a simpler table) that a job makes, one a step, and how often each step was begun."""

    def __init__(self, fail_at=(), error: Exception | None = None) -> None:
        self.begun, self.fail_at, self.error = [], list(fail_at), error or RuntimeError("boom")

    def run(self, work: Work) -> None:
        """Make what is not made yet."""
        made = set(Duty.objects.values_list("name", flat=True))
        work.plan(STEPS, len(made))
        for n in range(STEPS):
            if str(n) in made:
                continue
            work.at(str(n))
            with work.step():
                self.begun.append(n)
                Duty.objects.create(name=str(n))
                if n in self.fail_at:
                    self.fail_at.remove(n)
                    raise self.error


def at_any_time() -> None:
    """Let what waits for its time be taken now."""
    Job.objects.filter(state="waiting").update(not_before=timezone.now() - timedelta(seconds=1))


def once(job: Job, **more) -> str:
    """One delivery."""
    at_any_time()
    taken = queue.take("w", job.pk)
    assert taken is not None
    return perform(Work(taken, "w", **more))


@pytest.mark.django_db
def test_every_step_is_done_once_when_each_fails_once(kind):
    effects = Effects(range(STEPS))
    kind(effects.run)
    job = queue.enqueue("test", 1)
    states = []
    while not states or states[-1] == "waiting":
        states.append(once(job))
    assert states == ["waiting"] * STEPS + ["done"]
    assert sorted(Duty.objects.values_list("name", flat=True)) == [str(n) for n in range(STEPS)]
    assert sorted(effects.begun) == sorted([*range(STEPS)] * 2)
    job.refresh_from_db()
    assert (job.done, job.total, job.percent, job.error, job.now) == (STEPS, STEPS, 100, "", "")


@pytest.mark.django_db
def test_a_step_that_always_fails_waits_longer_and_longer_and_is_given_up_in_words(kind):
    ended = []
    kind(Effects([2] * 50).run, ended=lambda job: ended.append(job.state))
    job = queue.enqueue("test", 1)
    waits = []
    while once(job) == "waiting":
        job.refresh_from_db()
        waits.append(round((job.not_before - timezone.now()).total_seconds()))
        assert "boom" in job.error
    job.refresh_from_db()
    assert waits == list(BACKOFF)
    assert (job.state, job.done, job.error) == ("failed", 2, "RuntimeError: boom") and ended == ["failed"]


@pytest.mark.django_db
def test_what_a_person_has_to_mend_fails_at_once(kind):
    kind(Effects([0], UsageError("the pack is broken", hint="mend it")).run)
    job = queue.enqueue("test", 1)
    assert once(job) == "failed"
    job.refresh_from_db()
    assert job.error == "the pack is broken. mend it"


@pytest.mark.django_db
def test_a_step_that_ends_its_worker_each_time_is_blamed_after_a_while_but_progress_forgives(kind):
    kind(Effects().run)
    job = queue.enqueue("test", 1)
    Job.objects.update(deaths=DEATHS)
    assert once(job) == "done"
    other = queue.enqueue("test", 2)
    Job.objects.filter(pk=other.pk).update(deaths=DEATHS + 1)
    assert once(other) == "failed"
    other.refresh_from_db()
    assert "ended again and again" in other.error


@pytest.mark.django_db
def test_a_long_job_lets_others_have_their_turn_and_goes_on(kind):
    effects = Effects()
    kind(effects.run)
    job, other = queue.enqueue("test", 1), queue.enqueue("test", 2)
    assert once(job, turn=-1.0) == "waiting"
    Job.objects.filter(pk=other.pk).delete()
    assert once(job, turn=-1.0) == "done", "alone it goes on"
    assert effects.begun == list(range(STEPS))


@pytest.mark.django_db
def test_a_worker_that_is_asked_to_stop_gives_the_job_back_between_two_steps(kind):
    effects = Effects()
    kind(effects.run)
    job = queue.enqueue("test", 1)
    assert once(job, stopping=lambda: len(effects.begun) == 3) == "waiting"
    job.refresh_from_db()
    assert (job.done, job.worker, job.lease_until, job.attempts) == (3, "", None, 0)
    assert finish(job, "w").state == "done" and effects.begun == list(range(STEPS))


@pytest.mark.django_db
def test_cancelling_a_waiting_job_ends_it_and_a_running_one_after_its_step(kind, person):
    asker, ended = person("planning"), []
    effects = Effects()
    kind(effects.run, ended=lambda job: ended.append(job.about), again=lambda job: ended.append("again"))
    waiting, running = queue.enqueue("test", "w", by=asker), queue.enqueue("test", "r", by=asker)
    actions.cancel(asker, waiting)
    waiting.refresh_from_db()
    assert waiting.state == "cancelled" and ended == ["w"] and queue.take("w", waiting.pk) is None
    taken = queue.take("w", running.pk)
    work = Work(taken, "w", stopping=lambda: len(effects.begun) == 2 and actions.cancel(asker, taken) is not None)
    assert perform(work) == "cancelled"
    running.refresh_from_db()
    assert (running.done, ended) == (3, ["w", "r"]), "asked for during the third step"
    actions.retry(asker, running)
    assert ended[-1] == "again"
    assert finish(running, "w").state == "done" and effects.begun == list(range(STEPS))
    assert list(Entry.objects.filter(noun="job").order_by("id").values_list("action", flat=True)) == ["jobs.cancel", "jobs.cancel", "jobs.retry"]


@pytest.mark.django_db
def test_what_has_ended_is_neither_cancelled_nor_repeated(kind, person):
    asker = person("planning")
    kind(Effects().run)
    job = queue.enqueue("test", 1, by=asker)
    running = Job.objects.get()
    finish(job, "w")
    with translation.override("en"), pytest.raises(UsageError, match="ended already"):
        actions.cancel(asker, running)
    Job.objects.update(state="failed")
    failed = Job.objects.get()
    queue.enqueue("test", 1, by=asker)
    with translation.override("en"), pytest.raises(UsageError, match="being done already"):
        actions.retry(asker, failed)


@pytest.mark.django_db
def test_a_daily_duty_is_asked_for_once_a_day(monkeypatch):
    done = []
    monkeypatch.setattr(daily, "DAILY", {"d": daily.Daily("d", "d", lambda: done.append(1))})
    (job,) = daily.ask()
    assert finish(job, "w").state == "done" and done == [1]
    assert daily.ask() == []
    Duty.objects.update(day=timezone.localdate() - timedelta(days=1))
    assert len(daily.ask()) == 1

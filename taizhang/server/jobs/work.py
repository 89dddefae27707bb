"""Doing one job: step by step, each step a transaction that moves the job on, until it ends or its turn is over."""
import logging
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from taizhang.server.accounts.roles import OWN_LAYER
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.actions import kind as entry_kind
from taizhang.server.audit.trail import record
from taizhang.server.jobs.kinds import KINDS, Kind
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.queue import BACKOFF, DEATHS, LEASE, give_back, held, ready, take
from taizhang.values.errors import TaizhangError

log = logging.getLogger(__name__)
TURN = 15.0  # seconds after which other jobs that wait have their turn
GONE = gettext_noop("The process that did this work was ended again and again at the same step. See the log of the worker.")

REFUSED = entry_kind("jobs.refused", _("{actor} was refused what the job {kind} was to do: {why}"))


class Interrupted(Exception):
    """The work stops between two steps: its turn is over, it is cancelled, or another worker has it."""


class TurnOver(Interrupted):
    """Others wait, or the worker stops: the job goes back among the waiting ones."""


class CancelAsked(Interrupted):
    """A person asked to cancel."""


class Lost(Interrupted):
    """Another worker took the job over; what this one did in its last step is rolled back."""


def _never() -> bool:
    return False


@dataclass(slots=True)
class Work:
    """One worker's hold on one job. Whatever a step changes is committed together with the job's progress, or not at all."""

    job: Job
    worker: str
    stopping: Callable[[], bool] = _never
    turn: float = TURN
    began: float = field(default_factory=time.monotonic)
    stepped: float = field(default_factory=time.monotonic)

    def plan(self, total: int, done: int = 0) -> None:
        """Say how many steps there are and how many are done already."""
        if not held(self.job, self.worker).update(total=total, done=done):
            raise Lost
        self._between()

    def at(self, now: str) -> None:
        """Say what the next step is, before it is done: a name, or a sentence in the language of the installation."""
        if not held(self.job, self.worker).update(now=now[:300]):
            raise Lost

    @contextmanager
    def step(self, count: int = 1) -> Iterator[None]:
        """One step: a transaction that is committed only while this worker holds the job. Afterwards the work may be interrupted."""
        OWN_LAYER.look_again()
        with transaction.atomic():
            yield
            moved = held(self.job, self.worker).update(
                done=F("done") + count, attempts=0, deaths=0, error="", lease_until=timezone.now() + LEASE,
            )
            if not moved:
                raise Lost
        self.stepped = time.monotonic()
        self._between()

    def _between(self) -> None:
        """Between two steps: is the work cancelled, or somebody else's turn?"""
        cancelling = held(self.job, self.worker).values_list("cancelling", flat=True).first()
        if cancelling is None:
            raise Lost
        if cancelling:
            raise CancelAsked
        if self.stopping() or (time.monotonic() - self.began > self.turn and ready().exclude(pk=self.job.pk).exists()):
            raise TurnOver


def perform(work: Work) -> str:
    """Do a job that was taken, for one turn; the state it is in afterwards."""
    job, worker = work.job, work.worker
    kind = KINDS.by_name.get(job.kind) or Kind(job.kind, job.kind, _unknown)
    try:
        if job.deaths > DEATHS:
            return _end(kind, job, worker, "failed", GONE)
        if job.cancelling:
            raise CancelAsked
        kind.run(work)
        return _end(kind, job, worker, "done")
    except TurnOver:
        give_back(job, worker)
        return "waiting"
    except CancelAsked:
        return _end(kind, job, worker, "cancelled")
    except Lost:
        log.warning("job %s (%s) was taken over from %s", job.key, job.kind, worker)
        return "lost"
    except Refused as refusal:
        if not refusal.recorded:
            with transaction.atomic():
                record(job.asked_by, REFUSED, refusal.noun, refusal.key, {"kind": job.kind, "why": refusal.sentence}, outcome="refused")
        return _end(kind, job, worker, "failed", refusal.sentence)
    except TaizhangError as error:
        log.warning("job %s (%s) failed: %s", job.key, job.kind, error)
        return _end(kind, job, worker, "failed", str(error))
    except Exception as error:
        log.error("job %s (%s) failed at step %s\n%s", job.key, job.kind, job.done, traceback.format_exc())
        return _again(kind, job, worker, f"{type(error).__name__}: {error}")


def _unknown(work: Work) -> None:
    KINDS.get(work.job.kind)


def _again(kind: Kind, job: Job, worker: str, error: str) -> str:
    """After an unforeseen failure: later once more, unless the same step failed too often."""
    attempts = held(job, worker).values_list("attempts", flat=True).first()
    if attempts is None:
        return "lost"
    if attempts >= len(BACKOFF):
        return _end(kind, job, worker, "failed", error)
    give_back(job, worker, after=BACKOFF[attempts], attempts=attempts + 1, error=error[:4000])
    return "waiting"


def _end(kind: Kind, job: Job, worker: str, state: str, error: str = "") -> str:
    with transaction.atomic():
        if not held(job, worker).update(state=state, ended_at=timezone.now(), lease_until=None, now="", error=error[:4000]):
            return "lost"
        if state != "done":
            kind.ended(Job.objects.get(pk=job.pk))
    return state


def finish(job: Job, worker: str, tell: Callable[[Job], object] | None = None, patience: float = 0.3) -> Job:
    """Do a job here and now, or wait for the worker that has it; for the command line, which has somebody waiting."""
    while True:
        mine = take(worker, job.pk)
        if mine is not None:
            perform(Work(mine, worker, turn=1.0 if tell else TURN))
        job = Job.objects.get(pk=job.pk)
        if tell:
            tell(job)
        if not job.is_open:
            return job
        if mine is None:
            time.sleep(patience)

"""A job as people see it: what, for whom, how far, how it ended. The row itself is what a worker takes. And the workers."""
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

OPEN = ("waiting", "running")


class Job(models.Model):
    """One piece of long work.

    ``kind`` is a name in `taizhang.server.jobs.kinds.KINDS`, ``about`` what it works on (an import's key, say). ``done`` of
    ``total`` steps are done; ``now`` says what it is at, as a message id with ``values``. ``state``: waiting, running, done, failed,
    cancelled. A waiting job is open to workers from ``not_before`` on; while one is at it, ``worker`` names it and ``lease_until`` is
    moved on by its heartbeat: when that passes, the worker died and another takes over. ``attempts`` counts failures and
    ``deaths`` workers lost since the last step that was done; ``deliveries`` how often it was taken at all.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=80, blank=True)
    label = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default="waiting")
    cancelling = models.BooleanField(default=False)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    now = models.CharField(max_length=300, blank=True)
    error = models.TextField(blank=True)
    attempts = models.PositiveIntegerField(default=0)
    deaths = models.PositiveIntegerField(default=0)
    deliveries = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "-id"]),
            models.Index(fields=["about"]),
            models.Index(fields=["not_before", "id"], condition=Q(state__in=OPEN), name="jobs_open"),
        ]
        constraints = [
            # Asking twice for what is being done already (two clicks, two windows) asks once.
            models.UniqueConstraint(fields=["kind", "about"], condition=Q(state__in=OPEN), name="jobs_one_open"),
        ]

    @property
    def is_open(self) -> bool:
        """Whether it may still change by itself."""
        return self.state in OPEN

    @property
    def percent(self) -> int | None:
        """How far it is, of a hundred; None where nobody knows yet how much there is to do."""
        return min(100, self.done * 100 // self.total) if self.total else None


class Worker(models.Model):
    """A process that does long work: where it runs and when it was seen last."""

    name = models.CharField(max_length=120, unique=True)
    host = models.CharField(max_length=80)
    pid = models.PositiveIntegerField()
    born = models.CharField(max_length=40, blank=True)  # when the process began, as the machine counts: a pid may come back
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True)


class Duty(models.Model):
    """A duty of every day, and the day it was last asked for."""

    name = models.CharField(max_length=60, unique=True)
    day = models.DateField(null=True)

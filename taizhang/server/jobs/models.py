"""A job as people see it: what, for whom, how far, how it ended."""
import uuid

from django.conf import settings
from django.db import models


class Job(models.Model):
    """One piece of long work.

    ``kind`` is a name in `taizhang.server.jobs.kinds.KINDS`, ``about`` what it works on (an import's key, say). ``done`` of
    ``total`` steps are done; ``now`` says what it is at. ``lease_until`` is set while a worker is at it: when that passes, the
    worker died and another takes over. ``state``: waiting, running, done, failed, cancelled.
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
    deliveries = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "-id"]), models.Index(fields=["about"])]

    OPEN = ("waiting", "running")

    @property
    def is_open(self) -> bool:
        """Whether it may still change by itself."""
        return self.state in self.OPEN

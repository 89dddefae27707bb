"""Tokens: with one a program asks for its person."""
import uuid
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

STATES = ("valid", "over", "ended")


class Token(models.Model):
    """What a program shows instead of a password. Of the secret only a digest is kept; ``hint`` is how it begins, to tell tokens apart.

    ``capabilities`` is the most it may use of what its person may; ``until`` the first day on which it is no longer valid. ``used_at`` and
    ``used_from`` are written at most once a minute.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    capabilities = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)
    until = models.DateField()
    used_at = models.DateTimeField(null=True)
    used_from = models.CharField(max_length=45, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["user"], condition=Q(ended_at__isnull=True), name="api_token_open")]

    @property
    def last_day(self) -> date:
        """The last day on which it is valid."""
        return self.until - timedelta(days=1)

    @property
    def state(self) -> str:
        """Valid, over (its days are past, or the password it was made under is no more), or ended by a person."""
        if self.ended_at is not None:
            return "ended"
        return "over" if self.until <= timezone.localdate() or self.is_older_than_password else "valid"

    @property
    def is_older_than_password(self) -> bool:
        """Whether its person got another password since: whoever knew the old one may have made it."""
        changed: Any = self.user.password_at
        return changed is not None and self.made_at < changed

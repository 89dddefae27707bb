"""Where a task by hand comes from, version by version; and which units were assigned in one go."""
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from taizhang.server.history import Versioned, written_once

ORIGINS = ("instruction", "letter", "decision", "hand")


class Note(Versioned):
    """What is known of a task by hand beside its sentence. ``key`` is that of its document, which holds who said it, when, and the number.

    ``fact`` is the key of the task itself, ``due`` the day by which it is to be done.
    """

    origin = models.CharField(max_length=12)
    due = models.DateField(null=True)
    fact = models.UUIDField()

    class Meta(Versioned.Meta):
        abstract = False


@written_once("undone_at", "undone_by")
class Assignment(models.Model):
    """Units assigned to clauses in one go: ``facts`` lists the key of each with the version that the assignment wrote."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    facts = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

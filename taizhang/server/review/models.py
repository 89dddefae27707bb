"""Who reads which document."""
from django.conf import settings
from django.db import models
from django.db.models import Q

from taizhang.server.history import Versioned


class Assignment(Versioned):
    """A document given to a person to review; one person at a time.

    Version by version: ``recorded_by`` gave it at ``recorded_at``; giving it to somebody else is a further version, taking it back
    ends it.
    """

    document = models.UUIDField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")

    class Meta(Versioned.Meta):
        abstract = False
        constraints = [
            *Versioned.Meta.constraints,
            models.UniqueConstraint(fields=["document"], condition=Q(superseded_at__isnull=True, ended=False), name="review_assignment_one"),
        ]
        indexes = [models.Index(fields=["person"], condition=Q(superseded_at__isnull=True, ended=False), name="review_assigned_to")]

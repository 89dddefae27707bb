"""Systems of policies: one main document and those that support it, whether they are here, drafted or only owed."""
from django.db import models
from django.db.models import Q

from taizhang.server.history import Versioned
from taizhang.server.sorting import SortKey

#: How far a member is. ``dropped``: it will not come, and a note says why.
STATES = ("planned", "drafted", "issued", "dropped")


class System(Versioned):
    """A "1+X" system: ``document`` is the key of its main document."""

    title = models.CharField(max_length=300)
    document = models.UUIDField()
    note = models.TextField(blank=True)
    sort_title = SortKey(of="title", max_length=64)

    class Meta(Versioned.Meta):
        abstract = False
        indexes = [models.Index(fields=["document"], condition=Q(superseded_at__isnull=True, ended=False), name="library_system_document")]


class Member(Versioned):
    """A supporting document of a system.

    ``document`` is its key where it is here; else there is only a title. ``unit`` owes it (an id of the pack, or a name it does not know),
    by ``due`` where that day is known; ``fact`` is the clause that demands it.
    """

    system = models.UUIDField()
    title = models.CharField(max_length=300)
    document = models.UUIDField(null=True)
    unit = models.CharField(max_length=120, blank=True)
    due = models.DateField(null=True)
    state = models.CharField(max_length=10, default="planned")
    fact = models.UUIDField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta(Versioned.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["system"], condition=Q(superseded_at__isnull=True, ended=False), name="library_member_system"),
            models.Index(fields=["document"], condition=Q(superseded_at__isnull=True, ended=False), name="library_member_document"),
            models.Index(fields=["state", "due"], condition=Q(superseded_at__isnull=True, ended=False), name="library_member_due"),
        ]

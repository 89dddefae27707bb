"""Entries of the trail, their values beside them, and anchors."""
from typing import Any

from django.conf import settings
from django.db import models

from taizhang.server.history import written_once


@written_once("place", "previous", "seal")
class Entry(models.Model):
    """One thing that happened. ``place`` is its place in the sealed chain, empty until the seal right after commit.

    ``action`` is the name in `taizhang.server.audit.actions.ACTIONS`. ``noun`` and ``key`` name the object; a value ``label`` calls it
    in words. ``digests`` maps names of values to salted digests; values and salts lie in `Value`, so that they can be expunged
    and the chain still verifies. ``digest`` names the algorithm of these digests and of the seal: an installation may change it,
    and what was sealed before still verifies.
    """

    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=80)
    noun = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=10, default="done")  # done | refused | failed
    digests = models.JSONField(default=dict)
    digest = models.CharField(max_length=10, default="sha256")
    place = models.BigIntegerField(null=True, unique=True)
    previous = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["noun", "key", "id"]),
            models.Index(fields=["actor", "id"]),
            models.Index(fields=["action", "id"]),
            models.Index(fields=["at"]),
            models.Index(fields=["id"], condition=models.Q(place__isnull=True), name="audit_unsealed"),
        ]


@written_once(emptied=(("salt", "value"), "expunged"))
class Value(models.Model):
    """A value an entry speaks of, with its salt; both are empty once expunged by the entry that ``expunged`` names."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="values")
    name = models.CharField(max_length=60)
    salt = models.CharField(max_length=64)
    value = models.TextField()
    expunged = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="expunges")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="audit_value_once")]


class Expunging(models.Model):
    """A request to destroy values: asked by the security administrator, confirmed or declined by the auditor."""

    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    basis = models.TextField()  # the legal basis, in words
    noun = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    names = models.JSONField(default=list)  # names of values; empty: all of the object's
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, default="asked")  # asked | done | declined
    remark = models.TextField(blank=True)


Values = dict[str, Any]

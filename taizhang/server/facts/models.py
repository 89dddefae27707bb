"""A fact of a document, version by version, with the units in charge of it."""
from django.conf import settings
from django.db import models
from django.db.models import Q

from taizhang.server.history import Versioned

KINDS = ("target", "actual", "forecast", "rule", "task", "goal", "cite", "clause")
STATES = ("suggested", "accepted", "corrected", "rejected", "disputed", "lost")
REVIEWED = ("accepted", "corrected")
MANNERS = ("one", "second", "bulk", "demo")


class Fact(Versioned):
    """One version of one fact.

    ``document`` is the key of its document and ``text`` the row of the canonical text that ``start``..``end`` (code points) cut
    ``quote`` out of; ``value_start``..``value_end`` is the number inside. ``state``: suggested by the reader; accepted, corrected or
    rejected by a person; disputed; lost, where a new version of the document no longer has its sentence.
    ``what`` is the indicator, the task's title or the cited document, whatever names the fact in a list. ``value_text`` is exact
    and in the base unit; ``value`` is the same for sorting and sums. ``fields`` holds the whole object as the reader writes it in
    jsonl, with corrections applied. ``manner`` says how it was decided: one by one, by a second reader, in bulk, by the demonstration.
    """

    document = models.UUIDField()
    text = models.ForeignKey("documents.Text", models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default="suggested")
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    value_start = models.PositiveIntegerField(null=True)
    value_end = models.PositiveIntegerField(null=True)
    what = models.CharField(max_length=300, blank=True)
    op = models.CharField(max_length=5, blank=True)
    value_text = models.CharField(max_length=60, blank=True)
    value2_text = models.CharField(max_length=60, blank=True)
    value = models.DecimalField(max_digits=40, decimal_places=12, null=True)
    measure = models.CharField(max_length=10, blank=True)
    measure_unit = models.CharField(max_length=30, blank=True)
    period = models.CharField(max_length=20, blank=True)
    year = models.SmallIntegerField(null=True)  # the last one: by which a target falls due, for which an actual holds
    year_first = models.SmallIntegerField(null=True)
    subject = models.CharField(max_length=120, blank=True)
    clause = models.CharField(max_length=300, blank=True)
    confidence = models.FloatField(default=1.0)
    fields = models.JSONField(default=dict)
    manner = models.CharField(max_length=10, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    NEWEST = Q(superseded_at__isnull=True, ended=False)

    class Meta(Versioned.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["document", "position"], condition=Q(superseded_at__isnull=True, ended=False), name="facts_of_document"),
        ]


class InCharge(models.Model):
    """A unit in charge of a fact: of a task, or of the task in whose clause the fact stands. Belongs to one version of the fact."""

    fact = models.ForeignKey(Fact, models.PROTECT, related_name="in_charge")
    order = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=60, blank=True)  # id in the pack; empty where the name is not known there
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=10, blank=True)  # lead | support | inferred | empty: not said
    inherited = models.BooleanField(default=False)  # from the task around it

    class Meta:
        ordering = ["order"]
        indexes = [models.Index(fields=["unit", "fact"])]
        constraints = [models.UniqueConstraint(fields=["fact", "order"], name="facts_in_charge_order")]

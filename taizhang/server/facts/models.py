"""A fact of a document, version by version, with the units in charge of it, and what several people said of it."""
import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from taizhang.server.history import Versioned, VersionedQuerySet, written_once
from taizhang.server.sorting import SortKey

KINDS = ("target", "actual", "forecast", "rule", "task", "goal", "cite", "clause")
STATES = ("suggested", "accepted", "corrected", "rejected", "disputed", "lost")
REVIEWED = ("accepted", "corrected")
DECIDED = (*REVIEWED, "rejected")
MANNERS = ("one", "second", "bulk", "demo")
BY_PERSONS = ("one", "second")
STATEMENTS = ("target", "actual", "forecast", "rule")
ACTS = ("read", "anchor", "lose", "accept", "correct", "reject", "undo", "dispute", "settle", "add", "split", "merge", "second")
NEWEST = Q(superseded_at__isnull=True, ended=False)
# What the ledger filters by stands in each of its indexes, so that a page of it reads one narrow index and not the wide rows. The last
# two are part of the condition already; SQLite takes an index for a covering one only where they stand in it.
FILTERED = ("kind", "state", "year", "year_first", "lead", "measure", "subject", "valid_from", "valid_until", "superseded_at", "ended")
ORDERS = {
    "kind": ("kind", "state", "value", "text"), "text": ("text", "position"), "lead": ("lead", "text", "position"),
    "what": ("sort_what", "text", "position"), "value": ("value", "text", "position"), "year": ("year", "text", "position"),
    "changed": ("recorded_at", "text", "position"),
}
COUNTED = {
    "kinds": ("kind", "state", "text", "superseded_at", "ended"), "leads": ("lead", "kind", "state", "text", "superseded_at", "ended"),
    "texts": ("text", "kind", "state", "superseded_at", "ended"), "subjects": ("subject", "kind", "state", "text", "superseded_at", "ended"),
}


def _covering(order: tuple[str, ...]) -> list[str]:
    return [*order, *(name for name in FILTERED if name not in order)]


class FactQuerySet(VersionedQuerySet["Fact"]):
    """Facts; the sets that people name."""

    def measured(self) -> Self:
        """What persons decided one by one: the only decisions that say how well the reader reads."""
        return self.filter(state__in=DECIDED, manner__in=BY_PERSONS, decided_by__isnull=False)

    def read_once(self) -> Self:
        """Decided by one person, one by one, and read by no second one yet."""
        return self.filter(state__in=DECIDED, manner="one", decided_by__isnull=False)


@written_once()
class Bulk(models.Model):
    """Many suggestions accepted at once: what the filter was, in words and as an address, how many rows it found, which were shown before."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    filter = models.TextField()
    query = models.TextField(blank=True)
    seed = models.CharField(max_length=80)
    count = models.PositiveIntegerField()
    sample = models.JSONField(default=list)  # keys of the facts that were drawn and shown

    class Meta:
        ordering = ["-id"]


class Fact(Versioned):
    """One version of one fact.

    ``document`` is the key of its document and ``text`` the row of the canonical text that ``start``..``end`` (code points) cut
    ``quote`` out of; ``value_start``..``value_end`` is the number inside. ``state``: suggested by the reader; accepted, corrected or
    rejected by a person; disputed; lost, where a new version of the document no longer has its sentence.
    ``what`` is the indicator, the task's title or the cited document, whatever names the fact in a list. ``value_text`` is exact
    and in the base unit; ``value`` is the same for sorting and sums. ``fields`` holds the whole object as the reader writes it in
    jsonl, with corrections applied; ``value`` and ``value2`` in it are texts, exact. ``manner`` says how it was decided: one by one,
    by a second reader, in bulk (then ``bulk`` says in which), by the demonstration. ``act`` is what made this version, one of ``ACTS``
    (read, anchor and lose are the machine's); versions that one act wrote of several facts share ``together`` as long as that decision
    holds. After an undo, ``restores`` is the version whose decision it went back to. While a fact is disputed, ``decided_by``
    stays the one whose decision is disputed, and ``recorded_by`` is who disputes it.
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
    sort_what = SortKey(of="what", max_length=64)
    lead = models.CharField(max_length=120, blank=True)  # unit the fact is listed under, see `charge.lead_of`
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
    act = models.CharField(max_length=10, default="read")
    restores = models.PositiveIntegerField(null=True)
    bulk = models.ForeignKey(Bulk, models.PROTECT, null=True, related_name="facts", db_index=False)
    together = models.UUIDField(null=True)

    objects: ClassVar = FactQuerySet.as_manager()

    NEWEST = NEWEST

    @property
    def by_two(self) -> bool:
        """Whether two persons stand for it."""
        return self.manner == "second"

    @property
    def in_bulk(self) -> bool:
        """Whether it was accepted with many others, and nobody has read it by itself."""
        return self.manner == "bulk"

    class Meta(Versioned.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["document", "position"], condition=Q(superseded_at__isnull=True, ended=False), name="facts_of_document"),
            models.Index(fields=["document", "state"], condition=Q(superseded_at__isnull=True, ended=False), name="facts_states"),
            models.Index(fields=["id", "document"], condition=NEWEST, name="facts_of_ids"),  # which documents give a unit something to do
            *(models.Index(fields=_covering(order), condition=NEWEST, name=f"facts_by_{name}") for name, order in ORDERS.items()),
            *(models.Index(fields=list(narrow), condition=NEWEST, name=f"facts_{name}") for name, narrow in COUNTED.items()),
            models.Index(fields=["bulk"], condition=Q(bulk__isnull=False), name="facts_of_bulk"),
            models.Index(fields=["together"], condition=Q(together__isnull=False), name="facts_together"),
            # for looking back: what was known at a time
            *(models.Index(fields=[*_covering(ORDERS[name]), "recorded_at"], name=f"facts_known_{name}") for name in ("kind", "lead")),
            models.Index(fields=["subject", "sort_what", "recorded_at"], name="facts_known_subject"),  # how a place stood at a time
        ]


@written_once()
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


@written_once()
class Vote(models.Model):
    """How one person would settle a dispute; the last word of each counts, none is removed.

    ``fact`` is the disputed version itself. ``proposal`` is ``accept``, ``reject`` or ``correct`` with the ``changes`` that go with it.
    """

    fact = models.ForeignKey(Fact, models.PROTECT, related_name="votes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    proposal = models.CharField(max_length=10)
    changes = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]


@written_once("undone_at")
class SecondReading(models.Model):
    """How a second person read a decided fact. ``fact`` is the version that was read, whose state is the first person's verdict.

    ``verdict`` is what the second one said: ``accept`` (it holds), ``correct`` (with ``changes``), ``reject`` (it is no fact);
    ``agrees`` whether that came to the same. ``undone_at`` is when it was taken back.
    """

    fact = models.ForeignKey(Fact, models.PROTECT, related_name="second_readings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    verdict = models.CharField(max_length=10)
    agrees = models.BooleanField()
    changes = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

"""A workbook that was handed in with its rows, an edition of the ledger that was asked for, and texts that are read anew."""
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from taizhang.server.history import written_once


class Mapping(models.Model):
    """How the columns of a bureau's own sheet are read, kept under a name and recognised by the head's ``digest``.

    ``columns``: column, path (the lines of its head), field, and of a column of values its kind and period. ``kind`` is what a row without
    values is. ``first`` and ``lines`` say where the head stands; ``stored`` is the workbook it was made of, a copy of which is filled on the way out.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    at = models.DateTimeField(auto_now_add=True)
    digest = models.CharField(max_length=64, db_index=True)
    sheet = models.CharField(max_length=100)
    first = models.PositiveIntegerField()
    lines = models.PositiveIntegerField()
    columns = models.JSONField(default=list)
    kind = models.CharField(max_length=10, default="task")
    stored = models.ForeignKey("documents.Stored", models.PROTECT, related_name="+")
    shared = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="exchange_mapping_owner")]


class Workbook(models.Model):
    """A workbook handed in. ``state``: planning, unmapped (a person has to name its columns), planned, applying, applied, discarded, failed.

    ``cells`` is what the child read (compressed), until the plan is made; ``reached`` of ``total`` rows are planned, of which ``unchanged``
    say what the ledger says and have no row of their own. A bureau's own sheet is read by its ``mapping``.
    ``problems`` says why the workbook as a whole could not be read or planned.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=255)
    stored = models.ForeignKey("documents.Stored", models.PROTECT, null=True, related_name="+")
    size = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, default="planning")
    cells = models.BinaryField(null=True)
    total = models.PositiveIntegerField(default=0)
    reached = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    mapping = models.ForeignKey(Mapping, models.PROTECT, null=True, related_name="+")
    document = models.UUIDField(null=True)  # what a bureau's sheet becomes
    planned_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["by", "-id"]), models.Index(fields=["state", "-id"])]


class Row(models.Model):
    """One row of a workbook that says something else than the ledger.

    ``finding``: new, changed, doubtful (the fact moved on since the workbook went out; a person decides), refused. ``act`` is what carrying
    out will do: accept, correct, reject or add, with exactly ``given``; ``against`` is the version of the fact the plan was made against: if
    that moved on, the row becomes doubtful. ``problems`` are (cell, field, sentence in each language), ``changes`` (field, old, new).
    ``choice``: apply, skip, or empty while a person has to choose. ``made`` is the version that carrying out made of ``fact``.
    """

    workbook = models.ForeignKey(Workbook, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    sheet = models.CharField(max_length=100)
    line = models.PositiveIntegerField()
    label = models.CharField(max_length=300, blank=True)
    fact = models.UUIDField(null=True)
    document = models.UUIDField(null=True)
    version = models.PositiveIntegerField(null=True)
    against = models.PositiveIntegerField(null=True)
    finding = models.CharField(max_length=10)
    act = models.CharField(max_length=10, blank=True)
    problems = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    given = models.JSONField(default=dict)
    choice = models.CharField(max_length=10, blank=True)
    applied_at = models.DateTimeField(null=True)
    made = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["workbook", "position"], name="exchange_row_position")]
        indexes = [models.Index(fields=["workbook", "finding", "position"], name="exchange_row_finding")]


class Edition(models.Model):
    """An edition of the ledger that is prepared as a job because it is long. ``state``: preparing, ready, failed.

    ``form``: ``edit`` (can be taken back in) or ``xlsx`` (the plain export). ``keys`` are the ids of its rows, fixed when it was asked for.
    The bytes lie in the data folder under ``sha256`` and are removed after a day, since no other row names them.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    form = models.CharField(max_length=10)
    name = models.CharField(max_length=255)
    query = models.TextField(blank=True)
    keys = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    host = models.CharField(max_length=255, blank=True)
    language = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, default="preparing")
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["by", "-id"])]


class Rereading(models.Model):
    """Texts read anew by the reader of this release. ``state`` as of a workbook; ``everything``: also those this release has read already."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    release = models.CharField(max_length=20)
    everything = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="planning")
    planned_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["by", "-id"], name="exchange_rereading_by")]


class Reread(models.Model):
    """One text of a rereading.

    ``finding``: changed, unchanged, refused (with ``problems``), or empty while it has not been read. ``standing`` is a digest of the
    document's facts as the plan saw them: where they moved on, the plan is made anew before anything is done. ``counts`` say how many
    suggestions are new, changed, gone, kept, and how many decided facts stay untouched; ``changes`` lists the first of them.
    """

    batch = models.ForeignKey(Rereading, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    document = models.UUIDField()
    text = models.ForeignKey("documents.Text", models.PROTECT, related_name="+")
    title = models.CharField(max_length=500, blank=True)
    finding = models.CharField(max_length=10, blank=True)
    problems = models.JSONField(default=list)
    reading = models.BinaryField(null=True)
    standing = models.CharField(max_length=64, blank=True)
    counts = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    choice = models.CharField(max_length=10, blank=True)  # apply, skip, or nothing while a person has to look again
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="exchange_reread_position")]


@written_once()
class TextReading(models.Model):
    """That a text was read, when, by which release with which names: a text stays, its readings follow each other."""

    text = models.ForeignKey("documents.Text", models.PROTECT, related_name="readings")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    release = models.CharField(max_length=20)
    pack = models.CharField(max_length=60, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    outline = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    rereading = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["text", "-id"], name="exchange_readings_of_text")]

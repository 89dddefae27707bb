"""An import and its items: what was handed in, what is planned for each, what was done."""
import uuid

from django.conf import settings
from django.db import models


class Import(models.Model):
    """Files handed in together. ``state``: planning, planned, applying, applied, discarded, failed."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    label = models.CharField(max_length=300, blank=True)
    pack = models.CharField(max_length=60, default="auto")
    owner = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, default="planning")
    planned_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["by", "-id"]), models.Index(fields=["state", "-id"])]


class Item(models.Model):
    """One file of an import.

    ``finding``: new, changed (a new version of ``target``), unchanged, doubtful (a person has to choose), refused (with the reason),
    or empty while it has not been read. ``reasons`` says why, as message ids with values. ``choice``: what applying will do: create,
    version, skip. ``base`` is the version of ``target`` the plan was made against: if that moved on, the item is planned again.
    ``reading`` is what the reader made of it (compressed); it is what will be applied, to the letter. ``result`` is the key of the
    document it became; ``moved`` counts the reviewed facts of ``target`` that move to their sentences in the new text, ``lost`` lists
    those whose sentence it no longer has (key, kind, what): as planned, then as done.

    ``held`` is the digest of bytes that are put away and that no row of `Stored` names yet: they become ``stored`` when the document
    comes in, and are dropped when it does not. ``gate`` is what was found at the door (`sieve.sift`); ``handling`` (mask, keep, admit)
    and ``grounds`` are what a person decided about that.
    """

    batch = models.ForeignKey(Import, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    stored = models.ForeignKey("documents.Stored", models.PROTECT, null=True, related_name="+")
    held = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.BigIntegerField(default=0)
    gate = models.JSONField(default=dict)
    handling = models.CharField(max_length=10, blank=True)
    grounds = models.TextField(blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    title = models.CharField(max_length=500, blank=True)
    number = models.CharField(max_length=120, blank=True)
    identity = models.CharField(max_length=500, blank=True)  # title, issuers and year, for comparing
    finding = models.CharField(max_length=10, blank=True)
    reasons = models.JSONField(default=list)
    choice = models.CharField(max_length=10, blank=True)
    target = models.UUIDField(null=True)
    base = models.PositiveIntegerField(null=True)
    counts = models.JSONField(default=dict)
    reading = models.BinaryField(null=True)
    applied_at = models.DateTimeField(null=True)
    result = models.UUIDField(null=True)
    moved = models.PositiveIntegerField(default=0)
    lost = models.JSONField(default=list)
    error = models.TextField(blank=True)

    @property
    def undecided(self) -> bool:
        """Whether something was found at the door about which nobody decided yet."""
        return bool(self.gate) and not self.handling

    @property
    def whole(self) -> bool:
        """Whether the file itself is kept: no data of persons were masked in its text."""
        return not (self.gate.get("personal") and self.handling != "keep")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="imports_item_position")]

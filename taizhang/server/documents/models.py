"""A document version by version, the texts that were extracted for it, and the stored bytes."""
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from taizhang.server.documents.gate import check
from taizhang.server.history import Versioned, written_once
from taizhang.server.sorting import SortKey

STATES = ("in force", "superseded", "repealed", "withdrawn")
#: What one document does to another. ``none``: a person looked, and both stand side by side.
DOES = ("supersedes", "repeals", "revises", "none")


class Document(Versioned):
    """What is known of a document. ``state``: in force, superseded, repealed, withdrawn (imported by mistake).

    ``owner`` is the unit (id in the pack) that keeps it here, ``region`` the region it is about. ``issued`` is exact where the
    text gives a day; ``issued_text`` is what it gives. ``text`` is the row of its current text.
    """

    title = models.CharField(max_length=500)
    number = models.CharField(max_length=120, blank=True)
    number_plain = models.CharField(max_length=120, blank=True)  # for comparing: one kind of bracket, no blanks
    issuers = models.JSONField(default=list)
    issued = models.DateField(null=True, blank=True)
    issued_text = models.CharField(max_length=40, blank=True)
    year_of = models.CharField(max_length=20, blank=True)
    plan_for = models.CharField(max_length=20, blank=True)
    addressees = models.TextField(blank=True)  # whom it was sent to, as the head says
    publicity = models.CharField(max_length=20, blank=True)
    restricted = models.CharField(max_length=200, blank=True)  # marks of restricted use it came in with: never public
    place = models.CharField(max_length=120, blank=True)
    genre = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, default="in force")
    owner = models.CharField(max_length=60, blank=True)
    region = models.CharField(max_length=60, blank=True)
    pack = models.CharField(max_length=60, blank=True)
    pack_reason = models.TextField(blank=True)
    text = models.ForeignKey("documents.Text", models.PROTECT, null=True, related_name="+")
    sort_title = SortKey(of="title", max_length=200)

    class Meta(Versioned.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["number_plain"], condition=Q(superseded_at__isnull=True, ended=False), name="documents_number"),
            models.Index(fields=["-issued", "key"], condition=Q(superseded_at__isnull=True, ended=False), name="documents_issued"),
            models.Index(fields=["region"], condition=Q(superseded_at__isnull=True, ended=False), name="documents_region"),
            models.Index(fields=["owner"], condition=Q(superseded_at__isnull=True, ended=False), name="documents_owner"),
        ]


@written_once()
class Stored(models.Model):
    """Bytes kept in the data folder under their digest; written once."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True)


@written_once()
class Text(models.Model):
    """A canonical text: fixed once, never extracted again for display. ``addresses`` are its places in the original.

    ``gate`` is what was found in it at the door and what was decided: ``restricted`` (marks as written), ``personal`` (data of persons,
    number by kind), ``masked``, ``grounds`` (why it may be here). `gate.check` is asked of every text before it is written.
    ``outline`` and ``notes`` are what the reader made of it; ``release`` is the reader's. A text is written once and never changed.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    document = models.UUIDField(db_index=True)
    stored = models.ForeignKey(Stored, models.PROTECT, null=True, related_name="texts")
    name = models.CharField(max_length=255)
    text = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True)
    text_sha256 = models.CharField(max_length=64, db_index=True)
    format = models.CharField(max_length=20)
    encoding = models.CharField(max_length=40, blank=True)
    extractor = models.CharField(max_length=40)
    addresses = models.JSONField(default=list)
    outline = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    gate = models.JSONField(default=dict)
    release = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def save(self, *given: Any, **more: Any) -> None:
        """Write it, if it may be written: the one door for every text."""
        check(self.text, self.gate)
        super().save(*given, **more)


@written_once()
class TextLayout(models.Model):
    """Where a text stands on the pages of its original (`taizhang.text.layout.Layout`, compressed JSON); written once, with its text.

    ``recognised``: some of it was read from a picture. ``signatures`` is what the file says of its own signatures, not judged.
    """

    text = models.OneToOneField(Text, models.CASCADE, related_name="where")
    pages = models.PositiveIntegerField(default=0)
    recognised = models.BooleanField(default=False)
    boxes = models.BinaryField()
    signatures = models.JSONField(default=list)


class Effect(Versioned):
    """What one document does to another: ``acting`` supersedes, repeals or revises ``affected``, wholly or in ``part``.

    ``valid_from`` is the day from which it does, where that is known; ``scope`` says which part, ``fact`` is the citation that says so,
    where one does. ``state_before`` and ``until_before`` are what the affected document was, for taking it back; empty where it stayed as
    it was.
    """

    acting = models.UUIDField()
    affected = models.UUIDField()
    does = models.CharField(max_length=12)
    part = models.BooleanField(default=False)
    scope = models.CharField(max_length=300, blank=True)
    fact = models.UUIDField(null=True)
    state_before = models.CharField(max_length=12, blank=True)
    until_before = models.DateField(null=True)

    class Meta(Versioned.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["acting"], condition=Q(superseded_at__isnull=True, ended=False), name="documents_effect_acting"),
            models.Index(fields=["affected"], condition=Q(superseded_at__isnull=True, ended=False), name="documents_effect_affected"),
        ]

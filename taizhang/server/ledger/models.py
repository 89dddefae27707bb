"""Views of the ledger that people keep."""
import uuid

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """Filters, columns and order under a name; shared with everybody or one's own. Removing it ends it and keeps the row."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000)
    shared = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name", "id"]

"""Names that this office adds, version by version, and the mark by which every process notices a change."""
from django.db import models
from django.db.models import Q

from taizhang.server.history import Versioned
from taizhang.server.sorting import SortKey

SECTIONS = ("units", "indicators", "regions")


class Alias(Versioned):
    """Another name of a unit, an indicator or a region of the pack, from ``valid_from`` to before ``valid_until``.

    ``section`` and ``of`` are the section and the id in the pack. ``correction`` is the key of the fact whose correction it came from, and
    ``document`` the key of its document. ``pack_id`` is the id under which it stands in a pack folder: one that came from a folder keeps
    its own. Taking back ends the thing.
    """

    section = models.CharField(max_length=12)
    of = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    sort_name = SortKey(of="name", max_length=64)
    pack_id = models.CharField(max_length=60, blank=True)
    correction = models.UUIDField(null=True)
    document = models.UUIDField(null=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta(Versioned.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["section", "name"], condition=Q(superseded_at__isnull=True, ended=False), name="local_alias_name"),
        ]

    @property
    def id_in_pack(self) -> str:
        """The id under which it stands in a folder."""
        return self.pack_id or str(self.key)


class Mark(models.Model):
    """One row: ``stamp`` is another after each change of the layer. Not a number that counts: what was rolled back or restored must differ too."""

    stamp = models.CharField(max_length=40)

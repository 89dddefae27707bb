"""Which wordings the ledger uses, and which indicator of the catalogue each of them means.

Made from facts and the pack, and can be made anew at any time; nothing here is history. A decision about a wording is a name in the
installation's own layer, and lives there.
"""
from django.db import models


class Wording(models.Model):
    """What statements call something, with how it is measured there: both decide which indicator is meant.

    ``indicator`` is empty where the pack of this ``fingerprint`` cannot tell. ``subject`` stands beside a name only where the name means
    something else of that subject than alone (the output of a zone).
    """

    what = models.CharField(max_length=300)
    measure = models.CharField(max_length=10, blank=True)
    measure_unit = models.CharField(max_length=30, blank=True)
    per = models.CharField(max_length=60, blank=True)
    indicator = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=200, blank=True, default="")
    fingerprint = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["what", "measure", "measure_unit", "per", "subject"], name="indicators_wording_once")]
        indexes = [models.Index(fields=["indicator"]), models.Index(fields=["fingerprint"])]

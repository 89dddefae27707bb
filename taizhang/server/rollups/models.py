"""What a person judged where no number answers: the stage of a title, a task in words, a part of a whole; version by version."""
from django.db import models
from django.db.models import Q

from taizhang.server.history import Versioned

ABOUT = ("title", "item", "part", "goal")
STAGES = ("applied", "building", "midterm", "accepted", "lost")
ITEM_STATES = ("done", "ontrack", "behind", "off", "notstarted", "na")
PART_STATES = ("not started", "no evidence", "not applicable")
GOAL_STATES = ("reached", "not reached", "not started", "not applicable")
STATES = {"title": STAGES, "item": ITEM_STATES, "part": PART_STATES, "goal": GOAL_STATES}


class Judged(Versioned):
    """One judgement of a person, about one thing; whoever judges it anew writes its next version.

    ``about`` title: ``of`` is the title (or kind of title) in the pack, ``region`` who bears it, ``state`` the stage that was reached on
    ``valid_from`` (with ``known`` by: by then at the latest); ``valid_until`` is the first day on which it no longer holds, ``due`` when it is
    evaluated again. Each stage is a thing of its own.
    ``about`` item: ``of`` is a formula, ``item`` the name of one of its tasks, ``state`` how far it is.
    ``about`` part: ``of`` is an indicator, ``region`` who has no figure for ``period`` (a year), ``state`` why.
    ``about`` goal: ``of`` is the key of a fact of kind goal, ``state`` whether it is reached.
    ``unit`` leads it, where known. ``evidence`` are keys of facts of the ledger.
    """

    about = models.CharField(max_length=6)
    of = models.CharField(max_length=80)
    region = models.CharField(max_length=60)
    item = models.CharField(max_length=120, blank=True)
    period = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=16)
    known = models.CharField(max_length=2, default="on")
    due = models.DateField(null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    evidence = models.JSONField(default=list)

    class Meta(Versioned.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["about", "of", "period"], condition=Q(superseded_at__isnull=True, ended=False), name="rollups_judged_of"),
        ]

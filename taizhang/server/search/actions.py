"""What changes in the room of search: its index is made anew."""
from typing import Any

from django.utils.translation import gettext_lazy

from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.queue import enqueue
from taizhang.server.search.permissions import SEARCH


@action("search.rebuild", gettext_lazy("{actor} had the index of the search made anew"))
def rebuild(actor: Any) -> Job:
    """Ask for the job; where it is open already, that one is the answer. ``actor`` None: the command line."""
    SEARCH.require(actor, "rebuild")
    job = enqueue("search.rebuild", label=str(gettext_lazy("Make the index of the search anew")), by=actor)
    record(actor, "search.rebuild", "search", job.key, {"job": str(job.key)})
    return job

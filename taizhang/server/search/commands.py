"""The index of the search made anew by command, with progress; the same action as on the page."""
from collections.abc import Callable

from django.utils.translation import gettext as _

from taizhang.server.jobs.models import Job
from taizhang.server.jobs.presence import Presence
from taizhang.server.jobs.work import finish
from taizhang.server.search import actions
from taizhang.values.errors import TaizhangError

Bar = Callable[[int, int], object]


def rebuild(bar: Bar = lambda done, total: None) -> Job:
    """Make the index anew in this process, beside any worker; `TaizhangError` where the job fails.

    ``bar`` is told how many of how many texts and heads are in it. Who ends the process loses nothing: the next one, or a worker,
    goes on where it stopped.
    """
    job = actions.rebuild(None)
    with Presence() as me:
        job = finish(job, me.name, lambda one: bar(one.done, one.total or 0))
    if job.state != "done":
        raise TaizhangError(_("was not finished"), where=str(job.label), why=job.error or job.state, hint=_("run the command again"))
    return job

"""What tests of imports use: files handed in, jobs done in this process."""
import io
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from taizhang.server.accounts.models import User
from taizhang.server.imports import actions
from taizhang.server.imports.models import Import
from taizhang.server.imports.uploads import put_away
from taizhang.server.jobs.models import OPEN, Job
from taizhang.server.jobs.work import finish

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


def hand_in(person: User, *files: tuple[str, bytes], pack: str = "auto", owner: str = "990400.kjj") -> Import:
    """Hand files in; the plan waits to be made."""
    return actions.start(person, put_away((name, io.BytesIO(data)) for name, data in files), pack, owner)


def again_at_once(job: Job) -> None:
    """What waits after a failure is tried again without waiting."""
    Job.objects.filter(pk=job.pk, state="waiting").update(not_before=timezone.now() - timedelta(seconds=1))


def do_jobs(batch: Import, worker: str = "test") -> Import:
    """Do the open jobs of an import here."""
    for job in Job.objects.filter(about=str(batch.key), state__in=OPEN).order_by("id"):
        finish(job, worker, again_at_once)
    return Import.objects.get(pk=batch.pk)


def bring_in(person: User, *files: tuple[str, bytes], pack: str = "auto", owner: str = "990400.kjj") -> Import:
    """Hand in, plan, carry out."""
    batch = do_jobs(hand_in(person, *files, pack=pack, owner=owner))
    actions.apply(person, batch)
    return do_jobs(batch)


def samples(names: Iterable[str] | None = None) -> list[tuple[str, bytes]]:
    """The sample documents as text files."""
    return [(path.name, path.read_bytes()) for path in sorted((SAMPLES / "txt").glob("*.txt")) if names is None or path.name in names]


@pytest.fixture
def importer(person: Callable[..., User]) -> User:
    """Somebody who imports for everybody."""
    return person("planning", unit="990400.kjj")

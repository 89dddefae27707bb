"""The job that plans a workbook: has it read by the child, then holds its lines against the ledger; changes nothing but the workbook."""
import json
import zlib
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.server.documents.storage import path_of
from taizhang.server.exchange.actions import PLAN
from taizhang.server.exchange.bureau.planning import foreign, plan_sheet
from taizhang.server.exchange.columns import in_each
from taizhang.server.exchange.found import Weighed
from taizhang.server.exchange.models import Row, Workbook
from taizhang.server.exchange.taking import Line, Taken, back, plain, take
from taizhang.server.exchange.weighing import Scales
from taizhang.server.imports.reader import Reading, kept
from taizhang.server.imports.spoken import spoken
from taizhang.server.jobs.kinds import KINDS, Kind
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.work import Work
from taizhang.text.cells import Sheet

GROUP = 200  # lines of one step


def plan(work: Work) -> None:
    """Plan what is not planned yet, a few hundred lines a step."""
    workbook = Workbook.objects.select_related("by", "stored").get(key=work.job.about)
    if workbook.state != "planning":
        return
    work.at(workbook.name)
    if workbook.cells is None:
        assert workbook.stored is not None
        with kept() as reader:  # outside of any transaction: nobody waits for a lock while a file is read
            reading = reader.read(path_of(workbook.stored.sha256), workbook.name, way="cells")
        with work.step(0):
            _take(workbook, reading)
    workbook.refresh_from_db()
    if workbook.state == "unmapped":
        return
    if workbook.mapping is not None:
        plan_sheet(work, workbook)
        return
    if workbook.problems:
        with work.step():
            _end(workbook, "failed")
        return
    assert workbook.cells is not None
    lines = back(json.loads(zlib.decompress(bytes(workbook.cells))))
    work.plan(len(lines) + 1, workbook.reached)
    while workbook.reached < len(lines):
        group = lines[workbook.reached:workbook.reached + GROUP]
        with work.step(len(group)):
            settle(workbook, group)
    with work.step():
        _end(workbook, "planned")


def _take(workbook: Workbook, reading: Reading) -> None:
    """What the child made of the file, kept until the plan is made."""
    taken = _refused(reading) if reading.error else take(Sheet.of(one) for one in reading.made["sheets"])
    if not reading.error and not taken.ours and foreign(workbook, reading):
        return
    if not taken.problems and not taken.lines:
        taken.problems.append(in_each(lambda: str(_("The workbook holds no rows."))))
    cells = zlib.compress(json.dumps(plain(taken.lines), ensure_ascii=False).encode("utf-8", "replace"), 6)
    Workbook.objects.filter(pk=workbook.pk, state="planning").update(cells=cells, problems=taken.problems, total=len(taken.lines))


def _refused(reading: Reading) -> Taken:
    """The reason of a file that could not be read, in each language."""
    parts = [reading.error.get(name, "") for name in ("what", "why", "hint")]
    what, why, hint = parts

    def say() -> str:
        said = spoken(what) + (f" ({spoken(why)})" if why else "")
        return str(_("The file cannot be read: {what}. {hint}")).format(what=said, hint=spoken(hint)).strip()

    return Taken(problems=[in_each(say)])


def settle(workbook: Workbook, group: list[Line]) -> None:
    """Write down what some lines are. Inside a step."""
    rows, first = [], workbook.reached
    seen = {str(one) for one in Row.objects.filter(workbook=workbook, fact__isnull=False).values_list("fact", flat=True)}
    scales, unchanged = Scales(workbook.by, group, seen), 0
    for at, line in enumerate(group, first):
        found = scales.weigh(line)
        if found.finding == "unchanged":
            unchanged += 1
        else:
            rows.append(row_of(workbook, at, line, found))
    Row.objects.bulk_create(rows, batch_size=100)
    workbook.reached, workbook.unchanged = first + len(group), workbook.unchanged + unchanged
    Workbook.objects.filter(pk=workbook.pk).update(reached=workbook.reached, unchanged=workbook.unchanged)


def row_of(workbook: Workbook, position: int, line: Line, found: Weighed) -> Row:
    """The row of a line."""
    return Row(workbook=workbook, position=position, sheet=line.sheet[:100], line=line.at, **values(found))


def values(found: Weighed) -> dict[str, Any]:
    """The columns of a row that say what its line is."""
    return {
        "label": found.label, "fact": found.fact, "document": found.document, "version": found.version, "against": found.against,
        "finding": found.finding, "act": found.act, "problems": found.problems, "changes": found.changes, "given": found.given, "choice": found.choice,
    }


def _end(workbook: Workbook, state: str) -> None:
    Workbook.objects.filter(pk=workbook.pk, state="planning").update(state=state, planned_at=timezone.now())


def ended(job: Job) -> None:
    """A plan that failed or was cancelled leaves a workbook that can be planned anew or discarded."""
    Workbook.objects.filter(key=job.about, state="planning").update(state="failed")


def again(job: Job) -> None:
    """Such a plan goes on where it stopped."""
    Workbook.objects.filter(key=job.about, state="failed").update(state="planning")


KINDS.add(Kind(PLAN, _("plan a workbook"), plan, ended, again))

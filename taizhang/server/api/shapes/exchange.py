"""Workbooks taken in, and editions of the ledger."""
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from taizhang.server.api.shapes.common import Asked, Given, Listed, Whole, at, person
from taizhang.server.api.shapes.facts import Change
from taizhang.server.api.shapes.work import JobOut, job_out
from taizhang.server.exchange import showing
from taizhang.server.exchange.columns import spoken
from taizhang.server.exchange.models import Edition, Row, Workbook


class WorkbookOut(Schema):
    """A workbook that was handed in."""

    key: str
    name: str
    state: str = Field(description="planning, unmapped (its columns have to be named), planned, applying, applied, discarded, failed")
    by: str | None
    at: str
    planned_at: str | None
    applied_at: str | None
    total: int
    reached: int
    unchanged: int = Field(description="rows that say what the ledger says")
    counts: dict[str, int] = Field(description="how many rows of each finding")


class WorkbookWhole(WorkbookOut):
    """A workbook with what carrying it out will do, and its job."""

    outlook: str
    problems: list[str] = Field(description="why the workbook as a whole could not be read or planned")
    mapping: str | None
    document: str | None = Field(description="the document that a bureau's sheet becomes")
    done: int
    job: JobOut | None
    may: list[str]
    url: str


class Workbooks(Listed):
    """A page of workbooks, the newest first."""

    items: list[WorkbookOut]


class Problem(Schema):
    """What is wrong with a cell: where it stands, and in words."""

    sheet: str
    cell: str
    field: str
    what: str


class RowOut(Schema):
    """A row that says something else than the ledger."""

    row: int
    position: int
    sheet: str
    line: int
    label: str
    fact: str | None
    document: str | None
    finding: str = Field(description="doubtful, refused, changed, new")
    act: str = Field(description="what carrying out will do: accept, correct, reject, add")
    problems: list[Problem]
    changes: list[Change]
    choice: str = Field(description="apply, skip; empty: a person has to choose")
    applied_at: str | None
    may_undo: bool


class Rows(Listed):
    """A page of rows: what needs a person first."""

    items: list[RowOut]


class RowsAsked(Asked):
    """Which rows."""

    finding: Literal["", "doubtful", "refused", "changed", "new"] = ""


class RowChoice(Given):
    """What becomes of a row."""

    row: Whole = Field(ge=1, le=2**63 - 1)
    choice: Literal["apply", "skip"]


class RowChoices(Given):
    """What becomes of some rows."""

    choices: list[RowChoice] = Field(min_length=1, max_length=500)


class EditionOut(Schema):
    """An edition of the ledger that a job prepares; its rows are those of the moment when it was asked for. The file is kept for a day."""

    key: str
    name: str
    form: str
    state: str = Field(description="preparing, ready, failed")
    rows: int
    size: int
    sha256: str
    query: str
    at: str
    there: bool = Field(description="whether the file can be had now")
    job: JobOut | None


class Editions(Listed):
    """A page of editions, the newest first."""

    items: list[EditionOut]


class NewEdition(Given):
    """Which form: to be filled in and taken back, or the plain export."""

    form: Literal["edit", "xlsx"] = "edit"


def workbook_out(one: Workbook) -> dict[str, Any]:
    """A workbook as data."""
    return {"key": str(one.key), "name": one.name, "state": one.state, "by": person(one.by), "at": at(one.at), "planned_at": at(one.planned_at),
            "applied_at": at(one.applied_at), "total": one.total, "reached": one.reached, "unchanged": one.unchanged, "counts": showing.counts(one)}


def row_out(row: Row, may_undo: bool) -> dict[str, Any]:
    """A row as data, with what is wrong by cell."""
    problems = [{"sheet": row.sheet, "cell": str(one["cell"] or row.line), "field": str(one.get("field") or ""), "what": spoken(one["said"])}
                for one in row.problems]
    return {"row": row.pk, "position": row.position, "sheet": row.sheet, "line": row.line, "label": row.label, "fact": str(row.fact) if row.fact else None,
            "document": str(row.document) if row.document else None, "finding": row.finding, "act": row.act, "problems": problems,
            "changes": [{"name": str(name), "old": str(old), "new": str(new)} for name, old, new in row.changes], "choice": row.choice,
            "applied_at": at(row.applied_at), "may_undo": may_undo}


def edition_out(one: Edition, there: bool, job: Any) -> dict[str, Any]:
    """An edition as data."""
    return {"key": str(one.key), "name": one.name, "form": one.form, "state": one.state, "rows": one.rows, "size": one.size, "sha256": one.sha256,
            "query": one.query, "at": at(one.at), "there": there, "job": job_out(job) if job else None}

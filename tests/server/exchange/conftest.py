"""What tests of workbooks use: editions taken along, changed as a person does, handed in, planned and carried out."""
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from taizhang.server.accounts.models import User
from taizhang.server.documents.storage import put
from taizhang.server.exchange import actions
from taizhang.server.exchange.models import Row, Workbook
from taizhang.server.jobs.models import OPEN, Job
from taizhang.server.jobs.work import finish
from tests.server.imports.conftest import again_at_once


def take_along(client: Client, query: str = "") -> Book:
    """The edition of the ledger, as a person opens it."""
    answer: Any = client.post(f"/workbooks/editions/new/?{query}")
    assert answer.status_code == 200, answer
    return load_workbook(io.BytesIO(b"".join(answer.streaming_content)))


def data_of(book: Book) -> bytes:
    """The workbook as the program saves it."""
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def sheet_of(book: Book, name: str) -> Worksheet:
    """The sheet that holds facts of a kind, by the word in its column of kinds."""
    for sheet in book.worksheets:
        if sheet.cell(1, 1).value == "key" and sheet.title == name:
            return sheet
    raise AssertionError(f"no sheet {name}: {book.sheetnames}")


def column(sheet: Worksheet, name: str) -> int:
    """The number of a column by the name the machine gives it."""
    return next(cell.column for cell in sheet[1] if cell.value == name)


def line_of(sheet: Worksheet, key: object) -> int:
    """The line of a fact."""
    return next(row[0].row for row in sheet.iter_rows(min_row=3) if row[0].value == str(key))


def set_cell(sheet: Worksheet, line: int, name: str, value: object) -> str:
    """Change a cell; how people call it."""
    cell = sheet.cell(line, column(sheet, name))
    cell.value = value
    return str(cell.coordinate)


def do_jobs(about: object) -> None:
    """Do the open jobs about something here."""
    for job in Job.objects.filter(about=str(about), state__in=OPEN).order_by("id"):
        finish(job, "test", again_at_once)


def hand_in(person: User, data: bytes, name: str = "x.xlsx") -> Workbook:
    """Hand in and plan."""
    workbook = actions.start(person, name, put([data]))
    do_jobs(workbook.key)
    return Workbook.objects.get(pk=workbook.pk)


def carry_out(person: User, workbook: Workbook) -> Workbook:
    """Carry the plan out."""
    actions.apply(person, workbook)
    do_jobs(workbook.key)
    return Workbook.objects.get(pk=workbook.pk)


def said(row: Row) -> str:
    """What is wrong with a row, in English, with its cells."""
    return " | ".join(f"{one['cell']}: {one['said']['en']}" for one in row.problems)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are compared in English; pages go by the cookie of their browser."""
    with translation.override("en"):
        yield


@pytest.fixture
def planner(person: Callable[..., User]) -> User:
    """Somebody who reviews, exports and imports, everywhere."""
    return person("planning", unit="990400.kjj")


@pytest.fixture
def client(planner: User, as_person: Callable[[User], Client]) -> Client:
    """Their browser, in English."""
    found = as_person(planner)
    found.cookies["language"] = "en"
    return found

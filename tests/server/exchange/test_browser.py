"""Workbooks in a browser: from the file to what was carried out, at every width, in both themes, for every eye."""
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from taizhang.server.accounts.models import User
from taizhang.server.exchange.anew import actions as anew
from taizhang.server.exchange.models import Mapping, Workbook
from taizhang.server.facts.models import Fact
from tests.server.browser import Browse
from tests.server.documents.texts import sample
from tests.server.exchange.conftest import carry_out, do_jobs, line_of, set_cell
from tests.server.exchange.sheets import TARGETS, sheet_bytes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def planner(person: Callable[..., User]) -> User:
    sample()
    return person("planning", unit="990400.kjj")


def look(browse: Browse, address: str, everywhere: list[dict]) -> None:
    """The page as it is has no fault, however it is looked at."""
    for way in everywhere:
        browse(address, **way)
        browse.check()


def test_the_ledger_is_taken_along_filled_in_and_brought_back(browse: Browse, planner: User, everywhere, tmp_path: Path) -> None:
    page = browse("/ledger/?kind=target", planner)
    with page.expect_download() as got:
        page.get_by_role("button", name="回填表 .xlsx").click()
    path = tmp_path / "ledger.xlsx"
    got.value.save_as(path)
    book = load_workbook(path)
    sheet = book.worksheets[1]
    one, two, three = Fact.objects.current().filter(kind="target").order_by("position")[:3]
    set_cell(sheet, line_of(sheet, one.key), "state", "已核")
    set_cell(sheet, line_of(sheet, two.key), "value", "2.5%%")
    set_cell(sheet, line_of(sheet, three.key), "value", 7)
    book.save(path)
    page = browse("/workbooks/new/")
    browse.check()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="读取").click()
    page.wait_for_url("**/workbooks/*-*/")
    workbook = Workbook.objects.get()
    do_jobs(workbook.key)
    address = f"/workbooks/{workbook.key}/"
    look(browse, address, everywhere)
    page = browse(address)
    assert "“2.5%%”不是数值" in page.locator(".exchange-wrong").inner_text()
    skip = page.locator(f"#r-{workbook.rows.get(fact=three.key).position} input[value=skip]")
    skip.check()
    page.locator("#outlook", has_text="接受 1 条", has_not_text="更正").wait_for()
    page.get_by_role("button", name="按方案执行").click()
    page.locator(".job-progress").wait_for()
    do_jobs(workbook.key)
    look(browse, address, everywhere)
    page = browse(address)
    page.locator(".exchange-choice button").click()
    page.wait_for_url("**#r-**")
    assert Fact.objects.current().get(key=one.key).state == "suggested"


def test_a_bureaus_sheet_has_its_columns_named(browse: Browse, planner: User, everywhere, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(sheet_bytes(TARGETS))
    page = browse("/workbooks/new/", planner)
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="读取").click()
    page.wait_for_url("**/workbooks/*-*/")
    workbook = Workbook.objects.get()
    do_jobs(workbook.key)
    look(browse, f"/workbooks/{workbook.key}/columns/", everywhere)
    page = browse(f"/workbooks/{workbook.key}/columns/")
    assert page.locator("select[name=field-4]").input_value() == "value" and page.locator("input[name=period-4]").input_value() == "2029"
    assert page.locator("input[name=period-2]").is_hidden()
    page.get_by_role("button", name="保存并做方案").click()
    page.wait_for_url(f"**/workbooks/{workbook.key}/")
    do_jobs(workbook.key)
    look(browse, f"/workbooks/{workbook.key}/", everywhere)
    carry_out(planner, Workbook.objects.get())
    look(browse, "/workbooks/mappings/", everywhere)
    look(browse, f"/workbooks/mappings/{Mapping.objects.get().key}/fill/", everywhere)


def test_texts_are_read_anew(browse: Browse, planner: User, everywhere) -> None:
    batch = anew.start(planner, everything=True)
    do_jobs(batch.key)
    browse("/workbooks/anew/", planner)
    look(browse, f"/workbooks/anew/{batch.key}/", everywhere)
    look(browse, "/workbooks/anew/", everywhere)

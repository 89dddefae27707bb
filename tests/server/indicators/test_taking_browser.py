"""The sheet and the package in a browser: wide and narrow, light and dark, without faults; taken along by keyboard."""
import pytest

from tests.server.documents.texts import SHORT
from tests.server.indicators.make import reviewed
from tests.server.things import somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_sheet_and_package_stand_in_every_window(browse, everywhere):
    reviewed(SHORT)
    person = somebody("planning")
    wrong = []
    for path in ("/indicators/sheets/?sheet=st_yearly_counties&year=2030", "/indicators/sheets/?sheet=st_yearly_city&year=2030", "/indicators/package/"):
        for way in everywhere:
            browse(path, person, **way)
            wrong += browse.faults()
    assert wrong == []


def test_a_sheet_is_taken_along_by_keyboard(browse):
    reviewed(SHORT)
    page = browse("/indicators/sheets/?sheet=st_yearly_city&year=2030", somebody("planning"))
    page.get_by_role("button", name="下载 Excel 报表").focus()
    with page.expect_download() as given:
        page.keyboard.press("Enter")
    assert given.value.suggested_filename.endswith(".xlsx")

"""The portal, the sheet and the package in a browser: wide and narrow, light and dark, without faults; the portal without JavaScript."""
import pytest
from django.urls import reverse

from taizhang.server.portal import middleware
from tests.server.documents.texts import SHORT
from tests.server.indicators.make import reviewed
from tests.server.things import somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def on(settings):
    settings.PORTAL, settings.PORTAL_RATE = True, 5000
    middleware.RATE.forget()


def test_every_page_of_the_portal_stands_in_every_window(browse, everywhere):
    document = reviewed(SHORT, publicity="主动公开", number="砚政〔2027〕12号")
    paths = ["/open/", "/open/indicators/", "/open/indicators/hnte_count/", "/open/documents/", reverse("portal:document", args=[document.key]), "/open/files/",
             "/open/?lang=en"]
    wrong = []
    for path in paths:
        for way in everywhere:
            browse(path, width=way["width"])
            browse.page.emulate_media(color_scheme=way["theme"])
            wrong += browse.faults()
    assert wrong == []
    assert browse.page.context.cookies() == []


def test_the_portal_runs_no_script_and_leads_from_list_to_sentence(browse):
    document = reviewed(SHORT, publicity="主动公开", number="砚政〔2027〕12号")
    page = browse("/open/")
    page.get_by_role("link", name="指标", exact=True).first.click()
    page.get_by_role("link", name="高新技术企业").click()
    page.locator(".open-values").get_by_role("link", name="砚政〔2027〕12号").first.click()
    assert str(document.key) in page.url and page.locator("li:target").count() == 1 and page.locator("script").count() == 0


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

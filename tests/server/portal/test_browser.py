"""The portal in a browser: wide and narrow, light and dark, without faults, without JavaScript."""
import pytest
from django.urls import reverse

from taizhang.server.portal import middleware
from tests.server.documents.texts import SHORT
from tests.server.indicators.make import reviewed

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

"""The first page in a real browser, for every kind of person, at every width, in both themes and languages."""
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.server.browser import Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "砚州市人民政府关于印发创新驱动发展三年行动方案（2018—2020年）和有关配套措施任务分工的通知" * 3


@pytest.mark.parametrize("role", ["planning", "leader", "security", "nobody"])
@pytest.mark.parametrize("full", [True, False])
def test_it_has_no_serious_fault(browse: Browse, person: Any, document: Any, did: Any, everywhere: list[dict[str, Any]], role: str, full: bool) -> None:
    if full:
        made = document(LONG, states=("suggested", "accepted"), number="砚政〔2018〕12号")
        did(person("planning"), "document.edit", "document", made.key, label=LONG[:160])
    user = person(*([] if role == "nobody" else [role]))
    for way in everywhere:
        browse("/", user, **way)
        browse.check()


def test_it_leads_to_the_document(browse: Browse, person: Any, document: Any) -> None:
    made = document("短的标题")
    page = browse("/", person("reviewer"))
    page.get_by_role("link", name="短的标题").click()
    assert str(made.key) in page.url
    expect(page.locator("h1")).to_contain_text("短的标题")


def test_in_english(browse: Browse, person: Any, document: Any) -> None:
    document(states=())
    page = browse("/", person("planning"), language="en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", name="Documents that came in last")).to_be_visible()
    browse.check()

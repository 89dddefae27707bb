"""The library in a real browser: every page wide and narrow, light and dark, both languages; recording an effect by keyboard and taking it back."""
from typing import Any

import pytest
from django.urls import reverse

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document, Effect
from taizhang.server.facts.models import Fact
from tests.server.documents.texts import sample
from tests.server.library.make import member, system

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pair(db: None) -> tuple[Document, Document]:
    return sample(), sample("2_opinion.txt")


def test_every_page_is_well_wherever_it_is_opened(browse: Any, planner: User, everywhere: list[dict[str, Any]], pair: tuple[Document, Document]) -> None:
    plan, opinion = pair
    made = system(opinion)
    member(made, "很长很长的一个拟出台的配套文件标题，关于进一步加强科技创新工作若干政策措施的实施细则", unit="990400.kjj", due=plan.issued)
    member(made, "没有期限的方案")
    pages = [reverse(f"library:{name}") for name in ("list", "missing", "systems", "units", "regions", "indicators")]
    pages += [reverse("library:rivals") + "?suggested=1", reverse("library:document", args=[plan.key]) + "?depth=2", reverse("library:effect", args=[plan.key]),
              reverse("library:system", args=[made.key]), reverse("library:unit", args=["990400.kjj"]), reverse("library:region", args=["990400"]),
              reverse("library:indicator", args=["rd_gdp_ratio"])]
    faults: list[str] = []
    for n, address in enumerate(pages):
        for way in everywhere if n % 3 == 0 else everywhere[:1] + everywhere[-1:]:
            browse(address, planner, language="en" if n % 2 else "zh-hans", **way)
            faults += browse.faults()
    assert faults == []


def test_an_effect_is_recorded_by_keyboard_and_taken_back(browse: Any, planner: User, pair: tuple[Document, Document]) -> None:
    plan, opinion = pair
    page = browse(reverse("library:document", args=[plan.key]), planner, language="zh-hans")
    page.get_by_role("link", name="登记效力关系").press("Enter")
    page.get_by_label("另一文件").fill(opinion.number)
    page.get_by_label("效力关系", exact=True).select_option("supersedes")
    page.get_by_label("自哪一天起").fill("2026-10-01")
    page.get_by_label("自哪一天起").press("Enter")
    page.get_by_role("status").get_by_text("已登记").wait_for()
    assert Document.objects.current().get(key=opinion.key).state == "superseded"
    page.get_by_role("link", name=opinion.number).first.press("Enter")
    page.get_by_text("已被替代").first.wait_for()
    page.get_by_role("button", name="撤销登记").press("Enter")
    page.get_by_text("恢复原状").wait_for()
    assert not Effect.objects.current().exists() and Document.objects.current().get(key=opinion.key).state == "in force"


def test_boxes_of_the_picture_are_links_for_the_keyboard(browse: Any, planner: User, pair: tuple[Document, Document]) -> None:
    plan, opinion = pair
    page = browse(reverse("library:document", args=[plan.key]), planner)
    page.locator("svg a.node").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**" + reverse("library:document", args=[opinion.key]))
    assert Fact.objects.filter(document=opinion.key).exists()

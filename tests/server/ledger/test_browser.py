"""The ledger in a browser: filter, sort, sentence, choosing with its sum, saving a view, taking it along; for every eye, on every width."""
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from taizhang.server.accounts.models import User
from tests.server.browser import Browse
from tests.server.ledger.make import fact, paper

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODY = "一、研发\n全社会研发经费投入达到462721.06万元。\n发明专利拥有量达到12件。\n"


@pytest.fixture
def planner(person: Callable[..., User]) -> User:
    document = paper("砚政〔2018〕12号", "砚州市关于实施创新驱动发展战略的若干意见", body=BODY)
    units = [("990400.kjj", "市科技局", "lead"), ("990400.czj", "市财政局", "support"), ("990400.tjj", "市统计局", ""), ("990400.gxj", "市工信局", "")]
    fact(document, "全社会研发经费投入", "4627210600", "CNY", state="accepted", quote="全社会研发经费投入达到462721.06万元。", start=5, end=27,
         value_start=16, value_end=27, year=2018, units=units)
    fact(document, "全社会研发经费投入", "100", "CNY", state="accepted", year=2019, units=units[1:])
    for i, kind in enumerate(("target", "actual", "task", "goal", "rule", "clause", "cite", "forecast")):
        for state in ("suggested", "corrected", "rejected", "disputed", "lost"):
            fact(document, f"发明专利拥有量{i}", str(i), kind=kind, state=state, year=2018 + i % 3, subject="松烟区" if i % 2 else "", units=units[: i % 4])
    return person("planning")


def test_filter_sort_and_open_a_sentence(browse: Browse, planner: User) -> None:
    page = browse("/ledger/", planner)
    page.get_by_placeholder("指标、任务、原文").fill("研发经费")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    assert page.locator("#rows tr[id]").count() == 2
    page.locator("thead").get_by_role("link", name="数值").click()
    page.wait_for_url("**sort=-value**")
    assert page.locator("th[aria-sort=descending]").count() == 1
    opener = page.locator("[data-sentence]").first
    opener.click()
    page.locator("tr.sentence").wait_for()
    assert page.locator("tr.sentence .v").inner_text() == "462721.06万元" and opener.get_attribute("aria-expanded") == "true"
    browse.check()
    opener.click()
    assert page.locator("tr.sentence").count() == 0 and opener.get_attribute("aria-expanded") == "false"


def test_chosen_rows_have_their_sum_and_are_taken_along(browse: Browse, planner: User, tmp_path: Path) -> None:
    page = browse("/ledger/?q=%E7%A0%94%E5%8F%91&group=none", planner)
    assert page.locator(".bulk").is_hidden()
    page.get_by_label("全选本页").check()
    page.locator("[data-sum-here] b").wait_for()
    assert "462721.07" in page.locator("[data-sum-here]").inner_text().replace("\N{THIN SPACE}", "") or "4627210700" in (
        page.locator("[data-sum-here] b").get_attribute("title") or "")
    page.locator("#rows tr[id] input").first.uncheck()
    assert page.locator("[data-count]").inner_text() == "1"
    with page.expect_download() as got:
        page.locator(".bulk").get_by_role("button", name=".csv").click()
    target = tmp_path / got.value.suggested_filename
    got.value.save_as(target)
    assert target.suffix == ".csv" and len(target.read_text("utf-8-sig").splitlines()) == 2


def test_an_export_of_the_page_is_a_file(browse: Browse, planner: User) -> None:
    page = browse("/ledger/?kind=target", planner)
    with page.expect_download() as got:
        page.get_by_role("button", name="导出 .xlsx").click()
    assert got.value.suggested_filename.endswith(".xlsx")


def test_a_view_is_saved_renamed_and_removed_with_a_way_back(browse: Browse, planner: User) -> None:
    page = browse("/ledger/?kind=target&sort=-value", planner)
    page.get_by_text("存为视图").click()
    page.get_by_label("视图名称").fill("本月调度会")
    page.get_by_role("button", name="保存").click()
    chip = page.locator(".chips").get_by_role("link", name="本月调度会")
    assert chip.get_attribute("aria-current") == "true"
    browse.check()
    page.get_by_text("修改此视图").click()
    page.get_by_role("button", name="删除此视图").click()
    assert chip.count() == 0
    page.get_by_role("button", name="撤销").click()
    page.wait_for_load_state()
    assert page.locator(".chips").get_by_role("link", name="本月调度会").count() == 1


def test_keys_lead_along_the_rows(browse: Browse, planner: User) -> None:
    page = browse("/ledger/?group=none", planner)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("#rows tr[id]").nth(1).locator("input").is_checked()
    page.keyboard.press("o")
    page.locator("tr.sentence").wait_for()
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.closest('tr').id") == page.locator("#rows tr[id]").first.get_attribute("id")


@pytest.mark.parametrize("path", ["/ledger/", "/ledger/?group=document&kind=task", "/ledger/?q=%E6%B2%A1%E6%9C%89&state=accepted", "/ledger/?known=2018-01-01",
                                  "/ledger/?column=what&column=subject&group=none", f"/ledger/?document={uuid.UUID(int=1)}"])
def test_every_eye_and_width(browse: Browse, planner: User, everywhere: list[dict[str, Any]], path: str) -> None:
    for way in everywhere:
        browse(path, planner, **way)
        browse.check()


def test_english_is_complete(browse: Browse, planner: User) -> None:
    page = browse("/ledger/", planner, language="en")
    page.locator("[lang^=zh]").evaluate_all("all => all.forEach(one => one.remove())")
    said = page.locator("main").inner_text()
    assert not [one for one in said if "\u4e00" <= one <= "\u9fff" and one not in "件元万亿"], said

"""The page of names."""
import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from taizhang import packs
from taizhang.server.accounts.models import User
from taizhang.server.local.models import Alias
from tests.server.browser import Browse
from tests.server.local.make import alias

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(person: Callable[..., User]) -> User:
    return person("planning")


def test_add_by_a_known_name_end_and_undo(keeper: User, as_person: Callable[[User], Client]) -> None:
    client = as_person(keeper)
    answer = client.post("/local/add/", {"name": "市科创办", "section": "units", "of": "市科技局", "reason": "x"}, follow=True)
    page = answer.content.decode()
    assert "市科创办" in page and "990400.kjj" in page and "/undo/1/" in page
    made = Alias.objects.get()
    ended = client.post(f"/local/{made.key}/end/", {"version": "1", "until": "2020-01-01", "reason": "renamed"}, follow=True).content.decode()
    assert "市科创办" not in ended.split("<tbody>")[-1] or "<tbody>" not in ended
    assert "市科创办" in client.get("/local/?state=over").content.decode()
    client.post(f"/local/{made.key}/undo/2/")
    assert "市科创办" in client.get("/local/").content.decode()
    assert "renamed" in client.get(f"/local/{made.key}/").content.decode()


def test_a_name_that_is_taken_is_refused_at_its_field(keeper: User, as_person: Callable[[User], Client]) -> None:
    answer = as_person(keeper).post("/local/add/", {"name": "市财政局", "section": "units", "of": "市科技局"})
    assert answer.status_code == 422 and "990400.czj" in answer.content.decode()
    answer = as_person(keeper).post("/local/add/", {"name": "市科创办", "section": "units", "of": "市无此局"})
    assert answer.status_code == 422 and "市无此局" in answer.content.decode() and not Alias.objects.exists()


def test_the_folder_is_one_that_the_checker_takes(keeper: User, as_person: Callable[[User], Client], tmp_path: object) -> None:
    alias("市科创办", "990400.kjj")
    data = as_person(keeper).get("/local/folder/").content
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(str(tmp_path))
    assert packs.check(f"{tmp_path}/local") == []


@pytest.mark.browser
def test_in_a_browser(browse: Browse, keeper: User, everywhere: list[dict[str, object]]) -> None:
    alias("市科创办", "990400.kjj", reason="a letter")
    alias("研发强度指标甲", "rd_gdp_ratio", "indicators")
    for way in everywhere:
        browse("/local/", keeper, **way)  # type: ignore[arg-type]
        browse.check()
    page = browse("/local/", keeper, language="en")
    page.fill("#id_name", "市钱袋子")
    page.fill("#id_of", "市财政局")
    page.get_by_role("button", name="Add the name").click()
    page.get_by_role("link", name="市钱袋子").wait_for()
    page.locator(".toast").get_by_role("button").first.click()
    page.get_by_role("link", name="市钱袋子").wait_for(state="detached")

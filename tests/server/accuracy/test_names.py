"""Corrections of names become names of the office's own layer, by an action that can be undone."""
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from taizhang.bodies import resolve
from taizhang.server.accounts.models import User
from taizhang.server.accounts.roles import place
from taizhang.server.accuracy.naming import adopt, corrected_names
from taizhang.server.facts.models import Fact, InCharge
from taizhang.server.local import actions as local
from taizhang.server.local.models import Alias
from tests.server.accuracy.deciding import correct
from tests.server.imports.conftest import bring_in

pytestmark = pytest.mark.django_db
PAPER = "砚州市人民政府办公室关于{}创新工作的通知\n\n各有关单位：\n1.建设研发平台。新建平台9家。（责任单位：{}）\n"


@pytest.fixture
def keeper(person: Callable[..., User]) -> User:
    return person("planning", unit="990400.kjj")


def task_of(keeper: User, verb: str, unit: str) -> Fact:
    known = set(Fact.objects.values_list("key", flat=True))
    bring_in(keeper, ("a.txt", PAPER.format(verb, unit).encode()))
    return Fact.objects.current().exclude(key__in=known).get(kind="task")


def test_a_corrected_unit_becomes_a_name_and_the_next_document_knows_it(keeper: User) -> None:
    for verb in ("做好", "抓好"):
        correct(task_of(keeper, verb, "市科创办"), keeper, units=[("市科技局", "")])
    rows = Fact.objects.current()
    one, = corrected_names(rows)
    assert (one.section, one.old, one.new, one.times, one.id, one.why) == ("units", "市科创办", "市科技局", 2, "990400.kjj", "")
    assert dict(one.people) == {str(keeper): 2} and len(one.facts) == 2
    made = adopt(keeper, rows, "units", "市科创办", "市科技局")
    assert made.correction in {fact.key for fact in one.facts}
    assert corrected_names(rows)[0].added == made
    task = task_of(keeper, "落实", "市科创办")
    assert list(InCharge.objects.filter(fact=task).values_list("unit", "name")) == [("990400.kjj", "市科创办")]
    local.undo(keeper, made.key, made.version)
    assert resolve("市科创办", timezone.localdate(), place()).units == () and corrected_names(rows)[0].added is None


def test_what_cannot_be_a_name_says_why(keeper: User) -> None:
    correct(task_of(keeper, "做好", "市财政局"), keeper, units=[("市科技局", "")])
    one, = corrected_names(Fact.objects.current())
    assert "990400.czj" in one.why
    with pytest.raises(local.Taken):
        adopt(keeper, Fact.objects.current(), "units", "市财政局", "市科技局")
    assert not Alias.objects.exists()


def test_indicators_and_places(keeper: User) -> None:
    task_of(keeper, "做好", "市科技局")
    number = Fact.objects.current().get(kind__in=("target", "actual"))
    correct(number, keeper, what="研发经费投入占地区生产总值比重", subject="北京市")
    found = {one.section: one for one in corrected_names(Fact.objects.current())}
    assert found["regions"].new == "北京市" and found["regions"].id == "110000"
    assert found["indicators"].old == number.what


def test_the_page_adopts_in_one_click_and_undoes(keeper: User, as_person: Callable[[User], Client]) -> None:
    correct(task_of(keeper, "做好", "市科创办"), keeper, units=[("市科技局", "")])
    client = as_person(keeper)
    page = client.get("/accuracy/names/").content.decode()
    assert "市科创办" in page and "/accuracy/names/adopt/" in page
    said = client.post("/accuracy/names/adopt/", {"section": "units", "old": "市科创办", "new": "市科技局"}, follow=True).content.decode()
    made = Alias.objects.get()
    assert f"/local/{made.key}/undo/1/" in said
    client.post(f"/local/{made.key}/undo/1/")
    assert not Alias.objects.current().exists()


def test_who_may_not_add_names_sees_them_and_who(keeper: User, person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    correct(task_of(keeper, "做好", "市科创办"), keeper, units=[("市科技局", "")])
    client = as_person(person("reviewer"))
    assert "市科创办" in client.get("/accuracy/names/").content.decode()
    assert client.post("/accuracy/names/adopt/", {"section": "units", "old": "市科创办", "new": "市科技局"}).status_code == 403

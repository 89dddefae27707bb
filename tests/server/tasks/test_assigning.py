"""Clauses without units are offered with a reason, assigned in one go, and taken back as one."""
from collections.abc import Callable

import pytest
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.facts import actions as facts
from taizhang.server.facts.errors import Overtaken
from taizhang.server.facts.models import Fact
from taizhang.server.tasks import actions
from taizhang.server.tasks.finding import by_document, without_units
from taizhang.server.tasks.models import Assignment
from tests.server.browser import Browse
from tests.server.ledger.make import fact, paper

pytestmark = pytest.mark.django_db
KJJ = [("990400.kjj", "市科技局", "lead")]


@pytest.fixture
def planner(person: Callable[..., User]) -> User:
    return person("planning")


def suggested(planner: User, one: Fact) -> tuple[tuple[tuple[str, str], ...], str] | None:
    for row in by_document(planner, list(without_units(planner))):
        for other, said in row.rows:
            if other.key == one.key:
                return None if said is None else (said.units, said.why)
    raise AssertionError("not offered")


def test_units_of_the_task_around(planner: User) -> None:
    document = paper(body="x" * 60)
    fact(document, "大任务", kind="task", units=KJJ, quote="x" * 50)
    inner = fact(document, "小任务", kind="task", quote="x" * 10, start=5, end=15)
    said = suggested(planner, inner)
    assert said is not None and said[0] == (("市科技局", "lead"),) and "大任务" in said[1]


def test_units_of_all_tasks_under_one_heading_and_only_where_they_agree(planner: User) -> None:
    document = paper(body="x" * 60)
    for n in range(2):
        fact(document, f"任务{n}", kind="task", units=KJJ, clause=f"一、平台 / 任务{n}", start=20 + n, end=21 + n, quote="x")
    one = fact(document, "任务9", kind="task", clause="一、平台 / 任务9", quote="x", start=40, end=41)
    said = suggested(planner, one)
    assert said is not None and said[0] == (("市科技局", "lead"),)
    fact(document, "任务3", kind="task", units=[("990400.czj", "市财政局", "lead")], clause="一、平台 / 任务3", start=30, end=31, quote="x")
    assert suggested(planner, one) is None


def test_units_of_the_same_task_in_an_earlier_document(planner: User) -> None:
    fact(paper(title="去年的要点"), "建设平台", kind="task", state="accepted", units=KJJ)
    one = fact(paper(title="今年的要点"), "建设平台", kind="task")
    said = suggested(planner, one)
    assert said is not None and said[0] == (("市科技局", "lead"),) and "去年的要点" in said[1]


@pytest.mark.covers("C02", status="partly", note="clauses that name no unit get theirs; tasks by hand have unit and due day; persons and nodes are to come")
def test_assigned_in_one_go_and_taken_back_as_one(planner: User) -> None:
    document = paper(body="x" * 60)
    rows = [fact(document, f"任务{n}", kind="task", quote="x", start=n, end=n + 1) for n in range(3)]
    goal = fact(document, "建成一流平台", kind="goal", quote="xx", start=10, end=12, period="2030", year=None)
    made = actions.assign(planner, [(one.key, 1, [("市科技局", "lead")]) for one in (*rows, goal)], "as agreed")
    now = [Fact.objects.current().get(key=one.key) for one in (*rows, goal)]
    assert {(one.state, one.lead, one.reason) for one in now} == {("corrected", "990400.kjj", "as agreed")}
    assert now[-1].period == "2030" and now[-1].what == "建成一流平台"
    actions.unassign(planner, made.key)
    assert {Fact.objects.current().get(key=one.key).lead for one in rows} == {""} and without_units(planner).count() == 4


def test_all_or_none(planner: User, person: Callable[..., User]) -> None:
    document = paper(body="x" * 60)
    one, two = (fact(document, f"任务{n}", kind="task", quote="x", start=n, end=n + 1) for n in range(2))
    facts.accept(person("reviewer"), two.key, two.version)
    with pytest.raises(Overtaken):
        actions.assign(planner, [(row.key, 1, [("市科技局", "lead")]) for row in (one, two)])
    assert Fact.objects.current().get(key=one.key).state == "suggested" and not Assignment.objects.exists()


def test_the_page(planner: User, as_person: Callable[[User], Client]) -> None:
    fact(paper(title="去年的要点"), "建设平台", kind="task", state="accepted", units=KJJ)
    document = paper(title="今年的要点", body="x" * 60)
    one, two = fact(document, "建设平台", kind="task", quote="x", end=1), fact(document, "别的任务", kind="task", quote="xx", start=3, end=5)
    client = as_person(planner)
    page = client.get("/tasks/without/").content.decode()
    assert "去年的要点" in page and "今年的要点" in page
    assert client.post("/tasks/assign/", {}).status_code == 422
    assert client.post("/tasks/assign/", {"clause": [f"{two.key}:1"]}).status_code == 422
    done = client.post("/tasks/assign/", {"clause": [f"{one.key}:1"]}, follow=True).content.decode()
    made = Assignment.objects.get()
    assert f"/tasks/assignments/{made.key}/undo/" in done and Fact.objects.current().get(key=one.key).lead == "990400.kjj"
    client.post("/tasks/assign/", {"clause": [f"{two.key}:1"], "unit": "市财政局", "role": "lead"})
    assert Fact.objects.current().get(key=two.key).lead == "990400.czj"
    client.post(f"/tasks/assignments/{made.key}/undo/")
    assert Fact.objects.current().get(key=one.key).lead == ""


@pytest.mark.browser
def test_in_a_browser(browse: Browse, planner: User, everywhere: list[dict[str, object]]) -> None:
    document = paper(title="关于加快建设区域性科技创新中心的若干意见的重点任务分工", body="x" * 60)
    fact(document, "大任务", kind="task", units=KJJ, quote="x" * 50)
    fact(document, "建设平台并完善管理办法、资金办法、考核办法和人才办法等一系列制度", kind="task", quote="x", start=2, end=3)
    for way in everywhere:
        browse("/tasks/without/", planner, **way)  # type: ignore[arg-type]
        browse.check()
    page = browse("/tasks/without/", planner, language="en")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Assign").click()
    page.get_by_text("Every clause names its unit").wait_for()
    page.locator(".toast").get_by_role("button").first.click()
    page.get_by_role("checkbox").first.wait_for()

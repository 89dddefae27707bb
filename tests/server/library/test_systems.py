"""Systems of policies: what is owed, by whom, overdue; what texts demand is offered, never registered by itself."""
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from taizhang.server.accounts.models import User
from taizhang.server.audit.actions import Refused
from taizhang.server.documents.models import Document
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.library import actions, systems
from taizhang.server.library.graph import Links
from taizhang.server.library.models import STATES, Member, System
from taizhang.server.look.waiting import WAITING
from taizhang.values.errors import UsageError
from tests.server.documents.texts import sample
from tests.server.library.make import member, paper, system

pytestmark = pytest.mark.django_db


@pytest.fixture
def main() -> Document:
    return paper("关于建设创新型城市的意见", number="砚委发〔2026〕9号", number_plain="砚委发[2026]9号")


def given(**more: Any) -> dict[str, Any]:
    return {"title": "实施细则", "document": "", "unit": "", "due": "", "state": "planned", "note": ""} | more


@pytest.mark.covers("S01", status="works", page="/library/systems/<key>/", permission="system.edit",
                    note="one policy with its supporting documents: planned, drafted, issued, dropped; who owes what, overdue, from which clause")
def test_a_system_says_what_is_owed_by_whom_and_what_is_late(client: Client, planner: User, main: Document) -> None:
    today = timezone.localdate()
    made = actions.make(planner, main.key, {"title": "创新“1+X”体系"})
    here = paper("科技创新奖补办法", number="砚政办〔2026〕3号", number_plain="砚政办[2026]3号")
    actions.add(planner, made.key, given(title="逾期的细则", unit="市科技局", due=(today - timedelta(days=3)).isoformat()))
    actions.add(planner, made.key, given(title="没有期限的办法", unit="某某办公室", state="drafted"))
    actions.add(planner, made.key, given(title="明天到期的方案", due=(today + timedelta(days=1)).isoformat()))
    actions.add(planner, made.key, given(title="", document="砚政办〔2026〕3号"))
    actions.add(planner, made.key, given(title="不再需要的规定", state="dropped", note="并入奖补办法"))
    [whole] = systems.wholes(planner)
    assert [row.member.title for row in whole.rows] == ["逾期的细则", "明天到期的方案", "没有期限的办法", here.title, "不再需要的规定"]
    assert (whole.came, whole.wanted, whole.owed, whole.overdue, whole.undated) == (1, 4, 3, 1, 1)
    assert whole.counts == {"planned": 2, "drafted": 1, "issued": 1, "dropped": 1} and set(whole.counts) == set(STATES)
    assert whole.rows[0].member.unit == "990400.kjj" and whole.rows[2].member.unit == "某某办公室"
    page = client.get(reverse("library:system", args=[made.key])).content.decode()
    for words in ("逾期 3 天", "期限不详", "还有 1 天", "并入奖补办法", "市科技局", here.number):
        assert words in page, words
    assert systems.of_document(planner, here.key)[0][0].key == made.key
    assert "创新“1+X”体系" in client.get(reverse("library:systems")).content.decode()
    late = [line for line in WAITING.for_user(planner) if line.url == reverse("library:systems")]
    assert [line.count for line in late] == [1]
    assert "逾期的细则" in client.get(reverse("library:unit", args=["990400.kjj"])).content.decode()


@pytest.mark.covers("C03", status="works", page="/library/systems/<key>/", permission="system.edit",
                    note="clauses that demand a plan are offered with the unit that leads them; who registers one chases it by its day")
def test_what_clauses_demand_is_offered_with_its_unit_and_taken_up_by_a_person(client: Client, planner: User) -> None:
    opinion, summary = sample("2_opinion.txt"), sample("3_bureau_summary.txt")
    made = system(opinion)
    [whole] = systems.wholes(planner, [made])
    found = {one.title: one for one in systems.offers(planner, whole, Links(planner))}
    assert "砚州市科技创新促进条例（草案）" in found and not Member.objects.exists()
    assert found["砚州市科技创新促进条例（草案）"].demanded_in.key == opinion.key
    assert summary.key not in {one.demanded_in.key for one in found.values()}, "it does not cite the main document"
    page = client.get(reverse("library:system", args=[made.key])).content.decode()
    assert "砚州市科技创新促进条例（草案）" in page
    fact = found["砚州市科技创新促进条例（草案）"].fact
    answer = client.post(reverse("library:add_member", args=[made.key]), given(title="砚州市科技创新促进条例（草案）", fact=str(fact.key), unit="市司法局"))
    assert answer.status_code == 302 and Member.objects.get().fact == fact.key
    [whole] = systems.wholes(planner, [made])
    assert "砚州市科技创新促进条例（草案）" not in {one.title for one in systems.offers(planner, whole, Links(planner))}
    assert reverse("documents:page", args=[opinion.key]) in client.get(reverse("library:system", args=[made.key])).content.decode()


def test_a_member_that_arrives_is_linked_and_its_state_follows(client: Client, planner: User, main: Document) -> None:
    made = system(main)
    row = actions.add(planner, made.key, given())
    here = paper("砚州市实施细则", number="砚政〔2027〕5号", number_plain="砚政[2027]5号")
    address = reverse("library:change_member", args=[made.key, row.key])
    assert client.get(address).status_code == 200
    assert client.post(address, given(document="砚政〔2027〕5号", version=row.version)).status_code == 302
    now = Member.objects.current().get(key=row.key)
    assert (now.state, now.document, now.version) == ("issued", here.key, 2)
    assert client.post(address, given(version=1)).status_code == 409, "somebody was faster"
    assert client.post(address, given(version=2, document="砚政〔2027〕5号", state="issued")).status_code == 422, "nothing differs"


@pytest.mark.parametrize("wrong", [{"title": ""}, {"document": "没有的文件"}, {"due": "soon"}, {"due": "1066-01-01"}, {"state": "eaten"}, {"state": "dropped"}])
def test_what_does_not_fit_is_said_at_its_field(client: Client, main: Document, wrong: dict[str, str]) -> None:
    made = system(main)
    answer = client.post(reverse("library:add_member", args=[made.key]), given(**wrong))
    assert answer.status_code == 422 and 'class="err"' in answer.content.decode()
    assert not Member.objects.exists()


def test_no_member_and_no_system_twice(planner: User, main: Document) -> None:
    made = actions.make(planner, main.key, {"title": "体系"})
    actions.add(planner, made.key, given())
    with pytest.raises(Incomplete):
        actions.add(planner, made.key, given())
    with pytest.raises(Incomplete):
        actions.make(planner, main.key, {"title": "体系"})


def test_everything_can_be_taken_back(client: Client, planner: User, main: Document) -> None:
    assert client.post(reverse("library:new_system"), {"document": str(main.key), "title": "体系"}).status_code == 302
    made = System.objects.get()
    row = actions.add(planner, made.key, given())
    assert client.post(reverse("library:remove_member", args=[made.key, row.key]) + "?version=1").status_code == 302
    assert not Member.objects.current().exists()
    assert client.post(reverse("library:restore_member", args=[made.key, row.key])).status_code == 302
    assert Member.objects.current().get().version == 3
    assert client.post(reverse("library:end_system", args=[made.key]), {"version": 1}).status_code == 302
    assert client.get(reverse("library:system", args=[made.key])).status_code == 404
    assert client.post(reverse("library:restore_system", args=[made.key])).status_code == 302
    assert client.get(reverse("library:system", args=[made.key])).status_code == 200
    with pytest.raises(UsageError):
        actions.restore(planner, made.key)


def test_two_people_at_once(planner: User, main: Document) -> None:
    made = system(main)
    actions.edit(planner, made.key, 1, {"title": "新名称"})
    with pytest.raises(Overtaken):
        actions.edit(planner, made.key, 1, {"title": "另一名称"})


def test_reading_follows_the_main_document_and_members_one_may_not_read_are_closed(
    main: Document, planner: User, person: Callable[..., User], as_person: Callable[[User], Client],
) -> None:
    main.revise(by=None, region="990421")
    secret = paper("市里的办法", number="砚政〔2027〕8号", number_plain="砚政[2027]8号")
    made = system(main, "县的体系")
    actions.add(planner, made.key, given(title="市里的办法", document="砚政〔2027〕8号"))
    county = person("county", scope="region", scope_id="990421")
    page = as_person(county).get(reverse("library:system", args=[made.key])).content.decode()
    assert "无权查看的文件" in page and str(secret.key) not in page and 'id="add"' not in page
    other = person("county", scope="region", scope_id="990422", account="other")
    assert as_person(other).get(reverse("library:system", args=[made.key])).status_code == 404
    assert systems.wholes(other) == [] and systems.overdue(county) == 0
    with pytest.raises(Refused):
        actions.add(county, made.key, given(title="乱加"))


def test_the_number_of_questions_does_not_grow(planner: User, main: Document, django_assert_max_num_queries: Any) -> None:
    for n in range(30):
        made = system(paper(f"第{n}号意见"), f"体系{n}")
        for k in range(5):
            member(made, f"细则{k}", due=date(2026, 1, 1), unit="990400.kjj")
    with django_assert_max_num_queries(6):
        found = systems.wholes(planner)
    assert len(found) == 30 and all(whole.overdue == 5 for whole in found)

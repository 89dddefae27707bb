"""Judging what no number answers: with a reason or reviewed evidence, within one's scope, version by version, with a way back."""
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.server.accounts.models import Grant, User
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry
from taizhang.server.facts.models import Fact
from taizhang.server.history import Moment, Outdated
from taizhang.server.rollups.actions import judge_goal, undo
from taizhang.server.rollups.held import goal_state, held
from taizhang.server.rollups.models import Judged
from taizhang.server.rollups.permissions import JUDGEMENTS
from taizhang.values.errors import UsageError
from tests.server.ledger.make import fact, paper
from tests.server.things import INSIDE, OUTSIDE, somebody

pytestmark = pytest.mark.django_db
CITY, TITLE = "990400", "990400.innovation_city"
WON, END, DUE = date(2029, 6, 1), date(2032, 6, 1), date(2031, 6, 1)


@pytest.fixture
def planner() -> User:
    return somebody("planning")


@pytest.fixture
def goal() -> Fact:
    return fact(paper(body="建成国家创新型城市。"), "建成国家创新型城市", kind="goal", state="accepted", year=2030, subject="砚州市", quote="建成国家创新型城市。")


def title(planner: User, state: str = "accepted", since: date = WON, **more: object) -> Judged:
    return judge_goal(planner, "title", TITLE, CITY, state, since=since, **({"reason": "验收通过"} | more))  # type: ignore[arg-type]


def state_on(day: date) -> tuple[str, date | None, int | None]:
    [one] = [one for one in held(Moment(valid=day)) if one.title.id == TITLE]
    return one.now.state, one.title.expires, one.due_in


def test_a_title_is_held_from_its_day_until_it_ends_and_says_when_it_is_evaluated_again(planner: User, goal: Fact) -> None:
    assert state_on(date(2029, 7, 1))[0] == "midterm"
    made = title(planner, until=END, due=DUE, evidence=[str(goal.key)], reason="")
    assert (made.region, made.unit, made.evidence) == (CITY, "990400.kjj", [str(goal.key)])
    assert state_on(date(2029, 5, 1))[0] == "midterm"
    assert state_on(date(2031, 5, 2)) == ("accepted", END, 30)
    assert [state_on(day)[0] for day in (date(2032, 1, 1), END)] == ["expiring", "expired"]
    entry = Entry.objects.filter(action="goal.judge").latest("pk")
    assert entry.noun == "judgement" and str(entry.key) == str(made.key)


def test_the_term_of_the_pack_ends_a_title_that_names_no_end(planner: User) -> None:
    title(planner)
    assert state_on(date(2030, 1, 1))[1] == date(2034, 6, 1)


def test_judging_anew_writes_a_version_and_undoing_goes_back(planner: User) -> None:
    first = title(planner)
    second = title(planner, since=date(2029, 9, 1))
    assert (second.key, second.version) == (first.key, 2) and state_on(date(2029, 7, 1))[0] == "midterm"
    back = undo(planner, first.key, 2)
    assert (back.version, back.valid_from) == (3, WON) and state_on(date(2029, 7, 1))[0] == "accepted"
    with pytest.raises(Outdated):
        undo(planner, first.key, 2)
    lost = title(planner, "lost", since=date(2030, 1, 1))
    assert lost.key != first.key and state_on(date(2030, 2, 1))[0] == "lost"
    assert undo(planner, lost.key, 1).ended and state_on(date(2030, 2, 1))[0] == "accepted"
    assert not undo(planner, lost.key, 2).ended and state_on(date(2030, 2, 1))[0] == "lost"  # undoing is undone
    undo(planner, lost.key, 3)
    again = title(planner, "lost", since=date(2030, 3, 1))
    assert (again.key, again.version) == (lost.key, 5) and state_on(date(2030, 4, 1))[0] == "lost"


def test_who_saw_another_version_is_told(planner: User) -> None:
    made = judge_goal(planner, "part", "hnte_count", "990402", "not started", period="2027", reason="x", version=0)
    with pytest.raises(Outdated):
        judge_goal(planner, "part", "hnte_count", "990402", "no evidence", period="2027", reason="x", version=0)
    assert judge_goal(planner, "part", "hnte_count", "990402", "no evidence", period="2027", reason="x", version=1).key == made.key


def test_a_kind_of_title_is_recorded_for_a_region_that_the_pack_gives_none(planner: User) -> None:
    judge_goal(planner, "title", "ip_county", "990402", "accepted", since=WON, reason="x")
    [one] = held(Moment(valid=date(2030, 1, 1)), "990402")
    assert (one.title.name, one.now.state, one.title.expires, one.of) == ("国家知识产权强县工程示范", "accepted", date(2032, 6, 1), "ip_county")


def test_a_goal_in_words_is_reached_or_not_as_a_person_says(planner: User, goal: Fact) -> None:
    assert goal_state(goal, None, date(2029, 1, 1))[0] == "noevidence"
    made = judge_goal(planner, "goal", str(goal.key), CITY, "not reached", reason="未通过验收")
    assert goal_state(goal, made, date(2029, 1, 1))[0] == "unknown" and goal_state(goal, made, date(2031, 1, 1))[0] == "off"
    made = judge_goal(planner, "goal", str(goal.key), CITY, "reached", reason="批复")
    assert made.version == 2 and goal_state(goal, made, date(2031, 1, 1))[0] == "done"


@pytest.mark.parametrize("wrong", [
    {"state": "held"}, {"about": "fact"}, {"of": "no_such"}, {"region": "000000"}, {"since": None}, {"until": WON}, {"due": date(2020, 1, 1)},
    {"reason": "\0 "}, {"evidence": ["x"]}, {"evidence": ["00000000-0000-4000-8000-000000000000"]},
    {"about": "item", "state": "done", "item": "没有这项", "of": "990400.four_more"}, {"about": "part", "state": "no evidence", "period": "二〇"},
    {"about": "part", "state": "no evidence", "period": "2027", "of": "no_such"}, {"about": "goal", "state": "reached", "of": "x"},
])
def test_what_is_not_there_or_cannot_be_is_refused_with_a_sentence(planner: User, wrong: dict[str, object]) -> None:
    given = {"about": "title", "of": TITLE, "region": CITY, "state": "accepted", "since": WON, "reason": "x"} | wrong
    with pytest.raises(UsageError) as refused:
        judge_goal(planner, **given)  # type: ignore[arg-type]
    assert str(refused.value) and not Judged.objects.exists()


def test_evidence_is_reviewed_and_may_be_read(goal: Fact) -> None:
    waiting = fact(paper(), "建成城市", kind="goal")
    hidden = fact(paper(region="990403", owner="990403.kjj"), "建成园区", kind="goal", state="accepted")
    for one in (waiting, hidden):
        with pytest.raises(UsageError):
            judge_goal(county_judge(), "title", "ip_county", INSIDE.region, "accepted", since=WON, evidence=[one.key])


def county_judge() -> User:
    made = somebody()
    Grant(user=made, role="planning", scope="region", scope_id=INSIDE.region).save()
    return made


def test_one_judges_within_ones_scope_and_only_with_the_capability() -> None:
    made = judge_goal(county_judge(), "title", "ip_county", INSIDE.region, "accepted", since=WON, reason="x")
    assert made.version == 1
    for who, region in ((county_judge(), OUTSIDE.region), (somebody("liaison"), INSIDE.region), (somebody("leader"), INSIDE.region)):
        with pytest.raises(Refused):
            judge_goal(who, "title", "ip_county", region, "accepted", since=WON, reason="x")
    with pytest.raises(Refused):
        undo(somebody("leader"), made.key, 1)


def test_what_was_said_of_a_goal_is_read_where_its_document_is_read(planner: User, as_person: Callable[[User], Client]) -> None:
    hidden = fact(paper(region="990403", owner="990403.kjj"), "建成园区", kind="goal", state="accepted")
    own = fact(paper(region=INSIDE.region), "建成本县园区", kind="goal", state="accepted")
    made = [judge_goal(planner, "goal", str(one.key), CITY, "reached", reason="批复") for one in (hidden, own)]
    judge = county_judge()
    assert list(JUDGEMENTS.visible(judge, Judged.objects.current())) == [made[1]]
    assert [bool(JUDGEMENTS.may(judge, "read", one)) for one in made] == [False, True]
    for client, seen in ((as_person(judge), [404, 200]), (as_person(planner), [200, 200])):
        assert [client.get(reverse("rollups:judgement", args=[one.key])).status_code for one in made] == seen


def test_the_form_records_with_evidence_and_a_way_back(planner: User, goal: Fact, as_person: Callable[[User], Client]) -> None:
    client = as_person(planner)
    address = reverse("rollups:judge") + f"?about=title&of={TITLE}&region={CITY}"
    shown = client.get(address).content.decode()
    assert "建成国家创新型城市" in shown and str(goal.key) in shown
    empty = client.post(address, {"state": "accepted"})
    assert empty.status_code == 422 and "aria-invalid" in empty.content.decode()
    done = client.post(address, {"state": "accepted", "since": "2029-06-01", "known": "on", "due": "2031-06-01", "evidence": [str(goal.key)]})
    assert done.status_code == 302 and done["Location"] == reverse("rollups:titles")
    board = client.get(reverse("rollups:titles") + "?valid=2031-05-01").content.decode()
    assert "建成国家创新型城市" in board and "复评日期" in board
    [made] = Judged.objects.current()
    history = client.get(reverse("rollups:judgement", args=[made.key])).content.decode()
    assert "建成国家创新型城市" in history and "撤销上一次判定" in history
    assert client.post(reverse("rollups:undo", args=[made.key, made.version])).status_code == 302
    assert not Judged.objects.current().exists()
    assert client.post(reverse("rollups:undo", args=[made.key, 1])).status_code == 302  # told that it changed meanwhile
    assert client.get(reverse("rollups:judge") + "?about=title&of=no&region=0").status_code == 404
    assert client.get(reverse("rollups:judge") + "?about=%00&of=%3Cscript%3E").status_code == 302


def test_a_reason_with_braces_or_markup_is_only_words(planner: User, as_person: Callable[[User], Client]) -> None:
    judge_goal(planner, "item", "990400.four_more", CITY, "done", item="公民科学素质", reason="{x} <b>{0}</b> %s")
    shown = as_person(planner).get(reverse("rollups:bundle", args=["990400.four_more"])).content.decode()
    assert "{x} &lt;b&gt;{0}&lt;/b&gt; %s" in shown

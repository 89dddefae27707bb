"""The review of documents for programs: who reads what, the queue, the second reading without the first one's answer, disputes."""
from collections.abc import Callable

import pytest

from taizhang.server.accounts.models import User
from taizhang.server.facts import actions
from taizhang.server.facts.models import Fact
from tests.server.api.conftest import Program
from tests.server.documents.texts import SHORT, written

pytestmark = pytest.mark.django_db


def test_documents_are_given_taken_and_left(person: Callable[..., User], program: Callable[..., Program]) -> None:
    reviewer, other = person("reviewer", account="one"), person("reviewer", account="two")
    boss, one, two = (program(who) for who in (person("planning", account="boss"), reviewer, other))
    document = written(SHORT)
    path = f"review/{document.key}"
    seen = one("GET", path)
    assert seen.json()["reader"] is None and seen["ETag"].startswith('"0-') and seen.json()["open"] == Fact.objects.count()
    assert one("POST", f"{path}/assign", {"person": reviewer.pk}).status_code == 428
    taken = one("POST", f"{path}/assign", {"person": reviewer.pk}, version=seen["ETag"])
    assert taken.status_code == 200 and taken.json()["reader"]["name"] == "one", taken.content.decode()
    late = boss("POST", f"{path}/assign", {"person": other.pk}, version=0)
    assert late.status_code == 412 and late["ETag"] == '"1"'
    refused = two("POST", f"{path}/assign", {"person": other.pk}, version=1)
    assert refused.status_code == 403
    assert {one["name"] for one in boss.get("review/people")["items"]} >= {"one", "two"}
    assert boss.post(f"{path}/assign", {"person": other.pk}, version=1)["reader"]["name"] == "two"
    assert [one["document"] for one in two.get("review?mine=1")["items"]] == [str(document.key)] and one.get("review?mine=1")["items"] == []
    assert two.post(f"{path}/assign", {"person": None}, version=2)["reader"] is None


def test_the_list_goes_on_one_s_own_first(person: Callable[..., User], program: Callable[..., Program]) -> None:
    user = person("reviewer", account="one")
    ask, made = program(user), [written(SHORT, title=f"文件{n}", issued=None if n == 3 else f"2018-01-0{n + 1}") for n in range(4)]
    ask.post(f"review/{made[3].key}/assign", {"person": user.pk}, version=0)
    pages = [ask.get("review?limit=1")]
    while pages[-1]["next"]:
        pages.append(ask.get(f"review?limit=1&cursor={pages[-1]['next']}"))
    assert [page["items"][0]["document"] for page in pages] == [str(made[n].key) for n in (3, 2, 1, 0)] and pages[0]["total"] == 4


def test_a_second_person_reads_without_the_first_answer(person: Callable[..., User], program: Callable[..., Program]) -> None:
    reviewer = person("reviewer", account="one")
    document = written(SHORT)
    alike, unlike = Fact.objects.current().filter(document=document.key).order_by("position")[:2]
    actions.correct(reviewer, alike.key, 1, {**_initial(alike), "period": "2031"})
    actions.accept(reviewer, unlike.key, 1)
    ask = program(person("reviewer", account="two"))
    shown = {one["key"]: one for one in ask.get(f"review/{document.key}/queue?second=yes")["items"]}
    assert set(shown) == {str(alike.key), str(unlike.key)} and shown[str(alike.key)]["period"] == "2030", "as it was suggested"
    assert {one["decided_by"] for one in shown.values()} == {None} and {one["state"] for one in shown.values()} == {"suggested"}
    assert shown[str(alike.key)]["version"] == 2
    same = ask.post(f"review/facts/{alike.key}/second", {"verdict": "read", "period": "2031"}, version=2)
    assert (same["state"], same["manner"]) == ("corrected", "second")
    silent = ask.post(f"review/facts/{unlike.key}/second", {"verdict": "reject"}, version=2)
    assert silent["state"] == "disputed", "to ask for a reason here would tell how the first person decided"
    [dispute] = ask.get("review/disputes")["items"]
    assert (dispute["disputed_by"], dispute["fact"]["key"]) == ("two", str(unlike.key)) and dispute["reason"]
    agreed = ask.get("review/agreement")
    assert (agreed["n"], agreed["equal"], agreed["once"]) == (2, 1, 0)
    queue = ask.get(f"review/{document.key}/queue?state=all&limit=1")
    assert queue["total"] == Fact.objects.current().count() and queue["next"]
    assert ask.get(f"review/facts/{alike.key}/picks?field=what&q=研发")["items"]


def _initial(fact: Fact) -> dict[str, str]:
    return {name: str(value if value is not None else "") for name, value in actions.filled(fact, {}).items() if name != "units"}

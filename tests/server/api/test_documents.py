"""Documents for programs: what the page says, and nothing more."""
from collections.abc import Callable

import pytest

from taizhang.server.accounts.models import User
from taizhang.server.facts.models import Fact
from tests.server.api.conftest import Program, fault
from tests.server.documents.texts import SHORT, sample, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(person: Callable[..., User], program: Callable[..., Program]) -> Program:
    return program(person("planning", account="planner"))


def test_a_document_with_its_text_facts_and_outline(planner: Program) -> None:
    document = sample()
    [said] = planner.get("documents")["items"]
    assert said["key"] == str(document.key) and said["version"] == 1 and sum(said["facts"].values()) == Fact.objects.count()
    whole = planner.get(f"documents/{document.key}")
    assert whole["title"] == document.title and "edit" in whole["may"] and "restore" not in whole["may"]
    text = planner.get(f"documents/{document.key}/text")
    assert text["length"] == len(document.text.text) and text["words"] == document.text.text  # type: ignore[union-attr]
    facts = planner.get(f"documents/{document.key}/facts?limit=200")["items"]
    assert facts and all(text["words"][one["start"]:one["end"]] == one["quote"] for one in facts)
    heading = planner.get(f"documents/{document.key}/outline")["items"][0]
    part = planner.get(f"documents/{document.key}/text?start={heading['start']}&end={heading['end']}")
    assert heading["title"] in part["words"] and part["end"] - part["start"] == len(part["words"])


def test_pages_go_on_where_they_stopped_whatever_comes_in(planner: Program) -> None:
    made = [written(SHORT, title=f"文件{n}", issued=None if n == 3 else f"2018-01-0{n + 1}") for n in range(5)]
    first = planner.get("documents?limit=2")
    written(SHORT, title="更新的", issued="2030-01-01")
    rest = planner.get(f"documents?limit=2&cursor={first['next']}")
    last = planner.get(f"documents?limit=2&cursor={rest['next']}")
    seen = [one["key"] for page in (first, rest, last) for one in page["items"]]
    assert seen == [str(made[n].key) for n in (4, 2, 1, 0, 3)] and last["next"] is None
    facts = [planner.get(f"documents/{made[0].key}/facts?limit=1")]
    while facts[-1]["next"]:
        facts.append(planner.get(f"documents/{made[0].key}/facts?limit=1&cursor={facts[-1]['next']}"))
    assert [one["position"] for page in facts for one in page["items"]] == sorted(
        Fact.objects.filter(document=made[0].key).values_list("position", flat=True))


def test_metadata_is_changed_by_the_version_that_was_seen(planner: Program) -> None:
    document = written(SHORT)
    path = f"documents/{document.key}"
    assert fault(planner("PATCH", path, {"number": "1"}))["code"] == "version_needed"
    done = planner("PATCH", path, {"number": "砚政〔2030〕1号", "issued": "2030-01-05", "why": "typed"}, version=1)
    assert done.status_code == 200 and done.json()["version"] == 2 and done.json()["title"] == document.title, done.content.decode()
    assert done["ETag"].startswith('"2-')
    late = planner("PATCH", path, {"number": "2"}, version=1)
    assert late.status_code == 412 and fault(late)["code"] == "overtaken" and late["ETag"] == '"2"'
    again = planner("PATCH", path, {"number": "2"}, version=done["ETag"])
    assert again.status_code == 200
    steps = planner.get(f"{path}/history")["items"]
    assert [one["version"] for one in steps] == [3, 2, 1] and {one["name"] for one in steps[1]["changes"]} == {"number", "issued"}
    assert planner.post(f"{path}/withdraw", {"reason": "by mistake"}, version=3)["state"] == "withdrawn"
    assert planner.get("documents")["items"] == []
    assert planner.post(f"{path}/restore", version=4)["state"] == "in force"


def test_as_it_was(planner: Program) -> None:
    document = written(SHORT)
    before = planner.get(f"documents/{document.key}")["recorded_at"]
    planner("PATCH", f"documents/{document.key}", {"number": "1"}, version=1)
    then = planner.get(f"documents/{document.key}?known={document.recorded_at.isoformat().replace('+', '%2B')}")
    assert then["version"] == 1 and then["recorded_at"] == before
    assert fault(planner("GET", f"documents/{document.key}?known=2018-01-01"))["code"] == "not_found"
    assert fault(planner("GET", f"documents/{document.key}?known=soon"))["code"] == "not_possible"


def test_the_original_is_taken_along_with_an_entry(planner: Program) -> None:
    document = written(SHORT)
    [text] = planner.get(f"documents/{document.key}/texts")["items"]
    answer = planner("GET", f"documents/{document.key}/originals/{text['text']}")
    assert b"".join(answer.streaming_content).decode() == SHORT  # type: ignore[attr-defined]
    assert "attachment" in answer["Content-Disposition"]
    assert "document.download" in [one["action"] for one in planner.get("me/trail")["items"]]

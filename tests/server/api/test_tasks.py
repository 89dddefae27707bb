"""Tasks by hand and clauses without units, for programs."""
from collections.abc import Callable

import pytest

from taizhang.server.accounts.models import User
from taizhang.server.facts.models import Fact
from tests.server.api.conftest import Program, fault
from tests.server.ledger.make import fact, paper

pytestmark = pytest.mark.django_db
GIVEN = {"sentence": "请市科技局牵头，年底前拿出研发平台建设办法。", "title": "研发平台建设办法", "origin": "letter", "said_by": "王市长", "said_on": "2026-03-02",
         "number": "砚科函〔2026〕3号", "due": "2026-12-31", "units": [{"name": "市科技局", "role": "lead"}]}


@pytest.fixture
def ask(person: Callable[..., User], program: Callable[..., Program]) -> Program:
    return program(person("planning", account="planner", unit="990400.kjj"))


def test_a_task_is_entered_corrected_withdrawn_and_brought_back(ask: Program) -> None:
    assert [one["name"] for one in ask.post("tasks/suggest", {"sentence": GIVEN["sentence"]})["items"]] == ["市科技局"]
    made = ask.post("tasks", GIVEN)
    assert (made["origin"], made["due"], made["said_by"], made["units"][0]["unit"], made["version"]) == ("letter", "2026-12-31", ["王市长"], "990400.kjj", 1)
    assert ask.get(f"documents/{made['key']}/text")["words"] == GIVEN["sentence"] == made["sentence"], "the task opens to its sentence"
    [row] = ask.get("ledger?kind=task")["items"]
    assert row["key"] == made["fact"] and row["state"] == "accepted"
    path = f"tasks/{made['key']}"
    assert ask("PATCH", path, {"number": "1"}).status_code == 428
    done = ask("PATCH", path, {"due": None, "number": "砚科函〔2026〕4号"}, version=1)
    assert done.status_code == 200 and (done.json()["due"], done.json()["number"]) == (None, "砚科函〔2026〕4号"), done.content.decode()
    late = ask("PATCH", path, {"number": "5"}, version=1)
    assert late.status_code == 412 and fault(late)["code"] == "overtaken" and late["ETag"] == f'"{done.json()["version"]}"'
    gone = ask("POST", f"{path}/withdraw", {"reason": "by mistake"}, version=done["ETag"])
    assert gone.json()["state"] == "withdrawn" and ask.get("tasks")["items"] == [] and ask.get("ledger?kind=task")["total"] == 0
    assert [one["key"] for one in ask.get("tasks?withdrawn=true")["items"]] == [made["key"]]
    assert ask.post(f"{path}/restore", version=gone["ETag"])["state"] == "standing"
    wrong = ask("POST", "tasks", GIVEN | {"said_on": "2099-01-01"})
    assert wrong.status_code == 422 and fault(wrong)["why"]


def test_lists_go_on_where_they_stopped(ask: Program) -> None:
    made = [ask.post("tasks", GIVEN | {"title": f"任务{n}"})["key"] for n in range(3)]
    first = ask.get("tasks?limit=2&origin=letter")
    ask.post("tasks", GIVEN)
    rest = ask.get(f"tasks?limit=2&origin=letter&cursor={first['next']}")
    assert [one["key"] for one in (*first["items"], *rest["items"])] == made[::-1] and rest["next"] is None


def test_clauses_get_their_units_all_or_none_and_are_taken_back_as_one(ask: Program) -> None:
    document = paper("1号", body="x" * 60)
    fact(document, "大任务", kind="task", units=[("990400.kjj", "市科技局", "lead")], quote="x" * 50)
    inner = [fact(document, f"小任务{n}", kind="task", quote="x" * 10, start=5 + n, end=15 + n) for n in range(2)]
    first = ask.get("tasks/without?limit=1")
    assert first["total"] == 2 and first["items"][0]["units"] == [{"name": "市科技局", "role": "lead"}] and "大任务" in first["items"][0]["why"]
    rest = ask.get(f"tasks/without?limit=1&cursor={first['next']}")
    assert [page["items"][0]["fact"]["key"] for page in (first, rest)] == [str(one.key) for one in inner] and rest["next"] is None
    clauses = [{"fact": str(one.key), "version": 1, "units": [{"name": "市科技局", "role": "lead"}]} for one in inner]
    late = ask("POST", "tasks/assign", {"clauses": [clauses[0], clauses[1] | {"version": 4}]})
    assert late.status_code == 412 and not Fact.objects.current().filter(state="corrected").exists()
    strange = ask("POST", "tasks/assign", {"clauses": [clauses[0] | {"fact": str(document.key)}]})
    assert strange.status_code == 422 and fault(strange)["where"] == str(document.key)
    done = ask.post("tasks/assign", {"clauses": clauses, "reason": "as the office says"})
    assert len(done["facts"]) == 2 and ask.get("tasks/without")["total"] == 0
    assert ask.post(f"tasks/assignments/{done['key']}/undo")["undone_at"] and ask.get("tasks/without")["total"] == 2

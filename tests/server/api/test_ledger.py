"""The ledger for programs: filters, sums, cursors, exports, saved views."""
import csv
import io
import json
from collections.abc import Callable

import pytest
from django.http import QueryDict

from taizhang.server.accounts.models import User
from taizhang.server.facts import actions
from taizhang.server.ledger.asking import Asked
from taizhang.server.ledger.finding import Found
from taizhang.server.ledger.windows import every_key, rows_of
from tests.server.api.conftest import Program, fault
from tests.server.documents.texts import SAMPLES, sample
from tests.server.ledger.make import fact, paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(person: Callable[..., User]) -> User:
    return person("leader", account="leader")


@pytest.mark.parametrize("query", ["", "kind=target", "kind=task&unit=990400.kjj", "q=%E7%A0%94%E5%8F%91", "from=2030&to=2030", "state=suggested&sort=-value",
                                   "group=unit", "group=document&kind=goal", "measure=growth", "sort=due"])
def test_rows_are_those_of_the_page_in_its_order(program: Callable[..., Program], leader: User, query: str) -> None:
    for path in sorted(SAMPLES.glob("*.txt"))[:3]:
        sample(path.name)
    ask = program(leader)
    said, seen = ask.get(f"ledger?{query}&limit=30"), []
    while True:
        seen += said["items"]
        if said["next"] is None:
            break
        said = ask.get(f"ledger?{query}&limit=30&cursor={said['next']}")
    asked = Asked.parse(QueryDict(query if "group=" in query else f"{query}&group=none"))
    expected = [str(one.key) for one in rows_of(every_key(Found(asked, leader)))]
    assert [one["key"] for one in seen] == expected and said["total"] == len(expected)
    assert all(one["document_title"] and one["quote"] for one in seen)


def test_what_comes_in_meanwhile_moves_nothing(program: Callable[..., Program], leader: User, person: Callable[..., User]) -> None:
    document = paper("1号")
    made = [fact(document, f"指标{n}", str(n)) for n in range(7)]
    ask = program(leader)
    first = ask.get("ledger?limit=3")
    fact(paper("0号"), "在前", "1")
    actions.reject(person("reviewer"), made[0].key, 1, "no")
    second = ask.get(f"ledger?limit=3&cursor={first['next']}")
    third = ask.get(f"ledger?limit=3&cursor={second['next']}")
    assert [one["key"] for page in (first, second, third) for one in page["items"]] == [str(one.key) for one in made]
    other = ask("GET", f"ledger?limit=3&kind=goal&cursor={first['next']}")
    assert other.status_code == 422 and "other filters" in fault(other)["why"]


def test_a_sum_is_exact_or_says_why_not(program: Callable[..., Program], leader: User, person: Callable[..., User]) -> None:
    document, reviewer = paper("1号"), person("reviewer")
    for value in ("0.1", "0.2"):
        actions.accept(reviewer, fact(document, "投入", value, "CNY").key, 1)
    ask = program(leader)
    said = ask.get("ledger/sum?kind=target")
    assert said["why"] == "" and "0.3" in said["exact"]
    assert [one["fen"] for one in ask.get("ledger")["items"]] == ["10", "20"]
    fact(document, "专利", "3")
    assert ask.get("ledger/sum?kind=target")["why"]


@pytest.mark.parametrize("format", ["csv", "jsonl", "xlsx"])
def test_the_ledger_is_taken_along(program: Callable[..., Program], leader: User, format: str) -> None:
    kept = fact(paper("1号"), "专利授权量", "12.50")
    ask = program(leader)
    answer = ask("POST", f"ledger/export.{format}?kind=target")
    assert answer.status_code == 200, answer.content.decode()
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    if format == "csv":
        assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1][4] == "12.50"
    elif format == "jsonl":
        assert json.loads(content)["key"] == str(kept.key)
    else:
        assert content.startswith(b"PK")
    assert "ledger.export" in [one["action"] for one in ask.get("me/trail")["items"]]
    assert ask("POST", "ledger/export.pdf").status_code == 404


def test_views_are_kept_shared_and_removed(program: Callable[..., Program], person: Callable[..., User]) -> None:
    ask = program(person("planning", account="planner"))
    made = ask.post("views", {"name": "目标", "query": "kind=target&nonsense=1"})
    assert made["query"] == "kind=target" and made["own"] and not made["shared"]
    changed = ask("PATCH", f"views/{made['key']}", {"name": "全部目标", "shared": True}).json()
    assert changed["name"] == "全部目标" and changed["shared"]
    other = program(person("leader", account="leader"))
    assert [one["name"] for one in other.get("views")["items"]] == ["全部目标"]
    assert other("DELETE", f"views/{made['key']}").status_code == 403
    assert ask("DELETE", f"views/{made['key']}").status_code == 200 and ask.get("views")["items"] == []
    assert ask.post(f"views/{made['key']}/restore")["name"] == "全部目标"
    assert fault(ask("POST", "views", {"name": "x", "query": "kind=nothing"}))["code"] == "not_possible"

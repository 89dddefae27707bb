"""What was missed is added, what holds several is split, what is one is merged, what one decided a second reads, many are accepted at once."""
from collections.abc import Callable

import pytest

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions
from taizhang.server.facts.models import Fact
from tests.server.api.conftest import Program, fault
from tests.server.documents.texts import written
from tests.server.ledger.make import fact, paper

pytestmark = pytest.mark.django_db
TEXT = "一、主要目标\n到2030年，高新技术企业达到600家。专利授权量达到12件，商标注册量达到15件。\n"


@pytest.fixture
def document(db: None) -> Document:
    return written(TEXT)


@pytest.fixture
def reviewer(person: Callable[..., User]) -> User:
    return person("reviewer", account="reviewer")


@pytest.fixture
def ask(program: Callable[..., Program], reviewer: User) -> Program:
    return program(reviewer)


def test_a_fact_that_was_missed_is_added(ask: Program, document: Document) -> None:
    words = "商标注册量达到15件"
    start = TEXT.index(words)
    given = {"kind": "goal", "start": start, "end": start + len(words), "what": "商标"}
    added = ask.post(f"documents/{document.key}/facts", given)
    assert (added["quote"], added["state"], added["act"], added["manner"]) == (words, "accepted", "add", "one")
    assert ask.post(f"documents/{document.key}/facts", given)["key"] == added["key"], "sent twice, added once"
    wrong = ask("POST", f"documents/{document.key}/facts", given | {"end": 10_000})
    assert wrong.status_code == 422 and fault(wrong)["code"] == "not_possible"
    assert ask.post(f"facts/{added['key']}/undo", version=1)["ended"]
    assert ask.get(f"facts/{added['key']}")["ended"] and not Fact.objects.current().filter(key=added["key"]).exists()


def test_a_fact_that_holds_several_is_split(ask: Program) -> None:
    body = "专利授权量达到12件，商标注册量达到15件。"
    whole = fact(paper("1号", body=body), "专利授权量", "12", quote=body, value_start=body.index("12"), value_end=body.index("12") + 3)
    end, start = body.index("，"), body.index("商标")
    parts = [{"start": 0, "end": end}, {"start": start, "end": len(body) - 1, "what": "商标注册量"}]
    first, second = ask.post(f"facts/{whole.key}/split", {"parts": parts}, version=1)["items"]
    assert (first["key"], first["value"], first["quote"]) == (str(whole.key), "12", body[:end])
    assert (second["what"], second["value"], second["state"]) == ("商标注册量", "15", "accepted")
    assert ask.post(f"facts/{whole.key}/undo", version=2)["quote"] == body
    assert ask("POST", f"facts/{whole.key}/split", {"parts": parts[:1]}, version=3).status_code == 422


def test_facts_that_are_one_are_merged(ask: Program) -> None:
    body = "专利授权量达到12件。"
    document = paper("1号", body=body)
    kept, same = (fact(document, what, "12", quote=body[start:], start=start, end=len(body)) for what, start in (("专利授权量", 0), ("授权量", 2)))
    foreign = fact(paper("2号"), "专利授权量", "12")
    apart = ask("POST", f"facts/{kept.key}/merge", {"others": [{"key": str(foreign.key), "version": 1}]}, version=1)
    assert apart.status_code == 422 and fault(apart)["why"], "facts of two documents are not one"
    late = ask("POST", f"facts/{kept.key}/merge", {"others": [{"key": str(same.key), "version": 7}]}, version=1)
    assert late.status_code == 412
    done = ask.post(f"facts/{kept.key}/merge", {"others": [{"key": str(same.key), "version": 1}]}, version=1)
    assert done["state"] == "accepted" and Fact.objects.current().get(key=same.key).state == "rejected"


def test_a_second_person_agrees_or_disputes(program: Callable[..., Program], person: Callable[..., User], reviewer: User) -> None:
    document = paper("1号")
    alike, unlike = fact(document, "甲", "1"), fact(document, "乙", "2")
    for one in (alike, unlike):
        actions.accept(reviewer, one.key, 1)
    ask = program(person("reviewer", account="second"))
    assert ask.post(f"facts/{alike.key}/second", {"verdict": "accept"}, version=2)["manner"] == "second"
    assert ask.post(f"facts/{unlike.key}/second", {"verdict": "reject"}, version=2)["state"] == "disputed"  # a question would tell the first verdict
    own = program(reviewer)("POST", f"facts/{alike.key}/second", {"verdict": "accept"}, version=3)
    assert own.status_code == 403


def test_many_are_accepted_after_a_sample_and_taken_back_as_one(ask: Program) -> None:
    for n in range(30):
        fact(paper(f"{n}号"), "专利", str(n))
    sample = ask.get("ledger/sample?kind=target&seed=one")
    assert sample["expected"] == 30 and len(sample["items"]) == 20 and sample["words"]
    assert ask.get("ledger/sample?kind=target&seed=one")["items"] == sample["items"]
    other = ask("POST", "ledger/accept?kind=target", {"seed": "one", "expected": 29})
    assert other.status_code in (409, 422) and fault(other)["why"]
    done = ask.post("ledger/accept?kind=target", {"seed": "one", "expected": 30})
    assert done["count"] == 30 and sorted(done["sample"]) == sorted(one["key"] for one in sample["items"])
    assert {one["manner"] for one in ask.get("ledger?state=accepted&limit=200")["items"]} == {"bulk"}
    assert ask.post(f"ledger/accept/{done['key']}/undo")["count"] == 30
    assert ask.get("ledger?state=accepted")["total"] == 0

"""What the reader missed is added; one fact is split, several are merged; as forms, and what comes back."""
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.server.documents.models import Document
from taizhang.server.facts.models import Fact
from taizhang.server.review.joining import parts
from taizhang.server.review.missing import guess
from tests.server.documents.texts import first, written

pytestmark = pytest.mark.django_db
TEXT = (
    "一、目标\r\n到2030年，\U00020bb7研发投入占比分别达到22%、20%、18%，高新技术企业达到600家。\r\n"
    "另有孵化器若干。\r\n")


@pytest.fixture
def paper(db: None) -> Document:
    return written(TEXT, title="合并与拆分")


def place(words: str) -> dict[str, int]:
    at = TEXT.index(words)
    return {"start": at, "end": at + len(words)}


def test_a_guess_says_what_the_words_say(paper: Document) -> None:
    at = place("高新技术企业达到600家")
    fact = guess(paper, at["start"], at["end"])
    assert (fact.value_text, fact.measure_unit, fact.op) == ("600", "家", "=")
    assert TEXT[fact.value_start : fact.value_end] == "600家" and fact.period == "2030"


def test_a_missed_fact_is_found_by_its_words_and_added(client: Client, paper: Document) -> None:
    address = reverse("review:new", args=[paper.key])
    fact = first(paper, value_text="600")
    client.post(reverse("review:decide", args=[paper.key, fact.key, "reject"]), {"version": 1, "why": "gone"})
    assert "没有这些话" in client.get(address, {"words": "没有的话"}).content.decode()
    page = client.get(address, {"words": "高新技术 企业达到600家"})
    assert 'name="value" value="600"' in page.content.decode().replace("maxlength=\"60\" ", "")
    at = place("孵化器若干")
    given = {"kind": "goal", "what": "孵化器", "period": "", "subject": "", **at}
    assert client.post(address, given).status_code == 302
    made = Fact.objects.current().get(act="add")
    assert (made.quote, made.state, TEXT[made.start : made.end]) == ("孵化器若干", "accepted", "孵化器若干")
    wrong = client.post(address, {"kind": "target", "what": "", **place("另有")}, headers={"Accept": "application/json"})
    assert wrong.status_code == 422 and "card" in wrong.json()


def test_a_fact_falls_into_its_numbers_and_comes_back(client: Client, paper: Document) -> None:
    fact = Fact.objects.current().filter(document=paper.key, quote__contains="18%").order_by("position").last()
    assert fact is not None
    found = parts(fact)
    assert [one.words for one in found] == ["22%", "20%", "18%"]
    address = reverse("review:split", args=[paper.key, fact.key])
    assert client.get(address).content.decode().count('type="checkbox"') == 3
    others = Fact.objects.current().filter(document=paper.key, measure_unit="%").exclude(key=fact.key)
    for one in others:  # the reader told them apart already: make room
        client.post(reverse("review:decide", args=[paper.key, one.key, "reject"]), {"version": 1, "why": "room"})
    given: dict[str, Any] = {"version": fact.version}
    for n, part in enumerate(found[:2]):
        given |= {f"part-{n}": "yes", f"part-{n}-start": part.start + n, f"part-{n}-end": part.end, f"part-{n}-value_start": part.value_start,
                  f"part-{n}-value_end": part.value_end}
    answer = client.post(address, given, headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.content.decode()
    assert len(answer.json()["lines"]) == 1
    made = Fact.objects.current().filter(act="split").order_by("value_start")
    assert [one.value_text for one in made] == ["22", "20"]
    undone = client.post(reverse("review:decide", args=[paper.key, fact.key, "undo"]), {"version": answer.json()["version"]})
    assert undone.status_code == 302 and not Fact.objects.current().filter(act="split").exists()


def test_several_are_merged_into_one(client: Client, paper: Document) -> None:
    one, other = Fact.objects.current().filter(document=paper.key, measure_unit="%").order_by("position")[:2]
    address = reverse("review:merge", args=[paper.key, other.key])
    assert str(one.key) in client.get(address).content.decode()
    answer = client.post(address, {"version": 1, "other": [f"{one.key}:1"]}, headers={"Accept": "application/json"})
    assert answer.status_code == 200 and answer.json()["others"][0]["state"] == "rejected"
    nothing = client.post(address, {"version": answer.json()["version"]}, headers={"Accept": "application/json"})
    assert nothing.status_code == 422

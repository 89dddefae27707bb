"""The queue without scripts: what stands in it, what each form does, what comes next."""
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions
from taizhang.server.facts.models import Fact
from taizhang.server.review.asking import Asked
from taizhang.server.review.queue import Queue, Tally
from tests.server.documents.texts import first, written

pytestmark = pytest.mark.django_db


def queue_of(document: Document, more: str = "") -> str:
    return reverse("review:queue", args=[document.key]) + more


def decide(client: Client, fact: Fact, act: str, **given: Any) -> Any:
    address = reverse("review:decide", args=[fact.document, fact.key, act])
    return client.post(address, {"version": fact.version, **given})


def brief(client: Client, fact: Fact, act: str, **given: Any) -> Any:
    address = reverse("review:decide", args=[fact.document, fact.key, act])
    return client.post(address, {"version": fact.version, **given}, headers={"Accept": "application/json"})


def newest(fact: Fact) -> Fact:
    return Fact.objects.current().get(key=fact.key)


def form_of(fact: Fact, **changes: Any) -> dict[str, Any]:
    """What the form of a card sends when nothing but ``changes`` was typed."""
    from django.utils.safestring import SafeString

    from taizhang.server.review.card import Card

    card = Card(fact, fact.recorded_by, SafeString(""))
    given = {name: bound.value() for name, bound in ((one.name, one) for one in card.form) if bound.value() is not None}
    names, roles = zip(*card.detail.unit_rows, strict=True)
    return given | {"unit_name": list(names), "unit_role": list(roles)} | changes


def test_it_opens_at_the_first_undecided(client: Client, document: Document, reviewer: User) -> None:
    fact = first(document)
    assert f'data-f="{fact.key}" data-version="1"' in client.get(queue_of(document)).content.decode()
    actions.accept(reviewer, fact.key, 1)
    second = Fact.objects.current().filter(document=document.key, state="suggested").order_by("position").first()
    assert second is not None
    page = client.get(queue_of(document)).content.decode()
    assert f'article class="card" data-f="{second.key}"' in page and f'id="q-{fact.key}"' not in page
    deep = client.get(queue_of(document, f"?fact={fact.key}")).content.decode()
    assert f'article class="card" data-f="{fact.key}"' in deep


def test_accepting_what_is_unchanged_leads_to_the_next(client: Client, document: Document) -> None:
    for fact in Fact.objects.current().filter(document=document.key).order_by("position")[:6]:
        answer = decide(client, fact, "keep", **form_of(fact))
        assert answer.status_code == 302 and newest(fact).state == "accepted", fact.kind
        following = Fact.objects.current().filter(document=document.key, state="suggested").order_by("position").first()
        assert following is not None and answer["Location"].endswith(f"fact={following.key}")


def test_every_fact_of_the_samples_can_be_accepted_from_its_form(client: Client, document: Document) -> None:
    """What the fields show is what the fact holds: sent back as it is, nothing is a correction."""
    for fact in Fact.objects.current().filter(document=document.key):
        decide(client, fact, "keep", **form_of(fact))
    assert set(Fact.objects.current().filter(document=document.key).values_list("state", flat=True)) == {"accepted"}


def test_what_was_typed_is_a_correction(client: Client, document: Document) -> None:
    fact = first(document, kind="target")
    decide(client, fact, "keep", **form_of(fact, value="7.5"))
    now = newest(fact)
    assert (now.state, now.value_text) == ("corrected", "7.5")


def test_what_does_not_fit_stays_typed_and_says_why(client: Client, document: Document) -> None:
    fact = first(document, kind="target")
    answer = decide(client, fact, "keep", **form_of(fact, value="seven"))
    assert answer.status_code == 422 and "seven" in answer.content.decode() and newest(fact).version == 1
    answer = brief(client, fact, "keep", **form_of(fact, value="seven"))
    assert answer.status_code == 422 and "seven" in answer.json()["card"] and "seven" in answer.json()["problem"]


def test_rejecting_needs_a_reason_from_the_list_or_typed(client: Client, document: Document) -> None:
    fact = first(document)
    assert brief(client, fact, "reject").status_code == 422
    assert brief(client, fact, "reject", reason="read wrong").status_code == 200
    assert (newest(fact).state, newest(fact).reason) == ("rejected", "read wrong")
    answer = brief(client, newest(fact), "undo")
    assert answer.json()["state"] == "suggested" and answer.json()["version"] == 3


def test_who_comes_late_is_told_and_shown_what_is_there(client: Client, document: Document, other: User) -> None:
    fact = first(document)
    actions.reject(other, fact.key, 1, "mine")
    answer = brief(client, fact, "accept")
    assert answer.status_code == 409 and "other" in answer.json()["problem"] and answer.json()["state"] == "rejected"
    assert f'data-f="{fact.key}" data-version="2"' in answer.json()["card"]
    assert decide(client, fact, "accept").status_code == 302


def test_a_refusal_is_short_for_scripts_and_a_page_without(client: Client, document: Document, other: User) -> None:
    fact = first(document)
    done = actions.accept(other, fact.key, 1)
    answer = brief(client, done, "undo")
    assert answer.status_code == 403 and "other" in answer.json()["problem"]
    assert decide(client, done, "undo").status_code == 403


def test_filters_are_in_the_address(client: Client, document: Document, reviewer: User) -> None:
    from taizhang.server.documents.views.fetching import reading_of

    reading = reading_of(reviewer, document.key)

    def keys(**asked: Any) -> set[Any]:
        return {key for key, _state in Queue(reading, reviewer, Asked(**asked)).keys}

    rows = Fact.objects.current().filter(document=document.key)
    assert keys() == set(rows.values_list("key", flat=True))
    assert keys(kind="task") == set(rows.filter(kind="task").values_list("key", flat=True)) != set()
    assert keys(below="0.9") == set(rows.filter(confidence__lt=0.9).values_list("key", flat=True))
    lead = rows.exclude(lead="").values_list("lead", flat=True)[0]
    assert keys(unit=lead) == set(rows.filter(lead=lead).values_list("key", flat=True))
    part = next(one for one in reading.sections if one.facts and one.level == 2)
    assert 0 < len(keys(at=part.start)) < rows.count()
    assert keys(state="decided") == set()
    assert client.get(queue_of(document, "?state=nonsense")).status_code == 400


def test_cards_are_fetched_ahead_and_only_of_this_document(client: Client, document: Document) -> None:
    elsewhere = written("一、目标\n到2030年，专利授权量达到300件。\n", title="别的文件")
    keys = [one.key for one in Fact.objects.current().filter(document=document.key).order_by("position")[:3]]
    keys.append(first(elsewhere).key)
    page = client.get(reverse("review:cards", args=[document.key]) + "?" + "&".join(f"fact={key}" for key in keys)).content.decode()
    assert page.count('article class="card"') == 3 and str(keys[3]) not in page


def test_progress_is_counted(document: Document, reviewer: User) -> None:
    total = Fact.objects.current().filter(document=document.key).count()
    actions.accept(reviewer, first(document).key, 1)
    tally = Tally.of(document.key)
    assert (tally.done, tally.open, tally.total) == (1, total - 1, total)


def test_a_document_without_facts_says_so(client: Client, reviewer: User) -> None:
    assert "没有读出" in client.get(queue_of(written("没有数字的一段话。\n", title="空"))).content.decode()


def test_who_does_not_review_has_no_queue(document: Document, person: Any, as_person: Any) -> None:
    assert as_person(person("leader")).get(queue_of(document)).status_code == 403

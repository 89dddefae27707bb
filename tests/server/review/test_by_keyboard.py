"""Whole documents reviewed by keyboard alone until the ledger says what the gold says; keys and waits are counted and printed."""
import os
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from taizhang.reading.score import load_gold
from taizhang.server.accounts.models import User
from taizhang.server.facts.models import Fact
from tests.server.browser import Browse
from tests.server.documents.texts import SAMPLES, document, facts_of
from tests.server.review.hands import WATCH, Hands, Reviewer, score_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEYS, WAIT = 3.0, 200.0  # a fact; milliseconds for 95 of 100 keys


def review(browse: Browse, person: User, path: Path, gold_folder: Path | None, pack: str, capsys: Any) -> None:
    read = facts_of(path, pack)
    paper = document(read)
    gold = load_gold(gold_folder).only({path.name}) if gold_folder is not None else None
    browse.page.add_init_script(WATCH)
    page = browse(reverse("review:queue", args=[paper.key]), person)
    page.wait_for_timeout(500)
    hands = Hands(page)
    reviewer = Reviewer(hands, paper, read, gold)
    reviewer.all()
    expect(page.locator(".queue [data-sending]")).to_have_count(0)
    waits = hands.waits()
    keys, slow = hands.keys / len(hands.by_fact), quantiles(waits, n=20)[18]
    with capsys.disabled():
        print(f"\n{path.name}: {len(hands.by_fact)} facts, {hands.keys} keys, {keys:.2f} a fact (most {max(hands.by_fact)}); "
              f"wait after a key: median {median(waits):.0f} ms, p95 {slow:.0f} ms, most {max(waits):.0f} ms")
    assert not Fact.objects.current().filter(document=paper.key, state__in=("suggested", "disputed", "lost")).exists()
    result = score_of(paper, read, gold) if gold is not None else None
    wrong = [str(one) for one in (result.mistakes if result is not None else ()) if one.fact != "metadata"]
    assert wrong == []
    assert keys <= KEYS
    if os.getloadavg()[0] <= 2 * (os.cpu_count() or 1):  # on a busier machine the wait is its own, not the page's
        assert slow < WAIT


def test_a_sample_by_keyboard_alone(browse: Browse, reviewer: User, root: Path, capsys: Any) -> None:
    review(browse, reviewer, SAMPLES / "2_opinion.txt", root / "samples" / "gold", "sample", capsys)


def test_a_real_document_by_keyboard_alone(browse: Browse, reviewer: User, shared: Path, capsys: Any) -> None:
    path = next((shared / "seeds").glob("003_*.txt"))
    review(browse, reviewer, path, shared / "reading" / "gold", "auto", capsys)


@pytest.mark.soak
@pytest.mark.parametrize("name", ["001", "002"])
def test_more_real_documents_by_keyboard_alone(browse: Browse, reviewer: User, shared: Path, capsys: Any, name: str) -> None:
    path = next((shared / "seeds").glob(f"{name}_*.txt"))
    review(browse, reviewer, path, shared / "reading" / "gold", "auto", capsys)


@pytest.mark.soak
@pytest.mark.parametrize("name", ["000", "004"])
def test_real_documents_without_gold_by_keyboard_alone(browse: Browse, reviewer: User, shared: Path, capsys: Any, name: str) -> None:
    """What the reader says is accepted, fact by fact: how the page holds out, not how right the reader is."""
    path = next((shared / "seeds").glob(f"{name}_*.txt"))
    review(browse, reviewer, path, None, "auto", capsys)

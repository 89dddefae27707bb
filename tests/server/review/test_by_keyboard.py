"""Whole documents reviewed by keyboard alone until the ledger says what the gold says; keys and waits are counted and printed."""
import re
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
#: What the fields of the page cannot say yet, so that these stay as the reader had them.
BEYOND = re.compile(r"^measure: ")


def review(browse: Browse, person: User, path: Path, gold_folder: Path, pack: str, capsys: Any) -> None:
    read = facts_of(path, pack)
    paper = document(read)
    gold = load_gold(gold_folder).only({path.name})
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
    result = score_of(paper, read, gold)
    wrong = [str(one) for one in result.mistakes if one.fact != "metadata" and not (reviewer.left and BEYOND.search(str(one).split(" statement ")[-1]))]
    assert wrong == []
    assert keys <= KEYS
    assert slow < WAIT


def test_a_sample_by_keyboard_alone(browse: Browse, reviewer: User, root: Path, capsys: Any) -> None:
    review(browse, reviewer, SAMPLES / "2_opinion.txt", root / "samples" / "gold", "sample", capsys)


def test_a_real_document_by_keyboard_alone(browse: Browse, reviewer: User, shared: Path, capsys: Any) -> None:
    path = next((shared / "seeds").glob("003_*.txt"))
    review(browse, reviewer, path, shared / "reading" / "gold", "auto", capsys)

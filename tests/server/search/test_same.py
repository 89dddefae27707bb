"""The same rows on both engines: what the index finds is what reading everything finds, and both are what is written down here."""
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from taizhang.server.search import clauses, ranking, statements
from taizhang.server.search.asking import Asked
from taizhang.server.search.finding import Found
from taizhang.server.search.models import SHIFT, Passage
from tests.server.ledger.make import fact
from tests.server.search.corpus import corpus, questions, read

pytestmark = pytest.mark.django_db
EXPECTED = Path(__file__).with_name("expected.json")


def asked(q: str, **more: str) -> Asked:
    given = QueryDict(mutable=True)
    given.update({"q": q, **more})
    return Asked.parse(given)


@pytest.fixture
def user(person: Callable[..., User]) -> User:
    return person("planning")


@pytest.fixture
def documents(db: None) -> list[Document]:
    return corpus()


def by_index(q: str, user: User, documents: list[Document]) -> list[tuple[str, int, int]]:
    question = asked(q)
    if not question.wording.wanted:
        return []
    ids, more = clauses.search(question.wording, Found(question, user).reach, 10**6)
    assert not more
    rows = Passage.objects.in_bulk(ids)
    titles = {one.text_id: one.title for one in documents}
    return [(titles[id >> SHIFT], rows[id].start, rows[id].end) for id in ids]


def test_the_index_finds_what_reading_finds(user: User, documents: list[Document]) -> None:
    wrong = [q for q in questions() if by_index(q, user, documents) != read(q, documents)]
    assert wrong == []


def test_a_walk_through_the_documents_finds_the_same(user: User, documents: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, size in (("CAP", 3), ("FEW", 2), ("BATCH", 2), ("LONGEST_BATCH", 4), ("LEAST", 5), ("ASKED", 3)):
        monkeypatch.setattr(ranking, name, size)
    monkeypatch.setattr(statements, "CAP", 3)
    walked, wrong = 0, []
    for q in questions():
        question, all_of_it = asked(q), read(q, documents)
        if not question.wording.wanted:
            continue
        ids, more = clauses.search(question.wording, Found(question, user).reach, 8)
        rows, titles = Passage.objects.in_bulk(ids), {one.text_id: one.title for one in documents}
        found = [(titles[id >> SHIFT], rows[id].start, rows[id].end) for id in ids]
        walked += more
        enough = len(found) >= min(8, len(all_of_it)) if more else len(found) == len(all_of_it)
        if found != all_of_it[:len(found)] or not enough:
            wrong.append(q)
    assert wrong == [] and walked > 10


def test_what_is_written_down_is_found_on_either_engine(user: User, documents: list[Document]) -> None:
    """Renew by ``TAIZHANG_RENEW=1 python -m pytest tests/server/search/test_same.py`` and read what changed."""
    for i, one in enumerate(documents):
        fact(one, ("专利授权量", "R&D经费", "高新技术企业数")[i % 3], str(i), kind=("target", "actual", "task")[i % 3], position=i,
             quote=f"达到{i}件，科技创新平台。")
    found: dict[str, Any] = {}
    for q in questions():
        groups = Found(asked(q), user).groups
        found[q] = {name: [group.total, *("".join(text for text, _ in hit.title) + "|" + "".join(f"[{text}]" if yes else text for text, yes in hit.words)
                                          for hit in group.hits)] for name, group in groups.items() if group.total and name != "names"}
    if os.environ.get("TAIZHANG_RENEW"):
        EXPECTED.write_text(json.dumps(found, ensure_ascii=False, indent=0) + "\n", "utf-8")
    wanted = json.loads(EXPECTED.read_text("utf-8"))
    assert {q for q in wanted if wanted[q] != found.get(q)} == set() and wanted.keys() == found.keys()
    assert sum(bool(one) for one in wanted.values()) > 60


@pytest.mark.parametrize("more", [
    {"state": "superseded"}, {"year": "2016"}, {"issuer": "市经信委"}, {"region": "990402"}, {"state": "withdrawn", "issuer": "砚州市科技局"},
])
def test_filters_leave_what_fits(user: User, documents: list[Document], more: dict[str, str]) -> None:
    fits = {
        "state": lambda one, value: one.state == value, "year": lambda one, value: one.issued is not None and one.issued.year == int(value),
        "issuer": lambda one, value: value in one.issuers, "region": lambda one, value: one.region == value,
    }
    question = asked("科技", **more)
    found = Found(question, user)
    standing = [one for one in documents if more.get("state") or one.state != "withdrawn"]
    kept = {one.text_id for one in standing if all(fits[name](one, value) for name, value in more.items())}
    assert set(found.reach.texts) == kept
    ids, _ = clauses.search(question.wording, found.reach, 1000)
    assert {id >> SHIFT for id in ids} <= kept

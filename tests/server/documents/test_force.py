"""Whether a document is in force on a day, and what one does to another."""
from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from taizhang.server.accounts.models import User
from taizhang.server.audit.actions import Refused
from taizhang.server.documents import effects
from taizhang.server.documents.force import FORCES, closed, force_of, force_words, standing_as
from taizhang.server.documents.models import DOES, STATES, Document, Effect
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.facts.models import Fact
from taizhang.server.history import Moment
from taizhang.values.errors import UsageError
from tests.server.documents.texts import SHORT, first, written

pytestmark = pytest.mark.django_db
D = date(2028, 6, 1)


def paper(title: str, **more: Any) -> Document:
    return written(SHORT, title=title, number=more.pop("number", f"{title}〔2028〕1号"), **more)


def now(document: Document) -> Document:
    return Document.objects.current().get(key=document.key)


@pytest.fixture
def pair() -> tuple[Document, Document]:
    return paper("甲"), paper("乙")


def test_database_and_page_agree_on_every_combination() -> None:
    days = (None, D - timedelta(days=1), D, D + timedelta(days=1))
    made = [written("一句话。", title=f"{state} {since} {until} {issued}", state=state, valid_from=since, valid_until=until, issued=issued)
            for state, since, until, issued in product(STATES, days, days, (None, D, D + timedelta(days=1)))]
    for force in FORCES:
        there = set(Document.objects.current().filter(standing_as(force, D)).values_list("key", flat=True))
        assert there == {one.key for one in made if force_of(one, D) == force}, force
    assert set(closed(Moment(valid=D))) == {one.key for one in made if force_of(one, D) != "in force"}


def test_before_its_issue_a_document_is_in_force_nowhere_and_today_what_is_here_is_issued() -> None:
    made = paper("甲", issued=D)
    assert [force_of(made, day) for day in (D - timedelta(days=1), D)] == ["not yet", "in force"]
    assert force_of(made, timezone.localdate()) == "in force" and "2028" in force_words(made, D - timedelta(days=1))
    assert made.key not in set(closed(Moment())) and made.key in set(closed(Moment(valid=D - timedelta(days=1))))


@pytest.mark.covers("S03", status="works", page="/library/documents/<key>/", permission="effect.record",
                    note="in force, superseded or repealed on any day, by which document, from which day; trial versions are marked")
def test_a_document_is_out_of_force_from_the_day_it_is_superseded(pair: tuple[Document, Document], planner: User) -> None:
    new, old = pair
    effects.take_effect(planner, new.key, old.key, 1, {"does": "supersedes", "day": D, "why": "新办法取代旧办法"})
    fresh = now(old)
    assert (fresh.state, fresh.valid_until, fresh.version) == ("superseded", D, 2)
    assert [force_of(fresh, day) for day in (D - timedelta(days=1), D, D + timedelta(days=1))] == ["in force", "superseded", "superseded"]
    assert "2028" in force_words(fresh, D)
    assert force_of(now(new), D) == "in force"


def test_without_a_day_it_is_out_of_force_and_says_that_the_day_is_unknown(pair: tuple[Document, Document], planner: User) -> None:
    new, old = pair
    effects.take_effect(planner, new.key, old.key, 1, {"does": "repeals", "day": None})
    assert force_of(now(old), D) == "repealed" and not any(sign.isdigit() for sign in force_words(now(old), D))


def test_revising_or_touching_a_part_leaves_it_in_force(pair: tuple[Document, Document], planner: User) -> None:
    new, old = pair
    effects.take_effect(planner, new.key, old.key, 1, {"does": "revises", "day": D})
    effects.take_effect(planner, new.key, old.key, 1, {"does": "repeals", "part": True, "scope": "第三条", "day": D})
    assert now(old).version == 1 and Effect.objects.current().count() == 2


def test_taking_back_restores_what_was(planner: User, person: Callable[..., User]) -> None:
    new, old = paper("甲"), paper("乙", valid_until=date(2031, 1, 1))
    made = effects.take_effect(planner, new.key, old.key, 1, {"does": "supersedes", "day": D})
    other = person("planning", account="second")
    effects.undo_effect(other, made.key, made.version)
    assert (now(old).state, now(old).valid_until) == ("in force", date(2031, 1, 1))
    assert not Effect.objects.current().exists() and Effect.objects.of(made.key).count() == 2
    with pytest.raises(UsageError):
        effects.undo_effect(planner, made.key, made.version)


def test_taking_back_leaves_a_state_that_somebody_changed_since(pair: tuple[Document, Document], planner: User) -> None:
    new, old = pair
    made = effects.take_effect(planner, new.key, old.key, 1, {"does": "supersedes", "day": D})
    now(old).revise(by=planner, state="withdrawn")
    with pytest.raises(Refused):
        effects.take_effect(planner, new.key, old.key, 3, {"does": "repeals", "day": D})
    effects.undo_effect(planner, made.key, made.version)
    assert now(old).state == "withdrawn"


def test_a_ring_is_refused_and_named(planner: User) -> None:
    a, b, c = paper("甲"), paper("乙"), paper("丙")
    effects.take_effect(planner, a.key, b.key, 1, {"does": "revises"})
    effects.take_effect(planner, b.key, c.key, 1, {"does": "supersedes", "day": D})
    with pytest.raises(Incomplete) as refused:
        effects.take_effect(planner, c.key, a.key, 1, {"does": "repeals"})
    assert "丙〔2028〕1号 → 甲〔2028〕1号 → 乙〔2028〕1号 → 丙〔2028〕1号" in str(refused.value)
    with pytest.raises(Incomplete, match="甲〔2028〕1号 → 甲〔2028〕1号"):
        effects.take_effect(planner, a.key, a.key, 1, {"does": "repeals"})
    effects.take_effect(planner, c.key, a.key, 1, {"does": "none"})  # standing beside closes no ring
    assert [(one.acting, one.affected) for one in effects.chain(c.key)] == [(b.key, c.key), (a.key, b.key)]


def test_nobody_supersedes_what_is_superseded(planner: User) -> None:
    a, b, c = paper("甲"), paper("乙"), paper("丙")
    effects.take_effect(planner, a.key, c.key, 1, {"does": "supersedes", "day": D})
    with pytest.raises(Incomplete, match="甲〔2028〕1号"):
        effects.take_effect(planner, b.key, c.key, 2, {"does": "repeals", "day": D})


def test_who_comes_second_is_told(pair: tuple[Document, Document], planner: User) -> None:
    new, old = pair
    old.revise(by=None, publicity="主动公开")
    with pytest.raises(Overtaken):
        effects.take_effect(planner, new.key, old.key, 1, {"does": "supersedes"})


def test_both_documents_have_to_be_within_reach(person: Callable[..., User]) -> None:
    county = person("planning", scope="region", scope_id="990421")
    mine, theirs = paper("甲", region="990421"), paper("乙")
    for acting, affected in ((mine, theirs), (theirs, mine)):
        with pytest.raises(Refused):
            effects.take_effect(county, acting.key, affected.key, 1, {"does": "revises"})
    with pytest.raises(Refused):
        effects.take_effect(person("reviewer"), mine.key, theirs.key, 1, {"does": "revises"})


@pytest.mark.parametrize("given", [{"does": "eats"}, {}, {"does": "repeals", "day": date(1, 1, 1)}])
def test_what_does_not_fit_is_refused(pair: tuple[Document, Document], planner: User, given: dict[str, Any]) -> None:
    with pytest.raises(Incomplete):
        effects.take_effect(planner, pair[0].key, pair[1].key, 1, given)
    assert set(DOES) == set(effects.DOES_WORDS)


def test_lists_and_ledger_agree_on_the_day(pair: tuple[Document, Document], planner: User, as_person: Callable[[User], Client]) -> None:
    new, old = pair
    today = timezone.localdate()
    effects.take_effect(planner, new.key, old.key, 1, {"does": "supersedes", "day": today})
    client = as_person(planner)
    before, after = (today - timedelta(days=1)).isoformat(), (today + timedelta(days=1)).isoformat()

    def listed(address: str) -> set[str]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        return {row.title for row in answer.context["table"].rows}

    def in_ledger(query: str) -> set[Any]:
        answer = client.get(f"/ledger/?{query}")
        return {row.fact.document for group in answer.context["ledger"].groups for row in group.rows}

    for name in ("on", "valid"):
        for address in ("/documents/", "/library/"):
            assert listed(f"{address}?{name}={before}") == {"甲", "乙"}
            assert listed(f"{address}?{name}={today}") == listed(f"{address}?{name}={after}") == {"甲"}
        assert in_ledger(f"{name}={before}") == {new.key, old.key}
        assert in_ledger(f"{name}={today}") == in_ledger("") == {new.key}
    assert listed(f"/documents/?valid={after}&state=superseded") == {"乙"} == listed(f"/library/?on={after}&state=superseded")
    assert listed(f"/documents/?valid={before}&state=superseded") == set()
    assert in_ledger(f"every=1&valid={after}") == {new.key, old.key}
    assert first(old).key in set(Fact.objects.current().values_list("key", flat=True))
    assert client.get(f"/documents/{old.key}/?valid={after}").status_code == 200

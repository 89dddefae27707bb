"""The index follows texts and heads in their own transaction; what is missing is filled in; made anew it is the same, also by who was ended."""
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from taizhang.server.accounts.models import User
from taizhang.server.audit.actions import Refused
from taizhang.server.documents.models import Document, Text
from taizhang.server.jobs import daily, queue
from taizhang.server.jobs.models import Job
from taizhang.server.jobs.work import Work, perform
from taizhang.server.search import actions, commands, filling, index
from taizhang.server.search.index import Wanted
from taizhang.server.search.models import Head, Indexed, Passage
from taizhang.text.tokens import Phrase
from tests.server.documents.texts import sample
from tests.server.search.make import papered, passages


def found(word: str) -> list[int]:
    phrase = Phrase.of(word)
    assert phrase is not None
    return sorted(index.matching(Wanted((phrase,)), 1000) or [])


def everything() -> list[tuple[object, ...]]:
    rows = [tuple(row) for row in Passage.objects.order_by("id").values_list("id", "start", "end", "node", "heading")]
    words = [(word, *found(word)) for word in ("科技", "创新", "2.5%", "企业", "新", "砚政办〔2023〕40号")]
    return [*rows, *words, *Head.objects.order_by("pk").values_list("pk", "words"), Indexed.objects.count()]


@pytest.fixture
def documents(db: None) -> list[Document]:
    return [sample(), sample("2_opinion.txt"), *(papered(f"通知{i}", f"第{i}批科技创新企业，占2.5%。", f"砚政〔2030〕{i}号") for i in range(45))]


@pytest.mark.django_db
def test_every_passage_is_cut_out_of_the_text_and_all_words_are_in_one(documents: list[Document]) -> None:
    for document in documents[:2]:
        assert document.text is not None
        text, rows = document.text.text, passages(document)
        assert rows and all(0 <= one.start < one.end <= len(text) for one in rows)
        assert [(one.start, one.end) for one in rows] == sorted((one.start, one.end) for one in rows)
        covered = {at for one in rows for at in range(one.start, one.end)}
        left = {text[at] for at in range(len(text)) if at not in covered and not text[at].isspace()}
        assert left <= set("。：:.　")


@pytest.mark.django_db
def test_the_index_goes_with_the_transaction() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        papered("通知", "重金属监测。")
        assert found("重金属")
        raise RuntimeError
    assert found("重金属") == [] and not Passage.objects.exists() and not Head.objects.exists()


@pytest.mark.django_db
def test_a_new_version_of_what_is_known_has_a_head_of_its_own() -> None:
    one = papered("通知", "甲。", "砚政〔2030〕1号")
    fresh = one.revise(by=None, number="砚政〔2030〕2号")
    assert [head.number for head in Head.objects.order_by("document")] == [filling.said("砚政〔2030〕1号"), filling.said("砚政〔2030〕2号")]
    assert fresh.head.number.strip()


@pytest.mark.django_db
def test_made_anew_it_is_the_same(documents: list[Document]) -> None:
    before = everything()
    for _ in range(2):
        job = commands.rebuild()
        assert job.state == "done" and job.done == job.total
        assert everything() == before
    assert not filling.is_missing()


@pytest.mark.django_db
def test_who_is_ended_in_between_goes_on_and_nothing_is_there_twice(documents: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    before, add, calls = everything(), filling.add_texts, []

    def dying(texts: list[Text]) -> None:
        calls.append(len(texts))
        add(texts)
        if len(calls) % 2:
            raise SystemExit  # after it wrote, before its step was committed

    monkeypatch.setattr(filling, "add_texts", dying)
    job = actions.rebuild(None)
    deliveries = 0
    while job.is_open and deliveries < 20:
        deliveries += 1
        Job.objects.filter(pk=job.pk).update(lease_until=None if job.state == "waiting" else "2000-01-01T00:00Z", deaths=0)
        taken = queue.take("w", job.pk)
        assert taken is not None
        try:
            perform(Work(taken, "w"))
        except SystemExit:
            assert filling.is_missing()
            Job.objects.filter(pk=job.pk).update(state="running", worker="w", lease_until="2000-01-01T00:00Z")
        job = Job.objects.get(pk=job.pk)
    assert job.state == "done" and deliveries > 1 and everything() == before


@pytest.mark.django_db
def test_what_is_missing_is_asked_for_and_filled_in(documents: list[Document]) -> None:
    before = everything()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_indexed WHERE text_id IN (SELECT max(text_id) FROM search_indexed)")
    Head.objects.filter(pk=documents[0].pk).delete()
    assert filling.is_missing()
    with pytest.raises(Exception, match="(?i)unique"), transaction.atomic():
        filling.add_texts(list(filling.missing_texts()))  # its passages are there still: only all of it is made anew
    index.empty()
    Indexed.objects.all().delete()
    assert found("科技") == []
    job = filling.ask_to_fill()
    assert job is not None and filling.ask_to_fill() == job
    taken = queue.take("w", job.pk)
    assert taken is not None and perform(Work(taken, "w")) == "done"
    assert everything() == before and filling.ask_to_fill() is None


@pytest.mark.django_db
def test_another_release_of_the_tokens_makes_all_of_it_anew(documents: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything()
    monkeypatch.setattr(filling, "RELEASE", filling.RELEASE + 1)
    job = filling.ask_to_fill()
    assert job is not None
    taken = queue.take("w", job.pk)
    assert taken is not None and perform(Work(taken, "w")) == "done"
    assert everything() == before and not filling.outdated() and not filling.is_missing()


@pytest.mark.django_db
def test_the_index_that_was_lost_is_made_after_migrations(documents: list[Document]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER search_words_out")
        else:
            cursor.execute("DROP INDEX search_words")
    connection.check_constraints()  # migrations come to a table about which no transaction still has something to check
    index.ensure(connection)
    index.ensure(connection)
    assert filling.is_missing() == (connection.vendor == "sqlite")
    commands.rebuild()
    assert len(found("科技")) > 45


@pytest.mark.django_db
def test_only_the_system_administrator_has_it_made_anew(person: Callable[..., User]) -> None:
    with pytest.raises(Refused):
        actions.rebuild(person("planning"))
    job = actions.rebuild(person("system"))
    assert job.kind == filling.REBUILD and actions.rebuild(None) == job


@pytest.mark.django_db
def test_a_daily_duty_looks_for_what_is_missing() -> None:
    assert daily.DAILY["search"].run() is None

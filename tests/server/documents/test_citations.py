"""What a document cites and what cites it, linked where it is here and may be read."""
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.server.accounts.models import User
from taizhang.server.documents.citations import citing_documents
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions
from taizhang.server.facts.models import Fact
from tests.server.documents.texts import SAMPLES, facts_of, written
from tests.server.documents.texts import document as stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[Document, Document]:
    """The sample plan, and the opinion it implements."""
    return stored(facts_of(SAMPLES / "1_work_plan.txt")), stored(facts_of(SAMPLES / "2_opinion.txt"))


@pytest.mark.covers("S02", status="works", page="/documents/<key>/", permission="document.read", note="citations linked both ways on the page of a document")
def test_citations_are_linked_both_ways(pair: tuple[Document, Document], client: Client) -> None:
    plan, opinion = pair
    there = client.get(reverse("documents:page", args=[plan.key])).content.decode()
    back = client.get(reverse("documents:page", args=[opinion.key])).content.decode()
    assert f'href="{reverse("documents:page", args=[opinion.key])}"' in there
    assert f'href="{reverse("documents:page", args=[plan.key])}"' in back


def test_the_number_decides_whatever_its_brackets(client: Client, reviewer: User) -> None:
    opinion = stored(facts_of(SAMPLES / "2_opinion.txt"))
    citing = written("砚州市财政局关于安排创新资金的通知\n砚财〔2028〕3号\n为落实《关于建设创新型城市的意见》（砚委发﹝2026﹞9号），安排资金5亿元。\n")
    written("砚州市财政局关于另一件事的通知\n砚财〔2028〕4号\n为落实《关于另一件事的意见》（砚委发〔2026〕19号），安排资金6亿元。\n")
    [found] = citing_documents(reviewer, opinion)
    assert (found.name, found.url) == ("砚财〔2028〕3号", reverse("documents:page", args=[citing.key]))


def test_what_one_may_not_read_and_rejected_citations_are_not_listed(
    pair: tuple[Document, Document], person: Callable[..., User], reviewer: User,
) -> None:
    plan, opinion = pair
    assert len(citing_documents(reviewer, opinion)) == 1
    assert citing_documents(person("county", scope="region", scope_id="990402"), opinion) == []
    cite = next(fact for fact in Fact.objects.current().filter(document=plan.key, kind="cite") if fact.fields.get("number") == opinion.number)
    actions.reject(reviewer, cite.key, cite.version, "misread")
    assert citing_documents(reviewer, opinion) == []


@pytest.mark.covers("S04", status="partly", note="whom a document was sent to is read from its head and shown; nothing is dispatched from here")
def test_whom_it_was_sent_to_is_shown(client: Client) -> None:
    sent = stored(facts_of(SAMPLES / "1_work_plan.txt"), addressees="各县（市、区）人民政府")
    assert "各县（市、区）人民政府" in client.get(reverse("documents:page", args=[sent.key])).content.decode().split("</h1>")[1].split("<article")[0]

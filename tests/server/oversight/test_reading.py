"""Entries as sentences: filled from their values, safe as html, saying what is missing, expunged or not for this reader."""
import uuid
from collections.abc import Callable

import pytest
from django.utils import translation

from taizhang.server.accounts.models import User
from taizhang.server.audit.actions import ACTIONS
from taizhang.server.audit.models import Entry, Value
from taizhang.server.audit.trail import record
from taizhang.server.documents.models import Document
from taizhang.server.oversight.reading import Line, action_words, lines
from taizhang.server.oversight.things import find, is_business, model_of, policy_of, readable
from tests.server.oversight.conftest import TITLE

pytestmark = pytest.mark.django_db


def read(entry: Entry, reader: User) -> Line:
    with translation.override("en"):
        return lines([entry], reader)[0]


def test_a_sentence_says_who_did_what_to_which_thing(planner: User, document: Document) -> None:
    line = read(record(planner, "document.edit", "document", document.key, {"label": TITLE}), planner)
    assert line.plain == f"planner changed what is known of “{TITLE}”"
    assert "<b>planner</b>" in line.sentence and "&lt;b&gt;" in line.sentence and "<b>&" not in line.sentence
    assert line.url == f"/audit/of/document/{document.key}/"


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", "{actor} {label}", "{0.__class__}", "%(x)s {", "\" onclick=x "])
def test_what_people_typed_is_never_markup_nor_a_pattern(planner: User, document: Document, evil: str) -> None:
    line = read(record(planner, "document.edit", "document", document.key, {"label": evil}), planner)
    assert line.plain.endswith(f"“{evil}”") and "<script" not in line.sentence and line.sentence.count("<b>") == 1


def test_the_auditor_reads_which_document_and_not_what_is_in_it(planner: User, auditor: User, document: Document) -> None:
    entry = record(planner, "document.edit", "document", document.key, {"label": TITLE, "old": "secret", "why": "a reason", "count": 3})
    line = read(entry, auditor)
    assert str(document.key)[:8] in line.plain and "砚州" not in line.sentence
    shown = {said.name: (said.state, said.text) for said in line.values}
    assert shown == {"label": ("closed", ""), "old": ("closed", ""), "why": ("kept", "a reason"), "count": ("kept", "3")}
    assert line.url == ""


def test_of_offices_the_auditor_reads_everything(auditor: User, planner: User) -> None:
    line = read(record(None, "session.failed", "user", planner.pk, {"account": "planner", "address": "10.0.0.7", "why": "wrong"}, outcome="failed"), auditor)
    assert "10.0.0.7" in line.sentence and {said.state for said in line.values} == {"kept"} and line.actor == "the machine"


def test_content_is_open_only_within_the_scope(person: Callable[..., User], planner: User) -> None:
    near, far = Document(title="near", owner="kjj"), Document(title="far", owner="fgw")
    near.save()
    far.save()
    reader = person("liaison", scope="unit", scope_id="kjj")
    keys = {str(near.key), str(far.key)}
    assert readable(planner, "document", keys) == keys
    visible = readable(reader, "document", keys)
    assert visible < keys
    for row in (near, far):
        line = read(record(planner, "document.edit", "document", row.key, {"label": row.title}), reader)
        assert (row.title in line.plain) is (str(row.key) in visible)


def test_what_was_expunged_is_said(planner: User, document: Document) -> None:
    entry = record(planner, "document.edit", "document", document.key, {"label": TITLE})
    Value.objects.filter(entry=entry).update(salt="", value="", expunged=record(None, "expunging.confirm", "document", document.key))
    assert read(entry, planner).plain == "planner changed what is known of “[expunged]”"


def test_a_value_that_is_not_there_is_said(planner: User, document: Document) -> None:
    line = read(record(planner, "session.failed", "user", planner.pk, {"why": "x"}), planner)
    assert "[not recorded]" in line.plain
    assert read(record(planner, "document.edit", "document", document.key), planner).plain.startswith("planner changed what is known of “document ")


def test_a_refusal_says_so_with_its_reason(planner: User, document: Document) -> None:
    line = read(record(planner, "document.edit", "document", document.key, {"why": "It takes the planning section."}, outcome="refused"), planner)
    assert line.plain.startswith("Refused: planner") and line.plain.endswith("It takes the planning section.")


def test_a_kind_of_another_release_still_reads(planner: User) -> None:
    assert read(record(planner, "cycle.file", "filing", 7, {"title": "x"}), planner).plain == "planner did cycle.file to x"


def test_long_values_are_cut_in_sentences_and_whole_in_the_list(planner: User, document: Document) -> None:
    line = read(record(planner, "document.edit", "document", document.key, {"label": "x" * 5000}), planner)
    assert len(line.plain) < 300 and line.values[0].text == "x" * 5000


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_kind_reads_in_both_languages(planner: User, language: str) -> None:
    for name in ACTIONS:
        entry = record(planner, name, "user", planner.pk)
        with translation.override(language):
            line = lines([entry], planner)[0]
            assert line.plain and "{" not in line.plain, name
            assert action_words(name), name


def test_things_are_found_by_key_and_nothing_else(document: Document, planner: User) -> None:
    newer = document.revise(by=planner, title="newer")
    found = find("document", str(document.key))
    assert found is not None and found.pk == newer.pk and find("user", str(planner.pk)) == planner
    ended = newer.conclude(by=planner, reason="over")
    assert find("document", str(document.key)).pk == ended.pk
    for noun, key in [("document", "7"), ("document", "x"), ("document", str(uuid.uuid4())), ("user", "x"), ("user", "9" * 40), ("nothing", "1"), ("", "")]:
        assert find(noun, key) is None
    assert readable(planner, "document", ["x", "7", str(document.key)]) == {str(document.key)}
    assert readable(planner, "user", ["x", "9" * 40]) == set()


def test_business_is_what_no_office_reads() -> None:
    assert is_business("document") and is_business("fact")
    assert not any(is_business(noun) for noun in ("user", "grant", "audit", "expunging", "nothing", ""))
    policy = policy_of("document")
    assert policy is not None and model_of(policy) is Document


def test_a_page_of_entries_takes_a_handful_of_queries(planner: User, document: Document, django_assert_max_num_queries: Callable[..., object]) -> None:
    rows = [record(planner, "document.edit", "document", document.key, {"label": "x"}) for _ in range(50)]
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        assert len(lines(rows, planner)) == 50

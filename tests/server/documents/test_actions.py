"""Changing what is known of a document: versions, trail, being too late, what is refused."""
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from taizhang.server.accounts.models import User
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry
from taizhang.server.documents import actions
from taizhang.server.documents.forms import DocumentForm
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import counting
from taizhang.server.facts.errors import Incomplete, Overtaken
from tests.server.documents.texts import SHORT, written

pytestmark = pytest.mark.django_db


def given(document: Document, **changes: Any) -> dict[str, Any]:
    form = DocumentForm(document)
    return {name: str(form.initial.get(name) or "") for name in form.fields} | changes


def newest(document: Document) -> Document:
    return Document.objects.current().get(key=document.key)


@pytest.mark.covers("S03", status="partly", note="in force, superseded, repealed, withdrawn: kept with who, when and why; a new one closes no old one")
def test_metadata_are_a_new_version(document: Document, planner: User) -> None:
    done = actions.edit(planner, document.key, 1, given(document, number="砚政 [2027] 13号", issuers="甲局\n\n 乙局 ", issued="2027-04-01", state="superseded",
                                                        why="原文号有误"))
    assert (done.version, done.number, done.issuers, done.issued_text, done.state, done.reason) == (
        2, "砚政 [2027] 13号", ["甲局", "乙局"], "2027-04-01", "superseded", "原文号有误")
    assert done.number_plain != document.number_plain and Document.objects.of(document.key).first().number == document.number
    assert Entry.objects.filter(action="document.edit", key=str(document.key)).count() == 1


def test_the_same_twice_is_once_and_nothing_is_refused(document: Document, planner: User) -> None:
    first = actions.edit(planner, document.key, 1, given(document, publicity="不予公开"))
    assert actions.edit(planner, document.key, 1, given(document, publicity="不予公开")).pk == first.pk
    with pytest.raises(Incomplete):
        actions.edit(planner, document.key, 2, given(newest(document)))


def test_who_is_too_late_is_told(document: Document, planner: User, person: Callable[..., User]) -> None:
    actions.edit(person("planning", account="faster"), document.key, 1, given(document, publicity="a"))
    with pytest.raises(Overtaken) as told:
        actions.edit(planner, document.key, 1, given(document, publicity="b"))
    assert "faster" in str(told.value)


@pytest.mark.parametrize("changes", [
    {"title": ""}, {"title": "x" * 501}, {"number": "x" * 121},
    {"issued": "2027-13-01"}, {"issued": "0001-01-01"}, {"issued": "morgen"}, {"state": "withdrawn"},
    {"state": "odd"}, {"publicity": "x" * 21}, {"issuers": "\n".join("甲" * 3 for _ in range(30))}, {"issuers": "x" * 121},
    {"valid_from": "2027-01-01", "valid_until": "2027-01-01"}, {"title": "a\0b"},
])
def test_what_does_not_fit_is_refused(document: Document, planner: User, changes: dict[str, str]) -> None:
    with pytest.raises(Incomplete):
        actions.edit(planner, document.key, 1, given(document, **changes))
    assert newest(document).version == 1


def test_withdrawing_needs_a_reason_and_can_be_taken_back(document: Document, planner: User) -> None:
    with pytest.raises(Incomplete):
        actions.withdraw(planner, document.key, 1, " ")
    gone = actions.withdraw(planner, document.key, 1, "重复导入")
    assert gone.state == "withdrawn" and not counting().filter(key=document.key).exists()
    assert actions.withdraw(planner, document.key, 1, "重复导入").pk == gone.pk
    with pytest.raises(Refused):
        actions.edit(planner, document.key, 2, given(gone, publicity="x"))
    back = actions.restore(planner, document.key, 2)
    assert back.state == "in force" and counting().filter(key=document.key).exists()


def test_reviewers_change_no_metadata(document: Document, reviewer: User) -> None:
    for act in (lambda: actions.edit(reviewer, document.key, 1, given(document, publicity="x")), lambda: actions.withdraw(reviewer, document.key, 1, "x"),
                lambda: actions.restore(reviewer, document.key, 1)):
        with pytest.raises(Refused):
            act()
    assert Entry.objects.filter(outcome="refused").count() == 3


def test_the_pages(document: Document, planner: User, as_person: Callable[[User], Client]) -> None:
    client = as_person(planner)
    edit, withdraw, page = (reverse(f"documents:{name}", args=[document.key]) for name in ("edit", "withdraw", "page"))
    assert client.get(edit).status_code == client.get(withdraw).status_code == 200
    wrong = client.post(edit, given(document, issued="never") | {"version": 1})
    assert wrong.status_code == 422 and "never" in wrong.content.decode()
    assert client.post(edit, given(document, publicity="依申请公开") | {"version": 1}).headers["Location"] == page
    late = client.post(edit, given(document, publicity="不予公开") | {"version": 1})
    assert late.status_code == 409 or newest(document).publicity == "依申请公开"
    assert client.post(withdraw, {"version": 2, "why": ""}).status_code == 422
    assert client.post(withdraw, {"version": 2, "why": "误导入"}).headers["Location"] == page
    assert "误导入" in client.get(page).content.decode()
    assert client.post(reverse("documents:restore", args=[document.key]), {"version": 3}).headers["Location"] == page
    html = client.get(reverse("documents:history", args=[document.key])).content.decode()
    assert "误导入" in html and "依申请公开" in html


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_kept(planner: User, person: Callable[..., User]) -> None:
    document, other = written(SHORT), person("planning", account="second")
    connection.close()
    door, found = threading.Barrier(2), []

    def run(user: User, words: str) -> None:
        door.wait()
        try:
            found.append(actions.edit(user, document.key, 1, given(document, publicity=words)))
        except Exception as error:
            found.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in ((planner, "a"), (other, "b"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(isinstance(one, Document) for one in found) == [False, True] and any(isinstance(one, Overtaken) for one in found)
    assert newest(document).version == 2


def test_nul_in_a_reason_is_left_out(document: Document, planner: User) -> None:
    with pytest.raises(Incomplete):
        actions.withdraw(planner, document.key, 1, "\0 ")
    assert actions.withdraw(planner, document.key, 1, "why\0not").reason == "whynot"

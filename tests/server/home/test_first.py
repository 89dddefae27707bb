"""The first page says what waits, what came in and what changed, each person only what they may see."""
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.facts.models import Fact
from taizhang.server.home import lately, todo
from taizhang.server.look.waiting import DUE, LATE, OTHERS, WAITING, Register, Waiting

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert("x")</script>'


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Register:
    """Only what a test says waits."""
    register = Register()
    monkeypatch.setattr(todo, "WAITING", register)
    return register


def first(as_person: Callable[[User], Client], user: User, language: str = "zh-hans") -> str:
    client = as_person(user)
    client.cookies["language"] = language
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_stranger_is_led_to_the_door(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 302 and answer["Location"].startswith("/login/")


def test_what_waits_stands_in_groups_late_first(person: Any, as_person: Any, waits: Register) -> None:
    waits.add(lambda user: [
        Waiting(1, "To review", 7, "/documents/?open=1", detail="since Monday"), Waiting(1, HOSTILE, 2, "/late/", group=LATE),
        Waiting(1, "With others", 4, "/o/", group=OTHERS),
    ])
    page = first(as_person, person("planning"))
    assert "<h1>有 9 项待办</h1>" in page
    assert page.index("逾期") < page.index('href="/documents/?open=1"') < page.index("等别人")
    assert "since Monday" in page and HOSTILE not in page and "&lt;script&gt;" in page


def test_each_person_has_lines_of_their_own(person: Any, as_person: Any, waits: Register) -> None:
    waits.add(lambda user: [Waiting(1, f"for {user.account}", 1, "/x/")])
    one, other = person("reviewer", account="one"), person("reviewer", account="other")
    assert "for one" in first(as_person, one) and "for one" not in first(as_person, other)


def test_an_empty_ledger_says_what_to_do_first(person: Any, as_person: Any, waits: Register) -> None:
    page = first(as_person, person("planning"))
    assert "台账还是空的" in page and page.count('href="/imports/new/"') == 1 and "没有待办" in page
    reader = first(as_person, person("leader"))
    assert "台账还是空的" in reader and "/imports/new/" not in reader and "由综合科导入" in reader


@pytest.mark.parametrize("role", ["system", "security", "audit"])
def test_an_office_sees_its_duties_and_no_content(person: Any, as_person: Any, document: Any, did: Any, role: str) -> None:
    made = document()
    did(person("planning"), "document.edit", "document", made.key, label=made.title)
    page = first(as_person, person(role))
    assert made.title not in page and "台账还是空的" not in page and "我的角色" in page


def test_without_a_role_it_says_whom_to_ask(person: Any, as_person: Any, document: Any) -> None:
    made = document()
    page = first(as_person, person())
    assert "你还没有角色" in page and made.title not in page
    assert "No role has been granted to you yet" in first(as_person, person(), "en")


def test_documents_that_came_in_with_what_is_open(person: Any, as_person: Any, document: Any) -> None:
    document("一号", states=("suggested", "suggested", "accepted", "disputed"))
    document("二号", states=("accepted", "corrected", "rejected"))
    document("三号", states=())
    document(HOSTILE, states=("accepted",), number="砚政〔2018〕12号")
    document("撤回", state="withdrawn")
    page = first(as_person, person("reviewer"))
    assert "3 条未核" in page and page.count("已核</span>") == 2 and "没有读出数据" in page
    assert "撤回" not in page and HOSTILE not in page and "砚政〔2018〕12号" in page
    assert page.index("三号") < page.index("二号") < page.index("一号")


def test_only_documents_within_the_scope(person: Any, document: Any) -> None:
    document("市里的", region="990400")
    document("别处的", region="999999")
    seen = lately.documents(person("county", scope="region", scope_id="990400"))
    assert [one.document.title for one in seen] == ["市里的"]


def test_the_newest_few_documents(person: Any, document: Any) -> None:
    for n in range(lately.DOCUMENTS + 3):
        document(f"第{n}份")
    seen = lately.documents(person("reviewer"))
    assert [one.document.title for one in seen] == [f"第{n}份" for n in reversed(range(3, lately.DOCUMENTS + 3))]


def test_what_changed_reads_in_plain_words(person: Any, as_person: Any, document: Any, did: Any) -> None:
    made, user = document(states=("accepted", "accepted", "accepted")), person("reviewer", account="wang")
    facts = list(Fact.objects.filter(document=made.key))
    did(user, "document.edit", "document", made.key, label=HOSTILE)
    for fact in facts:
        did(user, "fact.accept", "fact", fact.key, label=fact.what)
    page = first(as_person, person("supervisor"))
    assert "wang接受了“指标2”" in page.replace(" ", "") and "另 2 条" in page and HOSTILE not in page and "最近的改动" in page
    english = first(as_person, person("supervisor"), "en")
    assert "wang accepted “指标2”" in english and "and 2 more" in english


def test_changes_are_for_who_may_read_the_trail(person: Any, document: Any, did: Any) -> None:
    made = document()
    did(person("planning"), "document.edit", "document", made.key, label="x")
    assert lately.changes(person("leader")) == []
    assert len(lately.changes(person("supervisor"))) == 1


def test_changes_of_what_one_may_not_read_are_not_told(person: Any, document: Any, did: Any) -> None:
    elsewhere, user = document(region="999999", states=("accepted",)), person("planning")
    did(user, "document.edit", "document", elsewhere.key, label="secret")
    did(user, "fact.accept", "fact", Fact.objects.get(document=elsewhere.key).key, label="secret")
    assert lately.changes(person("county", scope="region", scope_id="990400")) == []
    assert len(lately.changes(person("supervisor"))) == 2


def test_refusals_machines_and_odd_keys_are_no_changes(person: Any, document: Any, did: Any) -> None:
    made, user = document(), person("planning")
    did(user, "document.edit", "document", made.key, outcome="refused", label="x")
    did(None, "document.edit", "document", made.key, label="x")
    did(user, "document.edit", "document", "not a key", label="x")
    did(user, "document.edit", "document", "----" + "x" * 32, label="x")
    did(user, "document.edit", "document", uuid4(), label="x")
    did(user, "no.such.action", "document", made.key, label="x")
    assert lately.changes(person("supervisor")) == []


def test_a_value_that_was_expunged_is_a_gap(person: Any, document: Any, did: Any) -> None:
    made = document()
    did(person("planning"), "document.edit", "document", made.key)
    [change] = lately.changes(person("supervisor"))
    assert "…" in change.sentence


def test_every_registered_line_leads_somewhere(person: Any, as_person: Any, document: Any) -> None:
    """What the apps say waits can be opened by the person for whom it waits."""
    document(states=("suggested", "disputed"))
    for role in ("planning", "reviewer", "importer", "supervisor", "leader", "system", "security", "audit"):
        user = person(role)
        for line in WAITING.for_user(user):
            assert as_person(user).get(line.url).status_code == 200, (role, line)


def test_asked_few_questions(person: Any, as_person: Any, document: Any, django_assert_max_num_queries: Any) -> None:
    for n in range(lately.DOCUMENTS):
        document(f"第{n}份", states=("suggested",) * 5)
    client = as_person(person("planning"))
    client.get("/")
    with django_assert_max_num_queries(40):
        client.get("/")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_it_is_only_read(person: Any, as_person: Any, method: str) -> None:
    assert getattr(as_person(person("planning")), method)("/").status_code == 405


def test_groups_count_what_is_mine(waits: Register) -> None:
    waits.add(lambda user: [Waiting(1, "a", 2, "/"), Waiting(2, "b", 3, "/"), Waiting(1, "c", 9, "/", group=OTHERS)])
    groups, count = todo.groups(object())
    assert [(one.name, one.count) for one in groups] == [(DUE, 5), (OTHERS, 9)] and count == 5



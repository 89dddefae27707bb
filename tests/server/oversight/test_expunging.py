"""Expunging: the security administrator asks, the auditor decides; values and salts are gone, the chain holds and says so."""
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.audit import chain
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry, Expunging, Value
from taizhang.server.audit.trail import record
from taizhang.server.audit.verifying import verify
from taizhang.server.documents.models import Document
from taizhang.server.history import Outdated
from taizhang.server.look.waiting import WAITING
from taizhang.server.oversight import actions
from taizhang.values.errors import UsageError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("entries")]
As = Callable[[User], Client]
BASIS = "Personal Information Protection Law, article 47; decision 2018/3"


@pytest.fixture
def asked(security: User, document: Document) -> Expunging:
    return actions.ask(security, "document", str(document.key), ["label", "old"], BASIS)


def test_confirmed_values_and_salts_are_gone_and_the_chain_holds(asked: Expunging, auditor: User, document: Document) -> None:
    done = actions.confirm(auditor, asked.pk, "checked")
    chain.seal()
    values = {value.name: value for value in Value.objects.filter(entry__action="document.edit")}
    assert {name for name, value in values.items() if value.expunged_id} == {"label", "old"}
    assert all(not value.value and not value.salt for value in values.values() if value.expunged_id) and values["new"].value == "new"
    assert (done.state, done.decided_by, done.remark) == ("done", auditor, "checked")
    report = verify()
    assert report.ok and report.expunged == 2, report.lines()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_value WHERE value LIKE '%%secret old%%'")
        assert cursor.fetchone() == (0,)


def test_the_confirmation_stands_in_the_trail_with_its_basis(asked: Expunging, auditor: User, document: Document) -> None:
    actions.confirm(auditor, asked.pk)
    entry = Entry.objects.get(action="expunging.confirm")
    said = dict(Value.objects.filter(entry=entry).values_list("name", "value"))
    assert (entry.actor, entry.noun, entry.key) == (auditor, "document", str(document.key))
    assert said["basis"] == BASIS and said["count"] == "2" and said["names"] == '["label", "old"]'


def test_no_names_mean_all_values_and_never_those_about_expunging(security: User, auditor: User, document: Document) -> None:
    for _ in range(2):
        asked = actions.ask(security, "document", str(document.key), [], BASIS)
        actions.confirm(auditor, asked.pk)
        record(None, "document.edit", "document", document.key, {"label": "once more"})
    chain.seal()
    assert {value.expunged_id is not None for value in Value.objects.filter(entry__action="expunging.confirm")} == {False}
    report = verify()
    assert report.ok and report.expunged == 5, report.lines()


def test_a_request_covers_nothing_written_after_it_was_confirmed(asked: Expunging, auditor: User, document: Document) -> None:
    actions.confirm(auditor, asked.pk)
    confirmed = Entry.objects.get(action="expunging.confirm")
    later = record(None, "document.edit", "document", document.key, {"label": "later"})
    Value.objects.filter(entry=later).update(salt="", value="", expunged=confirmed)
    chain.seal()
    assert [one.kind for one in verify().findings] == ["value"]


def test_declining_destroys_nothing_and_keeps_its_reason(asked: Expunging, auditor: User) -> None:
    with pytest.raises(UsageError):
        actions.decline(auditor, asked.pk, "  ")
    actions.decline(auditor, asked.pk, "no personal data in it")
    asked.refresh_from_db()
    assert asked.state == "declined" and not Value.objects.filter(expunged__isnull=False).exists()
    with pytest.raises(Outdated):
        actions.confirm(auditor, asked.pk)


@pytest.mark.parametrize("role", ["audit", "system", "planning", "reviewer", "leader"])
def test_only_the_security_administrator_asks(person: Callable[..., User], document: Document, role: str) -> None:
    with pytest.raises(Refused):
        actions.ask(person(role), "document", str(document.key), [], BASIS)
    assert not Expunging.objects.exists() and Entry.objects.filter(action="expunging.ask", outcome="refused").count() == 1


@pytest.mark.parametrize("role", ["security", "system", "planning"])
@pytest.mark.parametrize("act", ["confirm", "decline"])
def test_only_the_auditor_decides(person: Callable[..., User], asked: Expunging, role: str, act: str) -> None:
    with pytest.raises(Refused):
        getattr(actions, act)(person(role), asked.pk, "x")
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_four_eyes_also_where_one_person_came_to_hold_both(asked: Expunging, auditor: User) -> None:
    Expunging.objects.filter(pk=asked.pk).update(asked_by=auditor)
    with pytest.raises(Refused, match="another person|另一人"):
        actions.confirm(auditor, asked.pk)
    assert not Value.objects.filter(expunged__isnull=False).exists()


@pytest.mark.parametrize(("noun", "key", "names", "basis"), [
    ("document", "x", [], BASIS), ("nothing", "1", [], BASIS), ("", "", [], BASIS), ("document", None, ["no such value"], BASIS),
    ("document", None, [], ""), ("document", None, [], "   "), ("document", None, [], "x" * 2001),
])
def test_what_cannot_be_asked_says_why(security: User, document: Document, noun: str, key: str | None, names: list[str], basis: str) -> None:
    with pytest.raises(UsageError) as caught:
        actions.ask(security, noun, str(document.key) if key is None else key, names, basis)
    assert caught.value.hint and not Expunging.objects.exists()


def test_it_goes_over_pages(security: User, auditor: User, as_person: As, document: Document) -> None:
    desk = as_person(security)
    form = {"noun": "document", "key": str(document.key), "names": "label，old、 new", "basis": BASIS}
    assert desk.post("/audit/expunging/ask/", form).status_code == 302
    asked = Expunging.objects.get()
    assert asked.names == ["label", "new", "old"] and BASIS in desk.get("/audit/expunging/asked/").content.decode()
    bench = as_person(auditor)
    page = bench.get(f"/audit/expunging/{asked.pk}/").content.decode()
    assert BASIS in page and "label, new, old" in page and "secret old" not in page
    assert bench.post(f"/audit/expunging/{asked.pk}/decide/", {"decision": "confirm"}).status_code == 400
    assert not Value.objects.filter(expunged__isnull=False).exists()
    assert bench.post(f"/audit/expunging/{asked.pk}/decide/", {"decision": "confirm", "sure": "yes", "remark": "ok"}).status_code == 302
    assert Value.objects.filter(expunged__isnull=False).count() == 3
    assert bench.get("/audit/expunging/").status_code == 200
    assert bench.post(f"/audit/expunging/{asked.pk}/decide/", {"decision": "confirm", "sure": "yes"}).status_code == 403


@pytest.mark.parametrize("change", [{"noun": "nothing"}, {"key": ""}, {"key": "k" * 81}, {"basis": ""}, {"basis": "x" * 2001}, {"names": "no such"},
                                    {"key": "\0"}, {"names": "\0"}], ids=str)
def test_a_form_that_cannot_be_taken_comes_back_with_reasons(security: User, as_person: As, document: Document, change: dict[str, Any]) -> None:
    form = {"noun": "document", "key": str(document.key), "names": "", "basis": BASIS} | change
    answer = as_person(security).post("/audit/expunging/ask/", form)
    assert answer.status_code == 422 and not Expunging.objects.exists()
    assert answer.context["form"].errors


@pytest.mark.parametrize("address", ["/audit/expunging/7/", "/audit/expunging/99999999999999999999/"])
def test_no_such_request_is_not_found(auditor: User, as_person: As, address: str) -> None:
    assert as_person(auditor).get(address).status_code == 404


def test_asking_and_deciding_are_posts_with_a_token(security: User, auditor: User, as_person: As, asked: Expunging) -> None:
    for user, address in ((security, "/audit/expunging/ask/"), (auditor, f"/audit/expunging/{asked.pk}/decide/")):
        client = as_person(user)
        assert client.get(address).status_code == 405
        client.handler.enforce_csrf_checks = True
        assert client.post(address, {"decision": "decline", "remark": "x"}).status_code == 403
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_it_waits_for_the_auditor_and_then_no_more(asked: Expunging, auditor: User, security: User) -> None:
    def waiting(user: User) -> list[tuple[int, str]]:
        return [(line.count, line.url) for line in WAITING.for_user(user) if "/audit/" in line.url]

    assert waiting(auditor) == [(1, "/audit/expunging/")] and waiting(security) == [(1, "/audit/expunging/asked/")]
    actions.decline(auditor, asked.pk, "no")
    assert waiting(auditor) == [] and waiting(security) == []


def test_nul_in_a_remark_is_left_out(asked: Expunging, auditor: User) -> None:
    with pytest.raises(UsageError):
        actions.decline(auditor, asked.pk, "\0 ")
    assert actions.decline(auditor, asked.pk, "not\0 founded").remark == "not founded"

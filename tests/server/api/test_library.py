"""The library for programs: effects, days, rivals, what is missing, systems with their members."""
from collections.abc import Callable

import pytest

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from tests.server.api.conftest import Program, fault
from tests.server.documents.texts import SHORT, written
from tests.server.ledger.make import fact, paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(person: Callable[..., User], program: Callable[..., Program]) -> Program:
    return program(person("planning", account="planner"))


def test_an_effect_ends_the_force_of_a_document_and_is_taken_back(ask: Program) -> None:
    old, new = written(SHORT, title="旧办法", issued="2018-01-01"), written(SHORT, title="新办法", issued="2020-01-01")
    given = {"other": str(old.key), "version": 1, "does": "supersedes", "day": "2020-02-01", "reason": "as its last article says"}
    made = ask.post(f"library/documents/{new.key}/effects", given)
    assert (made["does"], made["acting"]["title"], made["affected"]["title"], made["may_undo"]) == ("supersedes", "新办法", "旧办法", True)
    assert Document.objects.current().get(key=old.key).state == "superseded"
    assert [one["effect"] for one in ask.get("library?state=superseded")["items"][0]["acting"]] == [made["key"]]
    late = ask("POST", f"library/documents/{new.key}/effects", given)
    assert late.status_code == 412
    ring = ask("POST", f"library/documents/{old.key}/effects", given | {"other": str(new.key)})
    assert ring.status_code == 422 and "ring" in fault(ring)["why"]
    assert [one["key"] for one in ask.get(f"library/documents/{old.key}")["effects"]] == [made["key"]]
    assert ask("POST", f"library/effects/{made['key']}/undo").status_code == 428
    assert ask.post(f"library/effects/{made['key']}/undo", version=1)["ended"]
    assert Document.objects.current().get(key=old.key).state == "in force"
    strange = ask("POST", f"library/documents/{new.key}/effects", given | {"other": made["key"]})
    assert strange.status_code == 422 and fault(strange)["where"] == made["key"]


def test_days_are_taken_over_from_the_text(ask: Program) -> None:
    document = written("第一条 鼓励创新。\n第二条 本办法自2030年3月1日起施行，有效期至2032年12月31日。\n", title="办法", issued="2030-01-05")
    offered = {one["name"]: one["day"] for one in ask.get(f"library/documents/{document.key}")["days"]}
    assert offered["valid_from"] == "2030-03-01"
    done = ask.post(f"library/documents/{document.key}/days", {"name": "valid_from"}, version=1)
    assert (done["valid_from"], done["version"]) == ("2030-03-01", 2)
    assert ask("POST", f"library/documents/{document.key}/days", {"name": "valid_from"}, version=2).status_code == 422


def test_rivals_stand_side_by_side(ask: Program) -> None:
    for number, value, issued in (("1号", "2", "2016-01-01"), ("2号", "2.5", "2018-01-01")):
        fact(paper(number, issued=issued, issuers=["砚州市人民政府"]), "研发投入占比", value, "%", year=2030, state="accepted", op=">=")
    [found] = ask.get("library/rivals")["items"]
    assert [(one["fact"]["value"], one["binds"]) for one in found["claims"]] == [("2.5", True), ("2", False)] and found["rule"] == "later document"
    assert ask.get("library/rivals?untold=1")["total"] == 0 and ask.get("library/missing")["items"] == []
    answer = ask("POST", "library/export.csv")
    assert answer.status_code == 200 and "研发" not in b"".join(answer.streaming_content).decode("utf-8-sig")


def test_a_system_with_members_is_kept(ask: Program) -> None:
    main, rules = written(SHORT, title="创新意见", number="砚政〔2030〕1号"), written(SHORT, title="实施细则", number="砚政〔2030〕2号")
    made = ask.post("systems", {"document": str(main.key), "title": "创新政策体系"})
    path = f"systems/{made['key']}"
    owed = ask.post(f"{path}/members", {"title": "奖励办法", "unit": "市科技局", "due": "2020-01-01"})
    here = ask.post(f"{path}/members", {"document": str(rules.key)})
    assert (owed["unit"], owed["overdue"], here["state"], here["title"]) == ("990400.kjj", True, "issued", "实施细则")
    whole = ask.get(path)
    assert (whole["owed"], whole["overdue"], [one["key"] for one in whole["members"]]) == (1, 1, [owed["key"], here["key"]])
    assert ask("PATCH", f"{path}/members/{owed['key']}", {"due": None}).status_code == 428
    changed = ask("PATCH", f"{path}/members/{owed['key']}", {"state": "dropped", "note": "not needed"}, version=1)
    assert changed.status_code == 200 and (changed.json()["state"], changed.json()["due"]) == ("dropped", "2020-01-01"), changed.content.decode()
    gone = ask("DELETE", f"{path}/members/{owed['key']}", version=2)
    assert gone.status_code == 200 and gone.json()["ended"] and len(ask.get(path)["members"]) == 1
    assert not ask.post(f"{path}/members/{owed['key']}/restore")["ended"]
    assert ask("PATCH", path, {"title": "1+X"}, version=1).json()["title"] == "1+X" and ask.get("systems")["items"][0]["title"] == "1+X"
    assert ask.post(f"{path}/end", {}, version=2)["ended"] and ask("GET", path).status_code == 404
    assert not ask.post(f"{path}/restore")["ended"] and ask.get(f"{path}/demanded") == {"items": []}

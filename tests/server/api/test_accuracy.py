"""Figures, gold and names for programs."""
import io
import zipfile
from collections.abc import Callable

import pytest

from taizhang.server.accounts.models import User
from tests.server.accuracy.deciding import accept_all, correct, suggestions
from tests.server.api.conftest import Program, fault
from tests.server.documents.texts import SHORT, sample, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(person: Callable[..., User]) -> User:
    return person("planning", account="planner")


def test_figures_and_gold_come_from_decisions_one_by_one(program: Callable[..., Program], planner: User) -> None:
    ask = program(planner)
    none = ask("POST", "accuracy/gold.zip")
    assert none.status_code == 422 and fault(none)["code"] == "not_possible"
    accept_all(written(SHORT, title="短文"), planner)
    share, *_rest = suggestions(sample(), kind="target")
    correct(share, planner, period="2033")
    said = ask.get("accuracy")
    assert said["total"]["precision"]["share"] == 1.0 and not said["total"]["precision"]["says"] and said["seen"] > 2
    assert {one["by"] for one in said["tables"]} >= {"kind", "field", "month"}
    assert ask.get("accuracy?month=1999-01")["seen"] == 0
    gold = ask.get("accuracy/gold")
    assert [one["title"] for one in gold["items"]] == ["短文"] and len(gold["left"]) == 1 and gold["left"][0]["why"]
    names = zipfile.ZipFile(io.BytesIO(ask("POST", "accuracy/gold.zip").content)).namelist()
    assert "gold/office.statements.jsonl" in names and "left.json" in names


def test_a_corrected_name_becomes_one_of_the_layer(program: Callable[..., Program], planner: User) -> None:
    ask = program(planner)
    share, *_rest = suggestions(written(SHORT))
    correct(share, planner, what="研发经费投入强度")
    [one] = ask.get("accuracy/names")["items"]
    assert (one["section"], one["new"], one["times"]) == ("indicators", "研发经费投入强度", 1)
    if one["why"]:
        refused = ask("POST", "accuracy/names", {name: one[name] for name in ("section", "old", "new")})
        assert refused.status_code == 422 and fault(refused)["why"]
    strange = ask("POST", "accuracy/names", {"section": "units", "old": "甲", "new": "乙"})
    assert strange.status_code == 422


def test_names_of_the_layer_are_added_ended_and_taken_back(program: Callable[..., Program], planner: User) -> None:
    ask = program(planner)
    made = ask.post("names", {"name": "科创局", "section": "units", "stands_for": "市科技局", "reason": "so called since 2029"})
    path = f"names/{made['key']}"
    assert (made["stands_for"], made["state"], made["version"]) == ("990400.kjj", "valid", 1)
    double = ask("POST", "names", {"name": "科创局", "section": "units", "stands_for": "市财政局"})
    assert double.status_code == 422 and fault(double)["why"]
    assert ask("POST", f"{path}/end", {"last_day": "2020-12-31"}).status_code == 428
    ended = ask("POST", f"{path}/end", {"last_day": "2020-12-31"}, version=1)
    assert ended.json()["until"] == "2021-01-01" and ended.json()["state"] == "over"
    late = ask("POST", f"{path}/undo", version=1)
    assert late.status_code == 412 and late["ETag"] == '"2"'
    assert ask.post(f"{path}/undo", version=2)["state"] == "valid" and len(ask.get(f"{path}/history")["items"]) == 3
    assert [one["key"] for one in ask.get("names?q=科创")["items"]] == [made["key"]]
    packed = zipfile.ZipFile(io.BytesIO(ask("POST", "names/export.zip").content))
    assert any("科创局" in packed.read(name).decode() for name in packed.namelist())

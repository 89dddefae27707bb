"""The ledger as tools of an assistant: from outside by the protocol's own client, in a process of its own; and what each tool says."""
import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from taizhang.server.accounts.models import User
from taizhang.server.api import lookup
from taizhang.server.audit.actions import Refused
from taizhang.server.facts import actions
from taizhang.values.errors import UsageError
from tests.server.documents.texts import sample
from tests.server.ledger.make import fact, paper

pytest.importorskip("mcp", reason="the extra mcp is not installed")
from mcp import Client, StdioServerParameters  # noqa: E402 - after the question whether it is there

ROOT = Path(__file__).resolve().parents[3]
TOOLS = {"search_facts", "get_fact", "find_documents", "get_outline", "get_text", "tasks_of_unit", "targets_of_indicator"}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An office of its own, in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TAIZHANG_", "DJANGO_", "PYTEST_"))}
    return kept | {"TAIZHANG_HOME": str(tmp_path_factory.mktemp("office")), "PYTHONPATH": str(ROOT), "TAIZHANG_LANGUAGE": "en"}


@pytest.fixture(scope="module")
def secret(environment: dict[str, str]) -> str:
    return token(environment, "leader", "documents.read")


def token(environment: dict[str, str], role: str, capabilities: str) -> str:
    done = subprocess.run([sys.executable, str(Path(__file__).with_name("office.py")), role, capabilities], env=environment, capture_output=True, text=True,
                          check=False)
    found = re.search(r"^token (\S+)$", done.stdout, re.M)
    assert found, done.stderr
    return found[1]


def ask(environment: dict[str, str], secret: str, *calls: tuple[str, dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    """The tools, and the results of some calls, as an assistant's client sees them."""
    async def talk() -> tuple[list[Any], list[Any]]:
        parameters = StdioServerParameters(command=sys.executable, args=["-m", "taizhang", "mcp"], env=environment | {"TAIZHANG_TOKEN": secret})
        async with Client(parameters) as client:
            tools = (await client.list_tools()).tools
            return tools, [await client.call_tool(name, given) for name, given in calls]

    # In a thread of its own: a browser that an earlier test opened keeps a loop running in this one.
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(lambda: asyncio.run(asyncio.wait_for(talk(), 120))).result()


def data(result: Any) -> Any:
    assert not result.is_error, result.content
    return json.loads(result.content[0].text)


def test_an_assistant_looks_facts_up_with_their_sources(environment: dict[str, str], secret: str) -> None:
    tools, [searched, documents] = ask(environment, secret, ("search_facts", {"kind": "target", "reviewed_only": True}), ("find_documents", {}))
    assert {one.name for one in tools} == TOOLS
    assert all(one.annotations.read_only_hint and one.description and one.input_schema["type"] == "object" for one in tools)
    found = data(searched)
    assert found["total"] == 5 and all(one["counts"] for one in found["facts"])
    one = found["facts"][0]
    assert one["source"]["title"] and one["source"]["quote"] and one["source"]["start"] < one["source"]["end"]
    number = next(paper["number"] for paper in data(documents)["documents"] if paper["document"] == one["source"]["document"])
    assert number == one["source"]["number"]
    place = {"document": number, "start": one["source"]["start"], "end": one["source"]["end"]}
    _tools, [whole, text, outline, tasks, targets] = ask(
        environment, secret, ("get_fact", {"key": one["key"]}), ("get_text", place), ("get_outline", {"document": number}),
        ("tasks_of_unit", {"unit": "990400.kjj"}), ("targets_of_indicator", {"indicator": one["what"]}))
    assert data(text)["words"] == one["source"]["quote"] == data(whole)["source"]["quote"]
    assert [step["act"] for step in data(whole)["history"]] == ["accept", "read"]
    assert data(outline)["headings"] and data(tasks)["facts"][0]["kind"] == "task"
    assert one["key"] in {target["key"] for target in data(targets)["targets"]}


def test_what_cannot_be_looked_up_is_said_in_a_sentence(environment: dict[str, str], secret: str) -> None:
    _tools, results = ask(environment, secret, ("get_fact", {"key": "x"}), ("get_text", {"document": "no such number"}), ("search_facts", {"kind": "nothing"}),
                          ("search_facts", {"first_year": 1}), ("no_such_tool", {}))
    assert all(one.is_error for one in results)
    assert "is not a key" in results[0].content[0].text and "nothing here" in results[1].content[0].text


def test_without_the_capability_nothing_is_told(environment: dict[str, str], secret: str) -> None:
    narrow = token(environment, "planning", "documents.import,own")
    _tools, results = ask(environment, narrow, ("search_facts", {}), ("find_documents", {}), ("targets_of_indicator", {"indicator": "x"}))
    assert all(one.is_error and "This token was not given" in one.content[0].text for one in results)


def test_a_token_that_opens_nothing_starts_nothing(environment: dict[str, str], secret: str) -> None:
    for given, says in ({"TAIZHANG_TOKEN": "tz_" + "x" * 43}, "opens nothing"), ({}, "there is no token"):
        done = subprocess.run([sys.executable, "-m", "taizhang", "mcp"], env=environment | given, capture_output=True, text=True,
                              check=False, stdin=subprocess.DEVNULL)
        assert done.returncode == 2 and says in done.stderr and done.stdout == ""


@pytest.mark.django_db
def test_rivals_stand_side_by_side(person: Callable[..., User]) -> None:
    reader, reviewer = person("leader"), person("reviewer")
    for number, value in (("1号", "2"), ("2号", "2.5")):
        made = fact(paper(number), "研发投入占比", value, "%", year=2020)
        actions.accept(reviewer, made.key, 1)
    fact(paper("3号"), "专利", "5", quote="研发投入占比之外的专利5件。")
    found = lookup.targets_of_indicator(reader, "研发投入")
    assert [(one["value"], one["source"]["number"]) for one in found["targets"]] == [("2", "1号"), ("2.5", "2号")] and found["total"] == 2
    assert lookup.targets_of_indicator(reader, "研发投入", first_year=2021)["total"] == 0


@pytest.mark.django_db
def test_a_unit_is_known_by_its_names(person: Callable[..., User]) -> None:
    sample()
    reader = person("leader")
    by_id = lookup.tasks_of_unit(reader, "990400.kjj")
    name = by_id["unit"][0]["name"]
    assert by_id["total"] and lookup.tasks_of_unit(reader, name)["total"] == by_id["total"]
    assert lookup.tasks_of_unit(reader, "nobody at all")["total"] == 0


@pytest.mark.django_db
def test_nobody_looks_up_more_than_their_scope(person: Callable[..., User]) -> None:
    inside, outside = paper("1号", region="990402"), paper("2号", region="990403")
    for document in (inside, outside):
        fact(document, "专利", "3")
    county = person("county", scope="region", scope_id="990402")
    assert {one["source"]["number"] for one in lookup.search_facts(county)["facts"]} == {"1号"}
    assert [one["number"] for one in lookup.find_documents(county)["documents"]] == ["1号"]
    for office in ("system", "security", "audit"):
        with pytest.raises(Refused):
            lookup.search_facts(person(office))
    with pytest.raises(UsageError):
        lookup.get_fact(county, "x")

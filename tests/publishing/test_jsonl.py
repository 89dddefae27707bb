"""The ledger as lines: what is written is read back, exactly."""

import json
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.publishing import checking, jsonl
from taizhang.values import Citation, Clause, Facts, Goal, Metadata, Period, Statement, TaizhangError, Task
from taizhang.values.facts import Heading, Kind, Measure, Op, Relation, Role

words = st.text(st.characters(codec=None) | st.sampled_from('\u2028\x85\r\n\t\ud800𠮷<"\\'), max_size=12)
offsets = st.integers(0, 10**7)
names = st.lists(words, max_size=3).map(tuple)
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**24), max_value=10**24, places=None)
periods = st.sampled_from(["2020", "2017-12", "2016/2020", "annual", "2016-01/2016-06"]).map(Period.parse)
shares = st.floats(0, 1)


def some(what: type[Any], /, **given: Any) -> st.SearchStrategy[Any]:
    return st.builds(what, **given)


common = {"doc": st.just("a.txt"), "start": offsets, "end": offsets, "quote": words, "confidence": shares}
statements = some(
    Statement,
    **common,
    value_start=offsets,
    value_end=offsets,
    value_quote=words,
    indicator=words,
    kind=st.sampled_from(get_args(Kind)),
    measure=st.sampled_from(get_args(Measure)),
    op=st.sampled_from(get_args(Op)),
    value=numbers,
    value2=st.none() | numbers,
    unit=words,
    per=st.none() | words,
    period=st.none() | periods,
    subject=words,
    clause=names,
    modality=st.none() | words,
    list_item=st.booleans(),
)
goals = some(
    Goal,
    **common,
    what=words,
    form=st.sampled_from(["direction", "place", "state"]),
    modality=st.none() | words,
    period=st.none() | periods,
    subject=words,
    clause=names,
)
tasks = some(
    Task,
    **common,
    number=st.none() | words,
    title=st.none() | words,
    path=names,
    units_start=offsets,
    units_end=offsets,
    units_quote=words,
    units=names,
    roles=st.lists(st.none() | st.sampled_from(get_args(Role)), max_size=3).map(tuple),
    resolved=st.lists(st.none() | words, max_size=3).map(tuple),
    unresolved=names,
)
clauses = some(
    Clause,
    **common,
    clause_kind=st.sampled_from(["incentive", "cadence", "vague"]),
    parts=st.lists(st.tuples(words, words), max_size=3).map(tuple),
    path=names,
)
cites = some(
    Citation,
    start=offsets,
    end=offsets,
    quote=words,
    title=st.none() | words,
    number=st.none() | words,
    relation=st.sampled_from(get_args(Relation)),
)
headings = some(
    Heading,
    level=st.integers(0, 9),
    number=words,
    title=words,
    start=offsets,
    end=offsets,
    body_end=offsets,
    parent=st.none() | st.integers(0, 9),
)
metadata = some(
    Metadata,
    title=st.none() | words,
    issuers=names,
    number=st.none() | words,
    issued=st.none() | words,
    year_of=st.none() | words,
    plan_for=st.none() | words,
    publicity=st.none() | words,
)


def listed(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=3).map(tuple)


documents = some(
    Facts,
    doc=st.just("a.txt"),
    text=words,
    sha256=st.just("0" * 64),
    metadata=metadata,
    pack=st.just("china"),
    pack_reason=words,
    statements=listed(statements),
    goals=listed(goals),
    tasks=listed(tasks),
    clauses=listed(clauses),
    cites=listed(cites),
    outline=listed(headings),
    notes=names,
)


@given(documents)
def test_what_is_written_is_read_back(facts: Facts) -> None:
    lines = list(jsonl.lines([facts]))
    assert jsonl.read(lines, {"a.txt": facts.text}) == [facts]
    for line in lines:
        assert len(line.splitlines()) == 1 and line.encode("utf-8")


def test_reading_back_through_bytes(ledger: list[Facts]) -> None:
    data = "".join(line + "\n" for line in jsonl.lines(ledger)).encode()
    assert list(checking.lines(ledger, data)) == []
    assert list(checking.lines(ledger, data.replace(b'"value": 12,', b'"value": 13,'))) != []


def test_numbers_are_numbers_and_keep_every_digit(ledger: list[Facts]) -> None:
    text = "\n".join(jsonl.lines(ledger))
    assert '"value": 900000000000,' in text and '"value": -3.50,' in text and '"value": 12345678901234567890.5,' in text


def test_the_fields_are_those_of_the_gold(ledger: list[Facts]) -> None:
    by_type: dict[str, dict[str, Any]] = {}
    for line in jsonl.lines(ledger):
        record = json.loads(line, parse_float=Decimal)
        by_type.setdefault(record["type"], record)
    assert set(by_type) == {"document", "statement", "task", "goal", "clause"}
    assert (
        set(
            "doc start end quote value_start value_end value_quote indicator kind measure op value value2 unit per period subject "
            "list_item sha256 modality vintage clause confidence stage".split()
        )
        <= by_type["statement"].keys()
    )
    assert set("doc start end number title path units_quote units_start units_end units roles".split()) <= by_type["task"].keys()
    assert (
        set("doc title issuers number issued year_of plan_for cites pack pack_reason sha256".split()) <= by_type["document"].keys()
    )
    assert by_type["document"]["cites"][0].keys() == {"quote", "start", "end", "title", "number", "relation"}
    assert by_type["clause"]["clause_kind"] == "incentive" and by_type["statement"]["period"] == "2030"


def test_unknown_types_and_fields_are_passed_over(ledger: list[Facts]) -> None:
    lines = [line.replace('{"type": "statement"', '{"new": 1, "type": "statement"') for line in jsonl.lines(ledger)]
    lines.insert(1, '{"type": "finding", "doc": "plan.txt"}')
    assert jsonl.read(lines, {facts.doc: facts.text for facts in ledger}) == ledger


@pytest.mark.parametrize("line", ["nonsense", "[]", '{"type": "statement", "doc": "a"}', '{"doc": "a"}'])
def test_a_damaged_line_is_named(line: str) -> None:
    with pytest.raises(TaizhangError, match="line 1"):
        jsonl.read([line])

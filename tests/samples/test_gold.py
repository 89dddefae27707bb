"""The gold of the samples: offsets, enumerations, sizes, and no number of the texts left unjudged."""
import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TEXTS = {path.name: path.read_bytes().decode("utf-8") for path in sorted((SAMPLES / "txt").glob("*.txt"))}
Record = dict[str, Any]


def gold(kind: str) -> list[Record]:
    """All records of one kind: statements, tasks or documents."""
    files = [SAMPLES / "gold" / f"{Path(name).stem}.{kind}.jsonl" for name in TEXTS]
    return [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]


STATEMENTS, TASKS, DOCUMENTS = gold("statements"), gold("tasks"), gold("documents")
CITES = [cite | {"doc": document["doc"]} for document in DOCUMENTS for cite in document["cites"]]


def test_there_is_enough_of_it() -> None:
    assert sum(not record.get("borderline") for record in STATEMENTS) >= 150
    assert len(TASKS) >= 60
    assert sorted(document["doc"] for document in DOCUMENTS) == sorted(TEXTS)
    assert {path.name.split(".")[0] + ".txt" for path in (SAMPLES / "gold").glob("*.jsonl")} == set(TEXTS)


@pytest.mark.parametrize(
    ("records", "prefix"),
    [(STATEMENTS, ""), (STATEMENTS, "value_"), (TASKS, "units_"), (CITES, "")],
    ids=["evidence", "values", "units", "citations"])
def test_every_quote_stands_at_its_offset(records: list[Record], prefix: str) -> None:
    for record in records:
        start, end = record[f"{prefix}start"], record[f"{prefix}end"]
        assert TEXTS[record["doc"]][start:end] == record[f"{prefix}quote"]


def test_the_fields_of_a_statement_are_valid() -> None:
    fields = set(
        "doc start end quote value_start value_end value_quote indicator indicator_id kind measure op value value2 "
        "unit per period subject list_item".split())
    for record in STATEMENTS:
        assert fields <= set(record) <= fields | {"table", "borderline", "note"}
        assert record["kind"] in ("target", "actual", "rule", "forecast")
        assert record["measure"] in ("level", "growth", "increment", "rank", "ratio")
        assert record["op"] in ("=", ">=", ">", "<=", "<", "~", "range")
        assert (record["value2"] is not None) == (record["op"] == "range")
        assert record["value2"] is None or record["value"] < record["value2"]
        assert record["period"] is None or re.fullmatch(r"annual|\d{4}(-\d{2}|/\d{4})?", record["period"])
        assert record["start"] <= record["value_start"] < record["value_end"] <= record["end"]
        assert re.fullmatch(r"[a-z][a-z0-9_]+", record["indicator_id"])
        assert record["indicator"] and record["subject"] and record["unit"]
        assert (record["measure"] == "rank") <= (record["unit"] == "位")


SCALES = {"": 1, "万": 10**4, "亿": 10**8}


def test_a_value_is_the_number_that_is_written() -> None:
    """Only the scale and the sign may differ; tables take the scale from their second column."""
    for record in STATEMENTS:
        found = re.match(r"\D*?(\d+(?:\.\d+)?)(万|亿)?", re.sub(r"\s", "", record["value_quote"]))
        if not found or "千" in record["value_quote"] or "倍" in record["value_quote"]:
            continue
        in_column = record.get("table") and record["unit"] == "CNY"
        scale = SCALES[record["quote"].split("\t")[1][0] if in_column else found[2] or ""]
        assert abs(Decimal(str(record["value"]))) == Decimal(found[1]) * scale, record
        falls = re.search("[低降减差](?!于)|压", re.sub(r"\s", "", record["quote"])[-20:])
        assert record["value"] >= 0 or falls, record


def test_no_two_values_overlap() -> None:
    spans: dict[str, int] = {}
    for record in STATEMENTS:
        assert record["value_start"] >= spans.get(record["doc"], 0), record
        spans[record["doc"]] = record["value_end"]


# Numbers that state nothing: dates and years, numbers of documents, items, pages and notes, and numbers in names.
SILENT = re.compile("|".join((
    r"\d{4}(?=年|—|-\d{2}-)", r"(?<=年)\d+(?=月)", r"\d+(?=月底)", r"(?<=月)\d+(?=日)", r"(?<=-)\d{2}(?=[-\n])",
    r"(?<=〔)\d{4}(?=〕)", r"(?<=〕)\d+(?=号)", r"(?<=[\n　])\d+(?=[.\t])", r"(?<=— )\d+(?= —)", r"(?<=\[)\d(?=\])",
    r"500(?=强)", r"5(?=G)", r"(?<=G)27(?=线)", r"(?<=“)12396(?=”)", r"(?<=第)2(?=批)")))


def unjudged(name: str) -> Iterator[str]:
    """The numbers of a text that are neither in a value nor in a citation nor silent, each with its surroundings."""
    text = TEXTS[name]
    covered = {at for record in STATEMENTS if record["doc"] == name for at in range(record["value_start"], record["value_end"])}
    covered |= {at for cite in CITES if cite["doc"] == name for at in range(cite["start"], cite["end"])}
    covered |= {at for found in SILENT.finditer(text) for at in range(*found.span())}
    for found in re.finditer(r"\d+", text):
        if found.start() not in covered:
            yield text[max(0, found.start() - 12) : found.end() + 6]


@pytest.mark.parametrize("name", TEXTS)
def test_no_number_is_left_unjudged(name: str) -> None:
    assert list(unjudged(name)) == []


def test_the_fields_of_a_task_are_valid() -> None:
    for record in TASKS:
        text = TEXTS[record["doc"]]
        body = text[record["start"] : record["end"]]
        assert body == body.strip() and body.startswith(record["number"] + (record["title"] or "\t"))
        assert re.fullmatch(r"\s*(（|（?责任单位：|（?牵头单位：)|\t", text[record["end"] : record["units_start"]])
        assert len(set(record["units"])) == len(record["units"]) > 0
        assert "roles" not in record or len(record["roles"]) == len(record["units"])
        assert set(record.get("roles", [])) <= {"lead", "support", None}
        assert all(heading in text for heading in record["path"])


def test_every_unit_has_a_name_in_the_list_of_names() -> None:
    names = (SAMPLES / "NAMES.md").read_text("utf-8")
    sets = re.compile(r"(各|相关)县（市、区）|市直有关|联席会议成员单位|县直有关|各乡镇")
    for record in TASKS:
        for unit in record["units"]:
            place = re.sub("(人民政府|党委和政府|管委会)$", "", unit)
            assert sets.search(unit) or place in names or record["doc"].startswith("5_"), unit


def test_the_fields_of_a_document_are_valid() -> None:
    for record in DOCUMENTS:
        text = re.sub(r"\s", "", TEXTS[record["doc"]])
        assert re.sub(r"\s", "", record["title"]) in text
        assert record["number"] in text and re.fullmatch(r"\d{4}-\d{2}-\d{2}", record["issued"])
        assert all(cite["relation"] in ("implements", "issues", "revises", "drafts", "other") for cite in record["cites"])
    for cite in CITES:
        inner = re.sub(r"\s", "", cite["quote"])
        assert inner == "《" + re.sub(r"\s", "", cite["title"]) + "》" + (f"（{cite['number']}）" if cite["number"] else "")


def test_all_phenomena_are_there() -> None:
    kinds, measures, ops = (Counter(record[field] for record in STATEMENTS) for field in ("kind", "measure", "op"))
    assert min(kinds["target"], kinds["actual"], kinds["rule"]) >= 40 and kinds["forecast"] >= 2
    assert min(measures.values()) >= 5 and len(measures) == 5
    assert min(ops.values()) >= 4 and len(ops) == 7
    assert {"lead", "support", None} == {role for record in TASKS for role in record.get("roles", [])}
    assert {"implements", "issues", "revises", "drafts"} == {cite["relation"] for cite in CITES}
    assert sum(record.get("table", False) for record in STATEMENTS) >= 30
    assert any("\n" in record["value_quote"] for record in STATEMENTS)


def value(doc: str, indicator: str, period: str, kind: str = "target", measure: str = "ratio") -> set[tuple[str, Any]]:
    """What a document says of an indicator of the whole city: comparators and values."""
    wanted = (indicator, period, kind, measure, "砚州市")
    fields = ("indicator_id", "period", "kind", "measure", "subject")
    return {
        (record["op"], record["value"]) for record in STATEMENTS
        if record["doc"].startswith(doc) and tuple(record[field] for field in fields) == wanted}


def test_rivals_answers_and_contradictions_are_there() -> None:
    assert value("2_", "rd_gdp_ratio", "2030") == {("=", 2)}
    assert (">=", 2.5) in value("1_", "rd_gdp_ratio", "2030")
    assert value("1_", "invention_patents_per_10k", "2027") == {("=", 8.2)}
    assert value("3_", "invention_patents_per_10k", "2027", kind="actual") == {("=", 8.3)}
    assert value("1_", "rd_gdp_ratio", "2028") == {("=", 2.1)} != value("3_", "rd_gdp_ratio", "2028")
    assert value("1_", "firm_rd_institutions", "2027", measure="increment")
    assert not any(record["indicator_id"] == "firm_rd_institutions" for record in STATEMENTS if record["doc"].startswith("3_"))
    shares = [record["value"] for record in STATEMENTS if record["indicator_id"] == "platform_subsidy_share"]
    assert sum(shares) == 110

"""Rules of the seed documents that the reader already marks: who, condition, rate, cap; and clocks. Nothing is computed from them yet."""
from functools import cache
from pathlib import Path

import pytest

import taizhang
from taizhang.values import Clause


@cache
def clauses(path: Path) -> tuple[Clause, ...]:
    """The clauses of one file."""
    return taizhang.read(path).clauses


def the(shared: Path, number: str, kind: str, word: str) -> dict[str, str]:
    """Parts of the one clause of that kind in the seed document that has the word."""
    [path] = (shared / "seeds").glob(f"{number}_*.txt")
    found = [dict(one.parts) for one in clauses(path) if one.clause_kind == kind and word in one.quote]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.covers("R01", "E02", status="partly", note="who, condition, rate, cap and sharing are read; nothing is computed")
def test_increment_bonus(shared: Path) -> None:
    parts = the(shared, "003", "incentive", "高研发投入企业")
    assert {"who", "condition", "rate", "cap", "sharing"} <= set(parts)
    assert "10%" in parts["rate"] and "500万元" in parts["cap"] and "5%" in parts["condition"]


@pytest.mark.covers("R03", "E03", status="partly", note="ranks and amounts are read; nothing is computed")
def test_award_by_rank(shared: Path) -> None:
    parts = the(shared, "003", "incentive", "三类县")
    assert "1—3位" in parts["condition"] and parts["amount"].count("万元") == 3


@pytest.mark.covers("R05", status="partly", note="who and amount are read")
def test_work_funds(shared: Path) -> None:
    parts = the(shared, "001", "incentive", "专项工作经费")
    assert parts["amount"] == "100~300万元" and "团队" in parts["who"]


@pytest.mark.covers("R16", "R18", "R19", status="partly", note="marked as an incentive without amount: the parameter stays missing")
@pytest.mark.parametrize("word", ["参与标准制定", "购买科技创新服务", "一事一议"])
def test_no_amount_is_invented(shared: Path, word: str) -> None:
    assert not {"amount", "rate", "cap"} & set(the(shared, "000", "incentive", word))


@pytest.mark.covers("R41", "A01", status="partly", note="its clock is read; no meeting is called yet")
@pytest.mark.parametrize(("word", "every"), [("协调", "P1M"), ("调度", "P3M")])
def test_clock_of_the_joint_conference(shared: Path, word: str, every: str) -> None:
    assert the(shared, "002", "cadence", word)["every"] == every


@pytest.mark.covers("R42", "C05", status="partly", note="its clock is read; nothing is assessed yet")
def test_clock_of_the_assessment(shared: Path) -> None:
    assert the(shared, "002", "cadence", "考核")["every"] == "P1Y"


@pytest.mark.covers("R46", "K02", "K03", status="partly", note="the clock is read, and that its interval is not set")
def test_interval_that_is_not_set_is_not_invented(shared: Path) -> None:
    assert the(shared, "002", "cadence", "目录")["every"] == "unspecified"


@pytest.mark.covers("P08", status="partly", note="number and publicity are read from the head")
def test_publicity_of_a_document(shared: Path) -> None:
    [path] = (shared / "seeds").glob("001_*.txt")
    assert taizhang.read(path).metadata.publicity == "主动公开"


@pytest.mark.covers("V01", status="partly", note="a document is imported, with its tasks, units and targets; agenda, filings and drafts are to come")
@pytest.mark.covers("V06", status="partly", note="tasks by unit from all documents; overdue items and evidence are to come")
def test_tasks_of_one_unit_from_all_documents(shared: Path) -> None:
    tasks = [task for path in sorted((shared / "seeds").glob("00[0-3]_*.txt")) for task in taizhang.read(path).tasks]
    assert len(tasks) >= 79
    assert sum("市科技局" in task.units for task in tasks) >= 70

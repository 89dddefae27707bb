"""``taizhang series``: the values of one indicator out of files, in every format; each row opens to its sentence."""
import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

import taizhang
from taizhang.indicators import listing
from taizhang.values.errors import UsageError

PLAN = "泉州市2028年科技工作要点\n二、2028年工作安排\n研发投入强度达2.5%以上，地区生产总值增长6%，新建桥梁9座。\n"
SUMMARY = "泉州市2028年科技工作总结\n一、2028年工作回顾\n2028年，R&D经费投入强度达2.6%，生产总值增长6.2%。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    (tmp_path / "summary.txt").write_text(SUMMARY, "utf-8")
    return tmp_path


def run(cwd: Path, *given: str) -> "subprocess.CompletedProcess[bytes]":
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, "-m", "taizhang", "series", *given], capture_output=True, cwd=cwd, env=env, timeout=120)


def test_one_object_a_value_and_each_opens_to_its_sentence(folder: Path) -> None:
    done = run(folder, "rd_gdp_ratio", "plan.txt", "summary.txt", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [(one["kind"], one["period"], one["op"], one["value"], one["subject"], one["subject_name"]) for one in rows] == [
        ("actual", "2028", "=", 2.6, "350500", "泉州市"), ("target", "2028", ">=", 2.5, "350500", "泉州市")]
    for one in rows:
        assert (folder / one["document"]).read_text("utf-8")[one["start"]:one["end"]] == one["quote"]


def test_a_name_of_its_growth_asks_for_growth_only(folder: Path) -> None:
    done = run(folder, "GDP增速", ".", "--format", "jsonl")
    assert {(one["indicator"], one["measure"], one["value"]) for one in map(json.loads, done.stdout.decode().splitlines())} == {
        ("gdp", "growth", 6), ("gdp", "growth", 6.2)}


def test_every_format_goes_to_a_file_by_its_suffix(folder: Path) -> None:
    for suffix in ("txt", "jsonl", "xlsx"):
        done = run(folder, "gdp", "plan.txt", "summary.txt", "--output", f"out/gdp.{suffix}")
        assert done.returncode == 0 and b"2 values" in done.stderr, done.stderr
    rows = list(openpyxl.load_workbook(BytesIO((folder / "out" / "gdp.xlsx").read_bytes())).worksheets[0].values)
    assert len(rows) == 3
    assert "泉州市" in rows[1]
    table = (folder / "out" / "gdp.txt").read_text("utf-8")
    assert "plan.txt:" in table
    assert "泉州市" in table


def test_one_subject_only(folder: Path) -> None:
    assert run(folder, "gdp", "plan.txt", "--subject", "三明市", "--format", "jsonl").stdout == b""
    for name in ("泉州市", "350500"):
        assert run(folder, "gdp", "plan.txt", "--subject", name, "--format", "jsonl").stdout.count(b"\n") == 1


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_listed(folder: Path) -> None:
    done = run(folder, "gdp", "plan.txt", "missing.txt", "--format", "jsonl")
    assert done.returncode == 1
    assert b"missing.txt" in done.stderr
    assert done.stdout.count(b"\n") == 1


@pytest.mark.parametrize(("given", "said"), [
    (["gdp", "plan.txt", "--format", "pdf"], "no such format"), (["gdp", "plan.txt", "--output", "x.doc"], "does not say the format"),
    (["gdp", "plan.txt", "--pack", "nowhere"], "no such pack"), (["研发", "plan.txt"], "did you mean rd_expenditure"),
    (["gdp"], "nothing to read"), (["gdp", "plan.txt", "--output", "plan.txt", "--format", "table"], "written over itself"),
])
def test_a_wrong_request_is_one_sentence(folder: Path, given: list[str], said: str) -> None:
    done = run(folder, *given)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_no_order_of_documents_changes_the_rows() -> None:
    both = [taizhang.read_text(PLAN, name="plan.txt"), taizhang.read_text(SUMMARY, name="summary.txt")]
    assert taizhang.series("gdp", *both).records() == taizhang.series("gdp", *reversed(both)).records()


def test_a_data_frame_keeps_exact_values() -> None:
    pytest.importorskip("pandas", reason="data frames need pandas")
    frame = taizhang.series("rd_gdp_ratio", taizhang.read_text(PLAN, name="plan.txt")).frame()
    assert list(frame.columns) == list(listing.COLUMNS)
    assert [str(one) for one in frame["value"]] == ["2.5"]


def test_without_pandas_the_error_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="pip install"):
        taizhang.series("gdp").frame()

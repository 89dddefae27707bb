"""``taizhang answers``: two files in, one object a target out, in every format; documents keep the path they were given."""
import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

PLAN = "砚州市2028年政府工作报告\n二、2028年工作安排\n新建桥梁9座，新增床位200张，工业增加值增长12%。\n"
SUMMARY = "砚州市2029年政府工作报告\n一、2028年工作回顾\n新建桥梁10座，规模以上工业增加值增长11.5%。<b>\n"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "report.txt").write_text(PLAN, "utf-8")
    (tmp_path / "report.txt").write_text(SUMMARY, "utf-8")
    return "a/report.txt", f".{os.sep}report.txt"


def run(cwd: Path, *given: str) -> "subprocess.CompletedProcess[bytes]":
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, "-m", "taizhang", "answers", *given], capture_output=True, cwd=cwd, env=env, timeout=120)


def test_one_object_a_target(tmp_path: Path, pair: tuple[str, str]) -> None:
    done = run(tmp_path, *pair, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [(one["status"], one["met"]) for one in rows] == [("answered", True), ("silent", None), ("changed", None)]
    for one in rows:
        assert {"target", "status", "actual", "met", "reason"} <= one.keys() and one["reason"]
        for side, text, name in ((one["target"], PLAN, pair[0]), (one["actual"], SUMMARY, pair[1])):
            if side:
                assert side["doc"] == name and text[side["start"]:side["end"]] == side["quote"]
                assert text[side["value_start"]:side["value_end"]] == side["value_quote"]


def test_every_format_goes_to_a_file_by_its_suffix(tmp_path: Path, pair: tuple[str, str]) -> None:
    for suffix in ("txt", "jsonl", "xlsx", "html"):
        done = run(tmp_path, *pair, "--output", f"out/answers.{suffix}")
        assert done.returncode == 0 and b"3 targets: 1 answered, 1 changed, 1 silent" in done.stderr
    book = openpyxl.load_workbook(BytesIO((tmp_path / "out" / "answers.xlsx").read_bytes()))
    assert [len(list(sheet.rows)) for sheet in book] == [4]
    page = (tmp_path / "out" / "answers.html").read_text("utf-8")
    assert "<script" not in page and "&lt;b&gt;" in page and page.count('id="row-') == 3
    assert "src=" not in page and "@import" not in page and 'href="http' not in page
    assert "桥梁" in (tmp_path / "out" / "answers.txt").read_text("utf-8")


def test_both_languages(tmp_path: Path, pair: tuple[str, str]) -> None:
    chinese, english = (run(tmp_path, *pair, "--language", one).stdout.decode() for one in ("zh_Hans", "en"))
    assert "有回应" in chinese and "未达到" not in chinese and "Answered" in english and "有回应" not in english


@pytest.mark.parametrize(("given", "said"), [
    (["--format", "pdf"], "no such format"), (["--output", "x.doc"], "does not say the format"), (["--pack", "nowhere"], "no such pack"),
    (["--output", "report.txt"], "written over itself"),
])
def test_a_wrong_request_is_one_sentence(tmp_path: Path, pair: tuple[str, str], given: list[str], said: str) -> None:
    done = run(tmp_path, *pair, *given)
    assert done.returncode == 2 and said in done.stderr.decode() and b"Traceback" not in done.stderr
    assert run(tmp_path, pair[0], "absent.txt").returncode == 1

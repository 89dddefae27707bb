"""``taizhang doubts``: files in, one object a doubt out with its arithmetic and the places of its figures."""
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "砚州市2028年工作总结\n2028年，全市4438家规模以上工业企业中，拥有核心技术的企业150家，仅占4.5%。\n"


def run(cwd: Path, *given: str) -> "subprocess.CompletedProcess[bytes]":
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, "-m", "taizhang", "doubts", *given], capture_output=True, cwd=cwd, env=env, timeout=120)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "总结.txt").write_text(TEXT, "utf-8")
    (tmp_path / "平.txt").write_text("扎实做好各项工作。\n", "utf-8")
    return tmp_path


def test_one_object_a_doubt(folder: Path) -> None:
    done = run(folder, ".", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    (one,) = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert (one["type"], one["kind"], one["value"]) == ("doubt", "share does not fit", "3.38") and "150 / 4438 x 100 = 3.38 %" in one["trace"]
    for said in one["statements"]:
        assert said["doc"] == "总结.txt" and TEXT[said["value_start"]:said["value_end"]] == said["value_quote"]


def test_a_table_in_both_languages_and_into_a_file(folder: Path) -> None:
    assert "3.38%" in run(folder, "总结.txt").stdout.decode()
    assert "4438家" in run(folder, "总结.txt", "--language", "en").stdout.decode()
    assert "未发现疑点" in run(folder, "平.txt").stdout.decode()
    done = run(folder, ".", "--format", "jsonl", "--output", "d.jsonl")
    assert b"1 doubts about 2 documents" in done.stderr and (folder / "d.jsonl").read_text("utf-8").count("\n") == 1


@pytest.mark.parametrize(("given", "said"), [
    (["--format", "pdf", "."], "no such format"), (["--pack", "nowhere", "."], "no such pack"), (["nothing.txt"], "nothing.txt"),
])
def test_what_cannot_be_done_is_said(folder: Path, given: list[str], said: str) -> None:
    done = run(folder, *given)
    assert done.returncode != 0 and said in done.stderr.decode()

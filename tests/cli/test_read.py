"""``taizhang read``: which files, which outputs, what is said, which exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.cli import outputs, sources
from taizhang.publishing import formats
from taizhang.values.errors import UsageError

TEXT = "砚州市人民政府关于创新的意见\n一、目标\n到2030年，全市高新技术企业达到600家。\n责任单位：市科技局、财政局\n"


def run(*given: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command as a person calls it."""
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-m", "taizhang", *given], capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=env, timeout=120
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Documents in two levels, with what has to be passed over."""
    home = tmp_path / "docs"
    (home / "sub").mkdir(parents=True)
    (home / "b.txt").write_text(TEXT, "utf-8")
    (home / "a.txt").write_bytes(TEXT.encode("gb18030"))
    (home / "sub" / "a.txt").write_text(TEXT, "utf-8")
    (home / ".hidden.txt").write_text(TEXT, "utf-8")
    (home / "plan.pptx").write_bytes(b"PK")
    (home / "notes.xyz").write_text("a,b", "utf-8")
    return home


def records(said: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in said.splitlines()]


def test_lines_of_a_folder(folder: Path) -> None:
    done = run("read", str(folder), "--format", "jsonl")
    assert done.returncode == 0
    assert [one["doc"] for one in records(done.stdout) if one["type"] == "document"] == ["a.txt", "b.txt", "sub/a.txt"]
    assert any(one["type"] == "statement" and one["value"] == 600 for one in records(done.stdout))
    for passed in (".hidden.txt: skipped: hidden", "plan.pptx: skipped: a presentation cannot be read yet", "notes.xyz: skipped: no reader"):
        assert passed in done.stderr
    assert "\x1b" not in done.stderr and "Traceback" not in done.stderr


def test_a_name_that_is_unique_needs_no_path(folder: Path) -> None:
    found = sources.find([folder / "sub", folder / "b.txt", folder / "b.txt"])
    assert [(one.path.name, one.doc) for one in found.files] == [("a.txt", "a.txt"), ("b.txt", "b.txt")]


def test_processes_change_nothing(folder: Path) -> None:
    one, two = (run("read", str(folder), "--format", "jsonl", "--jobs", n) for n in ("1", "2"))
    assert one.stdout == two.stdout and two.returncode == 0


def test_what_cannot_be_read_is_said_and_the_rest_is_read(folder: Path) -> None:
    (folder / "c.docx").write_bytes(b"PK\x03\x04 damaged")
    done = run("read", str(folder), "nowhere.txt", "--format", "jsonl")
    assert done.returncode == 1
    assert "c.docx" in done.stderr and "nowhere.txt: there is no such file" in done.stderr and "Traceback" not in done.stderr
    assert sum(one["type"] == "document" for one in records(done.stdout)) == 3


def test_several_files_at_once(folder: Path, tmp_path: Path) -> None:
    done = run("read", str(folder), "--format", "xlsx,jsonl", "--format", "html", "--output", str(tmp_path / "out" / "book"))
    assert done.returncode == 0 and done.stdout == ""
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["book.html", "book.jsonl", "book.xlsx"]


def test_the_suffix_says_the_format(folder: Path, tmp_path: Path) -> None:
    page, lines = tmp_path / "x.html", tmp_path / "y.jsonl"
    assert run("read", str(folder / "b.txt"), "--output", str(page), "--output", str(lines)).returncode == 0
    assert page.read_text("utf-8").startswith("<!doctype html>") and records(lines.read_text("utf-8"))[0]["doc"] == "b.txt"


def test_a_table_is_the_default_and_speaks_both_languages(folder: Path) -> None:
    assert "责任单位" in run("read", str(folder / "b.txt")).stdout
    assert "Units" in run("read", str(folder / "b.txt"), "--language", "en").stdout


def test_stages_are_listed(folder: Path) -> None:
    said = run("read", "--stages").stdout
    assert said.index("flow") < said.index("statements") and "reads" in said


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([], "nothing to read"),
        (["x", "--format", "pdf"], "choose one of table, jsonl, xlsx, html"),
        (["x", "--pack", "atlantis"], "auto or one of"),
        (["x", "--language", "fr"], "choose one of zh_Hans, en"),
        (["x", "--mistakes", "3"], "--mistakes needs --score"),
        (["x", "--format", "xlsx,html"], "several formats need a place"),
        (["x", "--nonsense"], "No such option"),
    ],
)
def test_a_wrong_request_says_what_is_right(given: list[str], says: str) -> None:
    done = run("read", *given)
    assert done.returncode == 2
    assert says in done.stderr and "Traceback" not in done.stderr


def test_nothing_is_written_over_what_is_read(folder: Path) -> None:
    done = run("read", str(folder / "b.txt"), "--format", "jsonl", "--output", str(folder / "b.txt"))
    assert done.returncode == 2 and "over itself" in done.stderr and (folder / "b.txt").read_text("utf-8") == TEXT


def test_a_place_that_cannot_be_written_is_said(folder: Path) -> None:
    done = run("read", str(folder / "b.txt"), "--output", str(folder / "b.txt" / "x.html"))
    assert done.returncode == 1 and "cannot be written" in done.stderr and "Traceback" not in done.stderr


def test_scores_stand_on_standard_output(folder: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    value = TEXT.index("600家")
    row = {
        "doc": "b.txt",
        "start": TEXT.index("高新"),
        "end": value + 4,
        "quote": "高新技术企业达到600家",
        "value_start": value,
        "value_end": value + 4,
        "value_quote": "600家",
        "indicator": "高新技术企业",
        "kind": "target",
        "measure": "level",
        "op": "=",
        "value": 600,
        "value2": None,
        "unit": "家",
        "per": None,
        "period": "2030",
        "subject": "砚州市",
        "indicator_id": "hightech",
    }
    (gold / "b.statements.jsonl").write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    (gold / "b.tasks.jsonl").write_text("", "utf-8")
    (gold / "b.documents.jsonl").write_text(
        json.dumps({"doc": "b.txt", "title": "t", "issuers": [], "number": None, "issued": None, "cites": []}), "utf-8"
    )
    done = run("read", str(folder / "b.txt"), "--score", str(gold), "--mistakes", "5")
    assert done.returncode == 0, done.stderr
    assert "statements" in done.stdout and "strict" in done.stdout


def test_a_reader_that_ends_early_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m taizhang read {folder} --format jsonl | head -c 20"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, timeout=120)
    assert "Traceback" not in done.stderr and "BrokenPipe" not in done.stderr


names = st.sampled_from(formats.names())


@given(st.lists(names, unique=True, min_size=1), st.sampled_from(["out/ledger", "ledger", "a.b/c", "x.html"]))
def test_one_stem_gives_each_format_a_file_of_its_own(chosen: list[str], stem: str) -> None:
    plan = outputs.plan(chosen, [stem])
    assert [one.format.name for one in plan] == chosen
    paths = [one.path for one in plan]
    assert len(set(paths)) == len(chosen)
    if len(chosen) > 1:
        assert all(one.path and one.path.suffix == one.format.suffix for one in plan)
    else:
        assert paths == [Path(stem)]


@pytest.mark.parametrize(
    ("asked", "files"), [(["html", "html"], ["a"]), (["html"], ["a", "b"]), ([], ["a.pdf"]), (["html", "xlsx"], ["-"])]
)
def test_what_does_not_pair_is_refused(asked: list[str], files: list[str]) -> None:
    with pytest.raises(UsageError):
        outputs.plan(asked, files)

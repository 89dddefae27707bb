"""``taizhang demo``: three files that hold the same ledger, checked when asked."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from taizhang.cli import demonstration
from taizhang.cli.app import app
from taizhang.values.errors import UsageError

TEXT = "砚州市人民政府关于创新的意见\n一、目标\n到2030年，全市高新技术企业达到600家。\n责任单位：市科技局、财政局\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    home = tmp_path / "docs"
    home.mkdir()
    (home / "a.txt").write_text(TEXT, "utf-8")
    return home


def test_it_leaves_three_files_and_checks_them(docs: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["demo", "--docs", str(docs), "--output", str(tmp_path / "out"), "--check", "--no-office"])
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["ledger.html", "ledger.jsonl", "ledger.xlsx"]
    assert "checked: " in done.output and (tmp_path / "out" / "ledger.html").as_uri() in done.output


def test_files_that_are_not_whole_end_with_one(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from taizhang.cli import outputs

    write = outputs.write

    def damage(ledger: object, plan: object, language: str) -> None:
        write(ledger, plan, language)  # type: ignore[arg-type]
        page = tmp_path / "out" / "ledger.html"
        page.write_text(page.read_text("utf-8").replace("600", "601"), "utf-8")

    monkeypatch.setattr(outputs, "write", damage)
    assert demonstration.run(docs, tmp_path / "out", 1, True, "en") == 1
    assert "the page does not hold" in capsys.readouterr().err


def test_the_samples_are_the_default(root: Path) -> None:
    assert demonstration.samples() == root / "samples" / "txt"


def test_without_samples_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(demonstration.taizhang, "__file__", str(tmp_path / "lib" / "taizhang" / "__init__.py"))
    with pytest.raises(UsageError, match="--docs DIR"):
        demonstration.samples()


@pytest.mark.parametrize("make", [lambda p: p / "nowhere", lambda p: p])
def test_a_folder_without_documents_is_said(tmp_path: Path, make: object) -> None:
    with pytest.raises(UsageError):
        demonstration.run(make(tmp_path), tmp_path / "out", 1, False, "en")  # type: ignore[operator]


def test_the_seeds_become_a_checked_ledger(shared: Path, tmp_path: Path) -> None:
    assert demonstration.run(shared / "seeds", tmp_path, 1, True, "zh_Hans") == 0

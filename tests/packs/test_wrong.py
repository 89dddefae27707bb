"""One wrong pack per mistake: each is refused with file, line, key, what is wrong and what to do."""
from pathlib import Path

import pytest

from taizhang import packs
from taizhang.values.errors import PackError

WRONG = sorted(p for p in (Path(__file__).parent / "wrong").iterdir() if p.is_dir())


@pytest.mark.parametrize("folder", WRONG, ids=lambda p: p.name)
def test_the_mistake_is_named(folder: Path) -> None:
    expected = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert [str(finding) for finding in packs.check(folder)] == expected


SCHEMA = ["unknown_key", "doubled_key", "missing_key", "wrong_date", "anchor", "tag", "not_utf8", "unlisted_file", "no_manifest"]


@pytest.mark.parametrize("name", SCHEMA)
def test_a_folder_that_breaks_its_schema_is_not_loaded(name: str) -> None:
    folder = Path(__file__).parent / "wrong" / name
    with pytest.raises(PackError) as caught:
        packs.load("quanzhou", local=folder)
    assert str(caught.value) == (folder / "expected.txt").read_text(encoding="utf-8").strip()


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("id: local\ntitle: 本地\nenglish: Local\nversion: '1'\nparent: china\nsections: [units]\n", encoding="utf-8")
    (tmp_path / "units.csv").write_text("id,region,order\na,100000,one\nb,100000,two\n", encoding="utf-8")
    assert [(f.line, f.key) for f in packs.check(tmp_path)] == [(2, "order"), (3, "order")]


def test_a_huge_file_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("id: local\ntitle: 本地\nenglish: Local\nversion: '1'\nparent: china\nsections: [units]\n", encoding="utf-8")
    (tmp_path / "units.csv").write_bytes(b"id\n" + b"x" * 5_000_000)
    assert [f.what for f in packs.check(tmp_path)] == ["larger than 5 MB"]


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("id: local\ntitle: 本地\nenglish: Local\nversion: '1'\nparent: china\nsections: [units]\n", encoding="utf-8")
    (tmp_path / "units.yaml").write_text("items: " + "[" * 400 + "]" * 400, encoding="utf-8")
    assert [f.what for f in packs.check(tmp_path)] == ["nested too deep"]

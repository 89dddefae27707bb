"""Zips and letters: what is in them, their names, their bounds."""
import io
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from taizhang.cli.app import app
from taizhang.text.containers import Room, files_in
from taizhang.values.errors import TooLarge
from tests.text.test_formats_sheets import letter


def packed(*members: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return made.getvalue()


def mail(*attached: tuple[str, bytes]) -> bytes:
    made = letter()
    for name, data in attached:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(made)


def names(name: str, data: bytes, room: int = 1_000_000) -> list[str]:
    found = files_in(name, io.BytesIO(data), Room(room))
    return [f"{one.name}!" if one.error or not one.harmless else f"{one.name}={len(b''.join(one.chunks))}" for one in found]


def test_what_is_attached_comes_behind_its_letter() -> None:
    sent = mail(("附件1.txt", b"abc"), ("../../out.txt", b"abcd"), ("all.zip", packed(("in.txt", b"x"))))
    assert names("a.eml", sent) == [f"a.eml={len(sent)}", "a.eml/附件1.txt=3", "a.eml/out.txt=4", "a.eml/all.zip/in.txt=1"]
    assert names("b.zip", packed(("信/a.eml", mail(("c.csv", b"1,2"))))) [1] == "信/a.eml/c.csv=3"


def test_a_letter_within_a_letter() -> None:
    outer = letter()
    outer.add_attachment(letter())
    assert names("a.eml", bytes(outer))[1].startswith("a.eml/关于报送的通知.eml=")


def test_names_in_the_code_page_of_old_programs() -> None:
    raw = packed(("aaaa.txt", b"x")).replace(b"aaaa.txt", "意见".encode("gbk") + b".txt")
    assert names("b.zip", raw) == ["意见.txt=1"]


def test_archives_within_archives_have_bounds_together() -> None:
    deep = packed(("a.txt", b"x"))
    for _ in range(4):
        deep = packed(("in.zip", deep))
    assert names("b.zip", deep) == ["in.zip/in.zip/in.zip!"]
    wide = packed(*[(f"{i}.zip", packed(("a.txt", b"0" * 90_000))) for i in range(20)])
    assert [one[-1] for one in names("b.zip", wide, 500_000)] == ["0"] * 5 + ["!"] * 15
    many = packed(*[(f"{i}.zip", packed(*[(f"{k}.txt", b"") for k in range(1500)])) for i in range(3)])
    with pytest.raises(TooLarge):
        names("b.zip", many, 10_000_000)


def test_an_inner_archive_that_is_damaged_says_so_and_stops_nothing() -> None:
    broken = packed(("x.txt", b"x" * 99))[:-40]
    found = names("b.zip", packed(("bad.zip", broken), ("good.txt", b"x")))
    assert found[-1] == "good.txt=1" and len(found) == 2


def test_the_command_reads_what_is_in_an_archive(tmp_path: Path) -> None:
    words = "砚州市到2030年建成桥梁9座。".encode()
    inside = (("甲.txt", words), ("图.exe", b"MZ"), ("../out.txt", b"x"), ("信.eml", mail(("乙.txt", words))))
    (tmp_path / "all.zip").write_bytes(packed(*inside))
    done = CliRunner().invoke(app, ["read", str(tmp_path / "all.zip"), "--format", "jsonl"])
    assert [name in done.stdout for name in ("all.zip/甲.txt", "all.zip/信.eml/乙.txt", '"all.zip/信.eml"')] == [True] * 3
    assert "all.zip/图.exe: skipped" in done.stderr and "leads out of the archive" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["all.zip"]

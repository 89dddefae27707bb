"""Files that are good, bad, or something else."""
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from taizhang.text import Limits, Text, load
from taizhang.values.errors import Damaged, TextError, UnknownFormat

NEWLINES = "\n\r\x0b\x0c\x1c\x85\u2028\u2029"
SIGNS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")) | st.sampled_from(NEWLINES) | st.sampled_from("𠮷①年，。％%8５\t")
TEXTS = st.text(SIGNS, min_size=1).filter(lambda text: text.strip() and not text.startswith("\ufeff") and "<" not in text)
PHRASES = st.tuples(st.text("二三四五年月日增长不低于目标值一，。；（）《》", min_size=3, max_size=9), st.text("0123456789%\n\r ", max_size=2))
PAPERS = st.lists(PHRASES, min_size=2).map(lambda pairs: "".join(map("".join, pairs)))


def canonical(data: bytes, name: str = "a.txt") -> str:
    return load(data, name).text


@given(TEXTS)
def test_utf8_comes_back_as_it_went(text: str) -> None:
    data = text.encode()
    assume(not data.startswith((b"PK\x03\x04", b"%PDF-", b"{\\rtf", b"MIME-Version:", b"Rar!", b"GIF8")))
    made = load(data, "a.txt")
    assert made.text == text
    assert made.encoding == "utf-8"
    assert load(b"\xef\xbb\xbf" + data, "a.txt").text == text
    assert made.text_sha256 == Text.of(text).text_sha256


@given(TEXTS, st.sampled_from([("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("utf-8", b"\xef\xbb\xbf")]))
def test_marked_encodings_come_back(text: str, kind: tuple[str, bytes]) -> None:
    name, mark = kind
    assume(not (name == "utf-16-le" and text.startswith("\0")))
    made = load(mark + text.encode(name), "a.txt")
    assert (made.text, made.encoding) == (text, name)


@given(PAPERS, st.sampled_from(["gb18030", "gbk", "utf-16-le", "utf-16-be"]))
def test_unmarked_encodings_are_recognised(text: str, name: str) -> None:
    data = text.encode(name)
    assume("\ufffd" in data.decode("utf-8", "replace") or b"\0" in data)  # a few words of GB18030 are valid UTF-8 as well
    made = load(data, "a.txt")
    assert made.text == text
    assert made.encoding == ("gb18030" if name.startswith("gb") else name)


def test_signs_beyond_the_basic_plane_and_newlines_stay() -> None:
    text = "𠮷林\r\n增长8.5%\r左右\n①\t二"
    for name in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        assert canonical(text.encode(name)) == text


def test_nul_becomes_the_replacement_sign() -> None:
    assert canonical("增长\08.5%，\n到二〇二〇年".encode()) == "增长\ufffd8.5%，\n到二〇二〇年"
    assert canonical("一\0二".encode()) == "一\ufffd二"


def test_name_digest_and_origin_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "要点.TXT"
    path.write_bytes("增长".encode())
    made = load(path)
    assert (made.name, made.format, made.extractor, made.addresses) == ("要点.TXT", "txt", "txt/1", ())
    assert len(made.sha256) == 64
    assert load(str(path), name="别名").name == "别名"
    assert load("增长".encode()).name == "text"


@pytest.mark.parametrize("data", [b"", b" \r\n", b"\xef\xbb\xbf \n", "　\n".encode(), b"\xff\xfe", b"\0\0"])
def test_empty_files_say_so(data: bytes) -> None:
    with pytest.raises(TextError, match=r"a\.txt: (the file is empty|there is no text)"):
        load(data, "a.txt")


def test_folder_missing_file_and_pipe_say_so(tmp_path: Path) -> None:
    with pytest.raises(TextError, match="this is a folder"):
        load(tmp_path)
    with pytest.raises(TextError, match="there is no such file"):
        load(tmp_path / "missing.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(TextError, match="no regular file"):
        load(tmp_path / "pipe.txt")
    with pytest.raises(TextError, match="cannot be read"):
        load("a\0b.txt")


def test_unreadable_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.txt"
    path.write_text("增长")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(TextError, match=r"locked\.txt: the file may not be read: permission denied"):
        load(path)


def test_file_that_grows_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 11)
    with pytest.raises(TextError, match="file_bytes"):
        load(path, limits=Limits(file_bytes=10))


NOT_YET = [
    ("a.pptx", b"x", "pptx"), ("a.mht", b"MIME-Version: 1.0", "mhtml"), ("a.zip", b"x", "archive"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "kind"), NOT_YET)
def test_kinds_to_come_say_not_yet_and_what_to_do(name: str, data: bytes, kind: str) -> None:
    with pytest.raises(UnknownFormat, match=kind) as caught:
        load(data + b"....", name)
    assert "yet" in str(caught.value) and caught.value.where == name
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.docx", "增长".encode(), "no zip package"),
        ("a.docx", b"<html><body>x</body></html>", "the content is html"),
        ("a.txt", b"<!DOCTYPE html><html><body>x</body></html>", "the content is html"),
        ("a.html", "增长8%".encode(), "no HTML tag"),
        ("a.txt", b"%PDF-1.4", "the content is pdf"),
        ("a.docx", b"PK\x03\x04 and nothing more", "cut off or damaged"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "neither a text nor a sheet"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "the content is doc"),
        ("a.doc", "增长".encode(), "the file is none"),
        ("a.xlsx", "增长".encode(), "no zip package"), ("a.ofd", b"x", "no zip package"), ("a.doc", b"{\\rtf1 x}", "the content is rtf"),
        ("a.eml", "增长".encode(), "no head of a letter"),
    ],
)
def test_names_that_contradict_the_content_are_told(name: str, data: bytes, says: str) -> None:
    with pytest.raises(Damaged, match=says) as caught:
        load(data, name)
    assert caught.value.where == name and caught.value.hint


def test_unknown_suffix_lists_what_is_known() -> None:
    with pytest.raises(UnknownFormat, match=r"known formats: csv, .*docx, .*html, .*txt"):
        load("增长".encode(), "a.xyz")


def test_content_decides_where_there_is_no_name() -> None:
    assert load(b"<html><body><p>a</p></body></html>").format == "html"
    assert load("\ufeff<html><body><p>增长</p></body></html>".encode("utf-16-le")).text == "增长"


def test_random_bytes_get_an_answer_soon() -> None:
    chance = random.Random(20160101)
    begun = time.process_time()
    refused = 0
    for i in range(600):
        data = chance.randbytes(chance.choice((1, 2, 3, 7, 64, 1000, 20_000)))
        name = ("a.txt", "a.docx", "a.html", None)[i % 4]
        try:
            made = load(data, name)
        except TextError as error:
            refused += 1
            assert error.what
        else:
            assert len(data) < 64, f"{len(data)} random bytes were taken for {made.encoding}"
    assert refused > 450
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"<html><body>", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\0\0"])
def test_random_bytes_behind_a_good_beginning(head: bytes) -> None:
    chance = random.Random(7)
    for size in (1001, 20_000):
        with pytest.raises(TextError):
            load(head + bytes(chance.randrange(128, 256) for _ in range(size)) + b"\xff\xff\xd8\x00\xd8\xff\xff\x80", None)


def test_cut_texts_are_named_as_cut() -> None:
    with pytest.raises(Damaged, match="utf-16-le, but the bytes are not"):
        load("增长".encode("utf-16")[:-1], "a.txt")
    text = "增长不低于百分之八，" * 20
    with pytest.raises(Damaged, match="byte 597 is wrong, the rest is UTF-8"):
        load(text.encode()[:-1], "a.txt")
    with pytest.raises(Damaged, match="byte 100 is wrong, the rest is GB18030"):
        load(text.encode("gb18030")[:100] + b"\xff" + text.encode("gb18030")[100:], "a.txt")


def test_control_signs_are_no_text() -> None:
    with pytest.raises(Damaged, match="control signs"):
        load(bytes(range(1, 9)) * 20, "a.txt")


def test_parsers_are_loaded_only_when_needed() -> None:
    code = "import sys, taizhang.text as t; t.load('增长'.encode(), 'a.txt'); print([m for m in ('lxml', 'docx') if m in sys.modules])"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ | {"PYTHONUTF8": "1"})
    assert made.stdout.strip() == "[]"

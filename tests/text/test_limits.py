"""Limits: bombs and monsters get a clear answer, soon and in little memory."""
import io
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from taizhang.text import Limits, load
from taizhang.values.errors import Damaged, TextError, TooLarge

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@contextmanager
def bounded(seconds: float = 5, megabytes: int = 300) -> Iterator[None]:
    """What happens inside takes no longer and allocates no more."""
    tracemalloc.start()
    begun = time.process_time()
    try:
        yield
        took, peak = time.process_time() - begun, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert took < seconds
    assert peak < megabytes * 1_000_000


def document(body: str, head: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def package(parts: dict[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file with these members, in memory."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_limits_are_one_frozen_table() -> None:
    names = [name for name, _, says in Limits.table() if says]
    assert names == list(Limits.__dataclass_fields__)
    with pytest.raises(FrozenInstanceError):
        Limits().file_bytes = 1  # type: ignore[misc]
    with pytest.raises(TooLarge, match="12 is over the limit zip_members = 10"):
        Limits(zip_members=10).check("zip_members", 12)


def test_file_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with bounded(1, 5), pytest.raises(TooLarge, match=r"large\.txt: too large: 200000000 is over the limit file_bytes"):
        load(path)


def test_line_of_ten_megabytes_is_refused() -> None:
    for line in (b"a" * 10_000_000, ("增长" * 1_700_000).encode(), ("增长" * 1_700_000).encode("gb18030")):
        with bounded(5, 150), pytest.raises(TooLarge, match="line_characters"):
            load(line, "line.txt")


def test_a_line_within_the_limit_is_read() -> None:
    assert len(load(("一" * 1_900_000).encode()).text) == 1_900_000


def test_too_many_characters_are_refused() -> None:
    with pytest.raises(TooLarge, match="text_characters"):
        load("增长\n".encode() * 10, "a.txt", Limits(text_characters=20))
    page = "<html><body>" + "<p>增长</p>" * 10
    with pytest.raises(TooLarge, match="text_characters"):
        load(page.encode(), "a.html", Limits(text_characters=20))


def test_zip_bomb_is_stopped_while_it_unpacks() -> None:
    bomb = package({"word/document.xml": b" " * 100_000_000})
    assert len(bomb) < 200_000
    with bounded(5, 150), pytest.raises(TooLarge, match="zip bomb"):
        load(bomb, "a.docx")


def test_part_over_its_size_is_stopped() -> None:
    with pytest.raises(TooLarge, match="part_bytes"):
        load(package({"word/document.xml": document(paragraph("增" * 1000))}), "a.docx", Limits(part_bytes=500))


def test_declared_sizes_count_together() -> None:
    with pytest.raises(TooLarge, match="zip_bytes"):
        load(package({"word/document.xml": document(paragraph("增长")), "word/media/a.bin": b"0" * 5000}), "a.docx", Limits(zip_bytes=4000))


def test_too_many_members_are_refused_before_they_are_listed() -> None:
    data = package({f"word/{i}": "" for i in range(5001)})
    with bounded(2, 30), pytest.raises(TooLarge, match="zip_members"):
        load(data, "a.docx")


@pytest.mark.parametrize("stated", [10, 4_000_000_000 - 1])
def test_lying_size_is_found_out(stated: int) -> None:
    """The directory states another size than the member has."""
    content = document(paragraph("增长" * 500)).encode()
    data = bytearray(package({"word/document.xml": content}))
    directory = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, directory + 24, stated)
    with bounded(2, 150), pytest.raises((Damaged, TooLarge)):
        load(bytes(data), "a.docx")


def test_overlapping_and_repeated_parts_are_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", document(paragraph("甲")))
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", document(paragraph("乙")))
    with pytest.raises(Damaged, match="two parts"):
        load(made.getvalue(), "a.docx")


@pytest.mark.parametrize("name", ["../../outside.xml", "word/../../outside.xml", "..\\..\\outside.xml"])
def test_names_that_leave_the_package_are_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    with pytest.raises(Damaged, match="out of the package"):
        load(package({"word/document.xml": document(paragraph("甲")), name: "x"}), "a.docx")
    assert [path.name for path in tmp_path.rglob("*")] == ["inner"]


def test_absolute_names_are_only_names() -> None:
    data = package({"/word/document.xml": document(paragraph("甲")), "/etc/passwd": "x"})
    assert load(data, "a.docx").text == "甲"


def test_relation_to_a_file_outside_is_not_followed() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="x/officeDocument" Target="../../../../etc/passwd"/></Relationships>'
    )
    assert load(package({"_rels/.rels": relations, "word/document.xml": document(paragraph("甲"))}), "a.docx").text == "甲"


def test_encrypted_and_oddly_packed_parts_are_named() -> None:
    data = bytearray(package({"word/document.xml": document(paragraph("甲"))}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    with pytest.raises(Damaged, match="encrypted"):
        load(bytes(data), "a.docx")
    with pytest.raises(Damaged, match="packed in a way"):
        load(package({"word/document.xml": document(paragraph("甲"))}, zipfile.ZIP_BZIP2), "a.docx")


LAUGHS = "<!DOCTYPE z [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 10)) + "]>"
BLOWUP = f"<!DOCTYPE z [<!ENTITY a '{'a' * 50_000}'>]>"
OUTSIDE = "<!DOCTYPE z [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"


BOMBS = [(LAUGHS, "&a9;"), (BLOWUP, "&a;" * 50_000), (OUTSIDE, "&a;")]


@pytest.mark.parametrize(("head", "text"), BOMBS, ids=["laughs", "quadratic", "outside"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(head: str, text: str, encoding: str) -> None:
    part = document(paragraph(text), head).replace("UTF-8", encoding).encode(encoding)
    with bounded(1, 20), pytest.raises(Damaged, match="document type"):
        load(package({"word/document.xml": part}), "a.docx")


@pytest.mark.parametrize("head", [LAUGHS, BLOWUP])
def test_entities_do_nothing_in_html(head: str) -> None:
    with bounded(2, 50):
        text = load(f"{head}<html><body><p>增长&a9;&a;</p></body></html>".encode(), "a.html").text
    assert len(text) < 100


def test_markup_bombs_are_refused() -> None:
    with bounded(3, 100), pytest.raises(TooLarge, match="markup_signs"):
        load(package({"word/document.xml": document("<w:p/>" * 1_500_001)}), "a.docx", Limits(zip_ratio=2000))
    with bounded(3, 150), pytest.raises(TooLarge, match="markup_signs"):
        load(b"<html><body>" + b"<br>" * 1_500_001, "a.html")


def test_deep_nesting_is_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + paragraph("甲") + "</w:sdtContent></w:sdt>" * 5000
    with bounded(1, 20), pytest.raises(TooLarge, match="nested"):
        load(package({"word/document.xml": document(deep)}), "a.docx")
    with bounded(1, 20), pytest.raises(TooLarge, match="nested"):
        load(b"<html><body>" + b"<div>" * 100_000 + "甲".encode(), "a.html")


def test_nesting_below_the_bound_is_read() -> None:
    for tags in (("w:smartTag",), ("w:ins", "w:hyperlink")):
        times = 240 // len(tags)
        before, behind = "".join(f"<{tag}>" for tag in tags) * times, "".join(f"</{tag}>" for tag in reversed(tags)) * times
        inside = f"<w:p>{before}<w:r><w:t>甲</w:t></w:r>{behind}</w:p>"
        assert load(package({"word/document.xml": document(inside)}), "a.docx").text == "甲"
    boxes = "<w:p><w:r><w:pict><w:txbxContent>" * 60 + paragraph("甲") + "</w:txbxContent></w:pict></w:r></w:p>" * 60
    assert load(package({"word/document.xml": document(boxes)}), "a.docx").text == "甲"
    tables = "<w:tbl><w:tr><w:tc>" * 80 + paragraph("甲") + "</w:tc></w:tr></w:tbl>" * 80
    assert load(package({"word/document.xml": document(tables)}), "a.docx").text == "甲"


def test_wide_spans_are_cut() -> None:
    row = '<tr><td colspan="999999" rowspan="999999">甲</td><td>乙</td></tr>'
    with bounded(10, 150):
        text = load(f"<html><body><table>{row * 1000}</table></body></html>".encode(), "a.html").text
    assert text.startswith("甲\t") and max(map(len, text.splitlines())) < 520


def test_errors_of_text_are_one_family() -> None:
    assert issubclass(TooLarge, TextError) and issubclass(Damaged, TextError)


def test_long_chains_of_styles_and_lists_cost_little() -> None:
    """Five thousand styles, each based on the next, under five thousand paragraphs."""
    many = 5_000
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="s{i}"><w:basedOn w:val="s{i + 1}"/></w:style>' for i in range(many))
    body = '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>' * many
    data = package({"word/document.xml": document(body), "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>'})
    with bounded(8, 150):
        assert load(data, "a.docx").text.count("甲") == many

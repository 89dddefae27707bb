"""PDF files in the reading child: text within its bounds, scans with more time, a lack of memory in words."""
import pytest

from taizhang.server.imports.reader import Reader
from taizhang.text.formats import scans
from tests.text.pdfs import Leaf, paragraph, pdf
from tests.text.test_scans import FONT, LINES, drawn, saved

A = "到2030年，砚州市修建桥梁9座，力争研发投入占地区生产总值比重达到2.5%以上。"


@pytest.fixture
def scan():
    """A file of scanned pages; skips where it cannot be made or read."""
    if not scans.available() or not FONT.is_file():
        pytest.skip("the extra ocr or a Chinese font is not installed")
    from PIL import Image

    return saved(drawn(Image), save_all=True, append_images=[drawn(Image, LINES[1:])] * 2)


def test_a_pdf_with_text_is_read_in_the_child(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(Leaf(paragraph(A, 100))))
    with Reader(seconds=10) as reader:
        made = reader.read(path, "a.pdf").made
    assert made["text"] == A and made["format"] == "pdf" and any("2.5%" in one for one in made["lines"]) and made["addresses"] == [[0, "p1"]]


def test_a_scan_is_read_in_the_child_with_the_time_that_scans_may_take(tmp_path, scan):
    path = tmp_path / "a.pdf"
    path.write_bytes(scan)
    with Reader(seconds=1, scan_seconds=200) as reader:
        made = reader.read(path, "a.pdf").made
        assert "桥梁96座" in made["text"] and "315公里以上" in made["text"]
    with Reader(seconds=1) as short:
        assert "too long" in short.read(path, "a.pdf").error["what"]


def test_a_text_gets_no_more_time_than_before(tmp_path):
    path = tmp_path / "slow.txt"
    path.write_bytes("到2030年，研发投入占地区生产总值比重达2.5%以上。\n".encode() * 150_000)
    with Reader(seconds=1, scan_seconds=600) as reader:
        error = reader.read(path, "slow.txt").error
    assert "too long" in error["what"] and "after 1 s" in error["why"]


def test_too_little_memory_for_recognising_is_said(tmp_path, scan):
    path = tmp_path / "a.pdf"
    path.write_bytes(scan)
    with Reader(seconds=100, memory=800_000_000) as reader:
        error = reader.read(path, "a.pdf").error
    assert error["hint"] and ("memory" in error["hint"] or "large" in error["what"])

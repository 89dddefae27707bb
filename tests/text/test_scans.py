"""Pages that are pictures: recognised with a confidence where the extra is installed, said to be so where it is not."""
import io
from pathlib import Path
from typing import Any

import pytest

from taizhang.text import Limits, Text, load
from taizhang.text.formats import scans
from taizhang.values.errors import Damaged, TextError, TooLarge
from tests.text.pdfs import Leaf, paragraph, pdf

FONT = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc")
A = "全市修建桥梁九座道路三十公里水渠五十里并且完成旧城改造和新区建设工作。"
LINES = ("一、总体目标", "　　到2030年全市修建桥梁96座，", "道路里程达到315公里以上。")
PICTURE = Leaf(drawn="595 0 0 842 0 0 cm /P Do", pictures={"P": (60, 80, b"\x80" * 60 * 80 * 3)})


@pytest.fixture(scope="module")
def image() -> Any:
    """The modules that draw; tests that need them skip where the recogniser or a Chinese font is absent."""
    if not scans.available():
        pytest.skip("the extra ocr is not installed")
    if not FONT.is_file():
        pytest.skip("no font with Chinese signs: apt-get install fonts-noto-cjk")
    from PIL import Image

    return Image


def drawn(image: Any, lines: tuple[str, ...] = LINES, seal: tuple[int, int] | None = None, angle: float = 0.0, head: str = "") -> Any:
    """A page of A5 at 150 dpi with these lines."""
    from PIL import ImageChops, ImageDraw, ImageFont

    made = image.new("RGB", (874, 1240), (250, 250, 250))
    font = ImageFont.truetype(str(FONT), 40, index=2)
    draw = ImageDraw.Draw(made)
    for i, line in enumerate(lines):
        draw.text((110, 260 + 74 * i), line, fill=(20, 20, 20), font=font)
    if head:
        draw.text((110, 120), head, fill=(220, 30, 30), font=ImageFont.truetype(str(FONT), 70, index=2))
    if seal:
        ring = image.new("RGB", (250, 250), (255, 255, 255))
        pen = ImageDraw.Draw(ring)
        pen.ellipse((5, 5, 245, 245), outline=(225, 45, 40), width=8)
        pen.text((105, 100), "印", fill=(225, 45, 40), font=font)
        x, y = seal
        made.paste(ImageChops.multiply(made.crop((x, y, x + 250, y + 250)), ring), seal)
    return made.rotate(angle, image.Resampling.BICUBIC, expand=angle % 90 == 0, fillcolor=(250, 250, 250)) if angle else made


def saved(picture: Any, kind: str = "PDF", **more: Any) -> bytes:
    data = io.BytesIO()
    picture.save(data, kind, **({"resolution": 150} if kind == "PDF" else {"dpi": (150, 150)}), **more)
    return data.getvalue()


def solid(text: Text) -> str:
    return "".join(text.text.split())


WANTED = "".join("".join(LINES).split())


def test_without_the_extra_a_scan_says_what_to_do_and_is_never_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "available", lambda: False)
    for data, name in ((pdf(PICTURE), "a.pdf"), (pdf(Leaf(paragraph(A, 100)), PICTURE), "b.pdf"), (b"\x89PNG\r\n\x1a\n....", "c.png")):
        with pytest.raises(TextError, match="only drawn") as caught:
            load(data, name)
        assert "taizhang[ocr]" in caught.value.hint and caught.value.where == name
    assert "page 2" in str(pytest.raises(TextError, load, pdf(Leaf(paragraph(A, 100)), PICTURE), "b.pdf").value)


def test_a_page_with_text_and_a_small_picture_is_no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "available", lambda: False)
    small = Leaf(paragraph(A, 100), "q 100 0 0 100 90 90 cm /P Do Q ", pictures=PICTURE.pictures)
    assert load(pdf(small), "a.pdf").text == A
    assert load(pdf(Leaf(paragraph(A, 100)), Leaf()), "a.pdf").text == A  # an empty page is no scan either


def test_a_scan_is_read_with_confidence_and_boxes(image: Any) -> None:
    text = load(saved(drawn(image)), "a.pdf")
    assert solid(text) == WANTED
    assert text.text.split("\n")[0] == LINES[0]
    assert text.layout is not None and text.layout.recognised
    assert all(box.confidence is not None and 0.5 <= box.confidence <= 1 for box in text.layout.boxes)
    found = text.text.index("315")
    box = next(text.layout.of(found, found + 3))
    assert 150 < box.top < 230 and 100 < box.left < 260  # points: the third line, 74 pixels of 150 dpi apart
    assert (round(text.layout.pages[0].width), round(text.layout.pages[0].height)) == (420, 595)


@pytest.mark.parametrize("angle", [-1.0, 0.8, 90, 180, 270])
def test_a_page_that_lies_askew_or_turned_is_read(image: Any, angle: float) -> None:
    text = load(saved(drawn(image, angle=angle)), "a.pdf")
    assert solid(text) == WANTED
    page = text.layout.pages[0]
    assert (page.width > page.height) == (angle in (90, 270))
    assert all(-1 <= box.left < box.right <= page.width + 1 and -1 <= box.top < box.bottom <= page.height + 1 for box in text.layout.boxes)


def test_what_lies_under_a_red_seal_is_read_and_a_red_head_stays(image: Any) -> None:
    lines = (*LINES, "", "　　　　　2030年8月27日")
    text = load(saved(drawn(image, lines, (380, 470), head="砚州市文件")), "a.pdf")
    assert "2030年8月27日" in solid(text) and "砚州市文件" in solid(text) and "印" not in text.text


def test_a_file_of_text_and_scans_is_read_as_a_whole(image: Any) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    made = pypdfium2.PdfDocument.new()
    for data in (pdf(Leaf(paragraph(A, 100))), saved(drawn(image))):
        made.import_pages(pypdfium2.PdfDocument(data))
    data = io.BytesIO()
    made.save(data)
    text = load(data.getvalue(), "a.pdf")
    assert text.text.startswith(A + "\n") and solid(text).endswith(WANTED)
    assert text.layout.confidence(0, len(A)) is None and text.layout.confidence(len(A) + 1, len(text.text)) is not None


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("TIFF", "a.tif")])
def test_pictures_as_files(image: Any, kind: str, name: str) -> None:
    more = {"save_all": True, "append_images": [drawn(image, ("附件说明",))]} if kind == "TIFF" else {}
    text = load(saved(drawn(image), kind, **more), name)
    assert text.format == "image" and solid(text).startswith(WANTED)
    assert len(text.layout.pages) == (2 if kind == "TIFF" else 1) and text.address(0) == "p1"
    assert kind != "TIFF" or text.address(len(text.text) - 1) == "p2"


def test_damaged_and_huge_pictures_are_refused(image: Any) -> None:
    data = saved(drawn(image), "PNG")
    with pytest.raises(Damaged):
        load(data[:2000], "a.png")
    with pytest.raises(TooLarge, match="picture_pixels"):
        load(data, "a.png", Limits(picture_pixels=1000))
    with pytest.raises(TooLarge, match="picture_pixels"):
        load(saved(drawn(image)), "a.pdf", Limits(picture_pixels=1000))


def test_a_picture_without_signs_is_no_document(image: Any) -> None:
    with pytest.raises(TextError, match="no text"):
        load(saved(image.new("RGB", (600, 800), (240, 240, 240)), "PNG"), "a.png")


def test_what_fails_in_the_recogniser_is_said(image: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Any:
        raise RuntimeError("std::bad_alloc")

    monkeypatch.setattr(scans, "_engine", fail)
    with pytest.raises(TextError, match="could not be recognised") as caught:
        load(saved(drawn(image), "PNG"), "a.png")
    assert "memory" in caught.value.hint


def test_whoever_bounds_the_time_is_told(image: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr(scans, "before", [lambda: told.append(1)])
    load(saved(drawn(image), "PNG"), "a.png")
    load("增长".encode(), "a.txt")
    assert told == [1]

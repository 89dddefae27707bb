"""The original beside the text: pages with frames, places for files without pages, and that what was recognised is accepted one by one."""
import json
import struct
import uuid
import zlib
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation

from taizhang.server.documents import layouts
from taizhang.server.documents.beside import place_words, places
from taizhang.server.documents.layouts import layout_of
from taizhang.server.documents.models import Document, Text, TextLayout
from taizhang.server.documents.storage import put, row_of
from taizhang.server.facts import bulk
from taizhang.server.facts.errors import Incomplete
from taizhang.server.facts.making import make, store
from taizhang.server.facts.models import Fact
from taizhang.server.imports.child import read_text
from taizhang.text.layout import Box, Layout, Page
from taizhang.text.pictures import page_image, signatures
from taizhang.values.errors import TextError
from tests.server.documents.texts import SHORT, first, written

pytestmark = pytest.mark.django_db


def pdf(pages: int = 2, signed: bool = False) -> bytes:
    """A small pdf of our own, a black square on each page; ``signed``: with a signature field that says when and why."""
    objects = ["<< /Type /Catalog /Pages 2 0 R%s >>" % (" /AcroForm << /Fields [3 0 R] /SigFlags 3 >>" if signed else "")]
    first_page = 5
    kids = " ".join(f"{first_page + 2 * n} 0 R" for n in range(pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>")
    objects.append("<< /FT /Sig /T (s) /V 4 0 R >>")
    objects.append("<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /M (D:20300102030405Z) /Reason (approved) "
                   "/ByteRange [0 1 2 3] /Contents <00> >>")
    for n in range(pages):
        body = f"{100 + n} 100 200 200 re f"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first_page + 2 * n + 1} 0 R >>")
        objects.append(f"<< /Length {len(body)} >>\nstream\n{body}\nendstream")
    out, places_of = b"%PDF-1.7\n", []
    for n, one in enumerate(objects, 1):
        places_of.append(len(out))
        out += f"{n} 0 obj\n{one}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(b"%010d 00000 n \n" % at for at in places_of)
    return out + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def layout(text: str, sure: float | None = None) -> Layout:
    """A line a box, the first line on page 1, the others on page 2."""
    boxes, at = [], 0
    for nth, line in enumerate(text.splitlines(keepends=True)):
        if line.strip():
            boxes.append(Box(at, at + len(line.rstrip()), 1 if not nth else 2, 72, 72 + 20 * nth, 500, 88 + 20 * nth, sure))
        at += len(line)
    return Layout((Page(595, 842), Page(595, 842)), tuple(boxes))


def imported(folder: Path, sure: float | None = None) -> Document:
    """A document whose original is a pdf of two pages, read as the import reads it."""
    (folder / "text").write_text(SHORT, "utf-8")
    made = read_text({"path": str(folder / "text"), "name": "a.pdf", "pack": "sample", "layout": layout(SHORT, sure).plain()})
    key, stored = uuid.uuid4(), row_of(put([pdf()]))
    text = Text.objects.create(document=key, stored=stored, name="a.pdf", text=SHORT, sha256=stored.sha256, text_sha256=made["text_sha256"], format="pdf",
                               extractor="t", release="t", outline=json.loads(made["lines"][0])["outline"])
    layouts.keep(text, made["layout"])
    document = Document(key=key, title="试验", text=text, region="990400", owner="990400.kjj")
    document.save()
    store(make(made["lines"], SHORT), document=key, text=text)
    return document


@pytest.fixture
def paper(settings, tmp_path):
    settings.FILES = tmp_path / "files"
    return imported(tmp_path)


def test_a_page_is_drawn_as_png():
    image = page_image(pdf(), 2, 300)
    assert image[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", image[16:24]) == (300, 425)
    at = image.index(b"IDAT")
    size = struct.unpack(">I", image[at - 4:at])[0]
    pixels = zlib.decompress(image[at + 4:at + 4 + size])
    assert b"\0\0\0" * 20 in pixels and b"\xff\xff\xff" * 20 in pixels
    for data, page in ((pdf(), 3), (pdf(), 0), (b"no pdf", 1), (b"%PDF-1.7 broken", 1)):
        with pytest.raises(TextError):
            page_image(data, page, 300)


def test_what_a_file_says_of_its_signatures():
    assert signatures(pdf()) == [] and signatures(b"no pdf") == [] and signatures(b"%PDF-1.7 broken") == []
    assert signatures(pdf(signed=True)) == [{"time": "D:20300102030405Z", "reason": "approved", "kind": "adbe.pkcs7.detached"}]


def test_the_page_of_a_fact_with_its_frame(paper, person, client):
    client.force_login(person("planning"))
    fact = first(paper, start__gte=7)
    page = client.get(reverse("documents:beside", args=[paper.key]), {"fact": str(fact.key)}).content.decode()
    assert "style=" not in page.split("<main")[1] and 'viewBox="0 0 595.0 842.0"' in page
    assert page.count('class="frame is-on"') == 1 and f'data-k="{fact.kind}"' in page
    address = reverse("documents:picture", args=[paper.key, paper.text.key, 2])
    assert address in page, "the second line stands on the second page"
    answer = client.get(address)
    assert answer["Content-Type"] == "image/png" and answer["X-Content-Type-Options"] == "nosniff" and answer.content[:4] == b"\x89PNG"
    assert client.get(reverse("documents:picture", args=[paper.key, paper.text.key, 3])).status_code == 404
    first_page = client.get(reverse("documents:beside", args=[paper.key]), {"page": "1"}).content.decode()
    assert 'class="frame is-on"' not in first_page and 'rel="next"' in first_page
    for odd in ({"page": "99"}, {"page": "x"}, {"page": "-1"}, {"span": "5-9"}, {"span": "9-5"}, {"fact": "x"}, {"fact": str(paper.key)}):
        assert client.get(reverse("documents:beside", args=[paper.key]), odd).status_code == 200, odd


def test_without_a_picture_the_words_stand_where_they_stand(paper, person, client, monkeypatch):
    monkeypatch.setattr("taizhang.server.documents.views.beside.drawable", lambda text: False)
    client.force_login(person("planning"))
    page = client.get(reverse("documents:beside", args=[paper.key]), {"page": "1"}).content.decode()
    layout = layout_of(paper.text.key)
    first = next(box for box in layout.boxes if box.page == 1)
    assert "<image" not in page and page.count("<text ") == sum(box.page == 1 for box in layout.boxes)
    assert f'textLength="{first.right - first.left:.1f}"' in page and paper.text.text[first.start:first.end] in page


def test_who_may_not_read_it_sees_no_picture(paper, person, client):
    client.force_login(person())
    for address in (reverse("documents:beside", args=[paper.key]), reverse("documents:picture", args=[paper.key, paper.text.key, 1])):
        assert client.get(address).status_code in (403, 404)


def test_a_file_without_pages_shows_places(person, client):
    made = written(SHORT, region="990400", owner="990400.kjj")
    client.force_login(person("planning"))
    page = client.get(reverse("documents:beside", args=[made.key]), {"span": "9-14"}).content.decode()
    assert "<mark class=" in page and "<svg class=\"paper\"" not in page
    with translation.override("en"):
        lines = places(SHORT, [[0, "p1"], [7, "t2.r1.c3"]], (9, 14))
        assert [one.words for one in lines] == ["paragraph 1", "table 2, row 1, column 3"] and lines[1].inside == SHORT[9:14]
        assert [one.words for one in places("a\n\nb\n", [], None)] == ["line 1", "line 3"]
        assert place_words("en2") == "endnote 2" and place_words("sheet1!A1") == "sheet1!A1"


def test_what_was_recognised_says_so_and_is_not_accepted_in_bulk(person, client, tmp_path, settings):
    settings.FILES = tmp_path / "files"
    planner = person("planning", "reviewer")
    plain, scan = imported(tmp_path), imported(tmp_path, 0.91)
    assert not any("recognised" in one.fields for one in Fact.objects.filter(document=plain.key))
    found = list(Fact.objects.filter(document=scan.key))
    assert found and {one.fields.get("recognised") for one in found} == {0.91}
    rows = Fact.objects.current().filter(state="suggested")
    with pytest.raises(Incomplete):
        bulk.accept(planner, rows, "all", "x=1", "seed", rows.count())
    assert not Fact.objects.filter(state="accepted").exists()
    left = bulk.without_one_by_one(rows)
    assert set(left.values_list("document", flat=True)) == {plain.key}
    client.force_login(planner)
    page = client.get(reverse("documents:page", args=[scan.key]), {"fact": str(found[0].key)}).content.decode()
    beside = client.get(reverse("documents:beside", args=[scan.key]), {"fact": str(found[0].key)}).content.decode()
    assert "0.91" in page and "0.91" in beside
    accepting = client.get(reverse("review:bulk")).content.decode()
    assert str(layouts.ONE_BY_ONE[-1].says) in accepting and f'name="expected" value="{left.count()}"' in accepting


def test_a_layout_is_kept_once_with_its_text(paper):
    row = TextLayout.objects.get()
    assert (row.pages, row.recognised) == (2, False) and layouts.layout_of(paper.text.key).plain() == layout(SHORT).plain()
    assert layouts.keep(paper.text, None) is None

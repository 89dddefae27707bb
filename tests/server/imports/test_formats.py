"""Papers of all formats come in by the page of imports; one that cannot be read says why, in the language of the page."""
import io

import docx
import openpyxl
import pytest
from django.urls import reverse
from django.utils import translation

from benchmarks.papers.ofd import Page, Setter, package
from taizhang.server.imports import reasons
from taizhang.text import convert
from tests.server.imports.conftest import do_jobs, hand_in
from tests.server.imports.papers import paper
from tests.text.soffice import saved_as
from tests.text.test_formats_sheets import letter

LINES = paper(7)[1].decode().splitlines()


def word() -> bytes:
    made, data = docx.Document(), io.BytesIO()
    for line in LINES:
        made.add_paragraph(line)
    made.save(data)
    return data.getvalue()


def ofd() -> bytes:
    setter = Setter()
    for line in LINES:
        if line.strip():
            setter.paragraph(line.strip(), "paragraph")
    return package(setter.pages)


def book() -> bytes:
    made, data = openpyxl.Workbook(), io.BytesIO()
    made.active.append(["到2027年，砚州市建成桥梁9座。"])
    made.save(data)
    return data.getvalue()


def mail() -> bytes:
    made = letter()
    made.add_attachment(word(), maintype="application", subtype="octet-stream", filename="附件.docx")
    return bytes(made)


def planned(person, *files):
    return do_jobs(hand_in(person, *files))


@pytest.mark.django_db
def test_ofd_workbooks_and_letters_are_planned(importer) -> None:
    batch = planned(importer, ("a.ofd", ofd()), ("b.xlsx", book()), ("c.eml", mail()))
    assert [(item.name, bool(item.reading)) for item in batch.items.order_by("position")] == [
        ("a.ofd", True), ("b.xlsx", True), ("c.eml", True), ("c.eml/附件.docx", True)]


@pytest.mark.django_db
@pytest.mark.skipif(convert.program() is None, reason="LibreOffice is not installed (tools/debian.sh)")
def test_an_old_word_file_is_converted_before_it_comes_into_the_cage(importer, tmp_path) -> None:
    batch = planned(importer, ("a.wps", saved_as(word(), ".docx", ".doc", tmp_path)), paper(7))
    first, second = batch.items.order_by("position")
    assert first.reading and sum(first.counts.values()) == sum(second.counts.values()) > 0


@pytest.mark.django_db
def test_what_cannot_be_read_says_why_in_the_language_of_the_page(importer, monkeypatch) -> None:
    monkeypatch.setattr(convert, "program", lambda: None)
    scan = Page()
    scan.picture(0, 0, 210, 297)
    batch = planned(importer, ("a.rtf", b"{\\rtf1 x}"), ("b.ofd", package([scan])), ("c.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99))
    with translation.override("zh-hans"):
        said = [" ".join(reasons.say(one) for one in item.reasons) for item in batch.items.order_by("position")]
    assert "没有安装" in said[0] and "libreoffice-writer-nogui" in said[0]
    assert "第 1 页是扫描件" in said[1] and "旧版办公文件" in said[2]


@pytest.mark.django_db
def test_the_form_names_what_it_takes(as_person, importer) -> None:
    page = as_person(importer).get(reverse("imports:new")).content.decode()
    accept = page.split('accept="')[1].split('"')[0].split(",")
    assert {".ofd", ".doc", ".wps", ".et", ".xlsx", ".eml", ".zip", ".md", ".docx"} <= set(accept)

"""OFD: paragraphs, boxes, tables, templates, turned text, signatures; damaged and absurd ones."""
import zipfile
from io import BytesIO

import pytest

from benchmarks.papers.ofd import HEAD, NS, SIZE, Page, Setter, package
from taizhang.text import Limits, load
from taizhang.text.formats.ofd_signatures import signatures
from taizhang.values.errors import Damaged, TextError, TooLarge

LONG = "砚州市人民政府决定到2030年全市建成桥梁9座，拥有专利1200件，研发投入年均增长8.5%左右，各县区和各部门应当按照职责分工抓好落实并及时报告。"


def text_of(*pages: Page, **more) -> str:
    return load(package(pages, **more), "a.ofd").text


def one_line(said: str, x: float = 30, y: float = 60, **more) -> Page:
    page = Page()
    page.text(said, x, y, **more)
    return page


def test_visual_lines_become_paragraphs_and_page_numbers_go() -> None:
    setter = Setter()
    setter.paragraph("关于创新的意见", "title")
    for _ in range(30):
        setter.paragraph(LONG, "paragraph")
    setter.paragraph("2030年1月2日", "date")
    assert len(setter.pages) > 2
    made = load(package(setter.pages), "a.ofd")
    assert made.text.split("\n") == ["关于创新的意见", *[LONG] * 30, "2030年1月2日"]
    assert made.layout is not None and len(made.layout.pages) == len(setter.pages)
    assert (made.format, made.address(0), made.address(len(made.text) - 1)) == ("ofd", "p1", f"p{len(setter.pages)}")


def test_boxes_stand_where_the_signs_do_in_points() -> None:
    made = load(package([one_line("桥梁9座", 30, 60)]), "a.ofd")
    assert made.layout is not None
    page, (box,) = made.layout.pages[0], made.layout.boxes
    assert (round(page.width), round(page.height)) == (595, 842)
    assert (box.start, box.end, box.page) == (0, 4, 1)
    assert abs(box.left - 30 / 25.4 * 72) < 0.1 and abs(box.right - (30 + 3.5 * SIZE) / 25.4 * 72) < 0.2
    assert box.top < 60 / 25.4 * 72 < box.bottom


def test_tables_with_rules_are_rows() -> None:
    setter = Setter()
    setter.rows([["指标", "2025年", "2030年"], ["专利（件）", "1000", "1200"], ["桥梁（座）", "", "9"]])
    made = load(package(setter.pages), "a.ofd")
    assert made.text == "指标\t2025年\t2030年\n专利（件）\t1000\t1200\n桥梁（座）\t\t9"
    assert made.address(made.text.index("1200")) == "p1.t1.r2.c3"


def test_text_of_a_template_is_shown_and_a_running_head_goes() -> None:
    def pages(count: int) -> list[Page]:
        made = []
        for number in range(count):
            page = one_line(f"第{'一二三四五六'[number]}页的正文到此为止。", 30, 120)
            page.text("另起一行。", 30, 140)
            made.append(page)
        return made

    head = one_line("砚州市创新公报", 80, 20)
    assert "砚州市创新公报" in text_of(*pages(1), template=head)
    assert "砚州市创新公报" not in text_of(*pages(6), template=head)


def test_matrices_turn_and_scale() -> None:
    assert text_of(one_line("桥梁9座", more=' CTM="2 0 0 2 0 0"')) == "桥梁9座"
    page = one_line("正文在这里。")
    page.text("侧边的字", 190, 60, more=' CTM="0 1 -1 0 0 0"')
    page.text("水印", 100, 150, more=' CTM="0.7 0.7 -0.7 0.7 0 0"')
    assert text_of(page) == "正文在这里。\n侧边的字"


def test_invisible_signs_are_not_read() -> None:
    page = one_line("看得见。")
    page.text("看不见", 30, 80, more=' Visible="false"')
    page.text("透明的", 30, 90, more=' Alpha="0"')
    assert text_of(page) == "看得见。"


def test_other_namespaces_and_places_of_parts() -> None:
    with zipfile.ZipFile(BytesIO(package([one_line("桥梁9座")]))) as archive:
        parts = {name: archive.read(name).replace(b"www.ofdspec.org/2016", b"www.ofdspec.org") for name in archive.namelist()}
    parts["OFD.xml"] = parts["OFD.xml"].replace(b">Doc_0/Document.xml", b">/Doc_0/Document.xml")
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert load(data.getvalue(), "a.ofd").text == "桥梁9座"


def test_a_page_that_is_a_picture_is_told_as_a_scan() -> None:
    scan = Page()
    scan.picture(0, 0, 210, 297)
    with pytest.raises(TextError, match="page 2 is a scan"):
        text_of(one_line("第一页"), scan)
    logo = one_line("桥梁9座")
    logo.picture(10, 10, 20, 20)
    assert text_of(logo) == "桥梁9座"


@pytest.mark.parametrize("change", [
    (b'Size="5.644"', b'Size="1e308"'), (b'Size="5.644"', b'Size="nan"'), (b'X="0"', b'X="1e99"'), (b'DeltaX="', b'DeltaX="g 999999999 9 '),
    (b'DeltaX="', b'DeltaX="g g g -5 '), (b'Boundary="', b'Boundary="-1e4 1e5 x '), (b"<ofd:TextCode", b'<ofd:TextCode DeltaY="1 2 3"'),
])
def test_absurd_numbers_do_no_harm(change: tuple[bytes, bytes]) -> None:
    page = one_line("到2030年建成桥梁9座")
    data = BytesIO()
    with zipfile.ZipFile(BytesIO(package([page, one_line("完")]))) as given, zipfile.ZipFile(data, "w") as archive:
        for name in given.namelist():
            archive.writestr(name, given.read(name).replace(*change) if name.endswith("Page_0/Content.xml") else given.read(name))
    try:
        assert len(load(data.getvalue(), "a.ofd").text) < 60
    except TextError as error:
        assert error.hint


def test_limits_and_missing_parts_are_told() -> None:
    data = package([one_line("一二"), one_line("二")])
    for limit, most in (("pages", 1), ("page_objects", 0), ("page_signs", 1)):
        with pytest.raises(TooLarge, match=limit):
            load(data, "a.ofd", Limits(**{limit: most}))
    with pytest.raises(Damaged, match="no document"):
        load(_without_root(), "a.ofd")
    with pytest.raises(Damaged, match="no page"):
        load(package([]), "a.ofd")


def _without_root() -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("OFD.xml", f"{HEAD}<ofd:OFD {NS}/>")
    return data.getvalue()


def test_signatures_are_told_as_they_stand() -> None:
    name = "砚州市科学技术局".encode()
    value = b"\x30\x20\x06\x03\x55\x04\x03\x0c" + bytes([len(name)]) + name + b"\x06\x03\x55\x04\x0a\x0c\x05\xff\xff\xff\xff\xff"
    signature = (f"{HEAD}<ofd:Signature {NS}><ofd:SignedInfo><ofd:Provider ProviderName='印章' Version='1' Company='某厂'/><ofd:SignatureMethod>1.2.156.10197"
                 f"</ofd:SignatureMethod><ofd:SignatureDateTime>20300102030405Z</ofd:SignatureDateTime><ofd:References><ofd:Reference/><ofd:Reference/>"
                 f"</ofd:References></ofd:SignedInfo><ofd:SignedValue>/Doc_0/Signs/Sign_0/SignedValue.dat</ofd:SignedValue></ofd:Signature>")
    entries = '<ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/><ofd:Signature ID="2" BaseLoc="gone.xml"/>'
    listed = f"{HEAD}<ofd:Signatures {NS}>{entries}</ofd:Signatures>"
    data = package([one_line("桥梁9座")], signed=True, parts={
        "Doc_0/Signs/Signatures.xml": listed, "Doc_0/Signs/Sign_0/Signature.xml": signature, "Doc_0/Signs/Sign_0/SignedValue.dat": value})
    first, second = signatures(data)
    assert (first.kind, first.provider, first.signed, first.names) == ("seal", "某厂 印章 1", "2030-01-02T03:04:05", ("砚州市科学技术局",))
    assert (first.complete, first.covers, second.complete) == (True, 2, False)
    assert load(data, "a.ofd").text == "桥梁9座" and signatures(package([one_line("一")])) == ()

"""PDF files with text: paragraphs, pages, tables, columns, furniture, and where everything stands."""
import pytest

from taizhang.text import Limits, Text, load
from taizhang.values.errors import Damaged, TextError, TooLarge
from tests.text.pdfs import HEIGHT, Leaf, assembled, line, paragraph, pdf, placed, stream

A = "全市修建桥梁九座道路三十公里水渠五十里并且完成旧城改造和新区建设工作。"
B = "到二〇三〇年建成书院十二所，藏书达到三万册以上，读者每年增长百分之八左右。"


def read(*leaves: Leaf, **more: str) -> Text:
    return load(pdf(*leaves, **more), "a.pdf")


def held(text: Text) -> None:
    """Boxes are in order, within their pages, and hold what they say."""
    assert text.layout is not None
    before = 0
    for box in text.layout.boxes:
        page = text.layout.pages[box.page - 1]
        assert before <= box.start < box.end <= len(text.text)
        assert -1 <= box.left < box.right <= page.width + 1 and -1 <= box.top < box.bottom <= page.height + 1
        before = box.end
    covered = {i for box in text.layout.boxes for i in range(box.start, box.end)}
    assert all(sign in " \t\n" for i, sign in enumerate(text.text) if i not in covered)


def test_visual_lines_become_paragraphs_again() -> None:
    text = read(Leaf([*paragraph(A, 100), *paragraph(B, 100 + 28 * 2)]))
    assert text.text == f"{A}\n{B}"
    assert (text.format, text.address(0), text.extractor) == ("pdf", "p1", "pdf/1")
    held(text)
    first = text.layout.boxes[0]
    assert (first.page, round(first.left), round(first.top), round(first.bottom)) == (1, 122, 100, 116)


def test_a_paragraph_goes_on_over_a_page_and_is_on_both() -> None:
    lines = paragraph(A + B, 100)
    text = read(Leaf(lines[:2]), Leaf([(x, y - 56, size, said) for x, y, size, said in lines[2:]]))
    assert text.text == A + B
    assert {text.address(0), text.address(len(text.text) - 1)} == {"p1", "p2"}
    assert {box.page for box in text.layout.boxes} == {1, 2}
    held(text)


def test_headings_stand_apart_and_a_title_of_two_lines_is_one() -> None:
    title = [(WIDTH_MIDDLE - 11 * 9, 100, 22, "砚州市人民政府关于"), (WIDTH_MIDDLE - 11 * 7, 136, 22, "修建桥梁的意见")]
    text = read(Leaf([*title, *paragraph("一、总体要求", 200), *paragraph(A, 228), *paragraph("（一）修桥", 284), *paragraph(B, 312)]))
    assert text.text.split("\n") == ["砚州市人民政府关于修建桥梁的意见", "一、总体要求", A, "（一）修桥", B]


WIDTH_MIDDLE = 90 + 16 * 10


def furnished(number: int, foot: str, head: str = "砚州市人民政府公报") -> Leaf:
    body = [one for i in range(8) for one in paragraph(f"第{number}页第{i}段：" + A, 120 + 56 * i + 30, columns=23)]
    return Leaf([(90, 50, 10, head), *body, (270, 770, 14, foot)])


@pytest.mark.parametrize("foot", ["— {} —", "{}", "- {} -", "第{}页 共5页", "{}/5", "·{}·"])
def test_running_heads_and_page_numbers_are_no_text(foot: str) -> None:
    text = read(*(furnished(n, foot.format(n)) for n in range(1, 6)))
    assert "公报" not in text.text
    assert len(text.text.split("\n")) == 40 and all(one.endswith("。") for one in text.text.split("\n"))


def test_a_number_within_the_text_is_no_page_number() -> None:
    text = read(Leaf([*paragraph(A, 100), (90, 400, 16, "2030"), *paragraph(B, 700)]))
    assert "2030" in text.text


RULED = "".join([*(line(90, y, 490, y) for y in (300, 330, 360, 390)), *(line(x, 300, x, 390) for x in (90, 290, 390, 490))])


def test_a_ruled_table_is_rows_with_tabs_and_its_cells_have_addresses() -> None:
    cells = [(100, 307, 12, "指标"), (300, 307, 12, "2030年"), (400, 307, 12, "2035年"), (100, 337, 12, "桥梁"), (300, 337, 12, "9座"),
             (400, 337, 12, "12座"), (100, 367, 12, "书院"), (400, 367, 12, "3所")]
    text = read(Leaf([*paragraph(A, 100), *cells, *paragraph(B, 420)], RULED))
    assert text.text.split("\n") == [A, "指标\t2030年\t2035年", "桥梁\t9座\t12座", "书院\t\t3所", B]
    assert text.address(text.text.index("9座")) == "p1.t1.r2.c2" and text.address(len(text.text) - 1) == "p1"
    held(text)


def test_cells_that_span_stand_once_and_lines_within_a_cell_are_joined() -> None:
    drawn = "".join([line(90, 300, 490, 300), line(290, 330, 490, 330), line(90, 360, 490, 360), line(90, 420, 490, 420),
                     line(90, 300, 90, 420), line(290, 300, 290, 420), line(390, 330, 390, 420), line(490, 300, 490, 420)])
    cells = [(100, 320, 12, "指标"), (350, 307, 12, "目标值"), (300, 337, 12, "2030年"), (400, 337, 12, "2035年"),
             (95, 367, 12, "全市修建的桥梁道路水渠书院合计数"), (95, 385, 12, "（含旧城改造）"), (300, 367, 12, "9"), (400, 367, 12, "12")]
    text = read(Leaf(cells, drawn))
    assert text.text.split("\n") == ["指标\t目标值\t", "\t2030年\t2035年", "全市修建的桥梁道路水渠书院合计数（含旧城改造）\t9\t12"]


def test_a_table_without_standing_rules_is_known_by_its_alignment() -> None:
    rows = [("指标", "2030年", "2035年"), ("桥梁", "9座", "12座"), ("书院藏书", "3万册", "5万册"), ("水渠", "50里", "80里")]
    cells = [(x, 300 + 22 * i, 12, said) for i, row in enumerate(rows) for x, said in zip((100, 300, 400), row, strict=True)]
    text = read(Leaf([*paragraph(A, 100), *cells, *paragraph(B, 420)]))
    assert text.text.split("\n") == [A, *("\t".join(row) for row in rows), B]


def test_two_columns_are_read_one_after_the_other() -> None:
    sides = [[one for i in range(5) for one in paragraph(f"{side}{i}：" + A + B, 100 + 130 * i, left, 15, 14, 24)] for side, left in (("甲", 60), ("乙", 310))]
    mixed = sorted(sides[0] + sides[1], key=lambda one: one[1])  # as many programs write them
    text = read(Leaf([(200, 50, 20, "两栏的通报"), *mixed]))
    assert text.text.split("\n") == ["两栏的通报", *(f"{side}{i}：{A}{B}" for side in "甲乙" for i in range(5))]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_turned_pages_are_read_as_they_are_shown(rotate: int) -> None:
    lines = paragraph(A + B, 100)
    upright = read(Leaf(lines))
    turned = {90: "0.001 1 -1 0.001", 180: "-1 0 0 -1", 270: "0.001 -1 1 0.001"}[rotate]

    def place(x: float, y: float) -> tuple[float, float]:
        """Where a point of the page as it is shown lies in the page's own space."""
        return {90: (y, x), 180: (595 - x, y), 270: (842 - y, 595 - x)}[rotate]

    drawn = ""
    for x, y, size, said in lines:
        a, b = place(x, y + 0.86 * size)
        drawn += placed(a, -b - 0.86 * size, size, said, 0, turned)
    box = (0, 0, 595, 842) if rotate == 180 else (0, 0, 842, 595)
    text = read(Leaf((), drawn, rotate, box))
    assert text.text == upright.text
    assert [(p.width, p.height) for p in text.layout.pages] == [(595, 842)]
    for one, other in zip(text.layout.boxes, upright.layout.boxes, strict=True):
        assert [one.left, one.top, one.right, one.bottom] == pytest.approx([other.left, other.top, other.right, other.bottom], abs=0.5)


def test_text_set_sideways_on_an_upright_page_is_read_and_its_boxes_are_where_it_is_seen() -> None:
    drawn = "".join(placed(100 + 28 * i, 700 - 842, 16, said, 0, "0.001 1 -1 0.001") for i, said in enumerate((A[:20], A[20:])))
    text = read(Leaf((), drawn))
    assert text.text == A
    box = text.layout.boxes[0]
    assert box.bottom - box.top > 10 * (box.right - box.left)  # it stands upright on the page
    held(text)


def test_a_watermark_set_aslant_is_no_text() -> None:
    text = read(Leaf(paragraph(A, 100), placed(100, 500, 60, "内部资料", HEIGHT, "0.7 0.7 -0.7 0.7")))
    assert text.text == A


def test_radicals_surrogates_and_signs_that_are_none() -> None:
    text = read(Leaf([(90, 100, 16, "\u2f00\u5e74\u2ed3\uf90a"), (90, 128, 16, "𠮷田"), (90, 156, 16, "甲\ud842乙")]))
    assert "一年长金" in text.text and "𠮷田" in text.text
    assert not any("\ud800" <= sign <= "\udfff" or sign == "\0" for sign in text.text)


def test_blanks_between_names_stay_and_none_comes_between_spread_signs() -> None:
    spread = placed(90, 100, 16, "砚州市桥梁局").replace("BT", "BT 4 Tc").replace("ET", "0 Tc ET")
    text = read(Leaf([(90, 128, 16, "砚州市委"), (90 + 16 * 4.5, 128, 16, "砚州市政府")], spread))
    assert text.text.split("\n") == ["砚州市桥梁局", "砚州市委 砚州市政府"]


def test_scripts_attachments_and_annotations_are_not_touched() -> None:
    more = [b"<< /S /JavaScript /JS (app.launchURL\\('x'\\); this.exportDataObject\\({cName: 'a'}\\);) >>",
            stream(b"secret", "/Type /EmbeddedFile"), b"<< /Type /Filespec /F (a.exe) /EF << /F 8 0 R >> >>"]
    text = load(pdf(Leaf(paragraph(A, 100)), root="/OpenAction 7 0 R /Names << /EmbeddedFiles << /Names [(a.exe) 9 0 R] >> >>", more=more), "a.pdf")
    assert text.text == A


def test_an_encrypted_file_says_what_to_do() -> None:
    lock = f"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{'11' * 32}> /U <{'22' * 32}> >> /ID [<00> <00>]"
    data = pdf(Leaf(paragraph(A, 100)), trailer=lock)
    with pytest.raises(TextError, match="encrypted with a password") as caught:
        load(data, "a.pdf")
    assert caught.value.hint and caught.value.where == "a.pdf"


def test_pages_beyond_the_limit_are_refused() -> None:
    data = pdf(*(Leaf(paragraph(A, 100)) for _ in range(4)))
    with pytest.raises(TooLarge, match="pages = 3"):
        load(data, "a.pdf", Limits(pages=3))
    with pytest.raises(TooLarge, match="page_signs = 10"):
        load(data, "a.pdf", Limits(page_signs=10))


def test_a_file_without_pages_is_damaged() -> None:
    with pytest.raises(Damaged):
        load(assembled([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]), "a.pdf")

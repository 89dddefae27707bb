"""Word documents: order, numbers, tables, boxes, notes, changes."""
import io
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.text import Text, load
from taizhang.values.errors import Damaged, TextError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:wps="urn:wps" xmlns:v="urn:v"'
)


def p(inner: str, properties: str = "") -> str:
    """A paragraph; plain text becomes a run."""
    inner = inner if inner.startswith("<") else run(inner)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def n(num: int, level: int = 0) -> str:
    """Properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def level(at: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def lists(*made: str, uses: str = "") -> str:
    """numbering.xml: list i is used as number i + 1."""
    abstract = "".join(f'<w:abstractNum w:abstractNumId="{i}">{one}</w:abstractNum>' for i, one in enumerate(made))
    nums = "".join(f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(len(made)))
    return abstract + nums + uses


def word(body: str, **parts: str) -> Text:
    """The text of a document with this body; other parts by their names."""
    made = io.BytesIO()
    roots = {"document": "document", "numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "endnotes": "endnotes"}
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in {"document": f"<w:body>{body}</w:body>", **parts}.items():
            archive.writestr(f"word/{name}.xml", f"<w:{roots[name]} {SPACES}>{content}</w:{roots[name]}>")
    text = load(made.getvalue(), "a.docx")
    starts = [one.start for one in text.addresses]
    assert starts == sorted(starts) and all(text.text[start] not in "\n\t" for start in starts)
    return text


def lines(body: str, **parts: str) -> list[str]:
    return word(body, **parts).text.split("\n")


CHINESE = lists(level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3."))


def test_numbers_of_lists_are_kept_and_order_survives_text_between() -> None:
    body = (
        p("总体要求", n(1)) + p("坚持创新。") + p("目标", n(1)) + p("近期", n(1, 1)) + p("正文一") + p("远期", n(1, 1)) + p("甲", n(1, 2))
        + p("保障", n(1)) + p("资金", n(1, 1)) + p("乙", n(1, 2))
    )  # fmt: skip
    assert lines(body, numbering=CHINESE) == [
        "一、总体要求", "坚持创新。", "二、目标", "（一）近期", "正文一", "（二）远期", "1. 甲", "三、保障", "（一）资金", "1. 乙",
    ]  # fmt: skip


def test_levels_above_are_shown_and_legal_levels_in_figures() -> None:
    made = lists(
        level(0, "chineseCounting", "第%1章", '<w:suff w:val="space"/>')
        + level(1, "decimal", "%1.%2", '<w:isLgl/><w:suff w:val="nothing"/>')
        + level(2, "decimalEnclosedCircle", "%3", '<w:suff w:val="nothing"/>')
    )
    body = p("总则", n(1)) + p("目的", n(1, 1)) + p("甲", n(1, 2)) + p("范围", n(1, 1)) + p("罚则", n(1)) + p("情形", n(1, 1))
    assert lines(body, numbering=made) == ["第一章 总则", "1.1目的", "①甲", "1.2范围", "第二章 罚则", "2.1情形"]


def test_restart_rules() -> None:
    never = lists(level(0, "decimal", "%1、") + level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>'))
    body = p("甲", n(1)) + p("乙", n(1, 1)) + p("丙", n(1)) + p("丁", n(1, 1))
    assert lines(body, numbering=never) == ["1、甲", "(1)乙", "2、丙", "(2)丁"]
    after_first = lists(level(0, "decimal", "%1、") + level(1, "decimal", "(%2)") + level(2, "decimal", "%3)", '<w:lvlRestart w:val="1"/>'))
    body = p("甲", n(1)) + p("乙", n(1, 1)) + p("丙", n(1, 2)) + p("丁", n(1, 1)) + p("戊", n(1, 2)) + p("己", n(1)) + p("庚", n(1, 2))
    assert lines(body, numbering=after_first) == ["1、甲", "(1)乙", "1)丙", "(2)丁", "2)戊", "2、己", "1)庚"]


def test_two_uses_of_a_list_go_on_unless_one_starts_anew() -> None:
    uses = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        + level(0, "upperRoman", "%1、") + "</w:lvlOverride></w:num>"
    )  # fmt: skip
    made = lists(level(0, "decimal", "%1、"), uses=uses)
    body = p("甲", n(1)) + p("乙", n(2)) + p("丙", n(3)) + p("丁", n(3)) + p("戊", n(4))
    assert lines(body, numbering=made) == ["1、甲", "2、乙", "5、丙", "6、丁", "I、戊"]


def test_numbers_that_styles_hand_down() -> None:
    first = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="h1"/>')
    made = lists(first + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="h2"/>'))
    styles = (
        '<w:style w:type="paragraph" w:styleId="h1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        f'<w:style w:type="paragraph" w:styleId="h2"><w:basedOn w:val="h1"/><w:pPr>{n(1, 1)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:basedOn w:val="h2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="ring"><w:basedOn w:val="ring"/></w:style>'
    )

    def styled(text: str, name: str, more: str = "") -> str:
        return p(text, f'<w:pStyle w:val="{name}"/>{more}')

    body = styled("甲", "h1") + styled("乙", "h2") + styled("丙", "own") + styled("丁", "h1", n(0)) + styled("戊", "ring") + styled("己", "h1")
    assert lines(body, numbering=made, styles=styles) == ["一、甲", "（一）乙", "（二）丙", "丁", "戊", "二、己"]


def test_list_that_a_style_defines() -> None:
    made = lists(level(0, "decimal", "%1)"), '<w:numStyleLink w:val="ls"/>')
    styles = '<w:style w:type="numbering" w:styleId="ls"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert lines(p("甲", n(2)) + p("乙", n(2)), numbering=made, styles=styles) == ["1)甲", "2)乙"]


def test_bullets_and_unnumbered_levels() -> None:
    made = lists(
        level(0, "bullet", "l", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>') + level(1, "bullet", "——", '<w:suff w:val="nothing"/>')
        + level(2, "none", "") + level(3, "bullet", "\uf0b7")
    )  # fmt: skip
    assert lines(p("甲", n(1)) + p("乙", n(1, 1)) + p("丙", n(1, 2)) + p("丁", n(1, 3)) + p("戊", n(9)), numbering=made) == [
        "● 甲", "——乙", "丙", "• 丁", "戊",
    ]  # fmt: skip


def test_empty_numbered_paragraphs_count_but_are_no_line() -> None:
    assert lines(p("甲", n(1)) + p("<w:r/>", n(1)) + p("乙", n(1)), numbering=CHINESE) == ["一、甲", "三、乙"]


def test_runs_breaks_symbols_and_raised_figures() -> None:
    inner = (
        run("增长") + "<w:r><w:tab/></w:r>" + run("8.5%") + "<w:r><w:br/></w:r>" + run("左右")
        + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("10") + run("4", '<w:vertAlign w:val="superscript"/>') + run("亩")
        + "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>" + run("藏", "<w:vanish/>") + '<w:r><w:sym w:font="Wingdings" w:char="zz"/></w:r>'
    )  # fmt: skip
    assert lines(p(inner)) == ["增长\t8.5%", "左右≥10⁴亩-\ufffd"]


def test_unpreserved_blanks_are_layout() -> None:
    assert lines("<w:p><w:r><w:t>\n  增长 \n</w:t></w:r></w:p>") == ["增长"]


def test_fields_show_their_results() -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = "<w:r><w:instrText> HYPERLINK x </w:instrText></w:r>"
    inner = char("begin") + instruction + char("separate") + run("内") + char("end")
    nested = char("begin") + instruction + inner + char("separate") + run("果") + char("end")
    circled = char("begin") + r"<w:r><w:instrText>eq \o\ac(○,</w:instrText></w:r><w:r><w:instrText>3)</w:instrText></w:r>" + char("end")
    simple = f'<w:fldSimple w:instr="DATE">{run("2017年")}</w:fldSimple>'
    assert lines(p(run("前") + nested + circled + simple + char("end"))) == ["前内果③2017年"]


def test_links_controls_formulas_and_readings() -> None:
    inner = (
        f"<w:hyperlink>{run('链')}</w:hyperlink><w:smartTag>{run('签')}</w:smartTag>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控')}</w:sdtContent></w:sdt>"
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('请输入')}</w:sdtContent></w:sdt>"
        f"<w:r><w:ruby><w:rt>{run('pin')}</w:rt><w:rubyBase>{run('字')}</w:rubyBase></w:ruby></w:r>"
        "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
    )
    assert lines(p(inner) + f"<w:sdt><w:sdtContent>{p('块')}</w:sdtContent></w:sdt>") == ["链签控字a+b", "块"]


def test_insertions_stay_and_deletions_go() -> None:
    inner = run("增长") + f"<w:ins>{run('8')}</w:ins><w:del><w:r><w:delText>7</w:delText></w:r></w:del><w:moveFrom>{run('旧')}</w:moveFrom>"
    assert lines(p(inner + f"<w:moveTo>{run('%')}</w:moveTo>")) == ["增长8%"]


def test_deleted_end_of_a_paragraph_joins_it_with_the_next() -> None:
    made = word(p("前半", n(1) + "<w:rPr><w:del/></w:rPr>") + p("后半", n(1)) + p("下", n(1)), numbering=CHINESE)
    assert made.text == "一、前半后半\n二、下"
    assert [one.place for one in made.addresses] == ["p1", "p3"]


def test_deleted_rows_go() -> None:
    kept, gone = row(cell("甲"), cell("乙")), row(cell("丙"), properties="<w:del/>")
    assert lines(f"<w:tbl>{gone}{kept}</w:tbl>") == ["甲\t乙"]


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner if inner.startswith('<') else p(inner)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def test_tables_keep_rows_columns_and_places() -> None:
    first, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = (
        row(cell("指标", first), cell("目标", '<w:gridSpan w:val="2"/>')) + row(cell("", on), cell(p("2020") + p("年")), cell("<w:p/>"))
        + row(cell("丙"), properties='<w:gridBefore w:val="1"/>')
    )  # fmt: skip
    made = word(p("前") + f"<w:tbl>{table}</w:tbl>" + p("后"))
    assert made.text == "前\n指标\t目标\t\n\t2020 年\t\n\t丙\n后"
    assert [one.place for one in made.addresses] == ["p1", "t1.r1.c1", "t1.r1.c2", "t1.r2.c2", "t1.r3.c2", "p2"]


def test_column_of_automatic_numbers() -> None:
    table = "".join(row(cell(p("<w:r/>", n(1, 0))), cell(text)) for text in "甲乙")
    assert lines(f"<w:tbl>{table}</w:tbl>", numbering=lists(level(0, "decimal", "%1"))) == ["1\t甲", "2\t乙"]


def test_frames_are_read_as_blocks() -> None:
    inner = f"<w:tbl>{row(cell('甲'), cell('乙'))}</w:tbl>"
    made = word(f"<w:tbl>{row(cell(p('一') + inner + p('二')), cell('侧'))}</w:tbl><w:tbl>{row(cell(p('三') + p('四')))}</w:tbl>")
    assert made.text == "一\n甲\t乙\n二\n侧\n三\n四"
    assert [one.place for one in made.addresses] == [
        "t1.r1.c1", "t1.r1.c1.t1.r1.c1", "t1.r1.c1.t1.r1.c2", "t1.r1.c1", "t1.r1.c2", "t2.r1.c1", "t2.r1.c1",
    ]  # fmt: skip


def test_text_boxes_come_once_after_their_paragraph() -> None:
    def box(text: str) -> str:
        return f"<w:txbxContent>{p(text)}{p('二')}</w:txbxContent>"

    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box('框')}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box('框')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    only = f"<w:r><mc:AlternateContent><mc:Choice/><mc:Fallback><w:pict>{box('旧')}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    made = word(p(run("前") + both + run("后")) + p(only) + f"<w:tbl>{row(cell(p(run('格') + both)), cell('乙'))}</w:tbl>")
    assert made.text == "前后\n框\n二\n旧\n二\n格\t乙\n框\n二"
    assert [one.place for one in made.addresses] == [
        "p1", "tb1.p1", "tb1.p2", "tb2.p1", "tb2.p2", "t1.r1.c1", "t1.r1.c2", "tb3.p1", "tb3.p2",
    ]  # fmt: skip


def test_notes_stand_at_the_end_and_marks_in_their_place() -> None:
    def note(kind: str, name: str, text: str, more: str = "") -> str:
        return f'<w:{kind} w:id="{name}" {more}>{p("<w:r><w:footnoteRef/></w:r>" + run(" " + text))}{p("续")}</w:{kind}>'

    body = p(run("甲") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("乙") + '<w:r><w:endnoteReference w:id="2"/></w:r>')
    body += p(run("丙") + '<w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:footnoteReference w:id="-1"/></w:r>')
    made = word(
        body + p(run("丁") + '<w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/></w:r>' + run("*")),
        footnotes=note("footnote", "-1", "线", 'w:type="separator"') + note("footnote", "3", "三") + note("footnote", "2", "二"),
        endnotes=note("endnote", "2", "尾"),
    )
    assert made.text == "甲[1]乙[2]\n丙\n丁*\n[1] 二\n续\n[2] 尾\n续\n[3] 三\n续"
    assert [one.place for one in made.addresses] == ["p1", "p2", "p3", "fn1", "fn1", "en2", "en2", "fn3", "fn3"]


def test_strict_variant_and_main_part_elsewhere() -> None:
    made = io.BytesIO()
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    relations = f'<Relationships xmlns="x"><Relationship Type="{kind}" Target="/Word\\Main.xml"/></Relationships>'
    space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/main.xml", f'<w:document xmlns:w="{space}"><w:body>{p("甲")}</w:body></w:document>')
    assert load(made.getvalue()).text == "甲"


@pytest.fixture(scope="module")
def written() -> bytes:
    made = io.BytesIO()
    document = docx.Document()
    for i in range(40):
        document.add_paragraph(f"第{i}段，增长百分之{i}。")
    document.save(made)
    return made.getvalue()


def test_truncated_files_are_named_as_damaged(written: bytes) -> None:
    for size in (30, 100, len(written) // 2, len(written) - 25, len(written) - 1):
        with pytest.raises(Damaged, match=r"a\.docx: .*(cut off|damaged)"):
            load(written[:size], "a.docx")


def test_flipped_bytes_are_read_or_refused(written: bytes) -> None:
    whole = load(written, "a.docx").text
    for place in range(0, len(written), 397):
        data = bytearray(written)
        data[place] ^= 0x5A
        try:
            text = load(bytes(data), "a.docx").text
        except TextError:
            continue
        assert text == whole or len(text) >= len(whole) // 2


def test_package_without_its_text_is_damaged() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(Damaged, match="no text of Word"):
        load(made.getvalue(), "a.docx")


PARAGRAPHS = st.lists(st.text("一二三增长目标，。：0123456789%.①𠮷（）—— \t\n\u3000", max_size=30), max_size=12)


@given(PARAGRAPHS, st.lists(st.lists(st.text("甲乙丙丁12 \n", max_size=6), min_size=2, max_size=2), max_size=3))
def test_what_is_written_comes_back_at_its_address(paragraphs: list[str], rows: list[list[str]]) -> None:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    table = document.add_table(len(rows), 2)
    for i, cells in enumerate(rows):
        for k, text in enumerate(cells):
            table.cell(i, k).text = text
    made = io.BytesIO()
    document.save(made)
    wanted = {f"p{i}": text.strip("\n\r\t ") for i, text in enumerate(paragraphs, 1)}
    wanted |= {f"t1.r{i}.c{k}": " ".join(text.split()) for i, row in enumerate(rows, 1) for k, text in enumerate(row, 1)}
    wanted = {place: text for place, text in wanted.items() if text.strip()}
    if not wanted:
        with pytest.raises(TextError, match="there is no text"):
            load(made.getvalue(), "a.docx")
        return
    text = load(made.getvalue(), "a.docx")
    ends = [one.start for one in text.addresses[1:]] + [len(text.text)]
    found = {one.place: text.text[one.start : end].strip("\n\r\t ") for one, end in zip(text.addresses, ends, strict=True)}
    assert set(found) == set(wanted)
    for place, said in found.items():
        assert "".join(said.split(" ")) == "".join(wanted[place].split(" "))
        assert text.address(text.text.index(said, next(a.start for a in text.addresses if a.place == place))) == place

"""The registry of formats, and the web page."""
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.text import Limits, load
from taizhang.text.formats import Extract, Format, get, known, register, unregister
from taizhang.text.formats.blocks import Blocks
from taizhang.text.formats.markers import counted
from taizhang.values.errors import TextError, UnknownFormat, UsageError


def shout(data: bytes, limits: Limits) -> Extract:
    return Extract(data.decode().upper(), (), "utf-8")


@pytest.fixture
def shouting() -> Iterator[Format]:
    """A format of somebody else."""
    yield register(Format("shout", (".shout",), "a loud text", shout, "shout/1"))
    unregister("shout")


def test_registry_holds_what_we_ship() -> None:
    assert {"docx", "html", "txt", "xlsx", "csv", "markdown", "eml", "doc", "rtf", "odt", "xls", "ods"} <= set(known())
    assert {name: get(name).suffixes[0] for name in ("docx", "html", "txt")} == {"docx": ".docx", "html": ".html", "txt": ".txt"}


def test_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(UnknownFormat, match=r"papyrus.*known: .*docx.*html.*txt"):
        get("papyrus")
    with pytest.raises(UnknownFormat, match="known: "):
        unregister("papyrus")


def test_second_registration_raises(shouting: Format) -> None:
    with pytest.raises(UsageError, match="registered already"):
        register(shouting)
    with pytest.raises(UsageError, match=r"\.docx belongs to the format docx"):
        register(Format("other", (".docx",), "", shout, "1"))
    assert "other" not in known()


def test_format_from_outside_is_used_like_ours(shouting: Format, tmp_path: Path) -> None:
    path = tmp_path / "a.shout"
    path.write_text("gdp")
    made = load(path)
    assert (made.text, made.format, made.extractor) == ("GDP", "shout", "shout/1")


def test_kind_that_was_not_yet_can_be_registered() -> None:
    register(Format("mhtml", (".mht",), "a page", lambda data, limits: Extract("增长", (), "mhtml"), "mhtml/0"))
    register(Format("book", (".epub",), "a book", lambda data, limits: Extract("到2020年", (), "zip"), "book/0", (b"PK",)))
    try:
        assert [load(b"MIME-Version: 1.0", name).format for name in ("a.mht", None)] == ["mhtml", "mhtml"]
        assert load(b"PK\x03\x04", "a.epub").text == "到2020年"
    finally:
        unregister("mhtml")
        unregister("book")
    with pytest.raises(UnknownFormat, match="not supported yet"):
        load(b"MIME-Version: 1.0", "a.mht")


def test_address_says_where_a_sign_stands() -> None:
    blocks = Blocks()
    blocks.block("  ", "p1")
    blocks.row([("", "t1.r1.c1"), (" ", "t1.r1.c2")])
    blocks.row([("", "t1.r2.c1"), ("一\r\n二\t三\u2028四", "t1.r2.c2"), ("", "t1.r2.c3")])
    assert blocks.text == "\t一 二 三 四\t"
    assert [one.place for one in blocks.addresses] == ["t1.r2.c2"]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("decimal", "1 10 11 20 21 101"), ("chineseCountingThousand", "一 十 十一 二十 二十一 一百零一"), ("chineseCounting", "一 十 十一 二十 二十一 一〇一"),
        ("japaneseCounting", "一 十 十一 二十 二十一 一百零一"), ("ideographDigital", "一 一〇 一一 二〇 二一 一〇一"),
        ("chineseLegalSimplified", "壹 壹拾 壹拾壹 贰拾 贰拾壹 壹佰零壹"), ("decimalEnclosedCircle", "① ⑩ ⑪ ⑳ ㉑ 101"),
        ("decimalEnclosedParen", "⑴ ⑽ ⑾ ⒇ 21 101"), ("decimalEnclosedFullstop", "⒈ ⒑ ⒒ ⒛ 21 101"), ("lowerLetter", "a j k t u wwww"),
        ("upperRoman", "I X XI XX XXI CI"), ("lowerRoman", "i x xi xx xxi ci"), ("decimalZero", "01 10 11 20 21 101"),
        ("decimalFullWidth", "１ １０ １１ ２０ ２１ １０１"), ("ideographTraditional", "甲 癸 11 20 21 101"), ("unheardOf", "1 10 11 20 21 101"),
    ],
)  # fmt: skip
def test_numbers_of_lists(form: str, shown: str) -> None:
    assert " ".join(counted(n, form) for n in (1, 10, 11, 20, 21, 101)) == shown


def page(body: str) -> list[str]:
    """Lines of a page with this body."""
    made = load(f"<html><head><title>题名</title></head><body>{body}</body></html>".encode(), "a.html")
    for one in made.addresses:
        assert made.text[one.start] not in "\n\t"
    return made.text.split("\n")


def test_blocks_are_lines() -> None:
    assert page("<h1>意见</h1><p>　　一、要求<br>二、目标</p>裸文<div>外<div>内</div>尾</div><hr>末") == [
        "意见", "　　一、要求", "二、目标", "裸文", "外", "内", "尾", "末",
    ]  # fmt: skip


def test_what_nobody_reads_is_dropped() -> None:
    inline = "<nav>菜单</nav>甲<script>x</script>乙<style>p{}</style>"
    hidden = "<p hidden>丙</p><p style='display: none'>丁</p><!-- 戊 --><noscript>己</noscript>"
    assert page(f"{inline}{hidden}庚") == ["甲乙", "庚"]


def test_inline_markup_entities_and_blanks() -> None:
    assert page("<p>增长<b>8.5</b>%&nbsp;左右&lt;9&amp;\n  R&D</p>") == ["增长8.5%\xa0左右<9& R&D"]
    assert page("<p>10<sup>4</sup>亩、注<sup>[1]</sup></p>") == ["10⁴亩、注[1]"]
    assert page("<p>&#22686;&#x957f;&unknown;</p>") == ["增长&unknown;"]
    assert page("<pre>a  b\nc</pre>") == ["a  b", "c"]


def test_lists_show_their_marks() -> None:
    assert page("<ol start=3><li>甲<li>乙<ul><li>丙</li></ul></li><li value=9>丁</ol><ol type=a><li>戊</ol>") == [
        "3. 甲", "4. 乙", "• 丙", "9. 丁", "a. 戊",
    ]  # fmt: skip


def test_table_rows_are_lines_of_cells() -> None:
    table = "<table><caption>表</caption><thead><tr><th rowspan=2>指标<th colspan=2>目标</thead><tr><td>2020<br>年<td><p>2025</p><p>年</p></table>"
    assert page(table) == ["表", "指标\t目标\t", "\t2020 年\t2025 年"]


def test_table_addresses_name_columns() -> None:
    tables = b"<table><tr><td rowspan=2>a<td>b<tr><td>c</table><table><tr><td>d<td>e</table>"
    made = load(b"<html><body><p>x</p>" + tables + b"</body></html>", "a.html")
    assert made.text == "x\na\tb\n\tc\nd\te"
    assert [made.address(made.text.index(sign)) for sign in "xabcde"] == ["b1", "t1.r1.c1", "t1.r1.c2", "t1.r2.c2", "t2.r1.c1", "t2.r1.c2"]


def test_tables_that_lay_out_the_page_are_blocks() -> None:
    inner = "<table><tr><td>甲<td>乙</table>"
    assert page(f"<table><tr><td><h1>题</h1><p>文</p>{inner}</td><td>侧</td></tr></table>") == ["题", "文", "甲\t乙", "侧"]
    assert page("<table><tr><td><p>一</p><p>二</p></td></tr></table>") == ["一", "二"]


def test_damaged_tables_lose_nothing() -> None:
    assert "".join(page("<table><td>甲<td>乙</table>丙<tr><td>丁</td></tr>")).replace("\t", "") == "甲乙丙丁"
    assert "".join(page("<table><tr><td>甲<table><tr><td>乙<td>丙")).replace("\t", "") == "甲乙丙"


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ('<meta charset="gb2312">', "gbk"), ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gbk"),
        ("", "gb18030"), ("", "utf-8"), ("", "utf-16"), ('<meta charset="utf-8">', "utf-8-sig"), ('<meta charset="utf-8">', "gb18030"),
        ('<meta charset="gb2312">', "utf-8-sig"), ('<meta charset="big5">', "big5"),
    ],
)  # fmt: skip
def test_encoding_of_pages(head: str, codec: str) -> None:
    text = "中文增加百分之八"
    made = load(f"<html><head>{head}</head><body><p>{text}</p></body></html>".encode(codec), "a.html")
    assert made.text == text


def test_page_that_declares_gb2312_but_is_utf8() -> None:
    text = "加快产业结构调整，不断提高质量和效益"
    assert load(f'<html><head><meta charset="gb2312"></head><body><p>{text}</p></body></html>'.encode(), "a.html").text == text


def test_fragments_and_xhtml() -> None:
    assert load("<p>甲</p><p>乙</p>".encode(), "a.htm").text == "甲\n乙"
    head = '<?xml version="1.0" encoding="gb2312"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">'
    assert load(f"{head}<body><p>甲<br/>乙</p></body></html>".encode("gbk"), "a.xhtml").text == "甲\n乙"


TAGS = "html body p div table tr td th caption tbody ul ol li br sup pre span nav script style head hr h1 select title".split()
OTHERS = ["甲", "8%", "\n", " ", "&nbsp;", "&#x85;", "<", "&", "\x01"] + [
    "<td colspan=3 rowspan=2>", "<ol start=-5 type=i>", "<p hidden>", "<!--", "-->",
]  # fmt: skip
PIECES = st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]) | st.sampled_from(OTHERS)


@given(st.lists(PIECES, max_size=60))
def test_any_jumble_of_tags_is_read_or_refused(pieces: list[str]) -> None:
    try:
        made = load(("<html>甲" + "".join(pieces)).encode(), "a.html")
    except TextError:
        return
    starts = [one.start for one in made.addresses]
    assert starts == sorted(set(starts)) and all(made.text[start] not in "\n\t" for start in starts)
    assert made.text.encode()

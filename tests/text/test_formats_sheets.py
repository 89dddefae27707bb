"""Workbooks, separated values, Markdown and letters as documents."""
import io
from datetime import date
from email.message import EmailMessage

import openpyxl
import pytest

from taizhang.text import Text, load
from taizhang.values.errors import TextError


def book(fill) -> bytes:
    made = openpyxl.Workbook()
    fill(made)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def targets(made: openpyxl.Workbook) -> None:
    sheet = made.active
    sheet.title = "主要指标"
    for row in (["创新指标表"], ["指标", "目标", None, "责任单位"], [None, "2025年", "2030年", None], ["专利", 1200, 0.25, "科技局"], ["截至", date(2030, 6, 30)]):
        sheet.append(row)
    sheet["C4"].number_format = "0.0%"
    for cells in ("A1:D1", "A2:A3", "B2:C2", "D2:D3"):
        sheet.merge_cells(cells)
    made.create_sheet("暗").append(["不见"])
    made["暗"].sheet_state = "hidden"
    made.create_sheet("Sheet2").append(["甲", "=1+1"])


def test_a_workbook_is_headings_and_rows() -> None:
    made = load(book(targets), "a.xlsx")
    assert made.text.split("\n") == [
        "主要指标", "创新指标表", "指标\t目标\t目标\t责任单位", "指标\t2025年\t2030年\t责任单位", "专利\t1200\t25%\t科技局", "截至\t2030年6月30日", "甲",
    ]
    assert (made.address(made.text.index("1200")), made.address(made.text.index("甲"))) == ("t1.r4.c2", "t3.r1.c1")


def test_a_merged_cell_with_a_figure_counts_once() -> None:
    def fill(made: openpyxl.Workbook) -> None:
        for row in (["单位", "任务"], ["甲县", "建成3家"], ["乙县", None]):
            made.active.append(row)
        made.active.merge_cells("B2:B3")

    assert load(book(fill), "a.xlsx").text.count("3家") == 1


def test_links_and_macros_of_a_workbook_do_nothing() -> None:
    from tests.text.test_limits import package

    parts: dict[str, str | bytes] = {}
    import zipfile
    with zipfile.ZipFile(io.BytesIO(book(targets))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts |= {"xl/vbaProject.bin": b"macro", "xl/externalLinks/externalLink1.xml": b"<x/>"}
    assert "1200" in load(package(parts), "a.xlsm").text


@pytest.mark.parametrize(("sign", "codec"), [(",", "utf-8-sig"), ("\t", "gb18030"), (";", "utf-8"), (",", "utf-16")])
def test_separated_values(sign: str, codec: str) -> None:
    rows = f'指标{sign}目标\r\n专利{sign}"1,200件\r\n以上"\r\n'
    assert load(rows.encode(codec), "a.csv").text == "指标\t目标\n专利\t1,200件 以上"


MARKDOWN = """---
title: x
---
# 关于**创新**的意见

一、总体*要求*
到2030年建成[桥梁](http://a.test "题")9座，
专利1200件。<br>

- [x] 甲局
- 乙局
1. 丙

> 引文 `代码`

题
==

| 指标 | 目标 |
|:--|--:|
| a\\|b | **9**座 |

```
* 原样 *
```
![图](a.png) 3 * 4 * 5
<!-- 不见 -->
[1]: http://a.test
"""


def test_markdown_keeps_words_and_loses_marks() -> None:
    assert load(MARKDOWN.encode(), "a.md").text.split("\n") == [
        "关于创新的意见", "一、总体要求到2030年建成桥梁9座，专利1200件。", "• 甲局", "• 乙局", "1. 丙", "引文 代码", "题", "指标\t目标", "a|b\t9座", "* 原样 *",
        "图 3 * 4 * 5",
    ]


def letter(**more: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "甲 <a@office.test>", "b@office.test", "关于报送的通知"
    made.set_content("各单位：\n请于2030年6月底前报送。\n")
    return made


def test_a_letter_is_its_body_and_a_note_of_its_head() -> None:
    made = load(bytes(letter()), "a.eml")
    assert made.text.split("\n") == ["各单位：", "请于2030年6月底前报送。", "主题：关于报送的通知", "发件人：甲 <a@office.test>", "收件人：b@office.test"]
    assert made.address(made.text.index("主题")) == "subject"


def test_a_letter_in_html_and_in_an_old_encoding() -> None:
    made = letter()
    made.set_content("<p>建成<b>9座</b></p><table><tr><td>甲<td>乙</table>", subtype="html")
    assert load(bytes(made), "a.eml").text.startswith("建成9座\n甲\t乙\n主题")
    old = b"Subject: x\r\nContent-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + "建成9座\r\n".encode("gbk")
    assert load(old, "a.eml").text == "建成9座\n主题：x"
    for name in ("unheard-of", "utf-7-x", "rot13", "hex"):
        assert "9" in load(old.replace(b"gb2312", name.encode()), "a.eml").text


def test_a_letter_of_a_thousand_parts_within_each_other_is_read_or_refused() -> None:
    deep = b"From: a\n"
    for number in range(3_000):
        deep += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)
    try:
        assert isinstance(load(deep + b"\nx", "a.eml"), Text)
    except TextError as error:
        assert error.hint

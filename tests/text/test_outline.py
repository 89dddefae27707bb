"""Headings of invented papers: on their own lines, glued, on one line, and what only looks like one."""
import time
from pathlib import Path

import pytest

from taizhang.text import Flow
from taizhang.text.outline import Outline, build


def shape(text: str) -> list[tuple[int, str, str]]:
    return [(node.level, node.number, node.title) for node in build(Flow.of(text)).nodes]


def test_the_usual_levels() -> None:
    text = "一、总体要求\n（一）目标任务\n1.水网。修渠引水，年内动工。\n（1）勘测\n①选线；\n②立桩。\n2.路网。修桥铺路，年内动工。\n（二）基本原则\n二、保障措施\n"
    assert [(level, number) for level, number, _ in shape(text)] == [
        (1, "一、"), (2, "（一）"), (3, "1."), (4, "（1）"), (5, "①"), (5, "②"), (3, "2."), (2, "（二）"), (1, "二、"),
    ]  # fmt: skip


def test_levels_are_those_of_each_branch() -> None:
    text = "一、目标\n1.甲项。说明文字。\n二、任务\n（一）建设\n2.乙项。说明文字。\n3.丙项。说明文字。\n（二）管护\n4.丁项。说明文字。\n"
    assert [(level, number) for level, number, _ in shape(text)] == [
        (1, "一、"), (2, "1."), (1, "二、"), (2, "（一）"), (3, "2."), (3, "3."), (2, "（二）"), (3, "4."),
    ]  # fmt: skip


def test_brackets_below_digits_where_a_paper_nests_them_so() -> None:
    text = "一、目标\n1.水网\n（一）勘测先行。选定线路。\n（二）分段施工。抢抓工期。\n2.路网\n（一）修桥为要。先桥后路。\n"
    assert [level for level, _, _ in shape(text)] == [1, 2, 3, 3, 2, 3]


def test_chapters_sections_and_articles() -> None:
    text = (
        "第一章 总则\n第一条 为了用好水，制定本办法。\n第二条 本办法适用于本市。有下列情形的除外：\n（一）应急用水的；\n（二）自备水源的。\n"
        "第二章 管理\n第一节 取水\n第三条 取水应当依照第二条规定申报。\n"
    )
    assert shape(text) == [
        (1, "第一章", "总则"), (2, "第一条", ""), (2, "第二条", ""), (3, "（一）", ""), (3, "（二）", ""),
        (1, "第二章", "管理"), (2, "第一节", "取水"), (3, "第三条", ""),
    ]  # fmt: skip


def test_titles_end_where_the_text_goes_on() -> None:
    text = (
        "一、总体要求\n（一）修渠引水。年内新修水渠3条，整治旧渠5条。\n——水质达标。全年达标率保持稳定，群众满意。\n1.完成旧渠整治5条，新建泵站3座。\n"
        "2.坚持节水优先，建设节水型城市。全年开展宣传。\n3.健全制度；\n（二）群众用水更加方便，供水更加安全可靠，服务更加周到，管理更加规范，投诉明显减少，满意度稳步提高。\n"
    )
    assert [title for _, _, title in shape(text)] == ["总体要求", "修渠引水", "水质达标", "", "坚持节水优先，建设节水型城市", "", ""]


def test_a_title_is_its_line_where_the_text_begins_below() -> None:
    text = "一、夯实基础，提升水网综合保障能力\n（一）水源\n要统筹各类水源，实行统一调度。\n（二）管网（责任单位：市水务局）\n要更新老旧管网，减少漏损。\n"
    assert [title for _, _, title in shape(text)] == ["夯实基础，提升水网综合保障能力", "水源", "管网"]


def test_headings_glued_to_the_text_before() -> None:
    text = (
        "为做好水网建设，制定本方案。 一、工作目标\n坚持统筹推进水源建设，全市用水更加安全可靠，群众更加满意。\n到时全面完成。 二、工作重点 （一）水源建设\n"
        "要统筹推进水源建设，全市用水更加安全。\n责任单位：市水务局。 （二）管网建设\n更新管网。\n责任单位：云东区、云西区人民政府，市水务局、住建局、财政局（三）水质监测\n全年监测。\n"
    )
    assert shape(text) == [
        (1, "一、", "工作目标"), (1, "二、", "工作重点"), (2, "（一）", "水源建设"), (2, "（二）", "管网建设"), (2, "（三）", "水质监测"),
    ]  # fmt: skip


def test_a_whole_paper_on_one_line() -> None:
    text = (
        "云江市人民政府关于用水的意见云政〔2031〕4号各县：现提出以下意见。一、保障水源（一）修建水库。按照第（二）项要求，年内建成2.5公里堤坝。"
        "（二）保护水源地。严格管理。二、节约用水（三）推广器具。1.学校先行。全部更换。2.机关跟进。逐步更换。三、其他事项。本意见自印发之日起施行。"
    )
    assert shape(text) == [
        (1, "一、", "保障水源"), (2, "（一）", "修建水库"), (2, "（二）", "保护水源地"), (1, "二、", "节约用水"), (2, "（三）", "推广器具"),
        (3, "1.", "学校先行"), (3, "2.", "机关跟进"), (1, "三、", "其他事项"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "全市新建泵站3.5座，投资1.2亿元。2031年完成。",
        "统筹一、二、三产业融合发展，一二产业并重。",
        "按照第（一）项、第三条规定办理，符合第五条的除外。",
        "绿色水网——云江的名片，连接三县两区。",
        "——2031年1月5日在云江市第五届人民代表大会第一次会议上",
        "一是修渠。二是引水。三是管护。",
        "1.5万亩农田得到灌溉，效果良好。",
        "12.5%的管网完成更新。",
    ],
)
def test_what_only_looks_like_a_heading(text: str) -> None:
    assert shape(text) == []


def test_a_title_that_runs_into_its_text_without_a_sign() -> None:
    assert shape("2.稳步建设乡村水网大力推进农村供水工程，年内覆盖全部乡镇。群众普遍欢迎。\n")[0][2] == "稳步建设乡村水网"
    assert shape("一、总体要求以习近平新时代中国特色社会主义思想为指导，用好每一滴水，管好每一段渠。\n")[0][2] == "总体要求"


def test_an_annex_begins_anew_and_is_named_by_the_lines_below() -> None:
    text = "一、目标\n二、任务\n（一）修渠\n附件：1.任务表\n2.名单\n云江市人民政府\n2031年1月5日\n附件1\n\n云江市水网建设\n任务分解表\n一、水源\n1.修建水库5座。\n附件2：施工单位名单\n"
    assert shape(text) == [
        (1, "一、", "目标"), (1, "二、", "任务"), (2, "（一）", "修渠"), (1, "附件1", "云江市水网建设任务分解表"), (2, "一、", "水源"), (3, "1.", ""),
        (1, "附件2：", "施工单位名单"),
    ]  # fmt: skip


def test_a_table_of_contents_heads_nothing() -> None:
    text = "目 录\n第一章 总则\n第二章 管理\n第一章 总则\n第一条 为了用水，制定本办法。\n第二章 管理\n第二条 水务部门负责管理。\n"
    assert [number for _, number, _ in shape(text)] == ["第一章", "第一条", "第二章", "第二条"]


def test_rows_of_a_table_are_no_headings() -> None:
    assert shape("指标\t2031年\n1.水库\t5座\n2.水渠\t9条\n") == []


def test_where_an_offset_lies() -> None:
    flow = Flow.of("开头。\n一、水源\n（一）水库。建成5座，蓄水充足。\n（二）水渠。建成9条，通水顺畅。\n二、管护\n人人有责。\n")
    outline = build(flow)
    assert outline.path(outline.at(flow.text.index("9条"))) == ("水源", "水渠")
    assert outline.path(outline.at(flow.text.index("人人"))) == ("管护",)
    assert outline.at(0) is None


def whole(outline: Outline, size: int) -> None:
    """Branches nest, follow one another and lie within the text."""
    nodes = outline.nodes
    assert list(outline.starts) == [node.start for node in nodes] == sorted({node.start for node in nodes})
    for i, node in enumerate(nodes):
        assert 0 <= node.start < node.end <= node.body_end <= size
        if node.parent is None:
            assert node.level == 1
        else:
            above = nodes[node.parent]
            assert node.parent < i and above.level == node.level - 1 and above.start < node.start and node.body_end <= above.body_end


def test_real_papers_have_well_formed_outlines(real_text: Path) -> None:
    flow = Flow.of(real_text.read_bytes().decode("utf-8"))
    outline = build(flow)
    whole(outline, len(flow.text))
    for node in outline.nodes:
        assert flow.text[node.start : node.start + len(node.number)] == node.number
        assert "。" not in node.title and "\n" not in node.title and len(node.title) <= 120


@pytest.mark.parametrize("sign", ["一", "一、", "（一）", "1.", "第", "第一条", "——", "附件", "①", "（", "。一、", "。1.", "5", "目录\n", "一、水\n"])
def test_long_repetitions_are_read_in_time(sign: str) -> None:
    flow = Flow.of(sign * (100_000 // len(sign)))
    began = time.process_time()
    whole(build(flow), len(flow.text))
    assert time.process_time() - began < 2

"""Head and foot of papers in many layouts, all of invented places."""
import json
import time
from pathlib import Path
from typing import Any

import pytest

from taizhang.packs import Lexicon
from taizhang.reading.context import Reading
from taizhang.reading.metadata import metadata
from taizhang.reading.metadata_issuer import region_of, split_bodies
from taizhang.reading.metadata_time import date_in, years_of_headings, years_of_title
from taizhang.text import Flow, Text
from taizhang.values import Metadata


def read(text: str, lexicon: Lexicon | None = None) -> Metadata:
    reading = Reading(text=Text.of(text), lexicon=lexicon or Lexicon(), flow=Flow.of(text))
    metadata.run(reading)
    return reading.metadata


OPINION = """云江市人民政府文件

云政〔2030〕5号

云江市人民政府关于加快建设节水型
城市的若干意见

各县（市、区）人民政府，市直各单位：

力争到2032年建成节水城市，到2032年泵站全部更新。

云江市人民政府
2030年5月6日

（此件主动公开）
云江市人民政府办公室                2030年5月7日印发
"""

JOINT = """青岭省水利厅 青岭省财政厅关于印发《青岭省水利项目管理办法》的通知
青水规﹝2031﹞12号
各设区市水利局、财政局，各有关单位：
现将《青岭省水利项目管理办法》印发给你们。

青岭省水利厅
青岭省财政厅
二〇三一年三月十日

青岭省水利项目管理办法
第一章 总则
"""

TWO_LINES = """中共云江市委  云江市人民政府

关于深化水务改革任务分工

的实施意见

各县（市、区）党委和人民政府：

中共云江市委

云江市人民政府

2030年12月29日
"""

WEB_PAGE = """水工程建设行动方案的通知
文章属性
• 【制定机关】云江市人民政府办公室 • 【公布日期】2030.06
• 【字 号】云政办〔2030〕87号 • 【施行日期】2030.06
• 【主题分类】水利 正文
云江市人民政府办公室关于印发云江市节水型城市和供
水工程建设行动方案的通知
云政办〔2030〕87号
各县(市、区)人民政府,云江高新区管委会:
"""

GLUED = ("国务院办公厅关于进一步做好虚构事项的实施意见国办发〔2030〕24号\n\n各省、自治区、直辖市人民政府，国务院各部委：近年来，"
         + "有关工作取得进展。" * 40 + "国务院办公厅2030年7月15日（此件公开发布）\n")

REPORT = """政府工作报告
——2031年1月9日在云江市第十六届人民代表大会第五次会议上

云江市人民政府市长 张某

各位代表：

现在，我代表市人民政府，向大会报告工作。

一、“十五五”时期和2030年工作回顾

二、2031年工作安排
"""


@pytest.mark.parametrize(("text", "expected"), [
    (OPINION, {"title": "云江市人民政府关于加快建设节水型城市的若干意见", "issuers": ("云江市人民政府",), "number": "云政〔2030〕5号",
               "issued": "2030-05-06", "year_of": None, "plan_for": "2032", "publicity": "主动公开", "place": "云江市", "genre": "opinion",
               "addressees": "各县（市、区）人民政府，市直各单位"}),
    (JOINT, {"title": "青岭省水利厅 青岭省财政厅关于印发《青岭省水利项目管理办法》的通知", "issuers": ("青岭省水利厅", "青岭省财政厅"),
             "number": "青水规﹝2031﹞12号", "issued": "2031-03-10", "place": "青岭省", "genre": "rules", "plan_for": None}),
    (TWO_LINES, {"title": "中共云江市委 云江市人民政府关于深化水务改革任务分工的实施意见", "issuers": ("中共云江市委", "云江市人民政府"),
                 "number": None, "issued": "2030-12-29", "genre": "task_division"}),
    (WEB_PAGE, {"title": "云江市人民政府办公室关于印发云江市节水型城市和供水工程建设行动方案的通知", "issuers": ("云江市人民政府办公室",),
                "number": "云政办〔2030〕87号", "issued": "2030-06", "genre": "plan"}),
    (GLUED, {"title": "国务院办公厅关于进一步做好虚构事项的实施意见", "number": "国办发〔2030〕24号", "issued": "2030-07-15", "place": "全国",
             "publicity": "公开发布", "addressees": "各省、自治区、直辖市人民政府，国务院各部委"}),
    (REPORT, {"title": "政府工作报告", "issuers": ("云江市人民政府",), "issued": "2031-01-09", "year_of": "2030", "plan_for": "2031",
              "place": "云江市", "genre": "work_report", "addressees": None}),
])
def test_layouts(text: str, expected: dict[str, Any]) -> None:
    found = read(text)
    assert {field: getattr(found, field) for field in expected} == expected


def test_fields_of_a_web_page_stand_behind_their_labels() -> None:
    found = read("索引号：\tYJ001\n发文机关：\t云江市水务局\n成文日期：\t2031-02-03\n标题：\t关于印发2031年水务工作要点的通知\n"
                 "发文字号：\t云水〔2031〕3号\n发布日期：\t2031-02-05\n公开方式：主动公开\n\n各县（市、区）水务局：\n")
    assert (found.issuers, found.issued, found.number, found.plan_for, found.publicity) == (
        ("云江市水务局",), "2031-02-03", "云水〔2031〕3号", "2031", "主动公开")


def test_a_report_of_december_reviews_its_own_year() -> None:
    found = read("——2030年12月28日在云江市第十六届人民代表大会第一次会议上\n\n各位代表：\n\n现在，我代表云江市人民政府向大会报告工作。\n")
    assert (found.title, found.year_of, found.plan_for) == ("政府工作报告", "2030", "2031")


def test_the_pack_names_the_place_of_a_number() -> None:
    text = "关于做好汛期巡查的通知\n云水办〔2030〕7号\n各县水务局：\n请做好巡查。\n"
    assert read(text).place is None
    assert read(text, Lexicon(number_heads={"云水办": "云江市"})).place == "云江市"


def test_an_excerpt_without_head_has_no_metadata() -> None:
    assert read("加强巡查，做好防汛。\n\n完善机制，落实责任。\n") == Metadata(genre="other")


@pytest.mark.parametrize(("written", "expected"), [
    ("二〇三〇年十月二十一日", "2030-10-21"), ("2030 年 5 月 6 日", "2030-05-06"), ("203０年5月", "2030-05"), ("2030/5/6", "2030-05-06"),
    ("2030.06", "2030-06"), ("2030年13月", None), ("2030年", None), ("", None),
])
def test_dates(written: str, expected: str | None) -> None:
    assert date_in(written) == expected


@pytest.mark.parametrize(("title", "expected"), [
    ("云江市2030年水务工作总结及2031年工作安排", ("2030", "2031")),
    ("2031年云江市水务工作要点", (None, "2031")),
    ("2030年云江市水资源公报", ("2030", None)),
    ("云江市水安全“十五五”规划", (None, "2026/2030")),
    ("云江市节水三年行动方案（2030—2032年）", (None, "2030/2032")),
    ("关于2030年预算执行情况和2031年预算草案的报告", ("2030", None)),
    ("2031年10件为民实事", (None, "2031")),
    ("关于印发水务管理办法的通知", (None, None)),
])
def test_years_of_a_title(title: str, expected: tuple[str | None, str | None]) -> None:
    assert years_of_title(title) == expected


def test_headings_beyond_the_year_planned_do_not_count() -> None:
    headings = ["一、2030年工作回顾", "二、到2035年、2050年远景目标", "三、2031年重点工作"]
    assert years_of_headings(headings) == ("2030", "2031")


@pytest.mark.parametrize(("body", "place"), [
    ("云江市人民政府", "云江市"), ("中共青岭省委", "青岭省"), ("青岭省云江市水务局", "云江市"), ("云江高新区管委会", "云江高新区"),
    ("财政部", "全国"), ("国家水务总局", "全国"), ("市水务局", None),
])
def test_region_of_a_body(body: str, place: str | None) -> None:
    assert region_of(body) == place


def test_bodies_without_a_blank_between_them() -> None:
    assert split_bodies("中共青岭省委青岭省人民政府") == ["中共青岭省委", "青岭省人民政府"]
    assert split_bodies("大力推进改革") == []


def test_whole_real_documents_agree_with_their_gold(shared: Path) -> None:
    for gold in sorted((shared / "reading" / "gold").glob("*.documents.jsonl")):
        expected = json.loads(gold.read_text("utf-8"))
        path = shared / "seeds" / expected["doc"]
        path = path if path.exists() else shared / "reading" / "texts" / expected["doc"]
        if expected.get("excerpt"):
            continue
        found = read(path.read_text("utf-8"))
        fields = ("title", "number", "issued", "year_of", "plan_for")
        assert {f: getattr(found, f) for f in fields} == {f: expected[f] for f in fields}
        assert list(found.issuers) == expected["issuers"]


def test_real_work_reports_name_their_place_and_years(shared: Path) -> None:
    paths = sorted((shared / "corpus" / "reports").rglob("*.txt"))
    found = {path: read(path.read_text("utf-8")) for path in paths}
    places = [m.place == ("全国" if p.parent.name == "nation" else p.parent.name) for p, m in found.items()]
    years = [m.plan_for == p.stem and m.year_of == str(int(p.stem) - 1) for p, m in found.items()]
    assert sum(places) / len(places) >= 0.99
    assert sum(years) / len(years) >= 0.99


@pytest.mark.parametrize("sign", ["一", "1", "（", "〔2030〕", "关于", "市", "\n", "《", " ", "年"])
def test_linear(sign: str) -> None:
    began = time.process_time()
    read(sign * 100_000)
    assert time.process_time() - began < 2

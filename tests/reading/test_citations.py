"""What counts as a document named, and what is done to it."""
import json
import time
from pathlib import Path

import pytest

from taizhang.packs import Lexicon
from taizhang.reading.citations import citations
from taizhang.reading.context import Reading
from taizhang.reading.metadata import metadata
from taizhang.text import Flow, Text
from taizhang.values import Citation, Metadata


def read(text: str, **known: str) -> list[Citation]:
    reading = Reading(text=Text.of(text), lexicon=Lexicon(), flow=Flow.of(text), metadata=Metadata(**known))
    citations.run(reading)
    assert all(text[c.start : c.end] == c.quote for c in reading.cites)
    return reading.cites


@pytest.mark.parametrize(("sentence", "relation"), [
    ("为贯彻落实《青岭省水安全条例》精神，制定本办法。", "implements"),
    ("办理程序按《云江市水务局关于明确办理程序的通知》规定执行。", "implements"),
    ("推动出台了《云江市节水规划》等政策文件。", "drafts"),
    ("推动《云江市节水规划》、《关于水价的意见》等政策出台。", "drafts"),
    ("出台实施《云江市节水规划》，效果良好。", "drafts"),
    ("现将《云江市节水方案》印发给你们，请认真执行。", "issues"),
    ("《云江市节水方案》已经市政府同意，现印发给你们。", "issues"),
    ("《云江市水价办法》同时废止。", "revises"),
    ("完成《云江市供水条例》修订。", "revises"),
    ("贯彻执行新修订的《云江市供水条例》。", "implements"),
    ("16家企业通过《供水企业管理规范》国家标准认证。", "other"),
    ("引导供水企业组织实施《供水企业管理规范》。", "other"),
    ("请审议《云江市节水规划纲要（草案）》。", "drafts"),
])
def test_relation(sentence: str, relation: str) -> None:
    assert {c.relation for c in read(sentence)} == {relation}


def test_each_of_several_named_in_one_breath_shares_what_is_done() -> None:
    found = read("根据《甲条例》（青人发〔2030〕3号）、《乙意见》和《丙办法》的有关规定，制定本细则。")
    assert [(c.title, c.number, c.relation) for c in found] == [
        ("甲条例", "青人发〔2030〕3号", "implements"), ("乙意见", None, "implements"), ("丙办法", None, "implements")]
    assert found[0].quote == "《甲条例》（青人发〔2030〕3号）"


def test_one_rests_on_another() -> None:
    found = read("根据《云江市委关于制定规划的建议》编制的《云江市规划纲要》，提出了任务。")
    assert [c.relation for c in found] == ["implements", "drafts"]


@pytest.mark.parametrize("sentence", [
    "舞剧《云江之夜》获大奖。", "《云江之夜》、《江上人家》等一批文艺精品享誉全国。", "观看《江上人家》等教育片。",
    "在《云江日报》发表文章。", "登上《新闻联播》。", "提交《泵站设立申请表》和《人员花名册》。", "出具《补正通知书》。", "取得《取水许可证》。",
])
def test_art_media_and_forms_do_not_count(sentence: str) -> None:
    assert read(sentence) == []


def test_short_names_count_but_not_where_they_are_given() -> None:
    found = read("按照《关于节水的意见》（云政〔2030〕5号，以下简称《意见》）要求。各地要落实《意见》。")
    assert [c.title for c in found] == ["关于节水的意见", "意见"]


def test_a_number_alone_is_a_citation_and_the_own_number_is_not() -> None:
    found = read("云政〔2030〕9号\n根据市政府云政〔2030〕5号和云水〔2029〕77号文件，制定本办法。", number="云政〔2030〕9号")
    assert [(c.number, c.relation) for c in found] == [("云政〔2030〕5号", "implements"), ("云水〔2029〕77号", "implements")]


def test_the_own_title_is_no_other_document() -> None:
    title = "云江市水务局关于印发《云江市节水办法》的通知"
    found = read(f"{title}\n各单位：\n现将《云江市节水办法》印发给你们。\n", title=title)
    assert [(c.title, c.relation) for c in found] == [("云江市节水办法", "issues")]


def test_a_title_over_two_lines_and_a_lost_sign() -> None:
    text = "认真落实市政府有关部署要求以及《云江市水务局关于\n印发〈节水办法〉的通知》。《残缺的名字，落实《完整的办法》。"
    assert [c.quote for c in read(text)] == ["《云江市水务局关于\n印发〈节水办法〉的通知》", "《完整的办法》"]


def test_real_documents_agree_with_their_gold(shared: Path) -> None:
    hits = wrong = same = 0
    for gold in sorted((shared / "reading" / "gold").glob("*.documents.jsonl")):
        expected = json.loads(gold.read_text("utf-8"))
        path = shared / "seeds" / expected["doc"]
        text = (path if path.exists() else shared / "reading" / "texts" / expected["doc"]).read_text("utf-8")
        reading = Reading(text=Text.of(text), lexicon=Lexicon(), flow=Flow.of(text))
        metadata.run(reading)
        citations.run(reading)
        own = {c.start: c.relation for c in reading.cites}
        named = {c["start"]: c["relation"] for c in expected["cites"]}
        hits += len(own.keys() & named.keys())
        wrong += len(own.keys() ^ named.keys())
        same += sum(own[start] == named[start] for start in own.keys() & named.keys())
    assert wrong <= 0.02 * hits
    assert same >= 0.95 * hits


@pytest.mark.parametrize("sign", ["《", "》", "《》", "《甲》", "〔2030〕1号", "（", "云政〔2030〕5号"])
def test_linear(sign: str) -> None:
    began = time.process_time()
    read(sign * (100_000 // len(sign)))
    assert time.process_time() - began < 2

"""Tasks in every layout we know of, in documents of an invented city."""
import json
from pathlib import Path

import pytest

from taizhang.packs import Lexicon, lexicon, load
from taizhang.reading.context import Reading
from taizhang.reading.tasks import tasks
from taizhang.text import Flow, Text
from taizhang.text.outline import build
from taizhang.values import Task


def read(text: str, name: str = "a.txt") -> list[Task]:
    reading = Reading(text=Text.of(text, name), lexicon=Lexicon(), doc=name)
    reading.flow = Flow.of(reading.text.text)
    reading.outline = build(reading.flow)
    tasks.run(reading)
    for task in reading.tasks:
        assert reading.text.text[task.start : task.end] == task.quote
        assert reading.text.text[task.units_start : task.units_end] == task.units_quote
        assert len(task.roles) == len(task.units)
    return reading.tasks


def said(task: Task) -> str:
    signs = {"lead": "+", "support": "-", None: ""}
    return " ".join(unit + signs[role] for unit, role in zip(task.units, task.roles, strict=True))


HEAD = "云江市水网建设工作方案\n\n一、总体要求\n到2031年水网基本成形，全市用水更加安全可靠，群众满意度明显提高。\n\n二、重点任务\n\n（一）修渠引水。新修水渠3条，整治旧渠道5条。"

ONE_LIST = [
    ("\n责任单位：市水务局、财政局", "市水务局、财政局", "市水务局 市财政局"),
    ("\n责任单位：市水务局、财政局。", "市水务局、财政局", "市水务局 市财政局"),
    ("（责任单位：市水务局、财政局）", "市水务局、财政局", "市水务局 市财政局"),
    ("(责任单位:市水务局、财政局)", "市水务局、财政局", "市水务局 市财政局"),
    ("[责任单位：市水务局、财政局]", "市水务局、财政局", "市水务局 市财政局"),
    ("【责任单位：市水务局、财政局】", "市水务局、财政局", "市水务局 市财政局"),
    ("〔责任单位：市水务局、财政局〕", "市水务局、财政局", "市水务局 市财政局"),
    ("（市水务局牵头）", "市水务局牵头", "市水务局+"),
    ("（市水务局负责）", "市水务局负责", "市水务局"),
    ("（市水务局、财政局按职责分工负责）", "市水务局、财政局按职责分工负责", "市水务局 市财政局"),
    ("（市水务局牵头，市财政局、各县（市、区）人民政府按职责分工负责）", "市水务局牵头，市财政局、各县（市、区）人民政府按职责分工负责",
     "市水务局+ 市财政局- 各县（市、区）人民政府-"),
    ("（由市水务局牵头，市财政局配合）", "由市水务局牵头，市财政局配合", "市水务局+ 市财政局-"),
    ("（市水务局、市财政局，各县区政府）", "市水务局、市财政局，各县区政府", "市水务局 市财政局 各县区政府"),
    ("（牵头单位：市水务局；配合单位：市财政局、发改委）", "市水务局；配合单位：市财政局、发改委", "市水务局+ 市财政局- 市发改委-"),
    ("（牵头单位：市水务局）（配合单位：市财政局）", "市水务局）（配合单位：市财政局", "市水务局+ 市财政局-"),
    ("（责任单位：市水务局、财政局；完成时限：2031年12月）", "市水务局、财政局", "市水务局 市财政局"),
    ("（完成时限：2031年12月；责任单位：市水务局、财政局）", "市水务局、财政局", "市水务局 市财政局"),
    ("（牵头单位：市水务局，责任单位：市财政局，完成时限：2031年底前）", "市水务局，责任单位：市财政局", "市水务局+ 市财政局-"),
    ("\n牵头单位：市水务局\n责任单位：市财政局、发改委", "市水务局\n责任单位：市财政局、发改委", "市水务局+ 市财政局- 市发改委-"),
    ("\n牵头单位：市水务局\n完成时限：2031年12月\n配合单位：市财政局", "市水务局\n完成时限：2031年12月\n配合单位：市财政局", "市水务局+ 市财政局-"),
    ("\n责任单位：市水务局、财政局\n完成时限：2031年12月底", "市水务局、财政局", "市水务局 市财政局"),
    ("\n责任领导：王某某\n责任单位：市水务局、财政局", "市水务局、财政局", "市水务局 市财政局"),
    ("\n责任单位：市水务局、财政局\n责任人：李某某", "市水务局、财政局", "市水务局 市财政局"),
    ("\n责任单位：市水务局 市财政局 市发改委", "市水务局 市财政局 市发改委", "市水务局 市财政局 市发改委"),
    ("\n责任单位：市水务局\n市财政局\n市发改委", "市水务局\n市财政局\n市发改委", "市水务局 市财政局 市发改委"),
    ("\n责任单位：\n市水务局、市财政局", "市水务局、市财政局", "市水务局 市财政局"),
    ("\n责任单位：市水务局、\n市财政局、\n市发改委", "市水务局、\n市财政局、\n市发改委", "市水务局 市财政局 市发改委"),
    ("\n牵头部门：市水务局\n责任部门：市财政局", "市水务局\n责任部门：市财政局", "市水务局+ 市财政局-"),
    ("\n主办单位：市水务局\n协办单位：市财政局", "市水务局\n协办单位：市财政局", "市水务局+ 市财政局-"),
    ("（主办单位：市水务局，协办单位：市财政局）", "市水务局，协办单位：市财政局", "市水务局+ 市财政局-"),
    ("\n牵头责任单位：市水务局\n配合责任单位：市财政局", "市水务局\n配合责任单位：市财政局", "市水务局+ 市财政局-"),
    ("\n由市水务局负责。", "市水务局负责", "市水务局"),
    ("由市水务局牵头，市财政局配合。", "市水务局牵头，市财政局配合", "市水务局+ 市财政局-"),
    ("（市水务局会同市财政局、林业局负责）", "市水务局会同市财政局、林业局负责", "市水务局+ 市财政局- 市林业局-"),
    ("\n责任单位：市直各有关单位", "市直各有关单位", "市直各有关单位"),
    ("\n（责任单位：市水务局；市财政局；市发改委）", "市水务局；市财政局；市发改委", "市水务局 市财政局 市发改委"),
    ("\n　　责任单位：市水务局，各县（市、区）人民政府、高新区管委会", "市水务局，各县（市、区）人民政府、高新区管委会",
     "市水务局 各县（市、区）人民政府 高新区管委会"),
    ("（责任单位：市水务局，列第一位的为牵头单位，下同）", "市水务局，列第一位的为牵头单位，下同", "市水务局"),
    ("\n责任单位 市水务局、财政局", "市水务局、财政局", "市水务局 市财政局"),
    ("\n责任单位\t市水务局、财政局", "市水务局、财政局", "市水务局 市财政局"),
    ("\n【责任单位】市水务局、财政局", "市水务局、财政局", "市水务局 市财政局"),
    ("【牵头单位】市水务局【责任单位】市财政局", "市水务局【责任单位】市财政局", "市水务局+ 市财政局-"),
    ("\n责任单位为市水务局、财政局。", "市水务局、财政局", "市水务局 市财政局"),
    ("\n●责任单位：市水务局、财政局", "市水务局、财政局", "市水务局 市财政局"),
    ("\n牵头单位：市水务局  责任单位：市财政局  完成时限：2031年", "市水务局  责任单位：市财政局", "市水务局+ 市财政局-"),
    ("责任单位：市水务局、财政局。完成时限：2031年12月。", "市水务局、财政局", "市水务局 市财政局"),
    ("（责任单位：市水务局、财政局）（完成时限：2031年）", "市水务局、财政局", "市水务局 市财政局"),
    ("（省水利厅、财政厅，各市〔州〕人民政府按职责分工负责）", "省水利厅、财政厅，各市〔州〕人民政府按职责分工负责", "省水利厅 省财政厅 各市〔州〕人民政府"),
    ("（责任单位：省水利厅、各市、县〔市、区〕人民政府）", "省水利厅、各市、县〔市、区〕人民政府", "省水利厅 各市、县〔市、区〕人民政府"),
    ("（省水利厅、各市人民政府）", "省水利厅、各市人民政府", "省水利厅 各市人民政府"),
    ("（各县（市、区）人民政府，市水务局、财政局）", "各县（市、区）人民政府，市水务局、财政局", "各县（市、区）人民政府 市水务局 市财政局"),
    ("（市级责任单位：市水务局、财政局）", "市水务局、财政局", "市水务局 市财政局"),
    ("（牵头：市水务局；配合：市财政局）", "市水务局；配合：市财政局", "市水务局+ 市财政局-"),
    ("【牵头单位：市水务局；责任单位：市财政局】", "市水务局；责任单位：市财政局", "市水务局+ 市财政局-"),
    ("责任单位：市水务局（市河长办）、市财政局", "市水务局（市河长办）、市财政局", "市水务局（市河长办） 市财政局"),
    ("（责任单位：市水务局、市财政局等市直有关部门，各县（市、区）政府）", "市水务局、市财政局等市直有关部门，各县（市、区）政府",
     "市水务局 市财政局 市直有关部门 各县（市、区）政府"),
    ("（责任单位：市水务局、市财政局，2031年12月底前完成）", "市水务局、市财政局", "市水务局 市财政局"),
    ("（责任单位：市水务局、市财政局；长期坚持）", "市水务局、市财政局", "市水务局 市财政局"),
    ("（市水务局、市财政局，2031年12月底前完成）", "市水务局、市财政局", "市水务局 市财政局"),
]


@pytest.mark.parametrize(("tail", "quote", "units"), ONE_LIST)
def test_one_list_in_its_layout(tail: str, quote: str | None, units: str | None) -> None:
    found = read(f"{HEAD}{tail}\n（二）管网更新。更换老旧管网20公里。\n责任单位：市住建局\n\n云江市人民政府办公室\n2031年5月2日\n")
    assert len(found) == 2
    first, second = found
    if quote is not None:
        assert first.units_quote == quote
        assert said(first) == units
    assert (first.number, first.title, first.path) == ("（一）", "修渠引水", ("重点任务",))
    assert first.quote.startswith("（一）修渠引水。") and first.quote.split("\n")[0].endswith("整治旧渠道5条。")
    assert said(second) == "市住建局" and second.title == "管网更新"


def test_lists_at_the_end_of_each_item_of_one_line() -> None:
    text = (
        "云江市关于便利办事的意见云政办〔2031〕4号各县（市、区）人民政府：为便利办事，提出以下意见。一、减少材料（一）清理证明。清理各类证明，"
        "能减尽减。（市司法局牵头，市直有关部门按职责分工负责）（二）共享数据。1.建设平台。年内建成。2.开放接口。逐步开放。（市大数据局负责）二、缩短时间（三）当日办结。"
        "一般事项当日办结。（各地区、各部门负责）各地区、各部门要抓好落实。"
    )
    found = read(text)
    assert [(task.number, task.title, task.path) for task in found] == [
        ("（一）", "清理证明", ("减少材料",)), ("（二）", "共享数据", ("减少材料",)), ("（三）", "当日办结", ("缩短时间",)),
    ]  # fmt: skip
    assert [said(task) for task in found] == ["市司法局+ 市直有关部门-", "市大数据局", "各地区、各部门"]
    assert found[1].quote.endswith("逐步开放。")


@pytest.mark.parametrize("width", [30, 33, 36, 41, 47])
def test_hard_line_breaks_change_no_list(width: int) -> None:
    text = (
        "一、加快建设覆盖城乡的现代水网\n（一）修渠引水。全年新修水渠3条，整治旧渠道5条，让更多乡镇用上放心水。（牵头责任单位：市水务局、市政公用事业局；"
        "配合单位：市财政局、团市委，各县（市、区）人民政府，云江开发区、云江台商投资区管委会等市直有关部门）\n"
        "（二）管网更新。更换老旧管网20公里，减少漏损，保障城区供水。\n责任单位：市住建局、农业农村局、财政局、效能办，石坪县、大河县党委和政府，云江海关\n"
    )
    lines = (line[at : at + width] for line in text.splitlines() for at in range(0, len(line), width))
    assert [(said(task), task.title) for task in read("\n".join(lines))] == [(said(task), task.title) for task in read(text)]
    assert len(read(text)) == 2


def test_two_lists_in_one_item_are_two_tasks() -> None:
    found = read("附件\n\n云江市2031年实事清单\n\n一、安居3件\n1.改造管道20公里（牵头责任单位：市住建局）；新增车位3万个（牵头责任单位：市城管局）。\n2.改造危房5套（牵头责任单位：市住建局）。")
    assert [(task.number, task.title, said(task)) for task in found] == [("1.", None, "市住建局+"), (None, None, "市城管局+"), ("2.", None, "市住建局+")]
    assert {task.path for task in found} == {("云江市2031年实事清单", "安居3件")}
    assert found[1].quote == "新增车位3万个"


def test_paragraphs_below_one_heading_are_tasks_of_their_own() -> None:
    found = read("一、安居\n修缮老屋。全年修缮老屋5处。（责任单位：市住建局）\n添置路灯。全年添置路灯9盏。（责任单位：市城管局）\n")
    assert [(task.number, task.title, task.path) for task in found] == [(None, "修缮老屋", ("安居",)), (None, "添置路灯", ("安居",))]
    assert found[0].quote == "修缮老屋。全年修缮老屋5处。"


def test_a_list_below_several_items_is_that_of_the_item_above() -> None:
    text = (
        "一、目标\n1.水清\n——水质达标。全年达标。\n——水量充足。全年够用。\n（责任单位：市水务局、财政局）\n"
        "二、措施\n2.修渠。全年修渠3条。（责任单位：市水务局）\n3.植树。全年植树9万株。（责任单位：市林业局）\n"
    )
    found = read(text)
    assert [(task.number, task.title) for task in found] == [("1.", "水清"), ("2.", "修渠"), ("3.", "植树")]


def test_lists_behind_items_that_hold_lists_of_their_own_numbers() -> None:
    text = (
        "一、水源\n（一）概况\n水源充足，水质良好。\n（二）建库\n1.选址。年内选定。\n2.施工。明年动工。\n责任单位：市水务局\n"
        "二、管网\n（三）换管\n1.主管。年内更换。\n2.支管。明年更换。\n责任单位：市住建局\n（四）设表\n1.家用。年内安装。\n2.商用。明年安装。\n责任单位：市城管局\n"
    )
    assert [(task.number, task.title, task.path) for task in read(text)] == [
        ("（二）", "建库", ("水源",)), ("（三）", "换管", ("管网",)), ("（四）", "设表", ("管网",)),
    ]  # fmt: skip


def test_dashed_items_carry_their_own_lists() -> None:
    found = read("一、重点\n（一）产业\n——茶叶。扩大种植，提高品质，打响品牌。\n责任单位：市农业农村局。\n——陶瓷。改进工艺。 责任单位：市工信局。\n")
    assert [(task.number, task.title, task.path) for task in found] == [(None, "茶叶", ("重点", "产业")), (None, "陶瓷", ("重点", "产业"))]


def test_rows_of_a_table_are_tasks() -> None:
    table = (
        "云江市重点任务分工表\n序号\t重点任务\t主要内容\t牵头单位\t责任单位\t完成时限\n"
        "1\t修渠引水\t新修水渠3条\t市水务局\t市财政局、发改委\t2031年6月\n2\t植树造林\t植树9万株\t市林业局\t各县（市、区）人民政府\t2031年9月\n"
    )
    found = read(table)
    assert [(task.number, task.title, said(task)) for task in found] == [
        ("1", "修渠引水", "市水务局+ 市财政局- 市发改委-"), ("2", "植树造林", "市林业局+ 各县（市、区）人民政府-"),
    ]  # fmt: skip
    assert found[0].quote == "1\t修渠引水\t新修水渠3条"
    assert found[0].units_quote == "市水务局\t市财政局、发改委"


@pytest.mark.parametrize(
    "text",
    [
        "版权所有 主办单位：云江市人民政府办公室 联系我们：020-12345",
        "主办单位：云江市人民政府\n承办单位：云江市科技局\n会议时间：5月2日",
        "第三条 市水务局负责本办法的组织实施（含市辖区）。市财政局按照职责配合。",
        "各责任单位要按照分工抓好落实，明确责任单位和时间节点，市政府督查室牵头开展督查。",
        "鼓励龙头企业牵头组建联盟（含高校、科研院所），开展攻关。",
        "全市共有12个部门参与（市直8个）。",
        "责任单位：\n\n2031年5月",
        "申请材料报主管部门（市水务局）。经河长制办公室（市水务局）审核。由牵头部门（市发改委）汇总。",
    ],
)
def test_other_mentions_of_units_are_no_tasks(text: str) -> None:
    assert read(text) == []


def test_names_in_brackets_behind_what_is_to_be_done() -> None:
    found = read("一、水网\n1.修渠3条（市水务局）；植树9万株（市林业局、农业农村局）；\n2.架桥1座（市交通局）。\n")
    assert [(task.number, said(task)) for task in found] == [("1.", "市水务局"), (None, "市林业局 市农业农村局"), ("2.", "市交通局")]


def test_the_first_of_several_is_inferred_to_lead_and_says_so() -> None:
    several, one = read("1.修渠。引水。\n责任单位：市水务局、财政局\n2.植树。造林。\n责任单位：市林业局\n")
    assert (several.inferred_lead, one.inferred_lead) == ("市水务局", None)
    assert several.roles == (None, None)


@pytest.mark.parametrize("sign", ["（", "）", "：", "责任单位：", "市水务局、", "负责）", "（市水务局牵头）", "\t", "一、", "责任单位\t", "（一）", "。由市"])
def test_long_repetitions_are_read_in_time(sign: str) -> None:
    read(sign * (100_000 // len(sign)))


def test_units_of_the_pack_are_named_by_id_and_the_others_said() -> None:
    pack = load("sample")
    text = Text.of("一、水网\n修渠引水。新修水渠3条。\n责任单位：市科技局、财政局，市星际航行局\n")
    reading = Reading(text=text, lexicon=lexicon(pack), doc="a")
    reading.flow = Flow.of(text.text)
    reading.outline = build(reading.flow)
    tasks.run(reading)
    (task,) = reading.tasks
    assert task.resolved == (f"{pack.home}.kjj", f"{pack.home}.czj", None)
    assert task.unresolved == ("市星际航行局",)


def test_tasks_of_real_documents_are_whole(real_text: Path) -> None:
    for task in read(real_text.read_bytes().decode("utf-8"), real_text.name):
        assert task.start < task.end and task.units_start < task.units_end
        assert task.units and all(2 <= len(unit) <= 40 for unit in task.units)
        assert not any(sign in "".join(task.units) for sign in "，。；：\n")


def test_every_list_of_the_real_documents_with_gold_expands_exactly(shared: Path) -> None:
    checked = 0
    for gold in sorted((shared / "reading" / "gold").glob("*.tasks.jsonl")):
        wanted = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
        if not wanted:
            continue
        name = wanted[0]["doc"]
        path = next(path for folder in ("seeds", "reading/texts") if (path := shared / folder / name).exists())
        found = {task.units_start: task for task in read(path.read_bytes().decode("utf-8"), name)}
        assert len(found) == len(wanted)
        for row in wanted:
            task = found[row["units_start"]]
            assert task.units == tuple(Flow.of(unit).text for unit in row["units"])
            assert (task.units_end, task.number, task.title, list(task.path)) == (row["units_end"], row["number"], row["title"], row["path"])
            if any(row.get("roles") or ()):
                assert list(task.roles) == row["roles"]
            checked += 1
    assert checked > 100


def test_the_opinion_without_gold_has_a_list_for_each_of_its_items(shared: Path) -> None:
    found = read(next((shared / "seeds").glob("000*")).read_text("utf-8"))
    assert [task.number for task in found] == [f"{n}." for n in range(2, 26)]
    zones = ("泉州开发区管委会", "泉州台商投资区管委会")
    for task in found:
        assert all(task.units) and len(set(task.units)) == len(task.units)
        assert all(unit.startswith(("市", "各", "泉州", "相关", "人民银行")) for unit in task.units)
        assert not any(sign in unit for unit in task.units for sign in "，。；")
        if "各县（市、区）人民政府" in task.units:
            assert task.units[-2:] == zones
    assert {"市委人才办", "市委编办", "市农科所", "市效能办", "市直相关部门", "人民银行泉州市中心支行"} <= {unit for task in found for unit in task.units}

"""The phenomena that a reader meets in real documents, one test each, in sentences of invented places."""
from collections.abc import Callable

import pytest

from taizhang.values import Statement

Holds = Callable[..., None]
Want = dict[str, str | None]


def wrong(frame: str, words: str, expected: list[Want], reason: str) -> object:
    """A case that the grammar does not read as it should, and why."""
    return pytest.param(frame, words, expected, marks=pytest.mark.xfail(reason=reason, strict=True))


@pytest.mark.parametrize(("frame", "words", "expected"), [
    ("report", "新增泵站3座。", [{"period": "2030", "kind": "actual", "period_source": "section"}]),
    ("plan", "新增泵站3座。", [{"period": "2031", "kind": "target", "period_source": "section"}]),
    ("opinion", "绿地率达到40%。", [{"period": "2030", "kind": "target", "period_source": "sentence"}]),
])
def test_01_year_of_the_section(holds: Holds, frame: str, words: str, expected: list[Want]) -> None:
    holds(frame, words, expected)


@pytest.mark.parametrize(("frame", "words", "expected"), [
    ("report", "绿地率达40%。", [{"subject": "砚州市", "subject_source": "document"}]),
    ("report", "望岭县绿地率达41%。", [{"subject": "望岭县", "subject_source": "sentence", "indicator": "绿地率"}]),
    ("report", "全国共有泵站38座。", [{"subject": "全国", "indicator": "泵站"}]),
    ("report", "治水投入占产值比重达2%，砚州高新区内5%，望岭县6%。", [
        {"indicator": "治水投入占产值比重"}, {"indicator": "治水投入占产值比重", "subject": "砚州高新区"},
        {"indicator": "治水投入占产值比重", "subject": "望岭县"}]),
    ("report", "望岭港吞吐量增长5%。", [{"subject": "望岭县", "indicator": "望岭港吞吐量"}]),
    ("report", "泵站用水总水平上涨2%。", [{"indicator": "泵站用水总水平", "measure": "growth"}]),
    ("report", "建成储能泵站9兆瓦时。", [{"indicator": "储能泵站", "unit": "兆瓦时"}]),
    ("report", "城市建成区面积120平方公里。", [{"indicator": "城市建成区面积"}]),
    ("report", "培育3个产业新增长点。", [{"indicator": "产业新增长点"}]),
    ("report", "淘汰落后产能5万吨。", [{"indicator": "淘汰落后产能"}]),
])
def test_02_subject_of_the_document(holds: Holds, frame: str, words: str, expected: list[Want]) -> None:
    holds(frame, words, expected)


@pytest.mark.parametrize("words", [
    "推进第3批“2+4”行动。", "执行砚政〔2030〕5号文。", "入选世界500强名录。", "建设5G网络和G7线。", "落实八项规定，推进二期工程。",
    "2030年3月12日，召开推进会。", "拨打热线12396。", "出台一批措施，实施若干项目。", "实现两个方向、三个重点。", "落实“十四五”规划。",
])
def test_03_digits_that_measure_nothing(holds: Holds, words: str) -> None:
    holds("report", words, [])


@pytest.mark.parametrize(("frame", "words", "expected"), [
    ("plan", "新建桥3座、涵洞5个。", [
        {"indicator": "桥", "measure": "increment", "list_item": "False"}, {"indicator": "涵洞", "measure": "increment", "list_item": "True"}]),
    ("plan", "新增泵站3座、水闸2座和驳船5艘。", [
        {"indicator": "泵站", "measure": "increment"}, {"indicator": "水闸", "measure": "increment"},
        {"indicator": "驳船", "measure": "increment", "unit": "艘"}]),
])
def test_04_list_sharing_one_verb(holds: Holds, frame: str, words: str, expected: list[Want]) -> None:
    holds(frame, words, expected)


@pytest.mark.parametrize(("frame", "words", "expected"), [
    ("report", "12家企业通过认证。", [{"indicator": "通过认证企业", "value": "12", "unit": "家"}]),
    ("report", "5个项目开工建设。", [{"indicator": "开工建设项目", "value": "5"}]),
    ("report", "泵站40座，其中市级6座。", [{"indicator": "泵站"}, {"indicator": "市级泵站"}]),
])
def test_05_indicator_completed_or_reordered(holds: Holds, frame: str, words: str, expected: list[Want]) -> None:
    holds(frame, words, expected)


@pytest.mark.parametrize(("frame", "words", "expected"), [
    ("plan", "力争全年泵站达到20座。", [{"kind": "target", "modality": "力争"}]),
    ("plan", "泵站达到20座。", [{"kind": "target", "modality": None}]),
    ("report", "确保2032年泵站达到20座。", [{"kind": "target", "period": "2032", "modality": "确保"}]),
    ("report", "下一步拟新建泵站14座。", [{"kind": "target"}]),
    ("report", "泵站达到20座。", [{"kind": "actual"}]),
])
def test_06_target(holds: Holds, frame: str, words: str, expected: list[Want]) -> None:
    holds(frame, words, expected)


@pytest.mark.parametrize(("words", "value", "op"), [
    ("种树8万多株。", "80000", "~"), ("受理4万5千件。", "45000", "="), ("产值突破3千亿元。", "300000000000", ">"),
    ("投资462721.06万元。", "4627210600", "="),
    ("企业共百余家。", "100", "~"), ("企业共两百多家。", "200", "~"),
])
def test_07_magnitudes(holds: Holds, words: str, value: str, op: str) -> None:
    holds("report", words, [{"value": value, "op": op}])


@pytest.mark.parametrize(("frame", "words", "expected"), [
    ("opinion", "研发投入不低于项目总额的30%。", [
        {"op": ">=", "indicator": "研发投入占项目总额比例", "value_quote": "不低于项目总额的30%"}]),
    ("report", "企业达50家以上。", [{"op": ">=", "value_quote": "50家以上"}]),
    ("report", "绿地率超过40%。", [{"op": ">", "value_quote": "超过40%"}]),
    ("report", "能耗控制在5吨以内。", [{"op": "<=", "value_quote": "5吨以内"}]),
    ("plan", "每个镇至少建1处站点。", [{"op": ">=", "value_quote": "至少建1处"}]),
    wrong("plan", "每个镇至少建泵站1处。", [{"op": ">=", "indicator": "泵站", "per": "镇"}],
          "the noun between a far comparator and its number is lost from the indicator"),
])
def test_08_comparators_before_behind_and_far(holds: Holds, frame: str, words: str, expected: list[Want]) -> None:
    holds(frame, words, expected)


@pytest.mark.parametrize(("frame", "words", "expected"), [
    ("report", "培育3家龙头企业。", [{"indicator": "龙头企业"}]),
    ("plan", "新增5个便民站点。", [{"indicator": "便民站点", "op": "=", "measure": "increment"}]),
    ("plan", "新增5个站点。", [{"indicator": "站点", "measure": "increment"}]),
    wrong("report", "为8家店办证。", [{"indicator": "办证店"}], "办 is not known as a verb that ends the noun phrase"),
    wrong("plan", "建设5个以上的站点。", [{"indicator": "站点"}], "the verb stays in the indicator where 以上的 stands between"),
])
def test_09_number_before_its_noun(holds: Holds, frame: str, words: str, expected: list[Want]) -> None:
    holds(frame, words, expected)


@pytest.mark.parametrize(("frame", "words", "expected"), [
    ("report", "产值9亿元、增长3%。", [
        {"indicator": "产值", "measure": "level"}, {"indicator": "产值", "measure": "growth", "quote": "产值9亿元、增长3%"}]),
    ("report", "全市每万人口发明专利拥有量12件，砚州高新区达到25件。", [
        {"indicator": "每万人口发明专利拥有量", "subject": "砚州市"},
        {"indicator": "每万人口发明专利拥有量", "subject": "砚州高新区", "measure": "ratio", "per": "万人口"}]),
    ("report", "每万人口发明专利达12件，港区内达到7条。", [
        {"subject": "砚州市"}, {"indicator": "每万人口发明专利", "subject": "港区"}]),
])
def test_10_inherited_indicator(holds: Holds, frame: str, words: str, expected: list[Want]) -> None:
    holds(frame, words, expected)


@pytest.mark.parametrize(("words", "expected"), [
    ("港口税收占全市税收的6%。", {"indicator": "港口税收占全市税收比重"}),
    ("人均产值5万元。", {"indicator": "人均产值", "per": "人"}),
    ("每万人口拥有泵站2.5座。", {"per": "万人口", "value": "2.5"}),
    ("研发经费投入强度为2.5%。", {"indicator": "研发经费投入强度"}),
])
def test_11_ratio(holds: Holds, words: str, expected: Want) -> None:
    holds("report", words, [{"measure": "ratio", **expected}])


@pytest.mark.parametrize(("words", "measure", "value"), [
    ("节约用纸3%。", "growth", "-3"), ("合格率升到3%。", "ratio", "3"), ("用水量降幅为4%。", "growth", "-4"), ("产值同比增长12.5%。", "growth", "12.5"),
    ("能耗下降5%。", "growth", "-5"), ("茶叶产量比上年增长1.2倍。", "growth", "120"),
])
def test_12_growth_and_level(holds: Holds, words: str, measure: str, value: str) -> None:
    holds("report", words, [{"measure": measure, "value": value}])


@pytest.mark.parametrize(("words", "expected"), [
    ("净增店20家、总数达90家。", [{"measure": "increment", "indicator": "店"}, {"measure": "level", "indicator": "店总数"}]),
    ("新认定企业12家。", [{"measure": "increment", "indicator": "企业"}]),
    ("建成泵站12座。", [{"measure": "level"}]),
])
def test_14_increment_and_where_it_ends(holds: Holds, words: str, expected: list[Want]) -> None:
    holds("report", words, expected)


@pytest.mark.parametrize(("frame", "words", "expected"), [
    ("rules", "对新认定的甲级泵站，给予一次性奖励50万元，最高不超过500万元。", [
        {"kind": "rule", "op": "=", "subject": "甲级泵站", "period": None}, {"kind": "rule", "op": "<=", "value": "5000000"}]),
    ("rules", "按实际投资额的10%给予补助，单个企业最高不超过500万元。", [
        {"measure": "ratio", "indicator": "补助占实际投资额比例"}, {"op": "<=", "per": "企业", "value_quote": "最高不超过500万元"}]),
    wrong("rules", "评为甲级的站点，每站每年补助2万元。", [{"subject": "甲级站点", "per": "站/年", "indicator": "补助"}],
          "who gets it is taken for what is given"),
])
def test_15_rules(holds: Holds, frame: str, words: str, expected: list[Want]) -> None:
    holds(frame, words, expected)


@pytest.mark.parametrize(("frame", "words", "expected"), [
    ("report", "茶叶、水果产量分别增长2%、4%。", [
        {"indicator": "茶叶产量", "value": "2", "measure": "growth"}, {"indicator": "水果产量", "value": "4", "measure": "growth"}]),
    ("report", "望岭县、竹里县泵站分别达到5座、8座。", [
        {"indicator": "泵站", "subject": "望岭县", "value": "5"}, {"indicator": "泵站", "subject": "竹里县", "value": "8"}]),
    wrong("report", "东、西两港吞吐量分别为2万吨、3万吨。", [{"indicator": "东港吞吐量"}, {"indicator": "西港吞吐量"}],
          "两 of a collective head stays in the name"),
])
def test_16_told_apart(holds: Holds, frame: str, words: str, expected: list[Want]) -> None:
    holds(frame, words, expected)


@pytest.mark.parametrize("gap", ["\n", "\n\n", " \n　"])
def test_17_line_break_inside_a_value(holds: Holds, gap: str) -> None:
    line = "　　全市水利部门统筹推进泵站和水闸改造，年内完成老旧泵站改造共"
    holds("bare", f"砚州市2030年水利工作总结\n一、2030年工作回顾\n{line}58{gap}座，水闸改造同步推进，群众满意。\n", [{"value": "58", "unit": "座"}])


@pytest.mark.parametrize(("frame", "words", "per"), [
    ("plan", "每个产业集群配备专员10人。", "集群"), ("rules", "每人每月补贴300元。", "人/月"), ("report", "每年举办活动3场。", "年"),
    ("report", "每万人口发明专利拥有量达到12件。", "万人口"), ("report", "泵站达到12座。", None),
])
def test_18_per(holds: Holds, frame: str, words: str, per: str | None) -> None:
    holds(frame, words, [{"per": per}])


@pytest.mark.parametrize(("words", "expected"), [
    ("茶叶、水果产量分别增长2%、4%左右。", [{"op": "~", "value_quote": "2%"}, {"op": "~", "value_quote": "4%左右"}]),
    ("近50家企业入驻。", [{"op": "~", "value_quote": "近50家"}]),
    ("泵站200余座。", [{"op": "~", "value": "200"}]),
    ("泵站约20座。", [{"op": "~", "value_quote": "约20座"}]),
])
def test_19_about(holds: Holds, words: str, expected: list[Want]) -> None:
    holds("report", words, expected)


@pytest.mark.parametrize(("frame", "words", "expected"), [
    ("report", "茶园面积占农地的9%。", [{"indicator": "茶园面积占农地比重", "measure": "ratio"}]),
    ("report", "完成投资5亿元，占年度计划的102%。", [{"measure": "level"}, {"indicator": "完成投资占年度计划比重"}]),
    wrong("report", "茶园面积居前的是望岭县（占9%）、竹里县（占7%）。", [{"subject": "望岭县", "value": "9"}, {"subject": "竹里县", "value": "7"}],
          "the thing shared stands a clause earlier, the place before the bracket"),
])
def test_20_share_of_what(holds: Holds, frame: str, words: str, expected: list[Want]) -> None:
    holds(frame, words, expected)


@pytest.mark.parametrize(("words", "expected"), [
    ("申请人任职满4年。", {"op": ">=", "value": "4", "unit": "年"}),
    ("自受理之日起30日内办结。", {"op": "<=", "value": "30", "unit": "日"}),
    ("5个工作日以内办结。", {"op": "<=", "value": "5", "unit": "个工作日"}),
    ("申请人未满50周岁。", {"op": "<", "value": "50", "unit": "周岁", "indicator": "申请人年龄", "subject": "申请人"}),
    ("申请人年龄45周岁以下。", {"op": "<=", "value": "45", "unit": "周岁"}),
    ("成立满一年的企业可以申请。", {"op": ">=", "value": "1", "unit": "年"}),
])
def test_21_time_limits_and_ages(holds: Holds, words: str, expected: Want) -> None:
    holds("rules", words, [{"kind": "rule", "period": None, **expected}])


@pytest.mark.parametrize("words", ["站点40个，其中市级6个。", "站点40个（其中市级6个）。"])
def test_22_of_these(holds: Holds, words: str) -> None:
    holds("report", words, [{"indicator": "站点", "value": "40"}, {"indicator": "市级站点", "value": "6"}])


@pytest.mark.parametrize(("frame", "words", "expected"), [
    ("report", "总量居全省首位。", [{"value": "1", "unit": "位", "measure": "rank"}]),
    ("report", "绿地率居全省第3位。", [{"value": "3", "unit": "位", "measure": "rank"}]),
    ("opinion", "产值比2025年翻一番。", [{"value": "100", "unit": "%", "measure": "growth", "period": "2025/2030"}]),
    ("report", "约四分之三的门店完成改造。", [{"value": "75", "op": "~", "unit": "%"}]),
    ("report", "六成以上企业上云。", [{"value": "60", "op": ">=", "measure": "ratio"}]),
    ("report", "1/3的企业完成改造。", [{"value": "33.3333", "unit": "%"}]),
    ("report", "半数以上的门店改造完成。", [{"value": "50", "op": ">=", "unit": "%"}]),
    wrong("report", "用电量达千万千瓦时。", [{"value": "10000000", "unit": "千瓦时"}], "a round number in Chinese numerals counts with few units only"),
])
def test_23_values_in_words(holds: Holds, frame: str, words: str, expected: list[Want]) -> None:
    holds(frame, words, expected)


@pytest.mark.parametrize(("frame", "words", "expected"), [
    ("report", "库存减少7万件。", [{"value": "-70000", "measure": "increment", "indicator": "库存"}]),
    ("report", "能耗减少30%。", [{"value": "-30", "measure": "growth"}]),
    ("report", "泵站投资减少2.9亿元。", [{"value": "-290000000", "measure": "increment"}]),
    ("report", "压减办公支出2.9亿元。", [{"value": "-290000000", "measure": "increment"}]),
])
def test_24_falls_are_negative(holds: Holds, frame: str, words: str, expected: list[Want]) -> None:
    holds(frame, words, expected)


@pytest.mark.parametrize(("frame", "words", "first", "second"), [
    ("report", "泵站从4个增加到7个。", "4", "7"), ("plan", "覆盖率由60%提高到70%。", "60", "70"),
])
def test_25_from_a_to_b(holds: Holds, frame: str, words: str, first: str, second: str) -> None:
    kind = "actual" if frame == "report" else "target"
    holds(frame, words, [{"value": first, "kind": "actual", "period": None}, {"value": second, "kind": kind}])


# ---- decisions taken where the text is ambiguous ------------------------------------------------------------------


@pytest.mark.parametrize(("frame", "words", "expected"), [
    ("plan", "新建、改建泵站5座。", [{"measure": "level"}]),
    ("plan", "新改扩建泵站5座。", [{"measure": "level"}]),
    ("report", "占GDP比重增长20%以上。", [{"measure": "growth", "op": ">="}]),
    ("report", "2030年12月泵站达到20座。", [{"period": "2030-12"}]),
    ("report", "目前，泵站达到20座。", [{"period": "2030"}]),
    ("report", "2028—2030年，累计新建泵站9座。", [{"period": "2028/2030"}]),
    ("report", "每年举办活动3场。", [{"period": "annual", "per": "年"}]),
    ("report", "进出口总额分别增长15%和10%以上。", [{"op": ">="}, {"op": ">="}]),
    ("report", "连续6年位居全省首位。", [{"value": "1", "unit": "位", "measure": "rank"}]),
    ("report", "产值增速提高3.5个百分点。", [{"unit": "百分点", "measure": "increment"}]),
    ("rules", "标准为25万元/人/年。", [{"unit": "CNY/人/年", "per": None, "value": "250000"}]),
    ("rules", "标准为200元/人。", [{"unit": "CNY/人", "per": None}]),
    ("plan", "各镇各建30个站点。", [{"value": "30", "unit": "个"}]),
    ("rules", "不得有下列行为：挪用资金超过30%。", [{"op": ">", "kind": "rule"}]),
    ("report", "完成第四批市级泵站20座认定。", [{"value": "20"}]),
    ("report", "泵站达到20座。", [{"value_quote": "20座"}]),
    ("report", "泵站仅20座。", [{"value_quote": "20座"}]),
    ("report", "泵站超20座。", [{"value_quote": "超20座"}]),
    wrong("report", "下一步拟编制方案14份。", [{"period": None, "kind": "target"}], "what is still to come in a summary takes the year summed up"),
])
def test_decisions(holds: Holds, frame: str, words: str, expected: list[Want]) -> None:
    holds(frame, words, expected)


def test_lower_than_the_province_is_the_province(holds: Holds) -> None:
    words = "三明市科学技术局2030年工作总结\n一、2030年工作回顾\n　　每万人口拥有泵站12座，低于全省2.17座。\n"
    holds("bare", words, [{"subject": "三明市"}, {"subject": "福建省", "op": "=", "value": "2.17", "per": "万人口"}], pack="sanming")


# ---- errors of other systems, as tests ----------------------------------------------------------------------------


def test_a_district_whose_name_opens_with_a_numeral(holds: Holds) -> None:
    words = "三明市科学技术局2030年工作总结\n一、2030年工作回顾\n　　三元区、明溪县开展试点。三元区建成泵站3座。\n"
    holds("bare", words, [{"subject": "三元区", "value": "3", "indicator": "泵站"}], pack="sanming")


@pytest.mark.parametrize(("frame", "words", "expected"), [
    ("rules", "单个泵站最高不超过500万元。", [{"op": "<=", "value": "5000000", "value_quote": "最高不超过500万元"}]),
    ("report", "完成投资462721.06万元。", [{"value": "4627210600", "value_quote": "462721.06万元"}]),
    ("report", "服务企业15-20家。", [{"op": "range", "value": "15", "value2": "20"}]),
    ("rules", "给予100~300万元补助。", [{"op": "range", "value": "1000000", "value2": "3000000"}]),
    ("plan", "预计产值达到50亿元。", [{"kind": "forecast"}]),
    ("plan", "预计实现产值50亿元，力争60亿元。", [{"kind": "forecast"}, {"kind": "target", "indicator": "产值"}]),
    ("report", "安全事故0起。", [{"value": "0", "kind": "actual"}]),
    wrong("report", "预计2031年产值达到50亿元。", [{"kind": "forecast", "period": "2031"}], "a forecast of the running year in a summary is read as reported"),
])
def test_what_others_got_wrong(holds: Holds, frame: str, words: str, expected: list[Want]) -> None:
    holds(frame, words, expected)


def test_a_quote_that_occurs_twice_gets_its_own_offset(say: Callable[..., list[Statement]]) -> None:
    one, two = say("report", "泵站3座。泵站3座。")
    assert one.quote == two.quote == "泵站3座" and two.start - one.start == len("泵站3座。")


def test_an_age_without_a_noun_belongs_to_the_place(holds: Holds) -> None:
    holds("rules", "60周岁以上每月发放津贴100元。", [{"unit": "周岁"}, {"unit": "CNY"}])


def test_a_list_without_end_is_read_in_pieces(say: Callable[..., list[Statement]]) -> None:
    assert {s.indicator for s in say("report", "泵站1座、" * 3000)} == {"泵站"}
    assert len(say("report", "泵站1座、" * 3000)) == 3000

"""What is to happen again and again, as a clock: 一月一协调, 每季度通报, 每年3月底前, 定期."""
import re
from collections.abc import Iterator
from dataclasses import dataclass

EVERY = {
    "天": "P1D", "日": "P1D", "周": "P1W", "星期": "P1W", "旬": "P10D", "月": "P1M", "个月": "P1M", "月度": "P1M", "季": "P3M", "季度": "P3M", "个季度": "P3M",
    "半年": "P6M", "年": "P1Y", "年度": "P1Y", "年底": "P1Y", "年终": "P1Y", "两年": "P2Y", "2年": "P2Y", "三年": "P3Y", "3年": "P3Y", "五年": "P5Y", "5年": "P5Y", "届": "",
}
_DO = (
    "召开|通报|报送|上报|报告|汇报|调度|督查|督办|督导|检查|考核|考评|评估|评价|测评|公布|发布|公开|监测|监督|调研|研究|组织|开展|举办|会商|协调|汇总|分析|清算|更新|评选|评定|认定|抽查|排名|约谈"
    "|听取|反馈|填报|公示|复核|审计|总结|巡查|巡访|申请|委托|安排|推送|报|向|对|会同|至少|不少于|由|编制|制定|修订|推动|推进|集中|进行|统计|培训|选派|遴选|征集|举行|完成|走访|座谈|通过|以|监测"
)
_TWIN = re.compile(r"一(?P<of>周|月|季度?|年|日|旬)一(?P<what>[\u4e00-\u9fff]{2,4}?)(?=[、，”\"“。；的]|$|一[周月季年])|半年一(?P<half>[\u4e00-\u9fff]{2,4}?)(?=[、，”\"。；的]|$)")
_SHORT = re.compile(r"(?<=[“、\"])每?(?P<of>周|月度|月|季度|季|半年|年度|年底|年终|年)(?P<what>调度|通报|督查|推动|分析|考核|报告|总结|评比|排名|推进|会商|协调|评估|点评|初评|总评|晾晒|汇总|检查)(?=[、”\"])")
_EACH = re.compile(
    rf"每(?P<of>个?月|周|星期|季度|个季度|季|半年|年度|年|两年|2年|三年|3年|五年|5年)度?(?P<by>(?:\d{{1,2}}月)?(?:\d{{1,2}}日|底|末|初|上旬|中旬|下旬|份)?(?:之?前|以前)?)?(?P<gap>，?)(?P<do>(?:[^，。；0-9]{{0,16}}?)(?:{_DO}))"
)
_BY = re.compile(rf"(?<![照据])按(?P<of>周|月|季度|季|年度|年)(?P<do>(?:{_DO}))")
_REGULAR = re.compile(rf"(?<!不)定期(?:地|向[^，。；]{{1,14}}|对[^，。；]{{1,20}}|会同[^，。；]{{1,14}}|组织|开展)?(?:{_DO})")
_ACTED = re.compile(r"进行|开展|组织|实施|评[估价选定]|考[核评]|检查|报告|公布|公开|监测|调度|通报|召开|举办|报送|申请|完成|发布|协调|研究|检测|更新|巡|分析|推动|培训|编制|委托|抄报|体检")
_NOUN = re.compile(r"[^，。；]{0,8}(?:机制|制度)")
_COUNTED = re.compile(r"\d[\d.]*(?:%|[万亿]|元|家|项|天|个(?!月|工作日)|件|名|人|公里|亩|套|户|座|场(?!次)|条|批)|新增|增长|减少|提升|提高|增加|同比|递增|下降")


@dataclass(frozen=True, slots=True)
class Beat:
    """One clock: where it stands, its ISO 8601 duration (``unspecified`` for 定期), what happens, and by when, if told."""

    start: int
    end: int
    every: str
    what_start: int
    what_end: int
    by: tuple[int, int] | None = None


def beats(text: str, start: int, end: int) -> Iterator[Beat]:
    """Clocks in the sentence ``text[start:end]``; a yearly figure (每年新增30座) is none.

    >>> sentence = "建立“一月一协调、一季一调度”机制，市水务局每年3月底前报送总结"
    >>> [(b.every, sentence[b.what_start:b.what_end]) for b in beats(sentence, 0, len(sentence))]
    [('P1M', '协调'), ('P3M', '调度'), ('P1Y', '报送总结')]
    """
    for found in _TWIN.finditer(text, start, end):
        of = found["of"] or "半年"
        name = "what" if found["what"] else "half"
        yield Beat(found.start(), found.end(), EVERY[of], found.start(name), found.end(name))
    for found in _SHORT.finditer(text, start, end):
        yield Beat(found.start(), found.end(), EVERY[found["of"]], found.start("what"), found.end("what"))
    last = start
    for pattern in (_EACH, _BY, _REGULAR):
        for found in pattern.finditer(text, start, end):
            stop = _stop(text, found.end(), end)
            while stop < end and text[stop] == "，" and stop - found.start() < 60 and not _ACTED.search(text, found.start(), stop):
                stop = _stop(text, stop + 1, end)
            if pattern is _REGULAR and (
                _NOUN.match(text, found.end(), stop) or text[found.start() - 1 : found.start()] == "、"
                or text.count("“", found.start(), stop) != text.count("”", found.start(), stop)
            ):
                continue
            if pattern is not _EACH:
                last = 0
            if found.start() < last or _COUNTED.search(text, found.start(), stop):
                continue
            begin = max(text.rfind(sign, start, found.start()) for sign in "，：") + 1
            begin = max(begin, start)
            begin = found.start() if found.start() - begin > 40 else begin
            of = "" if pattern is _REGULAR else found["of"].removeprefix("个")
            if pattern is _EACH and (text[found.start() - 1 : found.start()] in ("“", "、") and _SHORT.match(text, found.start(), end)):
                continue
            if pattern is _EACH and text[max(start, found.start() - 3) : found.start()].endswith(("每人", "每生", "每户", "连续两年", "近年来")):
                continue
            by = found.span("by") if pattern is _EACH and found["by"] else None
            what = found.start() + 2 if pattern is _REGULAR else found.start("do")
            yield Beat(begin, stop, EVERY.get(of, "") if of else "unspecified", what, stop, by)
            last = stop


def _stop(text: str, at: int, end: int) -> int:
    stops = [i for i in (text.find(sign, at, end) for sign in "，。；") if i >= 0]
    return min(stops, default=end)

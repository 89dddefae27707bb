"""Other documents named in 《》 or by number, and what is done to them.

What counts: laws, plans, notices, opinions, standards, conventions, also under a short name (《意见》). What does not:
works of art, newspapers and broadcasts, books, and the forms and certificates a rule asks for.
"""
import re
from dataclasses import dataclass

from taizhang.reading.citations_relation import relation_of
from taizhang.reading.context import Reading
from taizhang.reading.metadata_lines import tight
from taizhang.reading.stage import stage
from taizhang.values import Citation

_LONGEST = 160  # code points between 《 and 》
_MARK = re.compile(r"[《》]")
_BEHIND = re.compile(r"（(?P<inside>[^（）《》]{2,44}号)(?P<more>[^（）]{0,60})）")
_NUMBER = re.compile(r"[〔\[（](?:19|20)\d{2}[〕\]）]第?\d{1,5}号")
_HEAD = re.compile(r"[\u4e00-\u9fff]{1,14}$")
# Where the words before a bare number end and its own head begins.
_NO_HEAD = re.compile(r".*(?:根据|按照|依据|依照|落实|贯彻|执行|印发|政府|办公[厅室]|党委|[省市县]委(?!办|发)|厅(?!字)|文件|以及|详见|参照|和|及|与|见|的|号)")

_DOCUMENT = re.compile(
    r"(?:通知|意见|办法|方案|规划|计划|纲要|条例|法|法典|规定|决定|决议|细则|措施|政策|标准|规范|准则|指南|指引|清单|目录|名录|报告|公报|要点|建议|公约|协定"
    r"|协议|宣言|章程|制度|规则|体系|行动|任务|分工|路线图|批复|函|令|公告|通告|通报|白皮书|蓝皮书|纪要|总结|安排|解释|守则|大纲|声明|备忘录|框架|预案"
    r"|机制|责任书|意见书|议定书|说明|若干问题|议案|草案|修编|导则|规程|规约|简则|序列|要求|方法|指标|[一二三四五六七八九十\d]+条|办法汇编|[12]0\d\d)$"
)
_FORM = re.compile(r"(?:表|花名册|清册|名册|申请书|通知书|承诺书|告知书|决定书|任务书|合同书?|授权书|委托书|证明书?|许可证|执业证|资格证|证书|证|执照|回执|发票|台账|手册|标识)$")
_MEDIA = re.compile(r"(?<![通公简年汇快月季周申])报$|新闻联播|杂志|周刊|日报|晚报|时报|频道|电视台|广播|文库$|集成$|丛书$|全集$|文选$|读本$|通史$|[省市县区]志$|年鉴$|词典$|故事$|之歌$|传$|自身硬$|到底$")
_ART = re.compile(
    r"(?:剧|剧目|戏|舞蹈|舞|电影|影片|片|歌曲|歌|曲|小说|图书|丛书|诗|评话|伬艺|木偶|节目|栏目|作品|精品|著作|专著|教材|书籍|画|专题片|纪录片|刊物|报刊"
    r"|杂志|期刊|书|版|观看|收看|播出|出版发行|出版|编纂|主演|创作|在)$"
)
_ART_AFTER = re.compile(
    r"(?:等(?:[^，。；《》]{0,6}(?:作品|精品|剧目|影片|影视|片|创作|节目|歌曲|戏)))|(?:等)?(?:一批)?(?:[^，。；《》]{0,8})?(?:荣获|获[^，。；批]{0,12}奖|获奖|剧目|丛书|晋京"
    r"|热播|首映|节目|栏目|首演|上映|入选[^，。；]{0,12}(?:剧目|精品)|拍摄|被评为|等?\d{0,3}件?(?:作品|精品|文艺)|[^，。；《》]{0,2}党风廉政教育片|出版)"
)
_ACT = re.compile(r"落实|贯彻|实施|出台|印发|制定|制订|根据|按照|依据|发布|编制|修订|执行|遵守|符合|通过|签订|签署|公布|颁布|对接|修编|按|享受|成为|列入|纳入|学习|对照|参照|下发|推动")
_SHORT_FOR = re.compile(r"(?:以下)?(?:简称|统称)[“\"]?$")
_JOIN = re.compile(r"(?:精神|要求|规定|等文件精神|文件精神)?[、，]?(?:和|及|与|以及|、|或)?[^，。；《》]{0,8}$")
_LINK = re.compile(r"[、和及与或]")
_VERB = re.compile(r"落实|贯彻|实施|出台|印发|制定|制订|根据|按照|依据|发布|编制|修订|执行|废止|起草|推动|完善|学习|按|现将")
_FURNITURE = re.compile(r"政策解读|解读$|相关链接|附件?[\d一二三四五六]{0,2}[:：]?$")


@dataclass(slots=True)
class _Named:
    start: int
    end: int  # behind 》 and the number's bracket
    close: int  # behind 》
    title: str
    number: str | None


@stage(reads="flow outline metadata", writes="cites")
def citations(reading: Reading) -> None:
    """Other documents named in 《》 or by number, and what is done to them."""
    text = reading.flow.text
    own = _same(reading.metadata.title or "")
    groups = _grouped(text, [_named(text, a, b) for a, b in pairs(text)])
    taken: list[tuple[int, int]] = []
    for group in groups:
        before = text[max(0, group[0].start - 40) : group[0].start]
        after = text[group[-1].end : group[-1].end + 40]
        art = any(_is_art(text, one) for one in group)
        relation = relation_of(before, after, group[0].title)
        for one in group:
            taken.append((one.start, one.end))
            if _counts(text, one, art=art, own=own):
                start, end, quote = reading.quote(one.start, one.end)
                reading.cites.append(Citation(start, end, quote, one.title, one.number, relation))
    _bare_numbers(reading, taken)
    reading.cites.sort(key=lambda cite: cite.start)


def pairs(text: str) -> list[tuple[int, int]]:
    """Outermost 《…》 of at most 160 code points; a sign without its fellow loses only itself.

    >>> [ "甲《乙〈丙〉》、《丁《戊》》，《己，《庚》"[a:b] for a, b in pairs("甲《乙〈丙〉》、《丁《戊》》，《己，《庚》")]
    ['《乙〈丙〉》', '《丁《戊》》', '《庚》']
    """
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for mark in _MARK.finditer(text):
        if mark.group() == "《":
            if opened and mark.start() - opened[0] > _LONGEST:
                opened.clear()
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if mark.end() - start <= _LONGEST + 2:
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, mark.end()))
    return [pair for pair in found if pair[1] - pair[0] > 2]


def _named(text: str, start: int, end: int) -> _Named:
    behind = _BEHIND.match(text, end)
    title = text[start + 1 : end - 1].replace("\n", "")
    if behind and ("〔" in behind["inside"] or "[" in behind["inside"] or "第" in behind["inside"] or "公告" in behind["inside"]):
        return _Named(start, behind.end(), end, title, behind["inside"])
    return _Named(start, end, end, title, None)


def _grouped(text: str, named: list[_Named]) -> list[list[_Named]]:
    """Documents named in one breath: 《甲》《乙》和《丙》 share what is done to them."""
    groups: list[list[_Named]] = []
    for one in named:
        if groups:
            last = groups[-1][-1]
            between = text[last.end : one.start]
            if one.start < last.end:  # stands inside the bracket of the one before
                continue
            if len(between) <= 14 and (not between or (_LINK.search(between) and _JOIN.match(between) and not _VERB.search(between))):
                groups[-1].append(one)
                continue
        groups.append([one])
    return groups


def _is_art(text: str, one: _Named) -> bool:
    if _DOCUMENT.search(one.title) or one.number:
        return False
    before, after = text[max(0, one.start - 8) : one.start], text[one.close : one.close + 24]
    return _ART.search(before) is not None or _ART_AFTER.match(after) is not None


def _counts(text: str, one: _Named, *, art: bool, own: str) -> bool:
    if one.number:
        return True
    title = one.title.rstrip("》）")
    bare = re.sub(r"（[^（）]{0,24}）$|（[^（）]{0,24}$", "", title)
    before, after = text[max(0, one.start - 14) : one.start], text[one.close : one.close + 24]
    if _FORM.search(bare) or _MEDIA.search(bare) or _SHORT_FOR.search(before):
        return False
    if own and _same(title) == own and (len(title) > 8 or _FURNITURE.search(before) or "名词解释" in after):
        return False
    if _in_title(text, one, own):
        return False
    if _DOCUMENT.search(bare) or bare.startswith("关于") or "关于" in bare:
        return True
    return not art and _ACT.search(before) is not None


def _in_title(text: str, one: _Named, own: str) -> bool:
    """Whether it stands in the document's own title, on a line of its head."""
    if not own or one.start > 3000:
        return False
    begin, end = text.rfind("\n", 0, one.start) + 1, text.find("\n", one.end)
    line = text[begin : end if end >= 0 else len(text)]
    if "。" in line[:200]:
        return _same(line).startswith(own) and one.end - begin <= len(own) + 12
    return len(line) < 160 and (_same(line) in own or own in _same(line))


def _same(words: str) -> str:
    return re.sub(r"[《》〈〉“”\"]", "", tight(words))


def _bare_numbers(reading: Reading, taken: list[tuple[int, int]]) -> None:
    """Numbers that stand without a title, save the document's own."""
    text = reading.flow.text
    own = tight(reading.metadata.number or "")
    at = 0
    for found in _NUMBER.finditer(text):
        written = _HEAD.search(text, max(0, found.start() - 14), found.start())
        if written is None:
            continue
        begin, head = written.start(), written.group()
        while at < len(taken) and taken[at][1] <= begin:
            at += 1
        if at < len(taken) and taken[at][0] < found.end():
            continue
        cut = _NO_HEAD.match(head)
        start = begin + (cut.end() if cut else 0)
        number = text[start : found.end()]
        if not 0 < found.start() - start <= 10:
            continue
        if own and tight(number).endswith(own):
            continue
        a, b, quote = reading.quote(start, found.end())
        before, after = text[max(0, start - 40) : start], text[found.end() : found.end() + 40]
        reading.cites.append(Citation(a, b, quote, None, number, relation_of(before, after, "")))

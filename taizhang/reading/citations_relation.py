"""What a document does to another one it names, from the words before and behind the name."""
import re

from taizhang.values.facts import Relation

_STOP = re.compile(r"[。；！？\n]")
_REVISES_BEFORE = re.compile(r"(?:修订|修改|修编|修正|废止|替代|代替)(?:出台|发布|完善|完成|印发|实施)?了?(?:省|市|县|区)?$")
_REVISES_AFTER = re.compile(r"等?[^。，；]{0,8}(?:同时废止|予以废止|废止|停止执行|不再执行|自行失效)|等?的?(?:修订|修编|修改|修正)(?!的)")
_ISSUES_BEFORE = re.compile(r"(?:现将|兹将|现印发|现发布|现公布|现转发|特制定)[^，。；《》]{0,16}$")
_ISSUES_AFTER = re.compile(r"[^。；]{0,24}(?:印发|公布|发布|转发|下发)")
_ISSUES_PASSED = re.compile(r"，?现(?:予以?)?(?:印发|公布|发布)|已[^。；]{0,50}(?:现印发|现予|现公布|现发布|印发给|予以公布|予以发布)")
_IMPLEMENTS = re.compile(r"贯彻|落实|根据|按照|依据|依照|遵照|遵守|执行|实施|对照|围绕|符合|参照|践行|严守|依(?!托)|按(?!时|期)|学习|对接|享受|违反")
_DRAFTS = re.compile(r"出台|制定|制订|起草|编制|编写|编印|印发|下发|发布|拟订|拟定|草拟|形成|审议|签订|签署|颁布|公布|连同|融入|报批|上报|提请|研究(?!院|所|生)|推出")
_JUST_MADE = re.compile(r"(?:出台|制定|制订|颁布|印发|编制|发布|起草|公布)(?:并)?(?:实施|执行)了?[^，]{0,4}$")
_MADE_BY = re.compile(r"(?:出台|制定|制订|颁布|印发|编制|发布|公布|修订|通过|批准|下发)的[^，《》]{0,12}$")
_DRAFTS_AFTER = re.compile(
    r"等?[^，。；]{0,10}?(?:出台|编制|印发|发布|报批|获批|上报|获[^，。；]{0,8}(?:批复|批准|审议)|颁布|审议|制定|起草|征求意见|一并审[议查]|提交大会|提请大会)"
)
_IMPLEMENTS_AFTER = re.compile(r"等?的?(?:有关|相关)?(?:规定|要求|精神|文件精神|部署|明确的|确定的|的落实|落实)")
_GUIDED = re.compile(r"为(?:总?抓手|指导|统领|遵循|依据|引领|纲领|指引|蓝本|总纲|基础)")
_ABOVE = re.compile(r"党中央|中央|国务院|国家|省委|省政府|党委|自治区|上级|市委")
_THEN_DONE = re.compile(r"等?[^。；]{0,4}，[^。；]{0,14}(?:落实到位|抓好落实|贯彻落实|落实好|抓好贯彻)")
_OTHERS_DO = re.compile(r"(?:鼓励|引导|支持|指导|帮助|推动)[^。；]{0,40}(?:企业|高校|机构|单位|院所)[^。；]{0,14}(?:实施|执行|贯彻|通过)$")
_OF_IT = re.compile(r"(?:在|纪念)$")
_IMPROVES = re.compile(r"完善[^，]{0,3}$")


def relation_of(before: str, after: str, title: str) -> Relation:
    """What is done to a document (or to several named in one breath), from some 40 code points before and behind.

    ``implements`` carries out, rests on; ``issues`` puts the attached one in force; ``revises`` changes or repeals;
    ``drafts`` draws up, or has just drawn up; ``other``.

    >>> relation_of("为贯彻落实", "精神，", "云江市节水条例"), relation_of("推动出台了", "等政策，", "节水办法")
    ('implements', 'drafts')
    >>> relation_of("有效期5年。", "同时废止。", "节水办法"), relation_of("经市政府同意，现将", "印发给你们，", "节水方案")
    ('revises', 'issues')
    >>> relation_of("根据《云江市委建议》编制的", "，提出", "节水规划（草案）"), relation_of("落实市委出台的", "，", "意见")
    ('drafts', 'implements')
    """
    before = before[_last_stop(before) :]
    stop = _STOP.search(after)
    behind = after[: stop.start()] if stop else after
    if _REVISES_BEFORE.search(before) or _REVISES_AFTER.match(behind):
        return "revises"
    if (_ISSUES_BEFORE.search(before) and _ISSUES_AFTER.match(behind)) or _ISSUES_PASSED.match(behind) or before.endswith(("现印发", "现发布", "现公布")):
        return "issues"
    clause = before[max(before.rfind("，"), before.rfind(",")) + 1 :]
    if _OF_IT.search(clause):
        return "other"
    if clause.endswith("以") and _GUIDED.match(behind):
        return "implements"
    if _OTHERS_DO.search(before):
        return "other"
    if _JUST_MADE.search(clause):
        return "drafts"
    done, made = _last(_IMPLEMENTS, clause), _last(_DRAFTS, clause)
    by = _MADE_BY.search(clause)
    if by and done >= 0 and "》" not in clause[done:]:
        return "implements"
    if made > done:
        if _ABOVE.search(clause) and _THEN_DONE.match(behind):
            return "implements"
        return "other" if _IMPROVES.search(clause) or clause.endswith("完善以") else "drafts"
    near = done >= 0 and len(clause) - done <= 24
    if near and done >= 0:
        return "implements"
    if _DRAFTS_AFTER.match(behind) or "草案" in title:
        return "drafts"
    return "implements" if done >= 0 or _IMPLEMENTS_AFTER.match(behind) else "other"


def _last_stop(words: str) -> int:
    return max(words.rfind(sign) for sign in "。；！？\n") + 1


def _last(pattern: re.Pattern[str], words: str) -> int:
    last = -1
    for found in pattern.finditer(words):
        last = found.start()
    return last

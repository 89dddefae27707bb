"""The labels and verbs that give a unit its part: 牵头单位：, 配合单位：, …牵头, …按职责分工负责."""
import re
from typing import Literal

Part = Literal["lead", "support", "duty", "skip"]

_WHO = r"(?:单位|部门|处室|科室|主体|机关|机构)"
LABEL = re.compile(
    rf"(?:(?:[市省县区州]级?|第一|主要|直接|共同|具体)?(?:牵头|责任|负责|配合|协办|主办|会办|参与|参加|协同|协助|支持|承办|落实|实施|承担|主责|组织实施)"
    rf"(?:（?(?:责任|负责|配合|实施|落实|牵头)）?)?{_WHO}(?:（[^（）：]{{1,6}}）)?(?:：|:|为(?=[市省县区各]))"
    rf"|(?:牵头|责任|配合|参与|协办|主办)[及和与、]?(?:责任|配合|参与|牵头|协办)?{_WHO}(?:：|:)"
    r"|(?<![一-鿿])(?:牵头|配合|责任|主办|协办|参与)："
    rf"|[【\[〔](?:牵头|责任|负责|配合|协办|主办|参与|承办|落实|实施)(?:责任|负责|配合)?{_WHO}[】\]〕]：?)"
)
ASIDE = re.compile(
    r"(?:完成|办结|实施|推进|整改|落实|责任|起止|建设)?(?:时限|时间|期限|进度|节点|年限)(?:要求|安排|节点)?[：:为]"
    r"|(?:责任|牵头|分管|包保|挂钩|联系|市级|市|县级|省级|督导)?(?:领导|责任人|负责人|联系人|联络员)[：:]|(?:目标|工作|主要|阶段)?(?:目标任务|任务|措施|内容|要求|目标)[：:]|备注[：:]"
    r"|(?:长期|持续|持续推进|长期坚持|常年)(?=[。）]|$)|20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末)?(?:前|以前|之前)?(?:完成|建成|取得|实现|基本)?"
)
_LEAD = re.compile(r"牵头|主办|主责|第一")
_SUPPORT = re.compile(r"配合|协办|参与|参加|协同|协助|会办|支持")
VERB = re.compile(
    r"(?:(?:共同|联合|分别|负责|总)?(?P<lead>牵头)(?:负责|组织|落实|实施|抓总|推进|办理|组织实施|抓好|制定|会商)?"
    r"|(?:积极|协同|共同|做好|予以|给予)?(?P<support>配合|参与|参加|协助|协办|协作|协同)(?:落实|实施|推进|做好|工作|办理|负责)?"
    r"|(?:按|按照|根据|依据|依)?(?:各自)?(?:职责|职能)?(?:分工|任务)?(?:和)?(?:各自)?(?:分别|共同|协同|具体|组织|统筹|直接)?(?P<duty>负责|组织实施|抓好落实|落实|实施|推进|承担|办理|主办)"
    r"(?:落实|推进|实施|组织实施|办理|牵头)?)(?:等)?$"
)


def part_of(label: str) -> Part:
    """What a label makes of the units behind it.

    >>> [part_of(label) for label in ("牵头责任单位：", "责任单位：", "配合单位：")]
    ['lead', 'duty', 'support']
    """
    if _LEAD.search(label):
        return "lead"
    return "support" if _SUPPORT.search(label) else "duty"


def verb_part(found: re.Match[str]) -> Part:
    """What a verb makes of the units before it."""
    if found["lead"] or found.group().endswith("牵头"):
        return "lead"
    return "support" if found["support"] else "duty"

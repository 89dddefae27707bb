"""Head and foot of a document as lines, and the labelled fields that web pages and databases put there."""
import re
from collections.abc import Iterator
from dataclasses import dataclass

HEAD_SIZE, FOOT_SIZE = 6000, 4000  # code points looked at
HEAD_LINES, FOOT_LINES = 60, 30

# One sign for one sign, so that an offset in the plain form is an offset in the written form.
_PLAIN = {i: i - 0xFEE0 for i in range(0xFF01, 0xFF5F)}
_PLAIN |= {ord(a): ord(b) for a, b in zip("﹝﹞［］【】　\xa0\u2002\u2003\u2009—―－–─", "〔〕[][]     -----", strict=True)}
_BLANK = re.compile(r"\s+")


def plain(written: str) -> str:
    """One form of each sign, of the same length as what is written.

    >>> plain("（２０３０年）　云政办﹝2030﹞5号")
    '(2030年) 云政办〔2030〕5号'
    """
    return written.translate(_PLAIN)


def tight(written: str) -> str:
    """The plain form without any blank."""
    return _BLANK.sub("", plain(written))


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: as ``written`` (stripped), in ``plain`` form, and its place in the text."""

    written: str
    plain: str
    start: int

    @property
    def tight(self) -> str:
        """The plain form without blanks."""
        return _BLANK.sub("", self.plain)


def _edges(written: str) -> str:
    """The plain form; of a body paragraph only its ends, where a glued head or sign-off stands."""
    return plain(written) if len(written) <= 700 else plain(written[:400]) + written[400:-200] + plain(written[-200:])


def _lines(text: str, offset: int) -> Iterator[Line]:
    at = offset
    for raw in text.splitlines(keepends=True):
        written = raw.strip().strip("\ufeff\u200b")
        if written:
            yield Line(written, _edges(written), at + raw.index(written))
        at += len(raw)


def head(text: str) -> list[Line]:
    """The first lines of a text; a document on one endless line gives the beginning of it."""
    return list(_lines(text[:HEAD_SIZE], 0))[:HEAD_LINES]


def foot(text: str) -> list[Line]:
    """The last lines of a text."""
    begin = max(0, len(text) - FOOT_SIZE)
    lines = list(_lines(text[begin:], begin))
    return (lines[1:] if begin and len(lines) > 1 else lines)[-FOOT_LINES:]


# label as printed → field; fields that are only here to end the value before them have the name "".
_LABELS = {
    "标题": "title", "名称": "title", "信息名称": "title", "文件名称": "title", "公文名称": "title",
    "发布机构": "issuer", "发文机关": "issuer", "发文机构": "issuer", "发文单位": "issuer", "制定机关": "issuer",
    "发布机关": "issuer", "发布单位": "issuer", "颁布单位": "issuer", "制发机关": "issuer", "成文机关": "issuer",
    "文号": "number", "字号": "number", "发文字号": "number", "发文文号": "number", "备注/文号": "number",
    "文件编号": "number", "文件字号": "number",
    "成文日期": "issued", "成文时间": "issued", "生成日期": "issued", "发文日期": "issued", "发文时间": "issued",
    "签发日期": "issued",
    "公布日期": "published", "发布日期": "published", "发布时间": "published", "颁布日期": "published", "印发日期": "published",
    "公开日期": "published",
    "公开属性": "publicity", "公开方式": "publicity", "公开类型": "publicity", "公开形式": "publicity", "公开类别": "publicity",
    "信息公开选项": "publicity",
    "主送": "addressees", "主送单位": "addressees", "主送机关": "addressees",
} | dict.fromkeys(
    ("信息类别", "索引号", "主题分类", "施行日期", "实施日期", "生效日期", "失效日期", "废止日期", "效力等级", "效力级别", "时效性",
     "有效性", "统一编号", "文件状态", "关键词", "来源", "信息来源", "主题词", "体裁分类", "体裁", "组配分类", "浏览次数", "点击数",
     "访问量", "字体", "分类", "公开范围", "公开时限", "责任编辑", "正文", "抄送", "抄报", "签发人", "内容概述", "有效期", "服务对象"), "")
_LABEL = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<open>\[)?(?P<label>"
    + "|".join(r"[ \t]{0,4}".join(map(re.escape, label)) for label in sorted(_LABELS, key=len, reverse=True))
    + r")[ \t]{0,3}(?P<close>[\]:])[ \t:]{0,4}"
)


def labelled(lines: list[Line]) -> dict[str, str]:
    """Fields that stand behind a printed label, as written; the first of each counts.

    A label at the end of its line takes the next line, as a flattened table has it.

    >>> fields = labelled(head("标 题：云江市水务局关于巡查的通知 发文机关：云江市水务局\\n成文日期：\\n2030-05-06"))
    >>> fields["issuer"], fields["issued"]
    ('云江市水务局', '2030-05-06')
    """
    fields: dict[str, str] = {}
    for i, line in enumerate(lines):
        if ":" not in line.plain and "]" not in line.plain:
            continue
        found = list(_LABEL.finditer(line.plain, 0, 400))
        for j, label in enumerate(found):
            name = _LABELS[_BLANK.sub("", label["label"])]
            end = found[j + 1].start() if j + 1 < len(found) else len(line.plain)
            value = line.written[label.end() : end].strip(" \t　·•|;；，,")
            if not value and j + 1 == len(found) and i + 1 < len(lines) and not _LABEL.search(lines[i + 1].plain):
                value = lines[i + 1].written
            if name and value and len(value) <= 120 and name not in fields:
                fields[name] = value
    return fields


def has_label(line: Line) -> bool:
    """Whether a line holds a printed label."""
    return _LABEL.search(line.plain) is not None

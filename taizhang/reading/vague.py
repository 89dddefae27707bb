"""Clauses too vague to verify: a soft verb, and in the whole sentence no number and no date to hold it to."""
import re

_SOFT = re.compile(
    r"(?<![于与、])(?<!大胆)(?<!创新)(?:积极|鼓励|进一步|继续|主动|大力)?探索(?![出了性]|创新者|者|精神)(?=[^，。；]{3,})"
    r"|适时(?=[\u4e00-\u9fff]{3,})|(?<!组织)(?<!科学)研究(?:制定|出台|建立|推进|设立|提出|探索|完善|谋划)(?=[^，。；]{3,})(?![^，。；]{2,40}(?:办法|方案|意见|规划|条例|细则|标准|目录|清单)(?:$|[，。；\n]|等))|逐步(?=[\u4e00-\u9fff]{4,})|(?:进一步|继续|不断|切实)?加大(?!对外)[^，。；《》]{2,24}力度"
    r"|条件成熟[时后]?|视情况?(?=[\u4e00-\u9fff]{2,})|酌情|适当(?=[\u4e00-\u9fff]{2,4}(?:奖|补|放宽|提高|降低|调整|倾斜|增加|延长|支持)|奖励|补助|放宽|提高|降低|调整|倾斜|增加|延长|减免)"
)
_MEASURED = re.compile(r"\d|[一二三四五六七八九十百两](?:个|家|项|批次|座|条|所|名|件|倍|成)|翻番|全覆盖|前列|领先|《|年底|年内|季度|月底|每年|每月|定期|按期|限期|责令")
_NOT_NOW = re.compile(r"了|已经?|取得|近年来|过去|一直|得益|成效|问题|困难|不足")


def vague(text: str, start: int, end: int) -> list[tuple[int, int, int, int]]:
    """Clauses of the sentence ``text[start:end]`` that nobody could verify: (start, end, word's start, word's end).

    >>> sentence = "完善供水机制，探索水权交易新模式"
    >>> [(sentence[a:b], sentence[c:d]) for a, b, c, d in vague(sentence, 0, len(sentence))]
    [('探索水权交易新模式', '探索')]
    >>> vague("逐步更换旧管网，2031年完成30公里", 0, 18)
    []
    """
    if _MEASURED.search(text, start, end) or _NOT_NOW.search(text, start, end):
        return []
    found = []
    last = -1
    for word in _SOFT.finditer(text, start, end):
        begin = max(start, text.rfind("，", start, word.start()) + 1)
        stops = [i for i in (text.find(sign, word.end(), end) for sign in "，：") if i >= 0]
        stop = min(stops, default=end)
        if begin <= last or word.start() - begin > 24 or stop - begin < 8:
            continue
        found.append((begin, stop, word.start(), word.end()))
        last = begin
    return found

"""Incentives, cadences and clauses too vague to verify."""
import re
from bisect import bisect_right
from typing import Literal

from taizhang.reading.cadence import beats
from taizhang.reading.context import Reading
from taizhang.reading.incentive import extent, incentive
from taizhang.reading.settings import settings
from taizhang.reading.stage import stage
from taizhang.reading.vague import vague
from taizhang.values import Clause

_LONGEST = 3000  # code points of a sentence: a longer one is a list or a table that lost its lines
ClauseKind = Literal["incentive", "cadence", "vague"]
_SENTENCE = re.compile(r"[^。；！？\n]+")
_INCENTIVE = re.compile(r"给予|予以|奖励|补助|补贴|资助|发放|核拨|享受|奖补|贴息|返还|每[人生户床]?每?[月年天]\d")
_CADENCE = re.compile(r"每(?:个?月|周|星期|季|半年|年|两年|[235三五]年)|定期|按[周月季年]|一[周月季年日旬]一|半年一|[“、][周月季]|、半年|、年")
_VAGUE = re.compile(r"探索|适时|研究|逐步|加大|条件成熟|视情|酌情|适当")
_ENUM = re.compile(r"(?:第[一二三四五六七八九十百零\d]{1,5}条|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]{1,2}是|——|[①-⑳])+")


@stage(reads="flow outline metadata statements tasks", writes="clauses")
def clauses(reading: Reading) -> None:
    """Incentives, cadences and clauses too vague to verify.

    A part such as ``who`` or ``what`` is quoted from the text; ``every`` is an ISO 8601 duration (``unspecified`` for
    定期), ``lacks`` names what a vague clause would need: ``measure date`` and, outside a task, ``unit``.
    """
    if reading.metadata.genre == "bulletin":
        return
    text = reading.flow.text
    starts = [task.start for task in reading.tasks]
    for (a, b), setting in zip(reading.flow.paragraphs, settings(reading), strict=True):
        if b - a < 6 or setting.mode == "past" or text.find("\t", a, b) >= 0:
            continue
        rules = setting.mode == "rule"
        for sentence in _SENTENCE.finditer(text, a, b):
            start, end = sentence.span()
            if end - start > _LONGEST:
                continue
            if _INCENTIVE.search(text, start, end) and (parts := incentive(text, start, end, rules=rules)):
                quoted = [(name, reading.quote(x, y)[2]) for name, x, y in parts]
                _add(reading, "incentive", *extent(text, start, end, parts), quoted, 0.9 if len(parts) > 2 else 0.75)
                continue
            if _CADENCE.search(text, start, end):
                for beat in beats(text, start, end):
                    named = [("every", beat.every), ("what", reading.quote(beat.what_start, beat.what_end)[2])]
                    if beat.by:
                        named.append(("by", reading.quote(*beat.by)[2]))
                    _add(reading, "cadence", beat.start, beat.end, named, 0.7 if beat.every == "unspecified" else 0.9)
            if not rules and _VAGUE.search(text, start, end):
                for begin, stop, word, word_end in vague(text, start, end):
                    node = reading.outline.at(begin)
                    if node is not None and begin < reading.outline.nodes[node].end:
                        continue
                    at = reading.flow.at[begin]
                    i = bisect_right(starts, at) - 1
                    held = i >= 0 and at < reading.tasks[i].end
                    lacks = "measure date" if held else "measure date unit"
                    _add(reading, "vague", begin, stop, [("why", reading.quote(word, word_end)[2]), ("lacks", lacks)], 0.7)


def _add(reading: Reading, kind: ClauseKind, start: int, end: int, parts: list[tuple[str, str]], confidence: float) -> None:
    enum = _ENUM.match(reading.flow.text, start, end)
    if enum and enum.end() < end:
        start = enum.end()
    first, last, quote = reading.quote(start, end)
    path = reading.outline.path(reading.outline.at(start))
    reading.clauses.append(Clause(reading.doc, first, last, quote, kind, tuple(parts), path, confidence))

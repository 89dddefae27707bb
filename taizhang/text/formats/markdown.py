"""Markdown as a reader sees it: headings, paragraphs, lists and tables without their marks."""
import re
from collections.abc import Iterator

from taizhang.text.formats.blocks import Blocks
from taizhang.text.formats.encoding import decode
from taizhang.text.formats.registry import Extract
from taizhang.text.limits import Limits

_FRONT = re.compile(r"\A---[ \t]*\n(?:.*\n){0,100}?---[ \t]*\n")
_COMMENT = re.compile(r"<!--(?:[^-]|-(?!->)){0,5000}-->")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_NUMBERED = re.compile(r"[ \t]*[0-9]{1,9}[.)][ \t]+")
_QUOTED = re.compile(r"(?: {0,3}>[ \t]?){1,20}")
_TABLE_LINE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*){0,200}\|?[ \t]*")
_DEFINED = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]+\S+.*")
_CELL = re.compile(r"(?<!\\)\|")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\](?:\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,500}\")?\)|\[[^\[\]\n]{0,200}\])")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,20}(?:[ \t][^<>\n]{0,500})?/?>")
_STRONG = re.compile(r"(?<!\\)(\*\*|__|~~)(?=\S)([^\n]{1,2000}?)(?<=[^\s\\])\1")
_SLANTED = re.compile(r"(?<![\\*\w])([*_])(?=[^\s*_])([^\n*_]{1,2000}?)(?<=[^\s\\])\1(?![*\w])|(?<![\\*])(\*)(?=[^\s*])([^\n*]{1,2000}?)(?<=[^\s\\])\3(?!\*)")
_CODE = re.compile(r"(`{1,3})([^`\n]{1,2000})\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]")


def extract(data: bytes, limits: Limits) -> Extract:
    """Blocks (``b3``) and cells of tables (``t1.r2.c3``).

    >>> extract("# **意见**\\n\\n到2030年建成\\n[桥梁](a.html)9座。\\n\\n|指标|目标|\\n|---|---|\\n|桥梁|9座|\\n".encode(), Limits()).text
    '意见\\n到2030年建成桥梁9座。\\n指标\\t目标\\n桥梁\\t9座'
    """
    text, encoding = decode(data)
    text = _COMMENT.sub("", _FRONT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    blocks = Blocks(limits)
    number = tables = row = 0
    for kind, said in _pieces(text.split("\n")):
        if kind == "row":
            row += 1
            inside = said.strip().removeprefix("|")
            inside = inside[:-1] if inside.endswith("|") and not inside.endswith("\\|") else inside
            blocks.row([(plain(cell.strip()), f"t{tables + 1}.r{row}.c{i}") for i, cell in enumerate(_CELL.split(inside), 1)])
            continue
        if row:
            tables, row = tables + 1, 0
        number += 1
        blocks.block(said if kind == "code" else plain(said), f"b{number}")
    return Extract(blocks.text, blocks.addresses, encoding)


def plain(text: str) -> str:
    """A line without the marks of emphasis, links and code.

    >>> plain("增长**8.5%**左右，见[附件](http://a.test/x_y)，3*4*5 和 a_b_c，\\\\*号")
    '增长8.5%左右，见附件，345 和 a_b_c，*号'
    """
    if not any(sign in text for sign in "*_~[`<\\"):
        return text
    text = _ADDRESS.sub(r"\1", _LINK.sub(r"\1", _CODE.sub(r"\2", text)))
    text = _TAG.sub("", text)
    for _ in range(3):
        text = _STRONG.sub(r"\2", text)
    text = _SLANTED.sub(lambda found: found[2] or found[4], text)
    return _ESCAPED.sub(r"\1", text)


def _pieces(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Paragraphs joined of their lines, rows of tables, lines of code."""
    held: list[str] = []
    fence, table = "", False
    for at, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence or mark:
            yield from _joined(held)
            if mark and (not fence or mark[1] == fence):
                fence = "" if fence else mark[1]
            else:
                yield "code", line
            continue
        quoted = _QUOTED.match(line)
        line = line[quoted.end():] if quoted else line
        below = lines[at + 1] if at + 1 < len(lines) else ""
        table = "|" in line and (table or (_TABLE_LINE.fullmatch(below) is not None and "|" in below))
        if table or not line.strip() or (held and _UNDERLINE.fullmatch(line)) or _RULE.fullmatch(line) or _DEFINED.fullmatch(line):
            yield from _joined(held)
            if table and not _TABLE_LINE.fullmatch(line):
                yield "row", line
        elif (head := _HEADING.match(line)) is not None:
            yield from _joined(held)
            yield "block", re.sub(r"[ \t]+#+[ \t]*\Z", "", line[head.end():])
        else:
            if (bullet := _BULLET.match(line)) is not None:
                line = "• " + line[bullet.end():]
            if bullet or _NUMBERED.match(line):
                yield from _joined(held)
            held.append(line.rstrip(" \t"))
    yield from _joined(held)


def _joined(held: list[str]) -> Iterator[tuple[str, str]]:
    """The lines of a paragraph as one: with a blank between words, none between ideographs."""
    if held:
        said = held[0].lstrip(" \t")
        for line in held[1:]:
            line = line.lstrip(" \t")
            gap = "" if not said or not line or _WIDE.match(said[-1]) or _WIDE.match(line[0]) else " "
            said = said.removesuffix("\\") + gap + line
        yield "block", said
        held.clear()

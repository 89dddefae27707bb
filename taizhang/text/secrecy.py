"""Marks of secrecy and of restricted use, and the data of persons, found in a text before anything of it is kept.

A mark is a mark by where and how it stands: alone on a line at the head of the document (GB/T 9704: copy number, level and term,
urgency), or with its star. The same word in a sentence is no mark.
"""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

#: What a mark is: a level of secrecy; restricted use; the number of a copy; an identity card; a mobile telephone; a fixed one.
KINDS = ("secret", "internal", "copy", "identity", "mobile", "telephone")
PERSONAL = ("identity", "mobile", "telephone")
MASK = "*"
_HEAD_LINES, _FOOT_LINES, _EDGE, _LONGEST = 12, 15, 6000, 60
_COPY_LINES = 3  # a bare number is the number of a copy only at the very top

# One sign for one sign, so that an offset in the plain form is one in the text.
_PLAIN = {i: i - 0xFEE0 for i in range(0xFF01, 0xFF5F)}
_PLAIN |= {ord(a): ord(b) for a, b in zip("﹝﹞［］【】〖〗　\xa0\u2002\u2003\u2009—―－–─‐‑絕機☆✩⭐﹡＊*", "〔〕[][][]     -------绝机★★★★★★", strict=True)}

_LEVEL = r"(?:绝密|机密|秘密)"
_TERM = r"(?:★*(?:长期|启用前|解密前|公布前|公开前|[0-9]{1,3}(?:年|个月|月|天|日)|[一二三四五六七八九十两]{1,3}(?:年|个月|月|天|日))?)"
_URGENT = r"(?:特急|特提|加急|急件|平急|限时|紧急)"
_NUMBERED = r"(?:(?:份号|份数序号|NO\.?|№)?:?[0-9]{3,8})"
_LABELLED = r"(?:密级|保密级别|保密等级|秘密等级|涉密等级)(?:和保密期限)?:?"
_SECRET_LINE = re.compile(
    rf"[\[(〔]?(?:{_NUMBERED})?{_URGENT}?[\[(〔]?(?:{_LABELLED})?(?P<level>{_LEVEL})件?{_TERM}[\])〕]?{_URGENT}?(?:{_NUMBERED})?[\])〕]?")
_STARRED = re.compile(r"(?:^|(?<=[\s\d(\[〔急]))(?P<level>绝[ ]{0,4}密|机[ ]{0,4}密|秘[ ]{0,4}密)[ ]{0,4}★")
_LEVEL_FIELD = re.compile(rf"(?<![\u4e00-\u9fff]){_LABELLED}[ ]{{0,4}}(?P<level>{_LEVEL})[级件]?(?![、/或,和及与\u4e00-\u9fff])")
_NOTICES = r"(?:[,、;]?(?:注意|妥善|严格)?(?:保存|保管|保密)|" \
    r"[,、;]?(?:请勿|不得|严禁|禁止|勿)(?:外传|公开|翻印|转载|复制|扩散|外泄|引用)|[,、;]?(?:仅供)?内部(?:使用|参考|参阅))"
_INTERNAL_LINE = re.compile(
    rf"[\[(〔]?(?:(?:仅供|限)?内部(?:工作)?(?:资料|文件|材料|刊物|使用|传阅|参考|参阅|掌握|发行|明电|电报)?{_NOTICES}{{0,3}}|{_NOTICES}{{1,3}})[\])〕]?★?")
_CLOSED_LINE = re.compile(r"[\[(〔]?(?:此件|本文|本件)?(?:不予|不宜|不得|不对外|不)公开(?:发布)?[\])〕]?")
_CLOSED_FIELD = re.compile(r"(?<![\u4e00-\u9fff])(?:信息公开选项|公开(?:属性|方式|类型|形式|类别))[ ]{0,4}:[ ]{0,4}(?P<what>不予公开|不公开)(?![、/或])")
_COPY_FIELD = re.compile(r"(?<![\u4e00-\u9fff])份[ ]{0,4}(?:数[ ]{0,4}序[ ]{0,4})?号[ ]{0,4}:?[ ]{0,4}(?P<what>[0-9]{2,8})(?![0-9])")
_COPY_LINE = re.compile(r"(?:NO\.?|№)?:?0[0-9]{5}")

_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split())
_IDENTITY = re.compile(r"(?<![0-9A-Za-z.])[1-8][0-9]{5}(?P<gap>[ -]?)(?:18|19|20)[0-9]{6}(?P=gap)[0-9]{3}[0-9Xx](?![0-9A-Za-z])")
_OLD_IDENTITY = re.compile(r"身份证(?:号码?|件号码?)?[ :(]{0,4}(?P<what>[1-8][0-9]{14})(?![0-9A-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_AMOUNT = r"(?![0-9A-Za-z号]|[.,][0-9]|[ ]?(?:[%‰万亿千百元个家项吨人户亩公平立件台])|[ ]?(?:美元|港元))"
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z.\-/〕])(?:\+?(?:00)?86[ -]?)?(?P<what>1(?:3[0-9]|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8[0-9]|9[0-35-9])(?P<gap>[ -]?)[0-9]{4}(?P=gap)[0-9]{4})"
    + _AMOUNT)
_TELEPHONE = re.compile(
    r"(?<![0-9A-Za-z.\-/])(?:\+?86[ -]?)?(?P<what>(?:\(0(?:10|2[0-9]|[3-9][0-9]{2})\)[ ]?|0(?:10|2[0-9]|[3-9][0-9]{2})[ ]?-{1,2}[ ]?)"
    r"[2-9][0-9]{2,3}-?[0-9]{4}(?:[-/、转][0-9]{1,6}){0,3})(?![0-9A-Za-z])")
_CALLED = re.compile(
    r"(?:电话|手机|传真|联系方式|小灵通|Tel|TEL|Fax|FAX)(?:号码|号)?[^0-9\n\u4e00-\u9fff]{0,8}(?P<what>(?:1[3-9][0-9]{9}|0[0-9]{9,11}|[2-9][0-9]{6,7})(?:-[0-9]{1,6})?)" + _AMOUNT)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something found: its kind, where it stands in the text, and for marks (not for data of persons) what it says."""

    kind: str
    start: int
    end: int
    says: str = ""


def marks(text: str) -> list[Mark]:
    """What of it must not come in unseen, in the order of the text.

    >>> [(one.kind, one.says) for one in marks("000012\\n机密★10年\\n砚州市人民政府文件\\n")]
    [('copy', '000012'), ('secret', '机密')]
    >>> marks("保守国家秘密、商业秘密，依法处理泄露机密的行为。\\n")
    []
    >>> [one.kind for one in marks("联系人：市科技局，电话：0598-2345678。")]
    ['telephone']
    """
    plain = text.translate(_PLAIN)
    found = [*_marked(plain), *_personal(plain)]
    found.sort(key=lambda one: (one.start, -one.end))
    return _apart(found)


def masked(text: str, found: list[Mark] | None = None) -> str:
    """The text with the digits of identity cards and telephones masked, sign for sign: every other offset stays.

    >>> masked("电话 0598-2345678。")
    '电话 ****-*******。'
    """
    signs = list(text)
    for one in marks(text) if found is None else found:
        if one.kind in PERSONAL:
            signs[one.start:one.end] = [MASK if sign.isdigit() or sign in "Xx\uff38\uff58" else sign for sign in signs[one.start:one.end]]
    return "".join(signs)


def name_marked(name: str) -> str:
    """The level of secrecy that the name of a file bears; empty where it bears none.

    >>> name_marked("【机密】纪要.docx"), name_marked("秘密★1年 会议.txt"), name_marked("商业秘密保护办法.docx"), name_marked("机密性设计.txt")
    ('机密', '秘密', '', '')
    """
    plain = name.translate(_PLAIN)
    found = re.search(rf"[\[(〔](?P<level>{_LEVEL})(?:★[^\])〕]{{0,8}})?[\])〕]|(?P<starred>{_LEVEL})[ ]?★", plain)
    return (found["level"] or found["starred"]) if found else ""


def _marked(plain: str) -> Iterator[Mark]:
    """Marks of secrecy, of restricted use and of copies."""
    top = list(islice(_lines(plain, 0, _EDGE), _HEAD_LINES))
    begin = max(0, len(plain) - _EDGE)
    bottom = list(_lines(plain, begin, len(plain)))[1 if begin else 0:][-_FOOT_LINES:]  # the first one may be cut
    for nth, (start, line) in enumerate(top):
        tight = "".join(line.split())
        whole = len(tight) <= _LONGEST
        if whole and (found := _SECRET_LINE.fullmatch(tight)):
            yield Mark("secret", start, start + len(line), found["level"])
        elif whole and nth < _COPY_LINES and _COPY_LINE.fullmatch(tight):
            yield Mark("copy", start, start + len(line), tight)
        for pattern, kind in ((_LEVEL_FIELD, "secret"), (_COPY_FIELD, "copy")):
            for field in pattern.finditer(line, 0, 400):
                yield Mark(kind, start + field.start(), start + field.end(), field[0] if kind == "copy" else field["level"])
    for start, line in _lines(plain, 0, len(plain), starred=True):  # heads of pages repeat the mark; a star never stands in a sentence by chance
        glued = _STARRED.match(line) or (_STARRED.search(line, 0, 120) if top and start == top[0][0] else None)
        if glued:
            yield Mark("secret", start + glued.start(), start + glued.end(), "".join(glued["level"].split()))
    for start, line in {**dict(top), **dict(bottom)}.items():
        tight = "".join(line.split())
        if len(tight) <= _LONGEST and (_INTERNAL_LINE.fullmatch(tight) or _CLOSED_LINE.fullmatch(tight)):
            yield Mark("internal", start, start + len(line), tight.strip("[]()〔〕★"))
        elif closed := _CLOSED_FIELD.search(line, 0, 400):
            yield Mark("internal", start + closed.start("what"), start + closed.end("what"), closed["what"])


def _lines(plain: str, start: int, end: int, starred: bool = False) -> Iterator[tuple[int, str]]:
    """Lines that are not blank, stripped, with their places; ``starred``: those with a star only."""
    at = start
    for raw in plain[start:end].splitlines(keepends=True):
        line = raw.strip().strip("\ufeff\u200b")
        if line and (not starred or "★" in line):
            yield at + raw.index(line), line
        at += len(raw)


def _personal(plain: str) -> Iterator[Mark]:
    for found in _IDENTITY.finditer(plain):
        if is_identity("".join(sign for sign in found[0] if sign not in " -")):
            yield Mark("identity", found.start(), found.end())
    for found in _OLD_IDENTITY.finditer(plain):
        if found["what"][:2] in _PROVINCES and _day("19" + found["what"][6:12]):
            yield Mark("identity", found.start("what"), found.end("what"))
    for found in _MOBILE.finditer(plain):
        if not found["what"].endswith("0000"):  # a round amount rather than a number to call
            yield Mark("mobile", found.start("what"), found.end("what"))
    for found in _TELEPHONE.finditer(plain):
        yield Mark("telephone", found.start("what"), found.end("what"))
    for found in _CALLED.finditer(plain):
        yield Mark("mobile" if found["what"][0] == "1" else "telephone", found.start("what"), found.end("what"))


def is_identity(number: str) -> bool:
    """Whether 18 signs are the number of an identity card: province, day of birth and check sign (GB 11643) agree.

    >>> is_identity("11010519491231002X"), is_identity("110105194912310021"), is_identity("110105194913310021")
    (True, False, False)
    """
    if len(number) != 18 or number[:2] not in _PROVINCES or not _day(number[6:14]):
        return False
    remainder = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True)) % 11
    return "10X98765432"[remainder] == number[17].upper()


def _day(written: str) -> bool:
    try:
        return 1850 <= date(int(written[:4]), int(written[4:6]), int(written[6:8])).year <= 2100
    except ValueError:
        return False


def _apart(found: list[Mark]) -> list[Mark]:
    """Marks without those that lie within one before them."""
    kept: list[Mark] = []
    for one in found:
        if kept and one.start < kept[-1].end and not (one.kind == "secret" and kept[-1].kind != "secret"):
            continue
        kept.append(one)
    return kept

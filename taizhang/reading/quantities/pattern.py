"""The one pattern that finds numbers in the flow.

Every alternative begins with a fixed set of signs and every repetition is bounded, so that the time is linear whatever
the text. The groups: ``skip`` holds digits and measures nothing; ``rank``; ``a`` … ``u`` a figure with its unit;
``double``, ``pct``, ``cf``, ``half``, ``cheng``, ``per100k`` and ``frac`` values in words or as fractions; ``ca`` … ``cu``
Chinese numerals with a unit; ``bare`` any other digits.
"""
import re

from taizhang.reading.units import COUNTS, MONEY, TIMES

_DIGITS = r"\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,8})?"
_MAGNITUDE = r"[十百千万亿]{0,3}"
_NUMBER = rf"{_DIGITS}[多余几]?{_MAGNITUDE}(?:\d{{1,4}}(?:\.\d{{1,4}})?[十百千万]{{1,2}})?[多余]?"
CHINESE_DIGIT = r"[一二三四五六七八九十百千万亿两〇零]"
_UNIT = rf"个百分点|百分点|%|‰|{MONEY}|{TIMES}|{COUNTS}"
_TAIL = (
    r"(?:（(?:含|包括)[^）]{0,6}）)?(?:及以上|（含）以上|或以上|以上|以下|以内|之内|左右|上下)"
    r"|(?<=[年月天日周时])内"
    r"|多(?![种样元家个年层方])|余(?![额热])"
)
_TO = r"(?:~|—{1,2}|-{1,2}|至|到)"

# Titles, document numbers, slogans in quotes, years, dates, ordinals, 2+4, A5: digits that measure nothing.
_SKIP = (
    r"《[^《》\n]{0,120}》|〔\d{4}〕\d{0,5}号?|[\[【(（]\d{4}[\]】)）]\s?(?:第)?\d{1,5}号"
    r"|“[^”\n]{1,14}”(?!\d)"
    r"|(?:19|20)\d\d(?:年)?(?:-|—{1,2}|~|至)(?:(?:19|20)?\d\d)年?(?:度)?(?![\d.]|万|亿|元|家|个|户)"
    r"|(?:19|20)\d\d年(?:度|底|末|初)?(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"|\d{1,2}月(?:份|\d{1,2}日)?|\d{1,2}日(?!均|内|以内)"
    r"|第[\d一二三四五六七八九十百千零]{1,6}(?:[、和至—-][\d一二三四五六七八九十]{1,4}){0,4}(?:[届批条章节次期款项号]|产业|方|季度)"
    r"|\d{1,4}[+·×✕xX*](?:\d{1,4}|[A-Z])(?:[+·×](?:\d{1,4}|[A-Z]))*"
    r"|[A-Za-z][A-Za-z\-]{0,20}\d[\dA-Za-z.\-]{0,12}"
)

# 第3位, 首位, 前10名, 12位: whether it is a place in an order is asked afterwards.
_RANK = (
    rf"第(?:{CHINESE_DIGIT}{{1,3}}|\d{{1,4}})(?:[位名](?![师校]))?|首位|榜首"
    rf"|前(?:{CHINESE_DIGIT}{{1,3}}|\d{{1,4}})(?:{_TO}(?:\d{{1,4}}|{CHINESE_DIGIT}{{1,3}}))?[位名]?"
    rf"|前?\d{{1,4}}(?:{_TO}\d{{1,4}})?位(?![数女男老院于居列])|次席"
)

# What stands behind a slash: 元/人/年, 件/万元.
_DIVISOR = (
    r"(?:[/·](?:公顷|平方米|平方公里|立方米|万元|千瓦时|百户|10万|学年|学期|公斤|公里|小时|人次"
    r"|人|年|月|日|天|户|亩|吨|升|件|台|次|项|家|生|床|班|车|只|头|株|斤|孔|套|个|处|座|间|度)(?:（[次套]）)?){0,2}"
)
_FIGURE = (
    rf"(?P<a>{_NUMBER})(?:(?P<ua>{_UNIT})?(?P<to>{_TO})(?P<b>{_NUMBER}))?(?P<u>{_UNIT})(?P<per>{_DIVISOR})"
    rf"(?P<alt>（[次个人户套项家件]）)?(?P<t>{_TAIL})?"
)

_WORD = (
    r"(?P<double>翻[一两二三]?番)"
    rf"|(?P<pct>百分之{CHINESE_DIGIT}{{1,5}}(?:点{CHINESE_DIGIT}{{1,4}})?)(?P<pctt>以上|以下|以内|左右)?"
    rf"|(?P<cf>{CHINESE_DIGIT}{{1,3}}分之{CHINESE_DIGIT}{{1,3}})(?P<cft>以上|左右|多)?"
    r"|(?P<half>半数|过半)(?P<ht>以上)?"
    r"|(?P<cheng>[一二三四五六七八九两](?:至|到|—|-)?[一二三四五六七八九]?成)(?:(?P<ct>以上|左右|多)|(?=[，。；、的以来由]|$))"
)
_CHINESE = (
    rf"(?P<ca>{CHINESE_DIGIT}{{1,9}})(?P<cmore>[多余])?(?:(?P<cto>至|到|—|-)(?P<cb>{CHINESE_DIGIT}{{1,5}}))?"
    rf"(?P<cu>个百分点|{MONEY}|{TIMES}|{COUNTS}|倍|大(?![于学中小型力量幅会局力家门楼数]))(?P<ctail>{_TAIL})?"
)

TOKEN = re.compile(
    rf"(?P<skip>{_SKIP})|(?P<rank>{_RANK})|{_FIGURE}"
    r"|(?P<per100k>\d{1,5}(?:\.\d{1,4})?/10万)(?P<pt>以下|以内|以上|左右)?"
    r"|(?P<frac>\d{1,2}/\d{1,2})(?=[以的，。、；左])(?P<ft>以上|以下|左右)?"
    rf"|{_WORD}|{_CHINESE}"
    r"|(?P<bare>\d[\d.,]{0,20}[多余]?[百千]?[万亿]{0,2}[多余]?)"
)

"""Chinese numerals and exact numbers, both ways.

``chinese_number`` reads what stands in papers: 一百二十三, 二〇一六, 廿, 两, 1.2万亿, 4万5千, 百分之五点五, 四分之三, 三成五.
``to_chinese`` writes whole numbers, as automatic numbering does.
"""
import re
from decimal import Decimal
from functools import lru_cache

_LONGEST = 40  # signs of a numeral that is still read as one
_FLAT = str.maketrans("０１２３４５６７８９．％－＋", "0123456789.%-+")
_WRITTEN = ("〇零○Ｏ", "一壹弌", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
_DIGITS = {sign: value for value, signs in enumerate(_WRITTEN) for sign in signs}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_BIG = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_PARTS = {"百": 100, "千": 1000, "万": 10_000, "十": 10}
_THOUSANDS = re.compile(r"(?<=[0-9])[,，](?=[0-9]{3}(?![0-9]))")
_ARABIC = frozenset("0123456789.")
_HALF = Decimal("0.5")


@lru_cache(maxsize=8192)
def chinese_number(written: str) -> Decimal | None:
    """The number that a numeral stands for; None for what is no numeral. Fractions are numbers, so 百分之五 is 0.05.

    >>> [str(chinese_number(n)) for n in ("一百二十三", "两千零一十", "二〇一六", "廿三", "十", "三百五", "一万五")]
    ['123', '2010', '2016', '23', '10', '350', '15000']
    >>> [str(chinese_number(n)) for n in ("4万5千", "1.2万", "1.2万亿", "3亿2000万", "一点二亿", "１，２３４.50")]
    ['45000', '12000', '1200000000000', '320000000', '120000000', '1234.5']
    >>> [str(chinese_number(n)) for n in ("百分之五点五", "百分之百", "千分之三", "四分之三", "三成", "三成五", "一半", "12.5%")]
    ['0.055', '1', '0.003', '0.75', '0.3', '0.35', '0.5', '0.125']
    >>> chinese_number("三百二千"), chinese_number("数十"), chinese_number("万"), chinese_number("")
    (None, None, None, None)
    """
    if len(written) > _LONGEST or not (text := _flat(written)):
        return None
    sign = 1
    if text[0] in "负-−":
        sign, text = -1, text[1:]
    number = _fraction(text)
    return None if number is None else _plain(sign * number)


def chinese_percent(written: str) -> Decimal | None:
    """The figure of a percentage as papers count it: 百分之五点五 is 5.5; None for what is no percentage.

    >>> chinese_percent("百分之五点五"), chinese_percent("8.50%"), chinese_percent("五")
    (Decimal('5.5'), Decimal('8.50'), None)
    """
    if len(written) > _LONGEST:
        return None
    text = _flat(written)
    if text.startswith("百分之"):
        return _whole(text[3:])
    return _whole(text[:-1]) if text.endswith("%") else None


def to_chinese(number: int) -> str:
    """Write a whole number below 10 to the 16th in Chinese; raises ``ValueError`` beyond.

    >>> [to_chinese(n) for n in (0, 2, 10, 11, 20, 101, 110, 1001, 10010, 200000, -7)]
    ['零', '二', '十', '十一', '二十', '一百零一', '一百一十', '一千零一', '一万零一十', '二十万', '负七']
    >>> to_chinese(100000000), to_chinese(305000200)
    ('一亿', '三亿零五百万零二百')
    """
    if abs(number) >= 10**16:
        raise ValueError(f"too large to write: {number}")
    if number < 0:
        return "负" + to_chinese(-number)
    if number < 10:
        return "零一二三四五六七八九"[number]
    said = _said(number)
    return said[1:] if said.startswith("一十") else said


def _flat(written: str) -> str:
    """Half-width figures without the commas between thousands."""
    return _THOUSANDS.sub("", written.strip().translate(_FLAT))


def _said(number: int) -> str:
    """A positive number, with 一十 for ten."""
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if rest and rest < size // 10 else ""
            return _said(head) + unit + gap + (_said(rest) if rest else "")
    return "零一二三四五六七八九"[number]


def _plain(number: Decimal) -> Decimal:
    """Without an exponent and without zeros that a multiplication left behind."""
    number = number.normalize()
    return number.quantize(Decimal(1)) if int(number.as_tuple().exponent) > 0 else number


def _fraction(text: str) -> Decimal | None:
    """A number, or parts of one: 分之, 成, 半, %."""
    if text in ("半", "一半"):
        return _HALF
    under, slash, over = text.partition("分之")
    if slash:
        whole, added, under = under.rpartition("又")
        parts = Decimal(_PARTS[under]) if under in _PARTS else _whole(under)
        ones = _whole(whole) if added else Decimal(0)
        count = _whole("一百" if over == "百" else over)
        return None if not parts or count is None or ones is None else ones + count / parts
    if text.endswith("%"):
        count = _whole(text[:-1])
        return None if count is None else count / 100
    head, tenth, tail = text.partition("成")
    if tenth:
        count = _whole(head)
        rest = Decimal(0) if not tail else _HALF if tail == "半" else _whole(tail) if len(tail) == 1 else None
        return None if count is None or rest is None or count > 10 else (count + rest / 10 if tail != "半" else count + _HALF) / 10
    return _whole(text)


def _whole(text: str) -> Decimal | None:
    """A number of digits and units, with or without decimals."""
    if not text:
        return None
    if _ARABIC.issuperset(text):
        return _arabic(text)
    if len(text) > 1 and all(sign in _DIGITS for sign in text):
        return Decimal("".join(str(_DIGITS[sign]) for sign in text))
    return _Sum().read(text)


def _arabic(run: str) -> Decimal | None:
    if run.count(".") > 1 or run[0] == "." or run[-1] == ".":
        return None
    return Decimal(run)


class _Sum:
    """A numeral while it is read: what is above 亿, what is above 万, the rest, and the digit that waits for its unit."""

    __slots__ = ("high", "low", "pending", "section", "single", "smallest", "unit", "zero")

    def __init__(self) -> None:
        self.high, self.low, self.section = Decimal(0), Decimal(0), Decimal(0)
        self.pending: Decimal | None = None
        self.smallest = 10_000  # the last unit within the section: the next one must be smaller
        self.unit = 0  # the unit that stands just before
        self.zero = self.single = False

    def read(self, text: str) -> Decimal | None:
        """The whole numeral, or None where a sign does not fit."""
        i, size = 0, len(text)
        while i < size:
            sign, begin = text[i], i
            if sign in _ARABIC:
                while i < size and text[i] in _ARABIC:
                    i += 1
                fits = self._digits(_arabic(text[begin:i]), i - begin == 1)
            elif sign in _DIGITS:
                while i < size and text[i] in _DIGITS:
                    i += 1
                fits = self._run(text[begin:i], text[i : i + 1])
            elif sign in "点點":
                i += 1
                while i < size and (text[i] in _DIGITS or text[i].isdigit()):
                    i += 1
                fits = self._decimals(text[begin + 1 : i], text[i : i + 1])
            else:
                i += 1
                fits = self._unit(sign, text[i : i + 1])
            if not fits:
                return None
        return self._total()

    def _digits(self, value: Decimal | None, single: bool) -> bool:
        if value is None or self.pending is not None:
            return False
        self.pending, self.single = value, single
        return True

    def _run(self, run: str, after: str) -> bool:
        """Digits in Chinese: one of them, or a number written by its digits; 三四百 and 三四万 are no numbers."""
        if len(run) > 1 and run[0] in "零〇○Ｏ" and self.unit:
            self.zero, run = True, run[1:]
        elif run in ("零", "〇", "○") and self.unit and after in _SMALL:
            self.zero = True  # 一千零十
            return self.pending is None
        if len(run) > 1 and (after in _SMALL or self.unit or (after in _BIG and len(run) == 2 and not set(run) & set("零〇○"))):
            return False
        return self._digits(Decimal("".join(str(_DIGITS[sign]) for sign in run)), len(run) == 1)

    def _decimals(self, run: str, after: str) -> bool:
        if not run or (after and after not in _BIG) or (self.pending is None and not self.section):
            return False
        tail = Decimal("0." + "".join(str(_DIGITS.get(sign, sign)) for sign in run))
        self.pending, self.section, self.single = self.section + (self.pending or 0) + tail, Decimal(0), False
        return True

    def _unit(self, sign: str, after: str) -> bool:
        if sign in _TENS:
            if self.pending is not None or self.smallest <= 10:
                return False
            self.section, self.smallest, self.unit = self.section + _TENS[sign], 10, 10
            return True
        if sign in _SMALL:
            return self._small(_SMALL[sign], after in _BIG)
        return sign in _BIG and self._big(_BIG[sign])

    def _small(self, unit: int, before_big: bool) -> bool:
        if unit >= self.smallest:
            return False
        if self.pending is None:
            if unit != 10 and not (before_big and not self.section):
                return False
            self.pending = Decimal(1)
        elif self.pending >= 10 and unit != 1000:
            return False
        self.section += self.pending * unit
        self.pending, self.smallest, self.unit, self.zero = None, unit, unit, False
        return True

    def _big(self, unit: int) -> bool:
        given = self.pending is not None or self.smallest < 10_000
        value = self.section + (self.pending or 0)
        if unit == 10_000:
            if not given or self.low:
                return False
            self.low = value * unit
        else:
            if (not given and self.unit != 10_000) or (self.high and (self.low or self.high < 10**12 or value >= 10_000)):
                return False
            self.high, self.low = self.high + (self.low + value) * unit, Decimal(0)
        self.section, self.pending, self.smallest, self.unit, self.zero = Decimal(0), None, 10_000, unit, False
        return True

    def _total(self) -> Decimal:
        rest = self.pending or Decimal(0)
        if self.unit >= 100 and self.single and not self.zero:  # 三百五, 一万五: the digit counts the next unit below
            rest *= self.unit // 10
        return self.high + self.low + self.section + rest

"""Numbers as automatic lists show them, by the names of Word's number formats."""
from collections.abc import Callable

from taizhang.text.numerals import to_chinese

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_TRADITIONAL = str.maketrans("壹贰叁陆万亿", "壹貳參陸萬億")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
    (4, "IV"), (1, "I"),
)  # fmt: skip


def counted(number: int, form: str) -> str:
    """The number in a format of Word (``w:numFmt``); formats without a rule here are shown as plain figures.

    >>> [counted(12, f) for f in ("chineseCounting", "chineseLegalSimplified", "decimalEnclosedCircle", "upperRoman", "lowerLetter")]
    ['十二', '壹拾贰', '⑫', 'XII', 'l']
    >>> [counted(n, "chineseCountingThousand") for n in (10, 20, 101)], counted(101, "chineseCounting"), counted(20, "ideographDigital")
    (['十', '二十', '一百零一'], '一〇一', '二〇')
    """
    render = _FORMS.get(form)
    return render(number) if render and 0 <= number < 10_000 else str(number)


def raised(text: str) -> str:
    """Superscript figures, so that 10 to the 4th does not become 104; other text stays as it is.

    >>> raised("4"), raised("[1]"), raised("注1")
    ('⁴', '[1]', '注1')
    """
    return text.translate(_RAISED) if text.strip("+-").isdecimal() and text.isascii() else text


def _digits(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(sign)] for sign in str(number))


def _counting(number: int) -> str:
    return to_chinese(number) if 0 < number < 100 else _digits(number)


def _formal(number: int) -> str:
    said = to_chinese(number)
    return ("一" + said if said.startswith("十") else said).translate(_FORMAL)


def _letters(number: int) -> str:
    """A, B … Z, AA, BB …, as Word goes on."""
    return chr(ord("A") + (number - 1) % 26) * min(((number - 1) // 26 + 1), 40) if number else "0"


def _roman(number: int) -> str:
    made = ""
    for size, signs in _ROMAN:
        made += signs * (number // size)
        number %= size
    return made or "0"


def _within(first: str, count: int) -> Callable[[int], str]:
    """Signs that stand in a row, from the one for 1."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= count else str(number)


def _circled(number: int) -> str:
    for low, high, first in ((0, 0, "⓪"), (1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if low <= number <= high:
            return chr(ord(first) + number - low)
    return str(number)


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "numberInDash": lambda number: f"- {number} -",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "chineseCounting": _counting,
    "chineseCountingThousand": to_chinese,
    "chineseLegalSimplified": _formal,
    "ideographDigital": _digits,
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographZodiacTraditional": lambda number: _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12],
    "ideographLegalTraditional": lambda number: _formal(number).translate(_TRADITIONAL),
    "ideographEnclosedCircle": _within("㊀", 10),
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": to_chinese,
    "taiwaneseDigital": _digits,
    "japaneseCounting": to_chinese,
    "japaneseDigitalTenThousand": _digits,
    "japaneseLegal": _formal,
    "koreanDigital2": _digits,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _within("⑴", 20),
    "decimalEnclosedFullstop": _within("⒈", 20),
}

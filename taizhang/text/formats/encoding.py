"""From bytes to signs: which encoding a text is in.

Order: a byte order mark; UTF-8 if all bytes are valid; then the most plausible of UTF-16 (without mark) and GB18030.
Bytes that are valid in none of them, or that make no sense in any, are refused: nothing is replaced silently.
"""
import codecs
import re

from taizhang.values.errors import Damaged

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What Chinese papers are made of: ASCII, punctuation, ideographs, full-width forms, letters and signs beside them.
_USUAL = re.compile(r"[\t\r\n\x20-\x7e\xa0-\xff\u0370-\u03ff\u2000-\u22ff\u2460-\u25ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f\ufffd\ufffe\uffff]")
_SAMPLE = 65536  # bytes on which plausibility is measured; even, so that no UTF-16 unit is cut
_HINT = "open it in an editor that shows it well and save it as UTF-8"


def decode(data: bytes) -> tuple[str, str]:
    """Text without its byte order mark, and the name of the encoding.

    >>> decode("增长8.5%".encode("gb18030"))
    ('增长8.5%', 'gb18030')
    >>> decode("到2020年".encode("utf-16-be"))
    ('到2020年', 'utf-16-be')
    >>> decode(bytes(range(128, 256)))
    Traceback (most recent call last):
    ...
    taizhang.values.errors.Damaged: these bytes are no text: valid neither as UTF-8 nor as GB18030 or UTF-16. \
open it in an editor that shows it well and save it as UTF-8
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name), name
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guessed(data, error)
    if "\0" in text:
        wide = _best_wide(data)
        if wide and wide[0] > _score(text[:_SAMPLE]):
            return data.decode(wide[1]), wide[1]
    _readable(text)
    return text, "utf-8"


def _marked(data: bytes, name: str) -> str:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        what, why = f"the byte order mark says {name}, but the bytes are not", f"byte {error.start} of the text: {error.reason}"
        raise Damaged(what, why=why, hint="the file may be cut off; " + _HINT) from error
    _readable(text)
    return text


def _guessed(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """The encoding of bytes that are not UTF-8."""
    candidates = [] if (wide := _best_wide(data)) is None else [wide]
    wrong: int | None = None  # where GB18030 breaks
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as second:
        text, wrong = "", second.start
    if text:
        candidates.append((_score(text[:_SAMPLE]), "gb18030"))
    score, name = max(candidates, default=(0.0, ""))
    if _mostly(data, "utf-8"):
        raise _spoilt(error.start, "UTF-8")
    if score < 0.7:
        if wrong is not None and _mostly(data, "gb18030"):
            raise _spoilt(wrong, "GB18030")
        raise Damaged("these bytes are no text", why="valid neither as UTF-8 nor as GB18030 or UTF-16", hint=_HINT)
    if name != "gb18030":
        text = data.decode(name)
    _readable(text)
    return text, name


def _best_wide(data: bytes) -> tuple[float, str] | None:
    """The more plausible byte order of UTF-16, with its score; None where the bytes are neither."""
    if len(data) % 2:
        return None
    tried: list[tuple[float, str]] = []
    for name in ("utf-16-le", "utf-16-be"):
        sample = _score(data[:_SAMPLE].decode(name, "replace"))
        if sample < 0.7:
            continue
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        tried.append((sample, name))
    return max(tried, default=None)


def _score(text: str) -> float:
    """Share of signs that are usual in Chinese papers, 0..1."""
    return sum(found.end() - found.start() for found in _USUAL.finditer(text)) / max(1, len(text))


def _mostly(data: bytes, name: str) -> bool:
    """Whether the bytes are in that encoding but for a few: at least fifty ideographs for each wrong place."""
    text = data[:_SAMPLE].decode(name, "replace")
    if len(data) > _SAMPLE:
        text = text[:-1]
    wrong = text.count("\ufffd")
    wide = sum(1 for sign in text if "\u3000" <= sign <= "\u9fff")
    return wide > 20 and wide >= 50 * wrong and _score(text) >= 0.9


def _spoilt(place: int, name: str) -> Damaged:
    why = f"byte {place} is wrong, the rest is {name}"
    return Damaged("the text is damaged", why=why, hint="the file may be cut off or edited by a faulty program; " + _HINT)


def _readable(text: str) -> None:
    """Refuse what decodes but is made of control signs."""
    strange = len(_CONTROL.findall(text))
    if strange * 2 > len(text) or (len(text) > 64 and strange * 10 > len(text)):
        raise Damaged("these bytes are no text", why=f"{strange} of {len(text)} signs are control signs", hint=_HINT)

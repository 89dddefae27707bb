"""Other tools that read numbers, money, times, places or words in Chinese text, each fed as its authors show.

They do less than a ledger needs, or something else; what each delivers is said beside its figure. A slice is capped
so that each is done in seconds; slices end with a paragraph. A tool that is not installed, or does not start, is said to be absent.
"""
import importlib
import importlib.metadata
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from benchmarks.measure import seconds
from benchmarks.ours import rate

Work = Callable[[str], int]  # reads a text and says how many things it found


@dataclass(frozen=True, slots=True)
class Comparator:
    """``start`` imports and warms the tool and gives the work to be timed; ``size`` caps the text in code points."""

    name: str
    package: str
    delivers: str
    size: int
    start: Callable[[], Work]


@dataclass(frozen=True, slots=True)
class Compared:
    """Rates in code points a second over the same slice; ``absent`` says why there are none."""

    name: str
    delivers: str
    version: str = ""
    size: int = 0
    found: int = 0
    rate: float = 0.0
    ours: float = 0.0
    absent: str = ""


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _jieba() -> Work:
    jieba = importlib.import_module("jieba")
    jieba.setLogLevel(60)
    jieba.initialize()
    return lambda text: sum(1 for _ in jieba.cut(text))


def _jionlp() -> Any:
    # It imports a tokeniser that its extractors of money and time never call, and whose licence (GPL) keeps it out of
    # our locks: an empty module stands in its place.
    if "jiojio" not in sys.modules:
        sys.modules["jiojio"] = ModuleType("jiojio")
    return importlib.import_module("jionlp")


def _jionlp_money() -> Work:
    jionlp = _jionlp()
    jionlp.ner.extract_money("5万元")
    return lambda text: sum(len(jionlp.ner.extract_money(line)) for line in _paragraphs(text))


def _jionlp_time() -> Work:
    jionlp = _jionlp()
    base = {"year": 2020, "month": 1, "day": 1}
    jionlp.ner.extract_time("2020年", time_base=base)
    return lambda text: sum(len(jionlp.ner.extract_time(line, time_base=base)) for line in _paragraphs(text))


def _recognizers(module: str, function: str) -> Callable[[], Work]:
    def start() -> Work:
        recognize = getattr(importlib.import_module(module), function)
        recognize("2020年5万元", "zh-cn")
        return lambda text: sum(len(recognize(line, "zh-cn")) for line in _paragraphs(text))

    return start


def _cpca() -> Work:
    cpca = importlib.import_module("cpca")
    cpca.transform_text_with_addrs("泉州市晋江市")
    return lambda text: len(cpca.transform_text_with_addrs(text))


COMPARATORS = (
    Comparator("jieba, cut", "jieba", "words; no facts, no numbers read", 400_000, _jieba),
    Comparator("jionlp, money", "jionlp", "amounts of money as numbers, with how sure the words are; not what they are for", 400_000, _jionlp_money),
    Comparator("jionlp, time", "jionlp", "points and spans of time, resolved", 100_000, _jionlp_time),
    Comparator("recognizers-text, number", "recognizers-text-suite", "numbers as numbers, those in names and dates too", 40_000,
               _recognizers("recognizers_number", "recognize_number")),
    Comparator("recognizers-text, percentage", "recognizers-text-suite", "percentages", 40_000,
               _recognizers("recognizers_number", "recognize_percentage")),
    Comparator("recognizers-text, currency", "recognizers-text-suite", "amounts of money with their currency", 10_000,
               _recognizers("recognizers_number_with_unit", "recognize_currency")),
    Comparator("recognizers-text, date and time", "recognizers-text-suite", "dates, spans and durations, resolved", 10_000,
               _recognizers("recognizers_date_time", "recognize_datetime")),
    Comparator("cpca", "cpca", "provinces, cities and counties named, with their codes", 100_000, _cpca),
)


def compare(text: str) -> tuple[Compared, ...]:
    """Each comparator and ourselves on the same slice of the text, in turn."""
    logging.disable()  # one of them logs each phrase it cannot resolve, with a stack
    try:
        return tuple(_compare(one, text) for one in COMPARATORS)
    finally:
        logging.disable(logging.NOTSET)


def _compare(one: Comparator, text: str) -> Compared:
    part = text[: text.rfind("\n", 0, one.size) + 1] or text[: one.size]
    try:
        version = importlib.metadata.version(one.package)
    except importlib.metadata.PackageNotFoundError:
        return Compared(one.name, one.delivers, absent="not installed")
    try:
        work = one.start()
        found = work(part)
    except Exception as error:  # whatever another tool raises, the other figures stand
        return Compared(one.name, one.delivers, version, absent=f"does not run here ({type(error).__name__})")
    return Compared(one.name, one.delivers, version, len(part), found, len(part) / seconds(lambda: work(part)), rate(part))

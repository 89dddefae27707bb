"""Taizhang 台账: policy documents read into one accountable ledger.

>>> import taizhang
>>> facts = taizhang.read_text("到2030年，研发投入占地区生产总值比重达2.5%以上。")
>>> [(s.indicator, s.op, str(s.value), s.unit, str(s.period)) for s in facts.statements]
[('研发投入占地区生产总值比重', '>=', '2.5', '%', '2030')]

The rooms, lowest floor first: ``values`` · ``text`` · ``packs`` · ``bodies`` · ``reading`` ``indicators`` · ``publishing`` · ``cli``.
A room imports lower floors only; ``docs/architecture.md`` draws them.
"""
from os import fspath
from typing import TYPE_CHECKING, Any

__version__ = "0.4.0"

if TYPE_CHECKING:
    import os

    from taizhang.indicators import Answers, Doubt
    from taizhang.reading import read as read
    from taizhang.reading import read_text as read_text
    from taizhang.values import Facts


def __getattr__(name: str) -> Any:
    """Give ``read`` and ``read_text`` without loading the reader for those who only want a value class."""
    if name in ("read", "read_text"):
        from taizhang import reading

        return getattr(reading, name)
    raise AttributeError(f"module 'taizhang' has no attribute {name!r}")


def answers(plan: "str | os.PathLike[str] | Facts", summary: "str | os.PathLike[str] | Facts", pack: str = "auto") -> "Answers":
    """Which targets of a plan a later summary answers, and whether they were met.

    Both are files or what `read_text` and `read` gave. ``pack`` as in `read`. The result is iterable; each row has ``target``,
    ``status`` (``answered``, ``changed``, ``silent``), ``actual``, ``met`` and ``reason``. Raises what `read` raises.

    >>> from taizhang import read_text
    >>> plan = read_text("2030年政府工作报告\\n二、2030年主要任务\\n新建桥梁9座，新增床位200张。", name="2030.txt")
    >>> summary = read_text("2031年政府工作报告\\n一、2030年工作回顾\\n2030年，新建桥梁10座。", name="2031.txt")
    >>> [(one.target.indicator, one.status, one.actual and str(one.actual.value), one.met) for one in answers(plan, summary)]
    [('桥梁', 'answered', '10', True), ('床位', 'silent', None, None)]
    """
    from taizhang.indicators import answer
    from taizhang.reading import read as read_file
    from taizhang.values import Facts

    both = [one if isinstance(one, Facts) else read_file(one, pack, doc=fspath(one)) for one in (plan, summary)]
    return answer(both[0], both[1])


def doubts(*documents: "str | os.PathLike[str] | Facts", pack: str = "auto") -> "tuple[Doubt, ...]":
    """What the numbers of one or several documents invite one to ask, each with its arithmetic; none is called an error.

    Documents are files or what `read_text` and `read` gave; ``pack`` as in `read`. Raises what `read` raises.

    >>> from taizhang import read_text
    >>> one = read_text("2030年工作总结\\n2030年，全市4000家规模以上工业企业中，拥有核心技术的企业150家，仅占4.5%。", name="2030.txt")
    >>> [(found.kind, found.value, found.message.format(**found.given)) for found in doubts(one)]
    [('share does not fit', '3.75', '150家 of 4000家 is 3.75 %, the text says otherwise')]
    """
    from taizhang.indicators import doubts as found_in
    from taizhang.reading import read as read_file
    from taizhang.values import Facts

    return found_in(*(one if isinstance(one, Facts) else read_file(one, pack, doc=fspath(one)) for one in documents))

"""Taizhang 台账: policy documents read into one accountable ledger.

>>> import taizhang
>>> facts = taizhang.read_text("到2030年，研发投入占地区生产总值比重达2.5%以上。")
>>> [(s.indicator, s.op, str(s.value), s.unit, str(s.period)) for s in facts.statements]
[('研发投入占地区生产总值比重', '>=', '2.5', '%', '2030')]

The rooms, lowest floor first: ``values`` · ``text`` · ``packs`` · ``bodies`` · ``reading`` · ``publishing`` · ``cli``.
A room imports lower floors only; ``docs/architecture.md`` draws them.
"""
from typing import TYPE_CHECKING, Any

__version__ = "0.3.0"

if TYPE_CHECKING:
    from taizhang.reading import read as read
    from taizhang.reading import read_text as read_text


def __getattr__(name: str) -> Any:
    """Give ``read`` and ``read_text`` without loading the reader for those who only want a value class."""
    if name in ("read", "read_text"):
        from taizhang import reading

        return getattr(reading, name)
    raise AttributeError(f"module 'taizhang' has no attribute {name!r}")

"""A strict checker made from a frozen dataclass: every key known, every value of its type.

Plain dataclasses and not pydantic models: importing pydantic alone costs 0.1 s of a start that reads one page, and a
pack's 3,000 regions are built several times faster. Field types: ``str``, ``int``, ``bool``, ``Decimal``, ``date``,
``Literal``, a nested dataclass, ``tuple[X, ...]`` of these, ``X | None``, and
``dict[str, str]``. A field without default is required. ``layer`` is filled by the loader.
"""
import re
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from taizhang.packs.source import Fault, Record

Convert = Callable[[object, int, str], Any]
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
T = TypeVar("T")
_PLACED = frozenset({"layer"})


def day(written: str) -> date:
    """A day from ``2018``, ``2018-12`` or ``2018-12-29``: the first day of what is written.

    >>> day("2018-12")
    datetime.date(2018, 12, 1)
    """
    found = _DAY.match(written)
    if not found:
        raise ValueError(f"not a date: {written!r} (2018, 2018-12 or 2018-12-29)")
    year, month, dom = found.groups()
    return date(int(year), int(month or 1), int(dom or 1))


def _text(value: object, line: int, key: str) -> str:
    if isinstance(value, str) and value:
        return value
    raise Fault(line, key, "a word or sentence is expected here", "quote it if it is empty on purpose, or leave the key out")


def _of(parse: Callable[[str], Any], what: str, hint: str = "") -> Convert:
    def convert(value: object, line: int, key: str) -> Any:
        try:
            return parse(_text(value, line, key))
        except (ValueError, InvalidOperation) as error:
            raise Fault(line, key, f"{value!r} is not {what}", hint) from error

    return convert


def _bool(value: object, line: int, key: str) -> bool:
    if value in ("true", "false"):
        return value == "true"
    raise Fault(line, key, f"{value!r} is neither true nor false")


def _choice(words: tuple[str, ...]) -> Convert:
    def convert(value: object, line: int, key: str) -> str:
        if isinstance(value, str) and value in words:
            return value
        raise Fault(line, key, f"{value!r} is not one of: {', '.join(words)}")

    return convert


def _many(one: Convert) -> Convert:
    def convert(value: object, line: int, key: str) -> tuple[Any, ...]:
        items: list[object] = list(value.split("|")) if isinstance(value, str) else value if isinstance(value, list) else []
        if not items:
            raise Fault(line, key, "a list is expected here", "write [a, b]; in CSV a|b")
        return tuple(one(item, line, key) for item in items)

    return convert


def _pairs(value: object, line: int, key: str) -> dict[str, str]:
    if not isinstance(value, Record):
        raise Fault(line, key, "pairs of word and text are expected here")
    return {k: _text(v, value.lines.get(k, line), k) for k, v in value.items()}


def _convert(kind: Any) -> Convert:
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _convert(next(a for a in args if a is not type(None)))
    if origin is Literal:
        return _choice(args)
    if origin is tuple:
        return _many(_convert(args[0]))
    if origin is dict:
        return _pairs
    if is_dataclass(kind) and isinstance(kind, type):
        return lambda value, line, key: build(kind, value, line, key)
    simple: dict[Any, Convert] = {
        str: _text, bool: _bool, int: _of(int, "a whole number"), Decimal: _of(Decimal, "a number"),
        date: _of(day, "a date", "write 2018, 2018-12 or 2018-12-29"),
    }  # fmt: skip
    try:
        return simple[kind]
    except KeyError:
        raise TypeError(f"a field of a pack section cannot be {kind!r}") from None


@cache
def _plan(model: Any) -> tuple[dict[str, Convert], tuple[str, ...], tuple[str, ...]]:
    hints = get_type_hints(model)
    known = [f for f in fields(model) if f.name not in _PLACED]
    required = tuple(f.name for f in known if f.default is MISSING and f.default_factory is MISSING)
    return {f.name: _convert(hints[f.name]) for f in known}, required, tuple(f.name for f in known)


def build(model: type[T], value: object, line: int = 0, key: str = "", **placed: object) -> T:
    """The ``model`` made of a record; a `Fault` with line, key and what is allowed where it does not fit.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Point:
    ...     x: int
    ...     y: int = 0
    >>> record = Record(3)
    >>> record["z"] = "1"
    >>> build(Point, record)
    Traceback (most recent call last):
    ...
    taizhang.packs.source.Fault: :3: z: unknown key. allowed keys: x, y
    """
    kind: Any = model
    converters, required, names = _plan(kind)
    if not isinstance(value, Record):
        raise Fault(line, key, "keys with values are expected here", "allowed keys: " + ", ".join(names))
    found: dict[str, Any] = {}
    for name, part in value.items():
        at = value.lines.get(name, value.line)
        converter = converters.get(name)
        if converter is None:
            raise Fault(at, name, "unknown key", "allowed keys: " + ", ".join(names))
        if part is not None:
            found[name] = converter(part, at, name)
    for name in required:
        if name not in found:
            raise Fault(value.line, name, "the key is missing", "required keys: " + ", ".join(required))
    try:
        return model(**found, **placed)
    except ValueError as error:
        raise Fault(value.line, "", str(error)) from error

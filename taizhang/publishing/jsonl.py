"""The ledger as JSON lines: one object a line, documented in ``docs/command-line.md``; written and read back."""
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from decimal import Decimal
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any, TextIO

from taizhang.publishing.amounts import plain
from taizhang.values import Citation, Clause, Facts, Goal, Metadata, Period, Statement, TaizhangError, Task
from taizhang.values.facts import Heading

Fact = Statement | Goal | Task | Clause
TYPES: dict[str, type[Any]] = {"statement": Statement, "goal": Goal, "task": Task, "clause": Clause}
_DOCUMENT = ("doc", "sha256", "pack", "pack_reason", "cites", "outline", "notes")
GATHERED = {"statement": "statements", "goal": "goals", "task": "tasks", "clause": "clauses"}

# Signs that end a line for some readers, and halves of surrogate pairs, which UTF-8 cannot hold.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def records(facts: Facts) -> Iterator[dict[str, Any]]:
    """The objects of one document: itself first, then its facts in the order of the text within each type."""
    head: dict[str, Any] = {"type": "document", "doc": facts.doc, "sha256": facts.sha256,
                            "text_sha256": sha256(facts.text.encode("utf-8", "surrogatepass")).hexdigest(), "length": len(facts.text)}
    head |= fields_of(facts.metadata)
    head |= {"pack": facts.pack, "pack_reason": facts.pack_reason, "cites": [fields_of(cite) for cite in facts.cites],
             "outline": [fields_of(heading) for heading in facts.outline], "notes": list(facts.notes)}
    yield head
    for name, gathered in GATHERED.items():
        for fact in getattr(facts, gathered):
            yield {"type": name, "doc": fact.doc, "sha256": facts.sha256} | fields_of(fact)


def lines(ledger: Iterable[Facts]) -> Iterator[str]:
    """One JSON object a line, without the line end."""
    for facts in ledger:
        for record in records(facts):
            yield dumps(record)


def write(ledger: Iterable[Facts], out: TextIO) -> None:
    """Write a whole ledger."""
    for line in lines(ledger):
        out.write(line + "\n")


def read(source: Iterable[str], texts: Mapping[str, str] | None = None) -> list[Facts]:
    """The ledger again, in the order of its documents; ``texts`` gives back each document's canonical text.

    Objects of a type or with fields we do not know are skipped. Raises `TaizhangError` naming the line that is not JSON or
    lacks what its type needs.
    """
    found: dict[str, Facts] = {}
    gathered: dict[str, dict[str, list[Fact]]] = {}
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, parse_float=Decimal)
            kind, doc = record["type"], record["doc"]
            if kind == "document":
                found[doc] = _document(record, (texts or {}).get(doc, ""))
            elif kind in TYPES:
                gathered.setdefault(doc, {}).setdefault(kind, []).append(_fact(TYPES[kind], record))
        except (ValueError, KeyError, TypeError) as wrong:
            raise TaizhangError("cannot be read as a ledger", where=f"line {number}", why=f"{type(wrong).__name__}: {wrong}",
                                hint="write the ledger again with: taizhang read --format jsonl") from wrong
    stray = sorted(set(gathered) - set(found))
    if stray:
        raise TaizhangError("has facts but no document object", where=stray[0], hint="keep the whole file together")
    return [_gather(facts, gathered.get(doc, {})) for doc, facts in found.items()]


def dumps(value: object) -> str:
    """JSON on one line for every reader; decimals keep all their digits.

    >>> dumps({"value": Decimal("462721.0600"), "big": Decimal("12345678901234567890"), "quote": "一\\u2028二"})
    '{"value": 462721.0600, "big": 12345678901234567890, "quote": "一\\\\u2028二"}'
    """
    try:
        return _UNSAFE.sub(lambda m: f"\\u{ord(m.group()):04x}", json.dumps(value, ensure_ascii=False, default=_other))
    except _Fraction:
        return _exactly(value)


class _Fraction(Exception):
    """A decimal with a fraction, which the fast encoder would make a float of."""


def _other(value: object) -> object:
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and exponent >= 0:
            return int(value)
        raise _Fraction
    if isinstance(value, Period):
        return str(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def _exactly(value: object) -> str:
    """The same, slower, for what holds fractions."""
    if isinstance(value, str):
        return _UNSAFE.sub(lambda m: f"\\u{ord(m.group()):04x}", encode_basestring(value))
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Period):
        return _exactly(str(value))
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_exactly(str(key))}: {_exactly(one)}" for key, one in value.items()) + "}"
    if isinstance(value, Iterable):
        return "[" + ", ".join(map(_exactly, value)) + "]"
    raise TypeError(f"no JSON for {type(value).__name__}")


def _gather(facts: Facts, found: Mapping[str, list[Fact]]) -> Facts:
    given: dict[str, Any] = {GATHERED[kind]: tuple(listed) for kind, listed in found.items()}
    return replace(facts, **given)


def fields_of(thing: Any) -> dict[str, Any]:
    """The fields of a fact, a citation, a heading or the metadata, in the order in which they are written."""
    return {one.name: getattr(thing, one.name) for one in fields(thing)}


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


_BACK: dict[str, Callable[[Any], Any]] = {
    "value": Decimal, "value2": Decimal, "period": Period.parse, "confidence": float,
    "cites": lambda rows: tuple(_fact(Citation, row) for row in rows),
    "outline": lambda rows: tuple(_fact(Heading, row) for row in rows),
}


def _fact(kind: type[Any], record: Mapping[str, Any]) -> Any:
    given = {}
    for one in fields(kind):
        if one.name in record:
            value = record[one.name]
            back = _BACK.get(one.name, _tuples)
            given[one.name] = back(value) if value is not None else None
    return kind(**given)


def _document(record: Mapping[str, Any], text: str) -> Facts:
    own = {name: _BACK.get(name, _tuples)(record[name]) for name in _DOCUMENT if name in record}
    return Facts(text=text, metadata=_fact(Metadata, record), **own)

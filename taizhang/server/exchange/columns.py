"""The columns of the edition that can be taken back in: what stands in them, which may be changed, and the words of drop-down lists.

The first row of each sheet is hidden and names the columns for the machine, so that heads may be in any language and columns moved.
"""
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from taizhang.server.facts.forms import CorrectionForm
from taizhang.server.facts.models import STATEMENTS, Fact
from taizhang.server.facts.showing import shown
from taizhang.server.ledger.finding import measure_words
from taizhang.server.look.templatetags.pieces import KINDS, STATE_WORDS

NOWHERE = UUID(int=0)
MARK, FIRST = "key", 3  # what tells such a sheet, and its first row of facts
ROLES = ("lead", "inferred", "support", "")
UNITS = dict(zip(("lead", "inferred", "support", "responsible"), ROLES, strict=True))
BETWEEN = "\N{IDEOGRAPHIC COMMA}"
OPS = {"=": pgettext_lazy("comparison", "equal"), ">=": pgettext_lazy("comparison", "at least"), ">": pgettext_lazy("comparison", "above"),
       "<=": pgettext_lazy("comparison", "at most"), "<": pgettext_lazy("comparison", "below"), "~": pgettext_lazy("comparison", "about"),
       "range": pgettext_lazy("comparison", "from\N{EN DASH}to")}
DECISIONS = ("suggested", "accepted", "corrected", "rejected")
#: Fields a workbook may change, by kind; ``state`` and ``why`` in all of them.
SHAPES: dict[str, tuple[str, ...]] = dict.fromkeys(
    STATEMENTS, ("kind", "what", "op", "value", "value2", "measure_unit", "period", "subject", *UNITS)) | {
    "task": ("what", *UNITS), "goal": ("what", "period", "subject", *UNITS), "cite": ("what",), "clause": ("what",)}
NAMES = {
    "target": gettext_lazy("Targets"), "actual": gettext_lazy("Actuals"), "forecast": gettext_lazy("Forecasts"), "rule": gettext_lazy("Rules"),
    "task": gettext_lazy("Tasks"), "goal": gettext_lazy("Goals"), "cite": gettext_lazy("Citations"), "clause": gettext_lazy("Clauses"),
}
_SPLIT = re.compile("[\u3001;\uff1b\n]")
_OPEN, _CLOSE = "\uff08(\u3010[", "\uff09)\u3011]"
Said = str | Decimal | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name for the machine, its head, its note, its width; ``open`` where an existing row may be changed in it."""

    name: str
    head: Any
    note: Any = ""
    width: int = 12
    open: bool = False
    fresh: bool = False  # may be filled in a new row

    @property
    def hidden(self) -> bool:
        """Key and version: the machine's."""
        return self.name in ("key", "version")


COLUMNS = (
    Column("key", gettext_lazy("Key"), width=5),
    Column("version", gettext_lazy("Version"), width=5),
    Column("state", gettext_lazy("Review"),
           gettext_lazy("Choose “Accepted” or “Rejected”. A row whose values you change is corrected by that."), 9, True),
    Column("kind", gettext_lazy("Kind"), gettext_lazy("Choose from the list."), 7, True, True),
    Column("what", gettext_lazy("What"), gettext_lazy("Indicator, task, goal or cited document."), 30, True, True),
    Column("op", gettext_lazy("Comparator"), gettext_lazy("Choose from the list."), 9, True, True),
    Column("value", gettext_lazy("Value"), gettext_lazy("A number only; its unit has a column of its own."), 13, True, True),
    Column("value2", gettext_lazy("Upper end"), gettext_lazy("The upper end of a range; else empty."), 11, True, True),
    Column("measure_unit", gettext_lazy("Unit of measure"), gettext_lazy("As the document writes it; a word of scale may stand before it."), 9, True, True),
    Column("period", gettext_lazy("Period or due"), gettext_lazy("2020, 2017-12, 2016/2020, or annual for every year."), 11, True, True),
    Column("subject", gettext_lazy("Subject"), gettext_lazy("Whose value it is."), 12, True, True),
    Column("lead", gettext_lazy("Lead"), gettext_lazy("Units in charge that lead; several with an enumeration comma between."), 16, True, True),
    Column("inferred", gettext_lazy("Inferred lead"), gettext_lazy("The lead as the reader inferred it."), 12, True),
    Column("support", gettext_lazy("Support"), gettext_lazy("Units that support."), 22, True, True),
    Column("responsible", gettext_lazy("Responsible"), gettext_lazy("Units in charge without a role in the text."), 22, True, True),
    Column("why", gettext_lazy("Reason"), gettext_lazy("Needed to reject; the ledger keeps it."), 16, True),
    Column("shown", gettext_lazy("As the text says"), width=14),
    Column("measure", gettext_lazy("Measured as"), width=9),
    Column("document", gettext_lazy("Document"), gettext_lazy("New rows: the number of the document, or its whole title."), 22, False, True),
    Column("clause", gettext_lazy("Clause"), width=24),
    Column("quote", gettext_lazy("Quote"), gettext_lazy("New rows: the words of the document, as they stand there, once."), 50, False, True),
    Column("decided_by", gettext_lazy("Decided by"), width=10),
    Column("decided_at", gettext_lazy("Decided at"), width=16),
    Column("link", gettext_lazy("Link"), width=24),
)
BY_NAME = {one.name: one for one in COLUMNS}


def columns_of(kind: str) -> list[Column]:
    """The columns of a sheet: what its kind cannot have is left out."""
    fields = {*SHAPES[kind], "kind", "state", "why"}
    numbers = {"shown", "measure"} if kind in STATEMENTS else {"measure"} if kind in ("goal", "clause", "cite") else set()
    return [one for one in COLUMNS if one.name in fields or one.name in numbers or not (one.open or one.name in ("shown", "measure"))]


def present(fact: Fact) -> dict[str, str]:
    """What the ledger says in the fields a workbook may change, as a person types it: words of lists as they are stored."""
    held = {name: "" if value is None else str(value) for name, value in CorrectionForm._present(fact).items()}
    charged = list(fact.in_charge.all())
    for name, role in UNITS.items():
        held[name] = BETWEEN.join(one.name for one in charged if one.role == role)
    return {name: held.get(name, "") for name in SHAPES[fact.kind]} | {"state": fact.state, "why": ""}


def cells(fact: Fact, papers: Mapping[Any, Any], host: str) -> dict[str, Any]:
    """What stands in each column of a fact's row; numbers as numbers, times as times."""
    said: dict[str, Any] = dict(present(fact))
    for name, words in (("kind", KINDS), ("state", STATE_WORDS), ("op", OPS)):
        if said.get(name):
            said[name] = str(words.get(said[name], said[name]))
    for name in ("value", "value2"):
        if said.get(name):
            said[name] = number(said[name]) or said[name]
    paper = papers.get(fact.document)
    return said | {
        "key": str(fact.key), "version": fact.version, "shown": shown(fact), "measure": measure_words(fact.measure) if fact.measure else "",
        "document": paper.name if paper else "", "clause": fact.clause, "quote": fact.quote,
        "decided_by": str(fact.decided_by) if fact.decided_by else "",
        "decided_at": timezone.localtime(fact.decided_at).replace(tzinfo=None, microsecond=0) if fact.decided_at else None,
        "link": host + _address().replace(str(NOWHERE), str(fact.key)),
    }


@cache
def _address() -> str:
    """Where facts have their page; asked once, not for every row."""
    return reverse("facts:fact", args=[NOWHERE])


def number(written: str) -> Decimal | None:
    """An exact number, or none."""
    try:
        return Decimal(written.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return None


def same(name: str, one: str, two: str) -> bool:
    """Whether two cells of a field say the same: numbers by value, words but for white space at the edges."""
    if one == two:
        return True
    if name in ("value", "value2"):
        a, b = number(one), number(two)
        return a is not None and a == b
    return " ".join(one.split()) == " ".join(two.split())


def units(given: Mapping[str, str]) -> list[tuple[str, str]]:
    """(name, role) of the cells of units; commas inside brackets belong to a name.

    >>> units({"lead": "\u5e02\u79d1\u6280\u5c40", "support": "\u5404\u53bf\uff08\u5e02\u3001\u533a\uff09\u653f\u5e9c\u3001\u5e02\u8d22\u653f\u5c40"})
    [('\u5e02\u79d1\u6280\u5c40', 'lead'), ('\u5404\u53bf\uff08\u5e02\u3001\u533a\uff09\u653f\u5e9c', 'support'), ('\u5e02\u8d22\u653f\u5c40', 'support')]
    """
    return [(name, role) for column, role in UNITS.items() for name in names(given.get(column, ""))]


def names(cell: str) -> list[str]:
    """The names in a cell."""
    found, depth = [""], 0
    for sign in cell:
        depth = depth + 1 if sign in _OPEN else max(0, depth - 1) if sign in _CLOSE else depth
        if depth == 0 and _SPLIT.fullmatch(sign):
            found.append("")
        else:
            found[-1] += sign
    return list(dict.fromkeys(name for one in found if (name := one.strip())))


def in_each(say: Callable[[], str]) -> dict[str, str]:
    """A sentence in every language of the pages: a job does not know who will read it."""
    said = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said[language] = str(say())
    return said


def spoken(said: Mapping[str, str]) -> str:
    """Such a sentence in the language of the page."""
    return said.get(translation.get_language() or "") or next(iter(said.values()), "")


@cache
def _meant(field: str) -> dict[str, str]:
    words = {"kind": KINDS, "state": STATE_WORDS, "op": OPS}[field]
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.update({str(says).casefold(): stored for stored, says in words.items()})
    signs = {"\u2265": ">=", "\u2264": "<=", "\u2248": "~", "\uff1d": "=", "\uff1e": ">", "\uff1c": "<"} if field == "op" else {}
    return found | {stored: stored for stored in words} | signs


def meant(field: str, written: str) -> str | None:
    """What a word of a drop-down list stands for, in whatever language; None where it is none of them."""
    return _meant(field).get(written.strip().casefold())


def choices(field: str, kind: str) -> list[str]:
    """The words of a drop-down list."""
    if field == "op":
        return [str(one) for one in OPS.values()]
    if field == "kind":
        return [str(KINDS[one]) for one in (STATEMENTS if kind in STATEMENTS else (kind,))]
    return [str(STATE_WORDS[one]) for one in DECISIONS]


def listed(field: str, kind: str) -> str:
    """The same in one line."""
    return _(", ").join(choices(field, kind))


def known_words(rows: Iterable[str]) -> str:
    """Several names in one line."""
    return _(", ").join(rows)

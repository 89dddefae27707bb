"""What an address of the ledger asks for: filters, order, grouping, columns, page and moment; everything is in the address.

`Asked` is read from the parameters once; a value of a wrong kind is answered with what is allowed, never guessed.
"""
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from taizhang.server.facts.models import KINDS, STATES
from taizhang.server.history import NOW, Moment
from taizhang.values.errors import UsageError

#: Tabs and the kinds behind them.
TABS: dict[str, tuple[str, ...]] = {
    "": KINDS, "target": ("target",), "actual": ("actual",), "goal": ("goal",), "task": ("task",), "clause": ("clause", "rule"),
    "forecast": ("forecast",), "cite": ("cite",),
}
GROUPS = ("unit", "document", "none")
MEASURES: dict[str, tuple[str, ...]] = {
    "target": ("level", "growth", "increment", "rank", "ratio"), "actual": ("level", "growth", "increment", "rank", "ratio"),
    "forecast": ("level", "growth", "increment", "rank", "ratio"), "goal": ("direction", "place", "state"),
    "clause": ("incentive", "cadence", "vague", "level", "growth", "increment", "ratio"),
    "cite": ("implements", "issues", "revises", "drafts", "other"),
}
EVERY_MEASURE = tuple(dict.fromkeys(one for some in MEASURES.values() for one in some))
#: Columns in the order of the visual language. Those in ``ALWAYS`` cannot be left out.
COLUMNS = ("kind", "what", "value", "subject", "due", "unit", "source", "state", "changed")
ALWAYS = ("what",)
USUAL = ("kind", "what", "value", "due", "unit", "source", "state", "changed")
SIZES = (50, 100, 200)
LONGEST = 100  # characters of words one looks for
MOST = 60  # documents or units in one filter
NO_UNIT = "-"


@dataclass(frozen=True, slots=True)
class Asked:
    """The ledger somebody asks for. ``units`` are ids of the pack or names, `NO_UNIT` where none is in charge."""

    tab: str = ""
    words: str = ""
    documents: tuple[uuid.UUID, ...] = ()
    source: str = ""
    units: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    states: tuple[str, ...] = ()
    measure: str = ""
    subject: str = ""
    every: bool = False  # documents out of force too
    sort: str = "source"
    descending: bool = False
    group: str = "unit"
    columns: tuple[str, ...] = USUAL
    size: int = SIZES[0]
    page: int = 1
    chosen: tuple[uuid.UUID, ...] = ()
    moment: Moment = field(default=NOW)

    @classmethod
    def parse(cls, given: QueryDict) -> "Asked":
        """From the parameters of an address; `UsageError` says which one cannot be understood and what is allowed."""
        sort = given.get("sort") or "source"
        return cls(
            tab=_one_of("kind", given.get("kind") or "", TABS),
            words=_text("q", given.get("q") or ""),
            documents=_keys("document", given.getlist("document")),
            source=_text("source", given.get("source") or ""),
            units=_several("unit", given.getlist("unit")),
            first=_year("from", given.get("from") or ""),
            last=_year("to", given.get("to") or ""),
            states=tuple(_one_of("state", one, STATES) for one in dict.fromkeys(given.getlist("state")) if one),
            measure=_one_of("measure", given.get("measure") or "", ("", *EVERY_MEASURE)),
            subject=_text("subject", given.get("subject") or ""),
            every=_one_of("every", given.get("every") or "", ("", "1")) == "1",
            sort=_one_of("sort", sort.removeprefix("-"), COLUMNS),
            descending=sort.startswith("-"),
            group=_one_of("group", given.get("group") or "unit", GROUPS),
            columns=_columns(given.getlist("column")),
            size=int(_one_of("rows", given.get("rows") or str(SIZES[0]), tuple(map(str, SIZES)))),
            page=_page(given.get("page") or "1"),
            chosen=_keys("fact", given.getlist("fact"), most=2000),
            moment=Moment.parse({name: given.get(name) or "" for name in ("valid", "on", "known")}),
        )

    def query(self, **changes: Any) -> str:
        """The parameters that ask for this again, with changes; what is usual is left out, so that addresses stay short."""
        asked = replace(self, **changes)
        held = QueryDict(mutable=True)
        for name, value in asked._parameters():
            held.appendlist(name, value)
        return held.urlencode()

    def _parameters(self) -> Iterable[tuple[str, str]]:
        single = {"kind": self.tab, "q": self.words, "source": self.source, "from": _written(self.first), "to": _written(self.last),
                  "measure": self.measure, "subject": self.subject, "every": "1" if self.every else ""}
        yield from ((name, value) for name, value in single.items() if value)
        for name, several in (("document", self.documents), ("unit", self.units), ("state", self.states), ("fact", self.chosen)):
            yield from ((name, str(value)) for value in several)
        sort = ("-" if self.descending else "") + self.sort
        usual = {"sort": (sort, "source"), "group": (self.group, "unit"), "rows": (str(self.size), str(SIZES[0])), "page": (str(self.page), "1")}
        yield from ((name, value) for name, (value, otherwise) in usual.items() if value != otherwise)
        if self.columns != USUAL:
            yield from (("column", name) for name in self.columns)
        yield from self.moment.parameters().items()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the tab."""
        return TABS[self.tab]

    @property
    def filtered(self) -> bool:
        """Whether anything is filtered beside the tab."""
        return bool(self.words or self.documents or self.source or self.units or self.first or self.last or self.states or self.measure
                    or self.subject)

    def cleared(self) -> "Asked":
        """The same order and columns without any filter."""
        return Asked(tab=self.tab, every=self.every, sort=self.sort, descending=self.descending, group=self.group, columns=self.columns,
                     size=self.size, moment=self.moment)


def _written(number: int | None) -> str:
    return "" if number is None else str(number)


def _one_of(name: str, value: str, known: Iterable[str]) -> str:
    known = tuple(known)
    if value not in known:
        raise UsageError(_("is not known here"), where=f"{name}={value[:LONGEST]}", hint=_("one of: {known}").format(
            known=", ".join(one for one in known if one)))
    return value


def _text(name: str, value: str) -> str:
    found = " ".join(value.replace("\0", "").split())
    if len(found) > LONGEST:
        raise UsageError(_("is too long"), where=f"{name}={found[:20]}\N{HORIZONTAL ELLIPSIS}", hint=_("at most {many} characters").format(many=LONGEST))
    return found


def _several(name: str, values: Iterable[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(one for value in values if (one := _text(name, value))))
    if len(found) > MOST:
        raise UsageError(_("are too many"), where=name, hint=_("at most {many}").format(many=MOST))
    return found


def _keys(name: str, values: Iterable[str], most: int = MOST) -> tuple[uuid.UUID, ...]:
    found: list[uuid.UUID] = []
    for value in values:
        if not value:
            continue
        try:
            found.append(uuid.UUID(value))
        except ValueError:
            raise UsageError(_("is not a key"), where=f"{name}={value[:LONGEST]}", hint=_("follow a link of a page, or choose from the list")) from None
    if len(found) > most:
        raise UsageError(_("are too many"), where=name, hint=_("at most {many}").format(many=most))
    return tuple(dict.fromkeys(found))


def _year(name: str, value: str) -> int | None:
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and 1900 <= int(value[:5]) <= 2100):
        raise UsageError(_("is not a year"), where=f"{name}={value[:LONGEST]}", hint=_("write it as 2018"))
    return int(value)


def _page(value: str) -> int:
    if value.isascii() and value.isdigit():
        return max(1, int(value[:9]))
    raise UsageError(_("is not a page"), where=f"page={value[:LONGEST]}", hint=_("write a number from 1"))


def _columns(values: Iterable[str]) -> tuple[str, ...]:
    given = [_one_of("column", value, COLUMNS) for value in values if value]
    return tuple(name for name in COLUMNS if name in given or name in ALWAYS) if given else USUAL

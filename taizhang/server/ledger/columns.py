"""The columns of the ledger, as data: head, cell, how a page sorts by it."""
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from taizhang.server.accounts.roles import place
from taizhang.server.facts.models import STATEMENTS, Fact
from taizhang.server.ledger.asking import Asked
from taizhang.server.ledger.finding import Paper, measure_words, unit_name
from taizhang.server.look.templatetags.pieces import day, kind, source_ref, stamp, value_of
from taizhang.server.look.words import origin_words, period_words

UNITS_SHOWN = 2
SERIES = ("target", "actual", "forecast")  # kinds that the page of an indicator shows
UNSEEN = ("rejected", "lost")  # states in which a fact stands on no page of the library
CLAUSE_SHOWN = 24


@lru_cache(maxsize=4096)
def document_address(key: UUID) -> str:
    """The page of a document."""
    return reverse("documents:page", args=[key])


@lru_cache(maxsize=4096)
def library_address(name: str, id: str) -> str:
    """The page of a unit (``library:unit``) or an indicator (``library:indicator``) in the library."""
    return reverse(name, args=[id])


@dataclass
class Setting:
    """What cells need beside the fact: documents by key, and what was asked for."""

    papers: Mapping[UUID, Paper]
    asked: Asked
    home: str = field(default_factory=lambda: home_name())

    @cached_property
    def moment(self) -> str:
        """The parameters of the moment, to be added to an address."""
        return "".join(f"&{name}={value.replace('+', '%2B')}" for name, value in self.asked.moment.parameters().items())

    def library(self, name: str, id: str) -> str:
        """The page of a unit or an indicator in the library, at the same moment."""
        return library_address(name, id) + (f"?{self.moment[1:]}" if self.moment else "")

    def address(self, fact: Fact) -> str:
        """The fact in its document."""
        return f"{document_address(fact.document)}?fact={fact.key}{self.moment}#f-{fact.key}"

    @cached_property
    def columns(self) -> list[tuple["Column", SafeString]]:
        """The chosen columns, each with the attributes of its cells."""
        return [(COLUMNS[name], COLUMNS[name].attributes) for name in self.asked.columns]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``label`` is repeated on cards where ``carded``."""

    name: str
    label: Any
    cell: Callable[[Fact, Setting], Any]
    classes: str = ""
    carded: bool = True
    newest_first: bool = False

    @property
    def attributes(self) -> SafeString:
        """Attributes of its cells."""
        label = format_html(' data-l="{}"', self.label) if self.carded else ""
        return format_html("{}{}", format_html(' class="{}"', self.classes) if self.classes else "", label)


def home_name() -> str:
    """Name of the place itself, which is not repeated on each row."""
    region = place().regions.get(place().home)
    return region.name if region else ""


def _kind(fact: Fact, setting: Setting) -> Any:
    return kind(fact.kind)


def _what(fact: Fact, setting: Setting) -> Any:
    said: list[Any] = [measure_words(fact.measure)] if fact.measure and fact.measure != "level" else []
    if fact.subject and fact.subject != setting.home and "subject" not in setting.asked.columns:
        said.append(format_html('<span lang="zh-Hans">{}</span>', fact.subject))
    if fact.kind in SERIES and fact.what and fact.value_text and fact.state not in UNSEEN:
        said.append(format_html('<a href="{}">{}</a>', setting.library("library:indicator", fact.what), _("its series")))
    sub = format_html('<span class="sub">{}</span>', format_html_join(" \N{MIDDLE DOT} ", "{}", ((one,) for one in said))) if said else ""
    words = fact.what or _("without a name")
    return format_html('<a href="{}" lang="zh-Hans">{}</a>{}', setting.address(fact), words, sub)


def _value(fact: Fact, setting: Setting) -> Any:
    if fact.kind not in STATEMENTS:
        return format_html('<span class="muted">{}</span>', pgettext("of a fact", "no number"))
    return value_of(fact) or format_html('<span class="muted">{}</span>', pgettext("of a fact", "no number"))


def _subject(fact: Fact, setting: Setting) -> Any:
    return format_html('<span lang="zh-Hans">{}</span>', fact.subject) if fact.subject else format_html('<span class="muted">{}</span>', _("not said"))


def _due(fact: Fact, setting: Setting) -> Any:
    words = pgettext("when something is due", "every year") if fact.period == "annual" else period_words(fact.period)
    return words if words else format_html('<span class="muted">{}</span>', _("not dated"))


def _unit(fact: Fact, setting: Setting) -> Any:
    rows = list(fact.in_charge.all())
    if not rows:
        return format_html('<span class="muted">{}</span>', _("no unit named"))
    first = next((one for one in rows if fact.lead and fact.lead in (one.unit, one.name)), rows[0])
    others = [one for one in rows if one is not first]
    role = {"lead": _(" (lead)"), "inferred": _(" (inferred lead)")}.get(first.role, "")
    name = _unit_link(first.unit, setting) if first.unit else format_html('<span lang="zh-Hans">{}</span>', first.name)
    if not others:
        return format_html("{}{}", name, role)
    names = [unit_name(one.unit) if one.unit else one.name for one in others]
    sub = _(", ").join(names[:UNITS_SHOWN])
    if len(names) > UNITS_SHOWN:
        sub = ngettext("{names} and {n} more", "{names} and {n} more", len(names) - UNITS_SHOWN).format(names=sub, n=len(names) - UNITS_SHOWN)
    return format_html('{}{}<span class="sub" lang="zh-Hans" title="{}">{}</span>', name, role, _(", ").join(names), sub)


def _unit_link(id: str, setting: Setting) -> SafeString:
    """A unit that the catalogue knows, with the way to its page."""
    return format_html('<a class="plain" lang="zh-Hans" href="{}">{}</a>', setting.library("library:unit", id), unit_name(id))


def _source(fact: Fact, setting: Setting) -> Any:
    paper = setting.papers.get(fact.document)
    name = paper.name if paper else _("unknown document")
    clause = fact.clause.rpartition(" / ")[2]
    short = clause if len(clause) <= CLAUSE_SHOWN else clause[:CLAUSE_SHOWN] + "\N{HORIZONTAL ELLIPSIS}"
    title = f"{paper.title if paper else ''} {fact.clause}".strip()
    if origin := fact.fields.get("origin"):  # a task by hand: no clause, but somebody's words
        short = origin_words(str(origin))
    ref = source_ref(name if len(name) <= 30 else name[:29] + "\N{HORIZONTAL ELLIPSIS}", setting.address(fact), title)
    return format_html('{}<span class="sub clause-of" lang="zh-Hans">{}</span>', ref, short) if short else ref


def _state(fact: Fact, setting: Setting) -> Any:
    return stamp(fact.state, second=fact.manner == "second", bulk=fact.manner == "bulk")


def _changed(fact: Fact, setting: Setting) -> Any:
    return day(fact.recorded_at, short=True)


COLUMNS: dict[str, Column] = {one.name: one for one in (
    Column("kind", gettext_lazy("Kind"), _kind, "kindcol", carded=False),
    Column("what", gettext_lazy("What"), _what, "name", carded=False),
    Column("value", gettext_lazy("Value"), _value, "num", newest_first=True),
    Column("subject", gettext_lazy("Subject"), _subject),
    Column("due", gettext_lazy("Period or due"), _due, "nb"),
    Column("unit", gettext_lazy("Responsible unit"), _unit, "wide"),
    Column("source", gettext_lazy("Source"), _source, "wide", carded=False),
    Column("state", gettext_lazy("Review"), _state),
    Column("changed", pgettext_lazy("when a row did", "Changed"), _changed, "nb muted hide-s", newest_first=True),
)}


@dataclass(frozen=True, slots=True)
class Head:
    """A head as it is drawn: which way it sorts now, and the address that sorts by it."""

    column: Column
    aria: str
    query: str


def heads(asked: Asked) -> list[Head]:
    """The heads of the chosen columns; a second click turns the order."""
    found = []
    for name in asked.columns:
        column, here = COLUMNS[name], asked.sort == name
        turn = not asked.descending if here else column.newest_first
        aria = ("descending" if asked.descending else "ascending") if here else ""
        found.append(Head(column, aria, asked.query(sort=name, descending=turn, page=1)))
    return found


def cells(fact: Fact, setting: Setting) -> Any:
    """The cells of a row, as html."""
    return format_html_join("", "<td{}>{}</td>", ((attributes, column.cell(fact, setting)) for column, attributes in setting.columns))

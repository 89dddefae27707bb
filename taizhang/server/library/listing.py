"""The list of the library: filters and order in the address, how each document stands on the day asked for."""
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Collate
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from taizhang.server.accounts.roles import place
from taizhang.server.documents.effects import DONE_WORDS
from taizhang.server.documents.force import FORCE_WORDS, FORCES, force_of, in_force, known, standing_as
from taizhang.server.documents.models import Document, Effect
from taizhang.server.documents.numbers import plain_number
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.documents.templatetags.listing import force_html
from taizhang.server.history import Moment
from taizhang.server.look.tables import Column, Order
from taizhang.server.look.templatetags.pieces import day
from taizhang.server.look.words import period_words

FILTERS = ("q", "issuer", "year", "region", "genre", "state")
#: Genres as the reader names them.
GENRES = {
    "work_report": pgettext_lazy("genre", "report on the work of the government"),
    "outline": pgettext_lazy("genre", "outline of a plan"),
    "summary_plan": pgettext_lazy("genre", "summary and plan"),
    "task_division": pgettext_lazy("genre", "division of tasks"),
    "opinion": pgettext_lazy("genre", "opinions"),
    "plan": pgettext_lazy("genre", "plan"),
    "rules": pgettext_lazy("genre", "rules"),
    "measures": pgettext_lazy("genre", "measures"),
    "notice": pgettext_lazy("genre", "notice"),
    "bulletin": pgettext_lazy("genre", "bulletin"),
    "other": pgettext_lazy("genre", "other"),
}


class _Dated(NamedTuple):
    """What decides how a document stands."""

    state: str
    issued: date | None
    valid_from: date | None
    valid_until: date | None


@dataclass
class Shelf:
    """The documents an address asks for, as far as one person may read them. ``moment`` is the day and time asked for."""

    user: Any
    given: QueryDict
    moment: Moment

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The filters that are set."""
        held = {name: self.given.get(name, "").replace("\0", "").strip()[:120] for name in FILTERS}
        return {name: value for name, value in held.items() if value}

    @cached_property
    def everything(self) -> QuerySet[Document]:
        """All documents known at the moment, whatever their standing, without those withdrawn."""
        return DOCUMENTS.visible(self.user, known(self.moment)).exclude(state="withdrawn")

    def rows(self, *, leave: str = "") -> QuerySet[Document]:
        """Documents that fit the filters; without one of them where that is asked. Of a day asked for, those in force, unless a state is."""
        rows = self.everything
        for name, value in self.chosen.items():
            if name not in (leave, "state"):
                rows = rows.filter(self._condition(rows, name, value))
        if leave == "state":
            return rows
        if (state := self.chosen.get("state")) is not None:
            return rows if state == "any" else rows.filter(standing_as(state, self.moment.day) if state in FORCES else Q(pk__in=[]))
        return rows.filter(in_force(self.moment.day)) if self.moment.valid else rows

    @cached_property
    def states(self) -> list[tuple[str, str, int]]:
        """How many documents stand how on the day, under the other filters: name, words, number; those that occur, and in force."""
        counted: Counter[str] = Counter()
        for row, n in Counter(self.rows(leave="state").order_by().values_list("state", "issued", "valid_from", "valid_until")).items():
            counted[force_of(_Dated(*row), self.moment.day)] += n
        return [(name, str(FORCE_WORDS[name]), counted[name]) for name in FORCES if counted[name] or name == "in force"]

    @cached_property
    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """What each filter may be, from the documents there are."""
        issuers: set[str] = set()
        years: set[int] = set()
        regions: set[str] = set()
        genres: set[str] = set()
        for names, issued, region, genre in self.everything.values_list("issuers", "issued", "region", "genre"):
            issuers |= set(map(str, names))
            years |= {issued.year} if issued else set()
            regions |= {region} if region else set()
            genres |= {genre} if genre else set()
        pack = place()
        ordered = sorted(regions, key=lambda id: (id not in pack.regions, id != pack.home, getattr(pack.regions.get(id), "order", 0), id))
        return {
            "issuer": [(name, name) for name in sorted(issuers)[:300]],
            "year": [*((str(year), period_words(str(year))) for year in sorted(years, reverse=True)), ("none", _("without a date"))],
            "region": [(id, region_name(id)) for id in ordered],
            "genre": [(genre, genre_words(genre)) for genre in sorted(genres)],
        }

    def _condition(self, rows: QuerySet[Document], name: str, value: str) -> Q:
        if name == "q":
            flat = unicodedata.normalize("NFKC", value)
            wanted = Q(title__icontains=flat) | Q(title__icontains=value) | Q(number__icontains=value)
            return wanted | Q(number_plain__icontains=plain) if (plain := plain_number(value)) else wanted
        if name == "issuer":
            return Q(pk__in=[pk for pk, issuers in rows.values_list("pk", "issuers") if value in issuers])
        if name == "year":
            return Q(issued__year=min(max(int(value), 1), 9998)) if value.isascii() and value.isdigit() else Q(issued__isnull=True)
        return Q(**{name: value})


def columns_of(moment: Moment, acting: dict[UUID, list[tuple[Effect, str]]], degrees: dict[UUID, tuple[int, int]]) -> list[Column]:
    """The columns; ``acting`` are effects each document suffers with the name of who acts, ``degrees`` how many it cites and is cited by."""
    return [
        Column("number", gettext_lazy("Number"), lambda one: format_html('<span class="nb">{}</span>', one.number) if one.number else _("no number"),
               ("number_plain",)),
        Column("title", gettext_lazy("Title"), lambda one: format_html(
            '<a class="serif" lang="zh-Hans" href="{}">{}</a>', reverse("library:document", args=[one.key]), one.title), ("sort_title",), "name"),
        Column("issuer", gettext_lazy("Issuer"), lambda one: "\u3001".join(map(str, one.issuers)) or _("not said"), ()),
        Column("region", gettext_lazy("Region"), lambda one: region_name(one.region) or _("not said"), ("region",), "nb"),
        Column("genre", gettext_lazy("Genre"), lambda one: genre_words(one.genre) or _("not said"), ("genre",), "nb"),
        Column("issued", gettext_lazy("Issued"), lambda one: day(one.issued) if one.issued else period_words(one.issued_text) or _("not said"), ("issued",),
               descending_first=True),
        Column("state", gettext_lazy("In force"), lambda one: _standing(one, moment, acting.get(one.key, ())), ("state", "valid_until")),
        Column("cites", gettext_lazy("Cites"), lambda one: degrees.get(one.key, (0, 0))[0], (), "num"),
        Column("cited", gettext_lazy("Cited by"), lambda one: degrees.get(one.key, (0, 0))[1], (), "num"),
    ]


def ordered(rows: QuerySet[Document], order: Order, columns: Iterable[Column]) -> QuerySet[Document]:
    """The same order on both engines: what is missing comes last, numbers and ids are compared sign by sign."""
    found: list[Any] = []
    for name in order.fields(columns, last="key"):
        bare = name.removeprefix("-")
        exact = bare in ("number_plain", "region", "genre", "state")
        by: Any = Collate(F(bare), "C" if connection.vendor == "postgresql" else "BINARY") if exact else F(bare)
        found.append(by.desc(nulls_last=True) if name.startswith("-") else by.asc(nulls_last=True))
    return rows.order_by(*found)


def acting_on(user: Any, documents: Iterable[UUID]) -> dict[UUID, list[tuple[Effect, str]]]:
    """Effects that some documents suffer, with the name of the acting one where this person may read it: two questions."""
    there = list(Effect.objects.current().filter(affected__in=list(documents)).exclude(does="none").order_by("valid_from", "id"))
    names = {key: number or title for key, number, title in DOCUMENTS.visible(user, Document.objects.current()).filter(
        key__in={one.acting for one in there}).values_list("key", "number", "title")}
    found: dict[UUID, list[tuple[Effect, str]]] = {}
    for one in there:
        found.setdefault(one.affected, []).append((one, names.get(one.acting, "")))
    return found


def region_name(id: str) -> str:
    """A region as the pack calls it."""
    found = place().regions.get(id)
    return found.name if found else id


def genre_words(genre: str) -> str:
    """A genre in words."""
    return str(GENRES.get(genre, genre))


def _standing(document: Document, moment: Moment, there: Iterable[tuple[Effect, str]]) -> Any:
    lines = format_html_join("", '<small class="acting">{} {}{}</small>', (
        (DONE_WORDS[one.does], format_html('<a class="nb" href="{}">{}</a>', reverse("library:document", args=[one.acting]), name) if name
         else _("a document you may not read"), " " + _("in part") if one.part else "") for one, name in there
        if one.valid_from is None or one.valid_from <= moment.day))
    return format_html("{}{}", force_html(document, moment.day), lines)

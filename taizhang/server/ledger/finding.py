"""Which facts somebody asks for: conditions with names, so that a page can say which one finds nothing."""
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.server.accounts.roles import place
from taizhang.server.accounts.standing import standing
from taizhang.server.documents.force import closed, known
from taizhang.server.documents.models import Document, Text
from taizhang.server.documents.permissions import DOCUMENTS, keys_within
from taizhang.server.facts.models import Fact, InCharge
from taizhang.server.facts.searching import containing
from taizhang.server.history import Moment
from taizhang.server.ledger.asking import NO_UNIT, Asked
from taizhang.server.ledger.permissions import LEDGER
from taizhang.server.ledger.scanning import plain
from taizhang.server.look.templatetags.pieces import kind_words, state_words
from taizhang.text.ordering import folded

IN_FORCE = "in force"
GROUPED = {"unit": "lead", "document": "text_id"}
FEW = 100  # documents that are looked up one by one; where there are more, the ledger is scanned


@dataclass(frozen=True, slots=True)
class Paper:
    """What the ledger shows of a document."""

    key: UUID
    title: str
    number: str
    state: str
    issued: Any
    sort_title: str
    text: int | None

    @property
    def name(self) -> str:
        """Its number, else its title."""
        return self.number or self.title


def papers(user: Any, moment: Moment, keys: Iterable[UUID] | None = None) -> dict[UUID, Paper]:
    """Documents this person may read by key, as known at a moment; all of them, or those asked for."""
    rows: QuerySet[Document] = Document.objects.known_at(moment.known) if moment.known else Document.objects.current()
    if keys is not None:
        rows = rows.filter(key__in=list(keys))
    rows = DOCUMENTS.visible(user, rows)
    names = ("key", "title", "number", "state", "issued", "sort_title", "text_id")
    return {values[0]: Paper(*values) for values in rows.values_list(*names)}


def texts_of(documents: Iterable[UUID]) -> list[int]:
    """All texts of some documents: facts name theirs by number, which indexes hold, where keys are long."""
    keys = set(documents)
    return list(Text.objects.filter(document__in=keys).values_list("pk", flat=True)) if keys else []


@dataclass(frozen=True, slots=True)
class Condition:
    """One filter that is set: its name in addresses, in words, and what it asks of rows; ``without`` is the ledger without it."""

    name: str
    words: str
    wanted: Q
    without: Asked


@dataclass
class Found:
    """The rows of a ledger somebody asks for, as far as that person may see them."""

    asked: Asked
    user: Any
    act: str = "read"

    @cached_property
    def papers(self) -> dict[UUID, Paper]:
        """All documents."""
        return papers(self.user, self.asked.moment)

    @cached_property
    def conditions(self) -> list[Condition]:
        """The filters that are set, in the order of the form; the tab is none."""
        return list(self._conditions())

    def rows(self, *, tab: bool = True, leave: str = "") -> QuerySet[Fact]:
        """The facts; without the tab's kinds or without one condition where that is asked."""
        rows = self._within(Fact.objects.as_of(self.asked.moment))
        if tab and self.asked.tab:
            rows = rows.filter(plain(kind__in=self.asked.kinds))
        if closed := self._closed:
            rows = rows.filter(~plain(text__in=closed))
        for condition in self.conditions:
            if condition.name != leave:
                rows = rows.filter(condition.wanted)
        if self.asked.chosen:
            rows = rows.filter(key__in=self.asked.chosen)
        return rows

    def _within(self, rows: QuerySet[Fact]) -> QuerySet[Fact]:
        """The rows this person may see. Where that is not all, by the texts of documents in reach: asked for once, and an index has them."""
        if self._texts is None:
            return LEDGER.visible(self.user, rows, self.act)
        return rows.filter(self._of(self._texts))

    def _of(self, texts: list[int]) -> Q:
        return plain(text__in=texts) if len(texts) > FEW else Q(text__in=texts)

    @cached_property
    def _texts(self) -> list[int] | None:
        """Texts of the documents a person reaches; None where that is all or none of them."""
        scopes = standing(self.user).scopes(LEDGER.act(self.act).capability)
        if not scopes or any(scope.kind == "all" for scope in scopes):
            return None
        keys = {key for scope in scopes for key in keys_within(scope).values_list("key", flat=True)}
        return texts_of(keys)

    @cached_property
    def counts(self) -> dict[tuple[str, str], int]:
        """How many rows of each kind and state there are under the filters, whatever the tab."""
        found: dict[tuple[str, str], int] = {}
        for kind, state, n, *_more in self._counted:
            found[kind, state] = found.get((kind, state), 0) + n
        return found

    @cached_property
    def numbers(self) -> int:
        """How many of the rows have a number."""
        return self.rows().filter(value__isnull=False).count()

    def by(self, column: str) -> dict[Any, int]:
        """How many rows there are for each value of a column; where few are expected, counted together with kinds and states."""
        if self.narrow and self.asked.group != "none":
            kinds = set(self.asked.kinds)
            found: dict[Any, int] = {}
            for kind, _state, n, value in self._counted:
                if kind in kinds:
                    found[value] = found.get(value, 0) + n
            return found
        return dict(self.rows().order_by().values_list(column).annotate(n=Count("*")))

    @property
    def narrow(self) -> bool:
        """Whether the filters are such as leave few rows."""
        asked = self.asked
        return bool(asked.words or asked.documents or asked.source or asked.units or asked.chosen)

    @cached_property
    def _counted(self) -> list[tuple[Any, ...]]:
        """(kind, state, how many), and the group where rows are few: one look instead of two."""
        names = ["kind", "state"] + ([GROUPED[self.asked.group]] if self.narrow and self.asked.group in GROUPED else [])
        counted = self.rows(tab=False).order_by().values_list(*names).annotate(n=Count("*"))
        return [(*row[:2], row[-1], *row[2:-1]) for row in counted]

    def count(self, kinds: Iterable[str], states: Iterable[str] | None = None) -> int:
        """How many rows of some kinds (and states)."""
        kinds, states = set(kinds), None if states is None else set(states)
        return sum(n for (kind, state), n in self.counts.items() if kind in kinds and (states is None or state in states))

    @property
    def total(self) -> int:
        """How many rows there are."""
        return self.count(self.asked.kinds)

    @cached_property
    def _closed(self) -> list[int]:
        """Texts of documents whose facts are left out: those out of force on the day asked for, and in any case those withdrawn; never one asked
        for by name."""
        if self.asked.every:
            keys = known(self.asked.moment).filter(state="withdrawn").values_list("key", flat=True)
        else:
            keys = closed(self.asked.moment)
        return texts_of(key for key in keys if key not in self.asked.documents)

    def _conditions(self) -> Iterable[Condition]:
        asked = self.asked

        def condition(name: str, label: str, wanted: Q, **without: Any) -> Condition:
            return Condition(name, label, wanted, replace(asked, page=1, **without))

        if asked.words:
            yield condition("q", _("Words: {words}").format(words=asked.words), containing(asked.words.split()), words="")
        if asked.documents:
            named = [one.name for key in asked.documents if (one := self.papers.get(key))]
            yield condition("document", _("Document: {names}").format(names=_joined(named) or _("unknown")), Q(document__in=asked.documents),
                            documents=())
        if asked.source:
            words = [folded(one) for one in asked.source.split()]
            keys = [one.key for one in self.papers.values() if all(word in folded(one.number + one.title) for word in words)]
            yield condition("source", _("Document: {names}").format(names=asked.source), self._of(texts_of(keys)), source="")
        if asked.units:
            yield condition("unit", _("Unit: {names}").format(names=_joined(map(unit_name, asked.units))), in_charge(asked.units), units=())
        if asked.first is not None or asked.last is not None:
            yield condition("from", years_words(asked.first, asked.last), _within(asked.first, asked.last), first=None, last=None)
        if asked.states:
            yield condition("state", _joined(map(state_words, asked.states)), plain(state__in=asked.states), states=())
        if asked.measure:
            yield condition("measure", measure_words(asked.measure), plain(measure=asked.measure), measure="")
        if asked.subject:
            yield condition("subject", _("Region or subject: {words}").format(words=asked.subject), Q(subject__icontains=asked.subject), subject="")


def in_charge(units: Iterable[str]) -> Q:
    """Facts of which one of some units is in charge, in whatever role."""
    known = place().units
    ids = [one for one in units if one in known]
    names = [one for one in units if one not in known and one != NO_UNIT]
    wanted = Q(unit__in=ids) | Q(unit="", name__in=names) if names else Q(unit__in=ids)
    found = Q(pk__in=InCharge.objects.filter(wanted).values("fact")) if ids or names else Q(pk__in=[])
    return found | Q(lead="") if NO_UNIT in set(units) else found


def _within(first: int | None, last: int | None) -> Q:
    """Facts whose years touch a span of years."""
    found = Q()
    if first is not None:
        found &= plain(year__gte=first)
    if last is not None:
        found &= plain(year_first__lte=last)
    return found


def unit_name(unit: str) -> str:
    """A unit as documents call it: of its id, or the name itself where the pack does not know it."""
    if unit in ("", NO_UNIT):
        return _("No unit named")
    found = place().units.get(unit)
    return found.short or found.name if found else unit


def unit_order(unit: str) -> tuple[int, int, str]:
    """The official order: units of the pack in theirs, then names it does not know, then what has no unit."""
    found = place().units.get(unit)
    if found is None:
        return (2 if not unit else 1), 0, unit
    home = found.region == place().home
    return 0, found.order + (0 if home else 100_000), found.id


def years_words(first: int | None, last: int | None) -> str:
    """A span of years in words."""
    if first is None:
        return _("up to {year}").format(year=last)
    if last is None:
        return _("from {year}").format(year=first)
    return _("{year}").format(year=first) if first == last else _("{first} to {last}").format(first=first, last=last)


def measure_words(measure: str) -> str:
    """How something is measured, or of which form it is, in words."""
    words = {
        "level": _("level"), "growth": _("growth"), "increment": _("increment"), "rank": _("rank"), "ratio": _("ratio"),
        "direction": _("direction"), "place": _("place among others"), "state": _("state to be reached"),
        "incentive": _("incentive"), "cadence": _("cadence"), "vague": _("too vague to verify"),
        "implements": _("implements"), "issues": _("issues"), "revises": _("revises"), "drafts": _("drafts"), "other": _("mentions"),
    }
    return words.get(measure, measure)


def tab_words(tab: str) -> str:
    """A tab in words."""
    return {"": pgettext("kinds of facts", "All"), "target": _("Targets"), "actual": _("Actuals"), "goal": _("Goals"), "task": _("Tasks"),
            "clause": _("Incentives and clauses"), "forecast": _("Forecasts"), "cite": _("Citations")}[tab]


def _joined(names: Iterable[str]) -> str:
    return _(", ").join(names)


__all__ = ["Condition", "Found", "Paper", "in_charge", "kind_words", "measure_words", "papers", "tab_words", "unit_name", "unit_order", "years_words"]

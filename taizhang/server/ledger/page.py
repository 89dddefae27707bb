"""What the page of the ledger shows, put together: tabs, groups with their rows, sums, and what to do where nothing is found."""
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.server.accounts.roles import place
from taizhang.server.facts.models import KINDS, REVIEWED, Fact
from taizhang.server.ledger import windows
from taizhang.server.ledger.asking import GROUPS, NO_UNIT, TABS, Asked
from taizhang.server.ledger.columns import Setting, cells
from taizhang.server.ledger.finding import Condition, Found, Paper, papers, tab_words, unit_name
from taizhang.server.ledger.sums import Sum, sum_of
from taizhang.server.look.templatetags.pieces import kind_words
from taizhang.server.look.words import count_words

MOST_TRIED = 6  # conditions that are tried without, where nothing is found


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab with its number."""

    words: str
    count: int
    query: str
    current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is drawn."""

    fact: Fact
    cells: SafeString
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one group on this page; ``title`` is empty where nothing is grouped. ``counts`` is said beside the title."""

    title: str
    counts: str
    query: str
    rows: list[Row]
    named: bool = True


@dataclass(frozen=True, slots=True)
class Try:
    """What dropping one condition would give."""

    condition: Condition
    count: int
    query: str


class Rows:
    """A sequence for Django's paginator that knows its length and nothing else: what a page holds is fetched by windows."""

    def __init__(self, total: int) -> None:
        self.total = total

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, part: Any) -> Any:
        return []


class LedgerPage:
    """One page of the ledger for one person."""

    def __init__(self, asked: Asked, user: Any) -> None:
        self.found = Found(asked, user)
        self.total = self.found.total
        rows: Any = Rows(self.total)
        self.pages: Page[Any] = Paginator(rows, asked.size).get_page(asked.page)
        self.asked = asked
        self._groups: list[Group] | None = None

    @property
    def tabs(self) -> list[Tab]:
        """The tabs, with their numbers under the filters."""
        return [Tab(tab_words(tab), self.found.count(kinds), self.asked.query(tab=tab, page=1), tab == self.asked.tab)
                for tab, kinds in TABS.items()]

    @property
    def reviewed(self) -> int:
        """How many rows count."""
        return self.found.count(self.asked.kinds, REVIEWED)

    @property
    def waiting(self) -> int:
        """How many rows are suggested and not decided."""
        return self.found.count(self.asked.kinds, ("suggested",))

    @property
    def conditions(self) -> list[Condition]:
        """The filters that are set."""
        return self.found.conditions

    @property
    def groupings(self) -> list[tuple[str, str, bool]]:
        """The ways to group: words, address, whether it is this one."""
        words = {"unit": _("By unit"), "document": _("By document"), "none": _("Not grouped")}
        return [(words[name], self.asked.query(group=name, page=1), name == self.asked.group) for name in GROUPS]

    @property
    def groups(self) -> list[Group]:
        """The rows of this page in their groups."""
        if self._groups is None:
            self._groups = self._grouped()
        return self._groups

    @cached_property
    def sum(self) -> Sum:
        """The sum of all rows found."""
        return sum_of(self.found)

    @property
    def tries(self) -> list[Try]:
        """Where nothing is found: what dropping each condition would give, the best first."""
        found = []
        for condition in self.conditions[:MOST_TRIED]:
            count = Found(condition.without, self.found.user).total
            found.append(Try(condition, count, condition.without.query()))
        return sorted(found, key=lambda one: -one.count)

    @property
    def elsewhere(self) -> list[Tab]:
        """Where a tab is empty: the tabs that are not, under the same filters."""
        return [tab for tab in self.tabs if tab.count and not tab.current][:1]

    def _grouped(self) -> list[Group]:
        first = (self.pages.number - 1) * self.asked.size
        stretches = list(windows.stretches(self.found, windows.windows(self.found), first, self.asked.size))
        facts = {fact.pk: fact for fact in windows.rows_of([key for one in stretches for key in one.keys])}
        known = papers(self.found.user, self.asked.moment, {fact.document for fact in facts.values()})
        setting = Setting(known, self.asked)
        counts = self._counts([one.window for one in stretches])
        groups = []
        for one in stretches:
            rows = [Row(facts[key], cells(facts[key], setting), setting.address(facts[key])) for key in one.keys if key in facts]
            title, query = self._title(one.window, known)
            said = counts.get(one.window.value, "")
            groups.append(Group(title, said if one.begins else _("{counts} (continued)").format(counts=said), query, rows, bool(one.window.value)))
        return groups

    def _title(self, window: windows.Window, known: Mapping[UUID, Paper]) -> tuple[str, str]:
        if self.asked.group == "unit":
            return unit_name(window.value), replace(self.asked, units=(window.value or NO_UNIT,), page=1).query()
        if self.asked.group == "document":
            paper = known.get(window.value)
            name = f"{paper.number} {paper.title}".strip() if paper else _("unknown document")
            return name, replace(self.asked, documents=(window.value,), page=1).query()
        return "", ""

    def _counts(self, shown: list[windows.Window]) -> dict[Any, str]:
        """Of the groups on this page: how many rows of which kinds, in words."""
        if self.asked.group == "none":
            return {}
        column = {"unit": "lead", "document": "document"}[self.asked.group]
        values = [one.value for one in shown]
        counted = self.found.rows().filter(**{f"{column}__in": values}).order_by().values_list(column, "kind", "state").annotate(n=Count("*"))
        kinds: dict[Any, dict[str, int]] = {}
        waiting: dict[Any, int] = {}
        for value, kind, state, n in counted:
            kinds.setdefault(value, {})[kind] = kinds.setdefault(value, {}).get(kind, 0) + n
            waiting[value] = waiting.get(value, 0) + (n if state == "suggested" else 0)
        return {value: self._said(kinds[value], waiting[value]) for value in kinds}

    def _said(self, kinds: dict[str, int], waiting: int) -> str:
        total = sum(kinds.values())
        words = [ngettext("{n} row", "{n} rows", total).format(n=count_words(total))]
        if len(kinds) > 1:
            words.append(_(", ").join(f"{kind_words(kind)} {count_words(kinds[kind])}" for kind in KINDS if kind in kinds))
        if waiting:
            words.append(_("{n} not reviewed").format(n=count_words(waiting)))
        return _("; ").join(words)


def unit_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Units to filter by in official order, those of the place itself first, then by region."""
    pack = place()
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for region in [pack.home, *(one.id for one in pack.members(pack.home, zones=True))]:
        units = [(one.id, one.short or one.name) for one in pack.units_of(region)]
        if units:
            found.append((pack.region(region).name, units))
    return found

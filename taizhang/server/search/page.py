"""The page of the search in words: tabs with counts, filters, chips of those that are set, what else to narrow by, pages."""
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Max, Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from taizhang.server.accounts.roles import place
from taizhang.server.documents.models import STATES as PAPER_STATES
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.documents.permissions import STATE_WORDS as PAPER_WORDS
from taizhang.server.facts.models import KINDS as FACT_KINDS
from taizhang.server.facts.models import STATES as FACT_STATES
from taizhang.server.look.templatetags.pieces import kind_words, state_words
from taizhang.server.look.words import count_words, day_words, period_words, time_words
from taizhang.server.search.asking import LAST_PAGE, Asked
from taizhang.server.search.finding import FIRST, Found
from taizhang.server.search.hits import Group

GROUP_WORDS: dict[str, Any] = {
    "": pgettext_lazy("groups of what is found", "All"), "names": gettext_lazy("Units, regions, indicators"),
    "documents": gettext_lazy("Documents"), "clauses": gettext_lazy("Clauses"), "facts": gettext_lazy("Facts"),
}
FILTER_WORDS: dict[str, Any] = {
    "kind": gettext_lazy("Group"), "state": gettext_lazy("State"), "issuer": gettext_lazy("Issuer"), "year": gettext_lazy("Year"),
    "region": gettext_lazy("Region"), "fact": gettext_lazy("Kind of fact"), "review": gettext_lazy("Review"), "valid": gettext_lazy("In force on"),
    "known": gettext_lazy("as known until"),
}
MOST_YEARS = 60
NARROW = 5  # issuers that are offered
Choice = tuple[str, str, bool]  # value, words, chosen


@dataclass(frozen=True, slots=True)
class Tab:
    """One group in the line of tabs."""

    label: Any
    query: str
    count: str
    current: bool


class SearchPage:
    """What the template draws."""

    def __init__(self, found: Found) -> None:
        self.found, self.asked = found, found.asked

    @cached_property
    def groups(self) -> list[tuple[Group, Any, str, str]]:
        """Groups with hits: the group, its words, its number in words, and where all of it stands."""
        return [(group, GROUP_WORDS[name], counted(group.total, group.more), self.asked.query(group=name, page=1))
                for name, group in self.found.groups.items() if group.hits]

    @property
    def tabs(self) -> list[Tab]:
        """The groups with their numbers."""
        found = self.found.groups
        every = counted(sum(one.total for one in found.values()), any(one.more for one in found.values()))
        return [Tab(GROUP_WORDS[name], self.asked.query(group=name, page=1),
                    counted(found[name].total, found[name].more) if name else every, self.asked.group == name) for name in ("", *FIRST)]

    @property
    def states(self) -> list[Choice]:
        """States of documents."""
        return [(one, str(PAPER_WORDS[one]), one == self.asked.state) for one in PAPER_STATES]

    @property
    def kinds(self) -> list[Choice]:
        """Kinds of facts."""
        return [(one, kind_words(one), one == self.asked.fact) for one in FACT_KINDS]

    @property
    def reviews(self) -> list[Choice]:
        """States of facts."""
        return [(one, state_words(one), one == self.asked.review) for one in FACT_STATES]

    @cached_property
    def years(self) -> list[Choice]:
        """The years of the documents a person may read, the newest first."""
        ends = DOCUMENTS.visible(self.found.user, Document.objects.current()).aggregate(first=Min("issued"), last=Max("issued"))
        first, last = ends["first"], ends["last"]
        years = range(last.year, max(first.year, last.year - MOST_YEARS) - 1, -1) if isinstance(first, date) and isinstance(last, date) else range(0)
        return [(str(one), period_words(str(one)), one == self.asked.year) for one in years]

    @cached_property
    def regions(self) -> list[Choice]:
        """The place itself and what lies in it, in official order."""
        pack = place()
        home = pack.regions.get(pack.home)
        rows = [*([home] if home else []), *pack.members(pack.home, zones=True)]
        return [(one.id, one.name, one.id == self.asked.region) for one in rows]

    @cached_property
    def narrower(self) -> list[tuple[str, str]]:
        """Issuers of the documents on this page: the name, and the same search for it alone."""
        if self.asked.issuer:
            return []
        seen: dict[str, None] = {}
        for group in self.found.groups.values():
            for hit in group.hits:
                if isinstance(hit.thing, Document):
                    seen |= dict.fromkeys(map(str, hit.thing.issuers))
        return [(name, self.asked.query(issuer=name, page=1)) for name in [*seen][:NARROW]] if len(seen) > 1 else []

    @cached_property
    def chips(self) -> list[tuple[Any, str, str]]:
        """The filters that are set: name, value in words, and the search without it."""
        return [(FILTER_WORDS[name], value_words(self.asked, name), self.asked.unset(name).query()) for name in self.asked.set]

    @property
    def previous(self) -> str:
        """The page before, where there is one."""
        return self.asked.query(page=self.asked.page - 1) if self.asked.page > 1 else ""

    @property
    def next(self) -> str:
        """The page after, where there is one."""
        group = self.found.groups.get(self.asked.group)
        further = group is not None and (self.asked.page < self.found.pages or group.more) and self.asked.page < LAST_PAGE
        return self.asked.query(page=self.asked.page + 1) if further else ""

    @property
    def ended(self) -> bool:
        """Whether this is the last page that is shown, though there are more hits."""
        group = self.found.groups.get(self.asked.group)
        return group is not None and self.asked.page == LAST_PAGE and (self.found.pages > LAST_PAGE or group.more)


def counted(total: int, more: bool) -> str:
    """A number, or that there are more than so many."""
    return _("{n}+").format(n=count_words(total)) if more else count_words(total)


def value_words(asked: Asked, name: str) -> str:
    """What a filter is set to, in words."""
    moment = asked.moment
    return {
        "kind": lambda: str(GROUP_WORDS[asked.group]), "state": lambda: str(PAPER_WORDS[asked.state]), "issuer": lambda: asked.issuer,
        "year": lambda: period_words(str(asked.year)), "region": lambda: region_name(asked.region), "fact": lambda: kind_words(asked.fact),
        "review": lambda: state_words(asked.review), "valid": lambda: day_words(moment.valid) if moment.valid else "",
        "known": lambda: time_words(moment.known) if moment.known else "",
    }[name]()


def region_name(id: str) -> str:
    """A region's name; its id where the pack does not know it."""
    found = place().regions.get(id)
    return found.name if found else id


"""The menu: every app adds its entries, each person sees those that open for them."""
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import NoReverseMatch, reverse

from taizhang.values.errors import UsageError

Asks = Callable[[Any], bool]
Counts = Callable[[Any], int | None]


def anyone(user: Any) -> bool:
    """For every person who is logged in."""
    return True


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its place in the order, its words, the name of its page, who has it, and how many wait behind it.

    ``may`` gets the user and should ask the policy that the page asks; ``badge`` gets the user and answers with a number,
    or None where there is nothing to say. ``menu`` is ``main`` (the top line) or ``own`` (the small menu below the person's name).
    """

    order: int
    label: Any
    url_name: str
    may: Asks = anyone
    badge: Counts | None = None
    menu: str = "main"


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as a page shows it; ``current`` where the page lies below it."""

    label: str
    url: str
    badge: int | None
    current: bool


@dataclass(slots=True)
class Navigation:
    """The register of entries; a page is in it once."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, entry: Entry) -> Entry:
        """Register an entry."""
        if any(one.url_name == entry.url_name for one in self.entries):
            raise UsageError(f"the menu has {entry.url_name} already")
        self.entries.append(entry)
        self.entries.sort(key=lambda one: one.order)
        return entry

    def for_user(self, user: Any, path: str = "", menu: str = "main") -> list[Link]:
        """The entries that open for a person, in order; none for who is not logged in."""
        if not getattr(user, "is_authenticated", False):
            return []
        shown = [(entry, url) for entry in self.entries if entry.menu == menu and (url := address(entry)) and entry.may(user)]
        here = current(path, [url for _, url in shown])
        return [Link(str(entry.label), url, (entry.badge(user) or None) if entry.badge else None, url == here) for entry, url in shown]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


def address(entry: Entry) -> str:
    """The address of an entry's page; an empty word where this installation does not have it."""
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        return ""


def current(path: str, urls: list[str]) -> str:
    """The entry a page lies below: the longest address that its own begins with; the first page stands for itself only.

    >>> current("/documents/8a/", ["/", "/documents/", "/ledger/"]), current("/search/", ["/", "/ledger/"])
    ('/documents/', '')
    """
    return max((url for url in urls if path == url or (url != "/" and path.startswith(url))), key=len, default="")


NAVIGATION = Navigation()

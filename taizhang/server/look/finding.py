"""The box in the top line in which one searches: the app that searches says where it leads and who has it."""
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from taizhang.server.look.navigation import Asks, Entry, address


@dataclass(frozen=True, slots=True)
class Box:
    """The box as a page shows it: where it leads, where suggestions come from, and the words that were searched for."""

    url: str
    suggest: str
    words: str


@dataclass(slots=True)
class Finding:
    """Where the box leads; none where no app searches."""

    page: Entry | None = None
    suggestions: Entry | None = None

    def set(self, page: str, suggestions: str, may: Asks) -> None:
        """Say by url name which page searches and which fragment suggests; ``may`` gets the user and asks the page's policy."""
        self.page, self.suggestions = Entry(0, "", page, may), Entry(0, "", suggestions, may)

    def box(self, request: HttpRequest, user: Any) -> Box | None:
        """The box of a request; None for who may not search."""
        if self.page is None or self.suggestions is None or not getattr(user, "is_authenticated", False) or not self.page.may(user):
            return None
        url = address(self.page)
        return Box(url, address(self.suggestions), request.GET.get("q", "")[:200] if request.path == url else "") if url else None


FIND = Finding()

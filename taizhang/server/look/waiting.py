"""What waits for a person: every app tells its lines, the first page puts them in order."""
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

#: The groups of the first page, in their order.
LATE, RETURNED, DUE, OTHERS = "late", "returned", "due", "others"
GROUPS = {LATE: _("Overdue"), RETURNED: _("Returned to you"), DUE: _("To do"), OTHERS: _("Waiting for others")}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: how many of what wait, where to go, and one more sentence.

    ``group`` is one of ``GROUPS``; ``order`` sorts inside the group. A line with ``count`` 0 is left out.
    """

    order: int
    label: str
    count: int
    url: str
    detail: str = ""
    group: str = DUE


Provider = Callable[[Any], list[Waiting]]


@dataclass(slots=True)
class Register:
    """The providers; each gets the user and answers with the lines for that person, and asks its own policy."""

    providers: list[Provider] = field(default_factory=list)

    def add(self, provider: Provider) -> Provider:
        """Register a provider; may stand as a decorator."""
        if provider not in self.providers:
            self.providers.append(provider)
        return provider

    def for_user(self, user: Any) -> list[Waiting]:
        """All lines of a person, groups in their order."""
        groups = list(GROUPS)
        lines = [line for provider in self.providers for line in provider(user) if line.count]
        return sorted(lines, key=lambda line: (groups.index(line.group), line.order, line.label))

    def __iter__(self) -> Iterator[Provider]:
        return iter(self.providers)


WAITING = Register()

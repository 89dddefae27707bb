"""What an address of the queue asks for: which facts, and which of them is open."""
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.server.facts.models import DECIDED, KINDS, STATES
from taizhang.values.errors import UsageError

#: What the filter of states offers, and the states behind each; the first is what a queue shows by itself.
SHOWN: dict[str, tuple[str, ...]] = {
    "": ("suggested", "lost", "disputed"), "suggested": ("suggested",), "disputed": ("disputed",), "lost": ("lost",), "decided": DECIDED, "all": STATES,
}
#: Below which confidence of the reader one may ask.
BELOW = ("0.5", "0.7", "0.8", "0.9")
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a queue. ``unit`` is what a fact is listed under, ``at`` where a part of the text begins; ``fact`` is to be open."""

    fact: UUID | None = None
    kind: str = ""
    state: str = ""
    below: str = ""
    unit: str = ""
    at: int | None = None
    second: bool = False  # what another person decided, to be read without seeing that

    @classmethod
    def parse(cls, given: Mapping[str, str]) -> "Asked":
        """From the parameters of an address; `UsageError` says which one cannot be understood and what is allowed."""
        at = given.get("at") or ""
        if at and not (at.isascii() and at.isdigit() and len(at) < 10):
            raise UsageError(_("is no place in a text"), where=f"at={at[:20]}", hint=_("choose a part from the list"))
        return cls(
            fact=_key(given.get("fact") or ""), kind=_one_of("kind", given.get("kind") or "", ("", *KINDS)),
            state=_one_of("state", given.get("state") or "", tuple(SHOWN)), below=_one_of("below", given.get("below") or "", ("", *BELOW)),
            unit=(given.get("unit") or "")[:LONGEST], at=int(at) if at else None,
            second=_one_of("second", given.get("second") or "", ("", "yes")) == "yes")

    def query(self, **changes: Any) -> str:
        """The parameters that ask for this again, with changes; the open fact is not among them."""
        asked = replace(self, **({"fact": None} | changes))
        given = {"fact": asked.fact, "kind": asked.kind, "state": asked.state, "below": asked.below, "unit": asked.unit, "at": asked.at,
                 "second": "yes" if asked.second else ""}
        return urlencode({name: value for name, value in given.items() if value not in (None, "")})

    @property
    def filtered(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.kind or self.state or self.below or self.unit or self.at is not None)


def shown_words(state: str) -> str:
    """A choice of the filter of states in words."""
    return {
        "": _("Awaiting a decision"), "suggested": _("Suggested"), "disputed": _("Disputed"), "lost": _("Source lost"), "decided": _("Decided"),
        "all": pgettext("states", "All"),
    }[state]


def _key(written: str) -> UUID | None:
    try:
        return UUID(written) if written else None
    except ValueError:
        raise UsageError(_("is no key of a fact"), where=f"fact={written[:40]}", hint=_("open the queue without it")) from None


def _one_of(name: str, given: str, allowed: tuple[str, ...]) -> str:
    if given not in allowed:
        known = ", ".join(filter(None, allowed))
        raise UsageError(_("is not one of the choices"), where=f"{name}={given[:40]}", hint=_("allowed: {names}").format(names=known))
    return given

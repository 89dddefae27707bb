"""What an address of the search asks for: words, group, filters, page and moment; everything is in the address."""
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from taizhang.server.documents.models import STATES as PAPER_STATES
from taizhang.server.facts.models import KINDS as FACT_KINDS
from taizhang.server.facts.models import STATES as FACT_STATES
from taizhang.server.history import NOW, Moment
from taizhang.server.search.wording import Wording
from taizhang.values.errors import UsageError

#: Groups in the order of the page; an empty word is all of them.
GROUPS = ("", "documents", "clauses", "facts", "names")
#: Filters of documents, and those that leave facts alone.
OF_PAPERS = ("state", "issuer", "year", "region", "valid")
OF_FACTS = ("fact", "review")
LAST_PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """The search somebody asks for."""

    wording: Wording = field(default_factory=lambda: Wording(""))
    group: str = ""
    state: str = ""
    issuer: str = ""
    year: int | None = None
    region: str = ""
    fact: str = ""
    review: str = ""
    page: int = 1
    moment: Moment = field(default=NOW)

    @classmethod
    def parse(cls, given: QueryDict) -> "Asked":
        """From the parameters of an address; `UsageError` says which one cannot be understood and what is allowed."""
        return cls(
            wording=Wording.parse(given.get("q") or ""), group=_one_of("kind", given.get("kind") or "", GROUPS),
            state=_one_of("state", given.get("state") or "", ("", *PAPER_STATES)), issuer=_text(given.get("issuer") or ""),
            year=_year(given.get("year") or ""), region=_text(given.get("region") or ""),
            fact=_one_of("fact", given.get("fact") or "", ("", *FACT_KINDS)),
            review=_one_of("review", given.get("review") or "", ("", *FACT_STATES)), page=_page(given.get("page") or "1"),
            moment=Moment.parse({name: given.get(name) or "" for name in ("valid", "known")}),
        )

    def query(self, **changes: Any) -> str:
        """The parameters that ask for this again, with changes; what is usual is left out."""
        asked = replace(self, **changes)
        held = QueryDict(mutable=True)
        for name, value in asked.parameters():
            held.appendlist(name, value)
        return held.urlencode()

    def parameters(self) -> Iterable[tuple[str, str]]:
        """Names and values of what is set."""
        single = {"q": self.wording.typed, "kind": self.group, "state": self.state, "issuer": self.issuer,
                  "year": str(self.year or ""), "region": self.region, "fact": self.fact, "review": self.review,
                  "page": str(self.page) if self.page > 1 else ""}
        yield from ((name, value) for name, value in single.items() if value)
        yield from self.moment.parameters().items()

    @property
    def set(self) -> list[str]:
        """Names of the filters that are set, in the order of the form."""
        found = [name for name in ("state", "issuer", "year", "region", "fact", "review") if getattr(self, name)]
        return found + [name for name in ("valid", "known") if getattr(self.moment, name)]

    def unset(self, name: str) -> "Asked":
        """The same without one filter."""
        if name in ("valid", "known"):
            return replace(self, moment=replace(self.moment, **{name: None}), page=1)
        return replace(self, **{name: None if name == "year" else ""}, page=1)  # type: ignore[arg-type]

    def saying(self, typed: str) -> "Asked":
        """The same with other words."""
        return replace(self, wording=Wording.parse(typed), page=1)


def _one_of(name: str, value: str, known: Iterable[str]) -> str:
    known = tuple(known)
    if value not in known:
        raise UsageError(_("is not known here"), where=f"{name}={value[:60]}", hint=_("one of: {known}").format(
            known=", ".join(one for one in known if one)))
    return value


def _text(value: str) -> str:
    return " ".join(value.replace("\0", "").split())[:120]


def _year(value: str) -> int | None:
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and 1900 <= int(value[:5]) <= 2100):
        raise UsageError(_("is not a year"), where=f"year={value[:20]}", hint=_("write it as 2018"))
    return int(value)


def _page(value: str) -> int:
    if value.isascii() and value.isdigit():
        return min(max(1, int(value[:9])), LAST_PAGE)
    raise UsageError(_("is not a page"), where=f"page={value[:20]}", hint=_("write a number from 1"))

"""Which document cites which, over the whole library at once: citations as they were read, and the documents they mean.

A number decides where a citation gives one. Without a number the title does: the whole one, the one without the names of the
issuers, or that of what a notice issues. Where several documents have the title, the newest that was there when it was cited.
"""
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform

from taizhang.server.documents.models import Document
from taizhang.server.documents.numbers import plain_number, plain_title
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS

DROPPED = ("rejected", "lost")


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation: the fact, the document it stands in, the words it names the other by, how they relate."""

    key: UUID
    document: UUID
    title: str
    number: str
    relation: str
    state: str

    @property
    def name(self) -> str:
        """What identifies what is cited: its number, else its title, for comparing."""
        return _number(self.number) or _title(self.title)


@dataclass(frozen=True, slots=True)
class Known:
    """What deciding needs of a document that is here."""

    key: UUID
    number: str
    title: str
    issued: date | None


def cites(user: Any, documents: Iterable[UUID] | None = None) -> list[Cite]:
    """Citations that a person may read and nobody rejected, of all documents or of some, in the order of documents and texts."""
    rows: QuerySet[Fact] = FACTS.visible(user, Fact.objects.current().filter(kind="cite")).exclude(state__in=DROPPED)
    if documents is not None:
        rows = rows.filter(document__in=list(documents))
    found = rows.annotate(cited=KeyTextTransform("number", "fields")).order_by("document", "position")
    return [Cite(key, document, what, said(cited), relation or "other", state) for key, document, what, cited, relation, state in found.values_list(
        "key", "document", "what", "cited", "measure", "state")]


def said(value: Any) -> str:
    """A text of a JSON field as one engine or the other gives it: what is not there is called null by one of them."""
    return "" if value in (None, "null") else str(value)


class Index:
    """The documents here that a person may read, found by number and by title; withdrawn ones are not here."""

    def __init__(self, user: Any, issuing: Iterable[Cite] = ()) -> None:
        self.known: dict[UUID, Known] = {}
        self._numbers: dict[str, UUID] = {}
        self._titles: dict[str, list[UUID]] = defaultdict(list)
        rows = DOCUMENTS.visible(user, Document.objects.current().exclude(state="withdrawn")).order_by("issued", "id")
        for key, number, plain, title, issuers, issued in rows.values_list("key", "number", "number_plain", "title", "issuers", "issued"):
            self.known[key] = Known(key, number, title, issued)
            if plain:
                self._numbers[plain] = key
            for words in _titles(title, tuple(map(str, issuers))):
                self._titles[words].append(key)
        for one in issuing:  # a notice is found by the title of what it issues
            if one.relation == "issues" and one.document in self.known and one.document not in self._titles[_title(one.title)]:
                self._titles[_title(one.title)].append(one.document)

    def find(self, cite: Cite) -> UUID | None:
        """The document a citation means; None where it is not here. A document that names what it issues names itself."""
        if cite.number:
            found = self._numbers.get(_number(cite.number))
            return found if found is not None or not cite.title else self._unnumbered(cite)
        return self._titled(cite, self._titles.get(_title(cite.title), ()))

    def _unnumbered(self, cite: Cite) -> UUID | None:
        """Of a cited number that is not here: a document of the same title whose own number is not known."""
        return self._titled(cite, [key for key in self._titles.get(_title(cite.title), ()) if not self.known[key].number])

    def _titled(self, cite: Cite, keys: Iterable[UUID]) -> UUID | None:
        there = list(keys)
        if len(there) < 2:
            return there[0] if there else None
        citing = self.known.get(cite.document)
        day = citing.issued if citing is not None else None
        before = [key for key in there if day is None or (at := self.known[key].issued) is None or at <= day]
        return (before or there)[-1]


def _titles(title: str, issuers: tuple[str, ...]) -> set[str]:
    whole = _title(title)
    bare = whole
    for name in issuers:
        bare = bare.removeprefix(_title(name))
    return {one for one in (whole, bare) if one}


@lru_cache(maxsize=50_000)
def _number(written: str) -> str:
    return plain_number(written)


@lru_cache(maxsize=50_000)
def _title(written: str) -> str:
    return plain_title(written)

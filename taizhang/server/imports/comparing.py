"""What a file is beside the documents that are there and the files before it: new, changed, unchanged or doubtful, and why."""
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from taizhang.server.documents.models import Document, Text
from taizhang.server.documents.numbers import plain_number, plain_title
from taizhang.server.imports import reasons as why
from taizhang.server.imports.models import Item
from taizhang.server.imports.permissions import within_scope
from taizhang.server.imports.reader import Reading
from taizhang.text.ordering import sort_key

_SORTED = next(one.max_length or 0 for one in Document._meta.concrete_fields if one.name == "sort_title")
_ALIKE = 0.6  # titles less alike than this disagree


@dataclass(frozen=True, slots=True)
class Head:
    """What of a text decides which document it is."""

    text_sha256: str
    title: str
    number: str
    issuers: tuple[str, ...]
    year: str
    facts: int
    whole_sha256: str = ""  # of the text without masks, where data of persons are masked in it

    @classmethod
    def of(cls, reading: Reading) -> "Head":
        """From what the reader made."""
        head = reading.head
        return cls(
            reading.made["text_sha256"], head.get("title") or "", head.get("number") or "", tuple(head.get("issuers") or ()), year_of(head),
            sum(reading.made["counts"].values()), reading.made.get("whole_sha256", ""),
        )

    @property
    def identity(self) -> str:
        """Title, issuers and year, for comparing; empty where there is no title."""
        return _identity(self.title, self.issuers, self.year)


@dataclass(frozen=True, slots=True)
class Found:
    """What an item is: the finding, why, what applying will do (empty: a person has to choose), and to which version of which document."""

    finding: str
    reasons: list[why.Reason] = field(default_factory=list)
    choice: str = ""
    target: uuid.UUID | None = None
    base: int | None = None


def year_of(head: dict[str, Any]) -> str:
    """The year a document is about: planned, summed up, else that of its issue."""
    return str(head.get("plan_for") or head.get("year_of") or (head.get("issued") or "")[:4])


def compare(head: Head, person: Any, before: Sequence[Item] = (), ours: Iterable[uuid.UUID] = ()) -> Found:
    """What a file is. ``before`` are the items of its import that stand before it; ``ours`` are documents that they became."""
    found = _beside_items(head, before) if before else None
    found = found or _by_text(head)
    if found is None:
        ours = set(ours)
        known = Known(person, ours)
        found = known.by_number(head) if head.number else known.by_title(head)
    notes = [] if head.title else [why.because(why.NO_TITLE)]
    if not head.facts and found.finding in ("new", "changed"):
        notes.append(why.because(why.NO_FACTS))
    return Found(found.finding, [*found.reasons, *notes], found.choice, found.target, found.base)


def _by_text(head: Head) -> Found | None:
    """The same text, from wherever it came."""
    same = {head.text_sha256, head.whole_sha256} - {""}
    keys = list(Text.objects.filter(text_sha256__in=same).values_list("document", flat=True))
    documents = list(Document.objects.current().filter(key__in=keys).select_related("text").defer("text__text").order_by("recorded_at", "id"))
    documents.sort(key=lambda one: (one.state == "withdrawn", one.text is None or one.text.text_sha256 not in same))
    for document in documents:
        if document.state == "withdrawn":
            return Found("doubtful", [why.because(why.WITHDRAWN, title=document.title)], "", document.key, document.version)
        if document.text is not None and document.text.text_sha256 in same:
            return Found("unchanged", [why.because(why.SAME_TEXT, title=document.title)], "skip", document.key, document.version)
        return Found("doubtful", [why.because(why.EARLIER_TEXT, title=document.title)], "", document.key, document.version)
    return None


def _beside_items(head: Head, before: Sequence[Item]) -> Found | None:
    """Doubles within an import."""
    for item in before:
        if item.text_sha256 == head.text_sha256:
            return Found("unchanged", [why.because(why.SAME_TEXT_HERE, name=item.name)], "skip")
    number, identity = plain_number(head.number), head.identity
    for item in before:
        if item.finding not in ("new", "changed", "doubtful"):
            continue
        if number and plain_number(item.number) == number:
            return Found("doubtful", [why.because(why.NUMBER_HERE, name=item.name, number=head.number)])
        if not (number and item.number) and identity and item.identity == identity:
            return Found("doubtful", [why.because(why.TITLE_HERE, name=item.name)])
    return None


@dataclass(slots=True)
class Known:
    """The documents that are there, but for those that earlier items of the same import became."""

    person: Any
    ours: set[uuid.UUID]

    def by_number(self, head: Head) -> Found:
        """A document with the same number, or one without a number but with the same title."""
        number = plain_number(head.number)
        found = [one for one in self._current().filter(number_plain=number) if one.key not in self.ours]
        if not found:
            same = [one for one in self._titled(head) if not one.number_plain]
            return self._doubt(why.TITLE_IS_KNOWN, same[0]) if same else Found("new", [why.because(why.NUMBER_IS_NEW, number=head.number)], "create")
        document = found[0]
        if len(found) > 1:
            return Found("doubtful", [why.because(why.SEVERAL, count=len(found), number=head.number)])
        if not within_scope(self.person, document):
            return Found("doubtful", [why.because(why.FOREIGN)])
        if not _agree(head, document):
            return self._doubt(why.OTHER_TITLE, document, number=head.number)
        reason = why.because(why.NUMBER_IS_KNOWN, title=document.title, number=head.number)
        return Found("changed", [reason], "version", document.key, document.version)

    def by_title(self, head: Head) -> Found:
        """A document with the same title, issuers and year."""
        same = self._titled(head)
        return self._doubt(why.TITLE_IS_KNOWN, same[0]) if same else Found("new", [why.because(why.TITLE_IS_NEW)], "create")

    def _current(self) -> Any:
        return Document.objects.current().exclude(state="withdrawn").order_by("recorded_at", "id")

    def _titled(self, head: Head) -> list[Document]:
        if not head.identity:
            return []
        rows = self._current().filter(sort_title=title_key(head.title))
        return [one for one in rows if one.key not in self.ours and identity_of(one) == head.identity]

    def _doubt(self, says: str, document: Document, **values: object) -> Found:
        if not within_scope(self.person, document):
            return Found("doubtful", [why.because(why.FOREIGN)])
        return Found("doubtful", [why.because(says, title=document.title, **values)], "", document.key, document.version)


def title_key(title: str) -> str:
    """What stands in ``Document.sort_title`` for a title."""
    return sort_key(title[:500], _SORTED // 4)


def identity_of(document: Document) -> str:
    """Title, issuers and year of a document, for comparing."""
    year = document.plan_for or document.year_of or document.issued_text[:4]
    return _identity(document.title, document.issuers, year)


def _identity(title: str, issuers: Iterable[str], year: str) -> str:
    plain = plain_title(title)
    return "|".join((plain, *sorted(plain_title(one) for one in issuers), year))[:500] if plain else ""


def _agree(head: Head, document: Document) -> bool:
    """Whether title and issuers do not speak against it being the same document."""
    one, two = plain_title(head.title), plain_title(document.title)
    if one and two and one not in two and two not in one and SequenceMatcher(None, one, two, autojunk=False).ratio() < _ALIKE:
        return False
    issuers, others = {plain_title(name) for name in head.issuers}, {plain_title(name) for name in document.issuers}
    return not (issuers and others and issuers.isdisjoint(others))

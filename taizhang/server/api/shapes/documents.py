"""Documents, their texts and what they cite."""
from collections.abc import Mapping
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from taizhang.server.api.shapes.common import Asked, AtMoment, Day, Given, Listed, Reason, at, on, person
from taizhang.server.documents.models import Document


class DocumentOut(Schema):
    """What is known of a document."""

    key: str
    version: int
    title: str
    number: str
    issuers: list[str]
    issued: str | None
    issued_text: str = Field(description="what the text gives as its date, where that is no whole day")
    publicity: str
    genre: str
    state: str
    owner: str = Field(description="the unit that keeps it here")
    region: str
    valid_from: str | None
    valid_until: str | None
    text: str | None = Field(description="the key of its canonical text")
    recorded_by: str | None
    recorded_at: str
    facts: dict[str, int] = Field(description="how many facts are in which state")


class DocumentWhole(DocumentOut):
    """A document with what can be done to it by whoever asks."""

    may: list[str]
    addressees: str
    pack: str
    pack_reason: str
    url: str = Field(description="the page of the document")


class Documents(Listed):
    """A page of documents, the newest first; those without a date last."""

    items: list[DocumentOut]


class DocumentsAsked(Asked, AtMoment):
    """The filters of the page of documents."""

    q: str = Field("", max_length=120, description="words of the title, or of the number")
    issuer: str = Field("", max_length=120)
    year: str = Field("", max_length=10, description="year of issue; `none` for documents without a date", pattern="^([0-9]{4}|none)?$")
    state: Literal["", "in force", "superseded", "repealed", "withdrawn"] = Field("", description="without it: all but the withdrawn")
    publicity: str = Field("", max_length=20)
    awaiting: Literal["", "yes", "no", "disputed"] = Field("", description="whether facts of it await a decision")


class Known(Given):
    """What to change of what is known; fields that are left out stay, null empties one."""

    title: str | None = Field(None, min_length=1, max_length=500)
    number: str | None = Field(None, max_length=120)
    issuers: list[str] | None = Field(None, max_length=20)
    issued: Day | None = None
    publicity: str | None = Field(None, max_length=20)
    state: Literal["in force", "superseded", "repealed"] | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None
    why: str | None = Field(None, max_length=500)

    def over(self, document: Document) -> dict[str, Any]:
        """What the form of a document takes: its present values, with what was given over them."""
        present: dict[str, Any] = {
            "title": document.title, "number": document.number, "issuers": document.issuers, "issued": on(document.issued) or "",
            "publicity": document.publicity, "state": document.state, "valid_from": on(document.valid_from) or "",
            "valid_until": on(document.valid_until) or "", "why": "",
        }
        for name, value in self.model_dump(exclude_unset=True, mode="json").items():
            present[name] = ("" if name != "issuers" else []) if value is None else value
        return present | {"issuers": "\n".join(map(str, present["issuers"]))}


class Withdrawal(Given):
    """Why a document is withdrawn."""

    reason: Reason


class Heading(Schema):
    """A heading with the stretch of the text it stands over: ``start``..``end`` is the heading, up to ``body_end`` reaches what is below it."""

    level: int
    number: str
    title: str
    start: int
    end: int
    body_end: int


class Outline(Schema):
    """The headings of a text, in order."""

    text: str | None
    items: list[Heading]


class TextPart(Schema):
    """A part of a canonical text: fixed once, so offsets hold for good. ``words`` is ``text[start:end]`` in code points."""

    text: str
    text_sha256: str
    length: int
    start: int
    end: int
    words: str


class TextOut(Schema):
    """A text of a document, and the file it came from."""

    text: str
    name: str
    format: str
    sha256: str
    text_sha256: str
    size: int | None
    current: bool
    recorded_at: str


class Texts(Schema):
    """The texts of a document, the oldest first."""

    items: list[TextOut]


class Cited(Schema):
    """A document that is cited, or that cites: how, and which."""

    relation: str
    name: str
    title: str
    url: str = Field(description="its page, where it is here and may be read; else empty")


class Citations(Schema):
    """What a document cites, and what cites it."""

    cites: list[Cited]
    cited_by: list[Cited]


def out(document: Document, counts: Mapping[Any, Mapping[str, int]], text: Any = None) -> dict[str, Any]:
    """A document as data."""
    return {
        "key": str(document.key), "version": document.version, "title": document.title, "number": document.number, "issuers": list(map(str, document.issuers)),
        "issued": on(document.issued), "issued_text": document.issued_text, "publicity": document.publicity, "genre": document.genre, "state": document.state,
        "owner": document.owner, "region": document.region, "valid_from": on(document.valid_from), "valid_until": on(document.valid_until),
        "text": str(text.key) if text is not None else None, "recorded_by": person(document.recorded_by), "recorded_at": at(document.recorded_at),
        "facts": dict(counts.get(document.key, {})),
    }

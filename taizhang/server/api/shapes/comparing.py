"""What differs between two documents, and pages of an original, as data."""
from typing import Any

from ninja import Schema
from pydantic import Field

from taizhang.server.documents.differences import Difference, listed
from taizhang.text.layout import Layout


class Piece(Schema):
    """A run of words of a changed clause."""

    how: str = Field(description="same, dropped or added")
    words: str


class FieldChanged(Schema):
    """A field of a fact that changed."""

    name: str
    was: str
    now: str


class FactDiffers(Schema):
    """A fact that was changed, dropped or added."""

    how: str
    kind: str
    what: str
    old: str | None = Field(description="the key of the fact in the older document")
    new: str | None
    old_quote: str
    new_quote: str
    old_units: str
    new_units: str
    fields: list[FieldChanged]


class ClauseDiffers(Schema):
    """A clause that was changed, dropped or added; offsets are code points of its document's text."""

    how: str
    label: str
    old: list[int] | None = Field(description="start and end in the older text")
    new: list[int] | None
    pieces: list[Piece]


class Differences(Schema):
    """What differs, targets first."""

    facts: list[FactDiffers]
    clauses: list[ClauseDiffers]


class PageSize(Schema):
    """A page of the original, in points (1/72 inch)."""

    width: float
    height: float


class BoxOut(Schema):
    """Code points of the text and where they stand, in points from the left and upper edge of the page (from 1)."""

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float
    confidence: float | None = Field(description="how sure the recognition is (0 to 1); null where the signs stand in the file")


class LayoutOut(Schema):
    """Pages and boxes of a text."""

    pages: list[PageSize]
    boxes: list[BoxOut]


def fact_differs(one: Difference) -> dict[str, Any]:
    """A fact that differs, as data."""
    return {"how": one.how, "kind": one.kind, "what": (one.new or one.old).what, "old": str(one.old.key) if one.old else None,
            "new": str(one.new.key) if one.new else None, "old_quote": one.old.quote if one.old else "", "new_quote": one.new.quote if one.new else "",
            "old_units": listed(one.old) if one.old else "", "new_units": listed(one.new) if one.new else "",
            "fields": [{"name": name, "was": was, "now": now} for name, was, now in one.fields]}


def clause_differs(one: Difference) -> dict[str, Any]:
    """A clause that differs, as data."""
    return {"how": one.how, "label": (one.new or one.old).label, "old": [one.old.start, one.old.end] if one.old else None,
            "new": [one.new.start, one.new.end] if one.new else None, "pieces": [{"how": piece.how, "words": piece.words} for piece in one.pieces]}


def layout_out(layout: Layout) -> dict[str, Any]:
    """Pages and boxes, as data."""
    names = ("start", "end", "page", "left", "top", "right", "bottom", "confidence")
    return {"pages": [{"width": one.width, "height": one.height} for one in layout.pages],
            "boxes": [{name: getattr(one, name) for name in names} for one in layout.boxes]}

"""What facts ask of their document's texts, one floor up: the one they stand in now, and where stretches of an older one stand in it."""
from collections.abc import Sequence
from typing import Any

from taizhang.server.documents.anchoring import Anchoring
from taizhang.server.documents.models import Document, Text
from taizhang.server.facts.permissions import REACH


def text_of(document: Any) -> Text | None:
    """The text of a document as it is now; None where there is no such document, or it has no text."""
    return Text.objects.filter(pk__in=Document.objects.current().filter(key=document).values("text")).defer("addresses").first()


def moved(old: int, new: int, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int] | None]:
    """Where stretches of one text stand in another; None for one that cannot be found for certain."""
    texts = dict(Text.objects.filter(pk__in=(old, new)).values_list("pk", "text"))
    anchoring = Anchoring(texts[old], texts[new])
    found = [anchoring.move(start, end) for start, end in spans]
    return [None if one is None else (one.start, one.end) for one in found]


REACH.text, REACH.moved = text_of, moved

"""Clauses: passages of texts that hold the words, those that hold them in a row first, then headings, then all others."""
from typing import Any

from django.db.models import F
from django.db.models.functions import Substr
from django.urls import reverse

from taizhang.server.documents.models import Document, Text
from taizhang.server.search import index
from taizhang.server.search.asking import Asked
from taizhang.server.search.cutting import sentence
from taizhang.server.search.hits import Group, Hit, flat, marked, shortened
from taizhang.server.search.index import Wanted
from taizhang.server.search.models import SHIFT, Passage
from taizhang.server.search.ranking import Reach, Source, gather
from taizhang.server.search.wording import Wording
from taizhang.text.tokens import places

SHOWN = 180  # characters of a sentence


def tiers(wording: Wording) -> list[Wanted]:
    """What is asked one after the other; no passage is in two of them."""
    every, barred = wording.phrases, wording.barred
    whole = wording.together
    found = [Wanted((*every, whole), barred)] if whole else []
    left = (*barred, whole) if whole else barred
    return [*found, Wanted(every, left, heading=True), Wanted(every, left, heading=False)]


def found(asked: Asked, reach: Reach, first: int, size: int) -> Group:
    """The clauses of a page of the group: ``size`` of them, the first ``first`` left out."""
    ids, more = search(asked.wording, reach, first + size)
    shown = ids[first:first + size]
    return Group("clauses", _hits(shown, asked), len(ids), more)


def search(wording: Wording, reach: Reach, need: int) -> tuple[list[int], bool]:
    """Ids of passages in order, and whether there are more than these."""
    ids: list[int] = []
    for wanted in tiers(wording):
        source: Source[int] = Source(
            some=lambda limit, wanted=wanted: index.matching(wanted, limit),  # type: ignore[misc]
            walk=lambda texts, wanted=wanted: index.matching_in(wanted, texts),  # type: ignore[misc]
            texts=lambda texts, wanted=wanted: index.texts_holding(wanted, texts),  # type: ignore[misc]
            text=lambda id: id >> SHIFT, order=lambda id: id, few=True)
        gathered = gather(source, reach, need - len(ids))
        ids += gathered.hits
        if gathered.more:
            return ids, True
    return ids, False


def _hits(ids: list[int], asked: Asked) -> list[Hit]:
    if not ids:
        return []
    words = Substr("text__text", F("start") + 1, F("end") - F("start"))
    rows = {one.pk: one for one in Passage.objects.filter(pk__in=ids).annotate(words=words)}
    texts = {one.pk: one for one in Text.objects.filter(pk__in={id >> SHIFT for id in ids}).only("pk", "outline")}
    documents = papers_of(asked, set(texts))
    return [_hit(rows[id], texts[id >> SHIFT], documents[id >> SHIFT], asked) for id in ids if id in rows and id >> SHIFT in documents]


def papers_of(asked: Asked, texts: set[int]) -> dict[int, Document]:
    """The documents of some texts at the moment that is asked for."""
    rows = Document.objects.as_of(asked.moment).filter(text__in=texts).select_related(None).defer("pack_reason", "addressees")
    return {one.text_id: one for one in rows if one.text_id is not None}


def _hit(passage: Any, text: Text, document: Document, asked: Asked) -> Hit:
    said: str = passage.words
    phrases = asked.wording.phrases
    at = places(said, phrases)
    first, last = at[0] if at else (0, len(said))
    start, end = (0, len(said)) if passage.heading else sentence(said, first, last)
    return Hit(
        url=address(document, passage.start + start, passage.start + end, asked), title=marked(document.title, ()),
        words=shortened(flat(marked(said[start:end], phrases)), SHOWN), where=" / ".join(path(text.outline, passage.node, passage.heading)),
        kind="heading" if passage.heading else "", thing=document)


def address(document: Document, start: int, end: int, asked: Asked) -> str:
    """The stretch of a text on its document's page, at the same moment."""
    more = "".join(f"&{name}={value.replace('+', '%2B')}" for name, value in asked.moment.parameters().items())
    return f"{reverse('documents:page', args=[document.key])}?span={start}-{end}{more}#s{start}-{end}"


def path(outline: list[Any], node: int, heading: bool) -> list[str]:
    """The headings above a passage, the outermost first; a heading does not stand above itself."""
    titles: list[str] = []
    at: int | None = node
    for _step in range(len(outline)):
        if at is None or not 0 <= at < len(outline):
            break
        if not (heading and at == node):
            titles.append(str(outline[at].get("title") or outline[at].get("number") or ""))
        at = outline[at].get("parent")
    return [" ".join(one.split()) for one in reversed(titles) if one]

"""Facts by their name or sentence, through the index that the ledger asks too (`facts.searching`): any run of characters."""
from typing import Any

from django.db.models import Q
from django.urls import reverse

from taizhang.server.facts.models import Fact
from taizhang.server.facts.searching import BETWEEN, containing, more_than
from taizhang.server.facts.searching import folded as folded_fact
from taizhang.server.search.asking import Asked
from taizhang.server.search.clauses import papers_of
from taizhang.server.search.hits import Group, Hit, flat, marked, shortened
from taizhang.server.search.ranking import Reach, Source, gather

SHOWN = 140

Row = tuple[int, int, int]  # id, text, position


def found(asked: Asked, reach: Reach, first: int, size: int) -> Group:
    """The facts of a page of the group."""
    gathered = gather(source(asked), reach, first + size)
    return Group("facts", _hits([row[0] for row in gathered.hits[first:first + size]], asked), len(gathered.hits), gathered.more)


def source(asked: Asked) -> Source[Row]:
    """Where facts are looked for, the filters of facts applied."""
    rows = Fact.objects.as_of(asked.moment)
    if asked.fact:
        rows = rows.filter(kind=asked.fact)
    if asked.review:
        rows = rows.filter(state=asked.review)
    wanted = [run for word in asked.wording.wanted for run in word.runs]
    barred = [word.runs for word in asked.wording.unwanted]
    condition = containing(wanted)
    for runs in barred:
        condition &= ~containing(runs) if runs else Q()
    names = ("pk", "text_id", "position")

    def walk(texts: Any) -> list[Row]:
        """Read in the texts themselves: where most sentences hold a word, that is less than asking the index for each."""
        firm, loose = [folded_fact(one) for one in wanted], [[folded_fact(one) for one in runs] for runs in barred]
        kept: list[Row] = []
        for pk, text, position, what, quote in rows.filter(text__in=texts).values_list(*names, "what", "quote"):
            said = folded_fact(what) + BETWEEN + folded_fact(quote)
            if all(one in said for one in firm) and not any(all(one in said for one in runs) for runs in loose if runs):
                kept.append((pk, text, position))
        return kept

    return Source(
        some=lambda limit: None if more_than(wanted, limit) else list(rows.filter(condition).order_by().values_list(*names)),
        within=lambda texts: list(rows.filter(condition, text__in=texts).order_by().values_list(*names)),
        texts=lambda: rows.filter(condition).order_by().values_list("text_id", flat=True).distinct(),
        walk=walk, text=lambda row: row[1], order=lambda row: (row[2], row[0]))


def _hits(ids: list[int], asked: Asked) -> list[Hit]:
    rows = {one.pk: one for one in Fact.objects.filter(pk__in=ids).select_related("decided_by")}
    documents = papers_of(asked, {one.text_id for one in rows.values()})
    return [_hit(rows[id], documents[rows[id].text_id], asked) for id in ids if id in rows and rows[id].text_id in documents]


def _hit(fact: Fact, document: Any, asked: Asked) -> Hit:
    phrases = asked.wording.phrases
    more = "".join(f"&{name}={value.replace('+', '%2B')}" for name, value in asked.moment.parameters().items())
    return Hit(url=f"{reverse('documents:page', args=[fact.document])}?fact={fact.key}{more}#f-{fact.key}", title=marked(fact.what, phrases),
               words=shortened(flat(marked(fact.quote, phrases)), SHOWN), kind=fact.kind, where=document.number or document.title, thing=fact)

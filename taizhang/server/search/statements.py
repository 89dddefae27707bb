"""Facts by their name or sentence, through the index that the ledger asks too (`facts.searching`): any run of characters."""
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from taizhang.server.facts.models import Fact
from taizhang.server.facts.searching import containing, folded, holding_pairs, says
from taizhang.server.search import index
from taizhang.server.search.asking import Asked
from taizhang.server.search.clauses import papers_of
from taizhang.server.search.hits import Group, Hit, flat, marked, shortened
from taizhang.server.search.index import Wanted
from taizhang.server.search.ranking import Reach, Source, gather

SHOWN = 140
CAP = 2_000  # facts that are read and counted: they are wider than clauses

Row = tuple[int, int, int]  # id, text, position


def found(asked: Asked, reach: Reach, first: int, size: int) -> Group:
    """The facts of a page of the group."""
    gathered = gather(source(asked), reach, first + size)
    return Group("facts", _hits([row[0] for row in gathered.hits[first:first + size]], asked), len(gathered.hits), gathered.more)


def source(asked: Asked) -> Source[Row]:
    """Where facts are looked for, the filters of facts applied."""
    rows = Fact.objects.as_of(asked.moment).order_by()
    if asked.fact:
        rows = rows.filter(kind=asked.fact)
    if asked.review:
        rows = rows.filter(state=asked.review)
    wanted = [folded(run) for word in asked.wording.wanted for run in word.runs]
    barred = [[folded(run) for run in word.runs] for word in asked.wording.unwanted]
    paired = [one for one in wanted if len(one) > 1]

    def read(found: QuerySet[Fact]) -> list[Row]:
        """Those that say it: pairs may stand apart, and where most sentences hold a word, reading them is less than asking for each."""
        names = ("pk", "text_id", "position", "what", "quote")
        return [(pk, text, position) for pk, text, position, what, quote in found.values_list(*names)
                if says(what, quote, wanted) and not any(says(what, quote, runs) for runs in barred if runs)]

    def some(limit: int) -> list[Row] | None:
        ids = holding_pairs(paired, min(limit, CAP)) if paired else None
        return None if ids is None else read(rows.filter(pk__in=ids))

    def texts(among: Sequence[int] | None) -> Iterable[int]:
        if paired:
            # Older versions too: the index alone. Pairs of digits stand in most sentences, so that numbers are looked up in them at once.
            said = Fact.objects.order_by().filter(containing(paired, roughly=not any(sign.isdigit() for one in paired for sign in one)))
            return (said if among is None else said.filter(text__in=among)).values_list("text_id", flat=True).distinct()
        return index.texts_holding(Wanted(asked.wording.phrases), among)  # no index has single characters of facts: their texts have

    return Source(some=some, walk=lambda found: read(rows.filter(text__in=found)), texts=texts, text=lambda row: row[1],
                  order=lambda row: (row[2], row[0]))


def _hits(ids: list[int], asked: Asked) -> list[Hit]:
    rows = {one.pk: one for one in Fact.objects.filter(pk__in=ids).select_related("decided_by")}
    documents = papers_of(asked, {one.text_id for one in rows.values()})
    return [_hit(rows[id], documents[rows[id].text_id], asked) for id in ids if id in rows and rows[id].text_id in documents]


def _hit(fact: Fact, document: Any, asked: Asked) -> Hit:
    phrases = asked.wording.phrases
    more = "".join(f"&{name}={value.replace('+', '%2B')}" for name, value in asked.moment.parameters().items())
    return Hit(url=f"{reverse('documents:page', args=[fact.document])}?fact={fact.key}{more}#f-{fact.key}", title=marked(fact.what, phrases),
               words=shortened(flat(marked(fact.quote, phrases)), SHOWN), kind=fact.kind, where=document.number or document.title, thing=fact)

"""Names that the catalogue does not know: how often each is used, by which sentences, and what it may mean."""
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.fields.json import KeyTextTransform

from taizhang.server.documents.linking import said
from taizhang.server.documents.models import Document
from taizhang.server.facts.models import REVIEWED, Fact
from taizhang.server.history import NOW, Moment
from taizhang.server.indicators.models import Wording
from taizhang.server.indicators.suggesting import Suggested, suggested
from taizhang.server.indicators.values import OPEN, papers_of, statements
from taizhang.server.indicators.wordings import look_again
from taizhang.text.ordering import folded, sort_key

SENTENCES = 3  # shown of one name
MOST_KEYS = 800  # names that are asked for by name; beyond it all statements are counted
Form = tuple[str, str, str]  # measure, unit of measure, per


@dataclass(slots=True)
class Unknown:
    """A name in the words of the ledger: how many statements use it, reviewed or not, how it is measured there, with some sentences."""

    name: str
    total: int = 0
    reviewed: int = 0
    forms: dict[Form, int] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    suggested: tuple[Suggested, ...] = ()

    @property
    def form(self) -> Form:
        """How it is measured most often."""
        return max(sorted(self.forms), key=lambda one: self.forms[one])

    @property
    def left(self) -> int:
        """Statements whose sentences are not shown."""
        return self.total - len(self.facts)


def unknown(user: Any, moment: Moment = NOW, words: str = "") -> list[Unknown]:
    """Names of statements a person may read that mean no indicator of the catalogue, the most frequent first; ``words`` are in the name.

    The sentences and the suggestions are not among it: `complete` looks them up for those that are shown.
    """
    look_again()
    held = set(Wording.objects.filter(indicator="", subject="").values_list("what", "measure", "measure_unit", "per"))
    wanted = folded(words.strip())
    names = {one[0] for one in held if not wanted or wanted in folded(one[0])}
    if not names:
        return []
    where = Q(sort_what__in={sort_key(one) for one in names}) if len(names) <= MOST_KEYS else Q()
    rows = statements(user, moment, where).filter(state__in=(*REVIEWED, *OPEN)).annotate(each=KeyTextTransform("per", F("fields"))).order_by()
    found: dict[str, Unknown] = {}
    asked = rows.values_list("what", "measure", "measure_unit", "each").annotate(n=Count("*"), done=Count("pk", filter=Q(state__in=REVIEWED)))
    for what, measure, unit, each, n, done in asked:
        per = said(each)[:60]
        if what in names and (what, measure, unit, per) in held:
            one = found.setdefault(what, Unknown(what))
            one.total += n
            one.reviewed += done
            one.forms[measure, unit, per] = one.forms.get((measure, unit, per), 0) + n
    return sorted(found.values(), key=lambda one: (-one.total, one.name))


def complete(user: Any, some: Iterable[Unknown], moment: Moment = NOW) -> dict[Any, Document]:
    """Look up sentences and suggestions of some names; returns the documents of the sentences by key."""
    shown = {one.name: one for one in some}
    rows = statements(user, moment, Q(sort_what__in={sort_key(one) for one in shown}, what__in=list(shown))).filter(state__in=(*REVIEWED, *OPEN))
    first: dict[str, list[int]] = defaultdict(list)
    for pk, what in rows.order_by("-year", "document", "position").values_list("pk", "what"):
        if len(first[what]) < SENTENCES:
            first[what].append(pk)
    facts = Fact.objects.in_bulk([pk for some_of in first.values() for pk in some_of])
    for one in shown.values():
        one.facts = [facts[pk] for pk in first[one.name]]
        one.suggested = suggested((one.name, *one.form, one.facts[0].subject if one.facts else ""))
    return papers_of(user, moment, {fact.document for fact in facts.values()})

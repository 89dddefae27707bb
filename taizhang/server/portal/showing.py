"""A fact as the portal shows it: its words masked, its number as people read it."""
from dataclasses import dataclass

from taizhang.server.documents.publicity import public_words
from taizhang.server.facts.models import STATEMENTS, Fact
from taizhang.server.look.words import amount_words, exact_words, joined, period_words


@dataclass(frozen=True, slots=True)
class Stated:
    """Kind, name, number, time, subject, sentence and units of a fact."""

    key: str
    kind: str
    what: str
    number: str
    exact: str
    period: str
    subject: str
    quote: str
    units: str


def stated(fact: Fact) -> Stated:
    """The fact in words that everybody may read."""
    numbered = fact.kind in STATEMENTS and fact.value_text
    return Stated(
        str(fact.key), fact.kind, public_words(fact.what), amount_words(fact) if numbered else "", exact_words(fact) if numbered else "",
        period_words(fact.period), public_words(fact.subject), public_words(fact.quote),
        joined(public_words(one.name) for one in fact.in_charge.all() if not one.inherited))

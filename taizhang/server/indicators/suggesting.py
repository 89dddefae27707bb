"""Indicators of the catalogue that some words may mean, the likeliest first, each with the reason; nothing is decided here."""
from dataclasses import dataclass

from taizhang.server.accounts.roles import place
from taizhang.server.indicators.reasons import said
from taizhang.server.indicators.wordings import Words, resolution

MOST = 4


@dataclass(frozen=True, slots=True)
class Suggested:
    """An indicator that is offered: its id, its name, and why."""

    id: str
    name: str
    why: str


def suggested(words: Words) -> tuple[Suggested, ...]:
    """Offers for a name as it is measured and said of its subject, the likeliest first: those of the resolver."""
    known = place().indicators
    return tuple(Suggested(one.id, known[one.id].name, said(one.why)) for one in resolution(words).suggestions[:MOST])

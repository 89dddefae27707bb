"""Regions and units with a life: lists of units completed, names resolved as of a date.

Lives here: `expand` (what a list of units says), `resolve` (which unit of a pack a name means on a day),
`rank` (how high the issuers of a document stand).
Not here: finding the lists in a text (``reading``), the data themselves (``packs``).
"""
from taizhang.bodies.expand import Expansion, expand
from taizhang.bodies.rank import Rank, above, rank
from taizhang.bodies.resolve import Resolution, resolve, ways

__all__ = ["Expansion", "Rank", "Resolution", "above", "expand", "rank", "resolve", "ways"]

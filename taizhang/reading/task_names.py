"""Whether words read as names of bodies: what tells a list of units from any other list."""
import re

from taizhang.bodies.labels import ASIDE, VERB
from taizhang.bodies.words import COLLECTIVE, UNIT_END, bare

EDGE = " \t\n，、；。.;,"  # what may stand around a list without being of it


def all_units(words: str) -> bool:
    """Whether every part of a list reads as a body, verbs and time limits left out.

    >>> all_units("市水务局牵头，市财政局、各县（市、区）人民政府配合"), all_units("市、区两级")
    (True, False)
    """
    pieces = [VERB.sub("", piece) for piece in re.split(r"[、，；]|会同", _hide(ASIDE.sub("", words)))]
    named = [piece for piece in pieces if piece]
    return bool(named) and all(unit_like(piece.removeprefix("由").removeprefix("并")) for piece in named)


def _hide(inside: str) -> str:
    """Signs inside inner brackets do not cut."""
    depth = 0
    signs = []
    for sign in inside:
        depth += (sign in "（〈(〔") - (sign in "）〉)〕")
        signs.append("·" if depth and sign in "、，；" else sign)
    return "".join(signs)


def unit_like(piece: str) -> bool:
    """Whether a piece of a list reads as a body or a collective."""
    piece = bare(piece.strip(EDGE)) or piece
    if not 2 <= len(piece) <= 32 or any(sign in piece for sign in "“”《》%。：") or any(sign.isdecimal() for sign in piece):
        return False
    return bool(UNIT_END.search(piece) or COLLECTIVE.search(piece))

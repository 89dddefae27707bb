"""What must not be written: asked of every text in the one place where texts are stored, and of forms before they get there."""
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.text.secrecy import PERSONAL, Mark, marks
from taizhang.values.errors import TaizhangError


class NotHere(TaizhangError):
    """A text that may not be stored; the sentence says why."""


def problems(text: str, gate: Mapping[str, Any] | None = None) -> list[str]:
    """Why a text may not be stored, in sentences; none where it may. ``gate`` holds what a person decided about it (`Text.gate`)."""
    decided = gate or {}
    found = marks(text)
    secret = [one for one in found if one.kind == "secret"]
    if secret:
        return [_("It bears a mark of secrecy ({level}): what is secret does not come in here.").format(level=secret[0].says)]
    said = []
    restricted = [one.says for one in found if one.kind in ("internal", "copy")]
    if restricted and not (decided.get("restricted") and decided.get("grounds")):
        said.append(_("It bears “{mark}”: hand it in as a file, where a person decides about it.").format(mark=restricted[0]))
    personal = [one for one in found if one.kind in PERSONAL]
    if personal and not (decided.get("personal") and decided.get("grounds") and not decided.get("masked")):
        said.append(_("It holds data of persons: {what}. Leave them out, or put * for the digits.").format(what=counted(numbers(personal))))
    return said


def check(text: str, gate: Mapping[str, Any] | None = None) -> None:
    """Raise `NotHere` for a text that may not be stored."""
    found = problems(text, gate)
    if found:
        raise NotHere(" ".join(found))


def numbers(found: list[Mark]) -> dict[str, int]:
    """How many of each kind."""
    return {kind: n for kind in PERSONAL if (n := sum(one.kind == kind for one in found))}


def counted(personal: Mapping[str, int]) -> str:
    """Data of persons in words: how many of which kind."""
    said = {
        "identity": lambda n: ngettext("{n} number of an identity card", "{n} numbers of identity cards", n),
        "mobile": lambda n: ngettext("{n} mobile telephone number", "{n} mobile telephone numbers", n),
        "telephone": lambda n: ngettext("{n} fixed telephone number", "{n} fixed telephone numbers", n),
    }
    return _(", ").join(said[kind](n).format(n=n) for kind, n in personal.items() if kind in said)

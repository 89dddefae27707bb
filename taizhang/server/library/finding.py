"""Documents and units as people name them in a form: by number, by title, by name."""
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.bodies import resolve
from taizhang.server.accounts.roles import place
from taizhang.server.documents.models import Document
from taizhang.server.documents.numbers import plain_number
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.documents.views.fetching import uuid_of
from taizhang.values.errors import UsageError

SHOWN = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A unit: its id in the pack or, where the pack does not know it, its name."""

    id: str
    known: bool


def document_named(user: Any, words: str) -> Document:
    """The one document a person may read that these words name: key, number, whole title, or a part of the title that no other has.

    Raises `UsageError` where there is none, or where several fit, and names them.
    """
    words = " ".join(words.replace("\0", "").split())
    rows = DOCUMENTS.visible(user, Document.objects.current().exclude(state="withdrawn"))
    if not words:
        raise UsageError(_("no document is named"), hint=_("Type its number or its title."))
    if (key := uuid_of(words)) is not None and (known := rows.filter(key=key).first()) is not None:
        return known
    plain = plain_number(words.partition(" \N{MIDDLE DOT} ")[0])
    for wanted in ({"number_plain": plain}, {"title": words}, {"title__icontains": words}):
        found = list(rows.filter(**wanted).order_by("-issued", "id")[:SHOWN]) if plain else []
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(f"{one.number} {one.title}".strip() for one in found)
            raise UsageError(_("several documents fit"), where=words, why=names, hint=_("Type the number, or more of the title."))
    raise UsageError(_("no document of this number or title is here"), where=words, hint=_("Import it first, or look for it in the library."))


def unit_named(words: str) -> Named:
    """The unit that a name means today; the name itself where the pack does not know it."""
    name = " ".join(words.replace("\0", "").split())[:120]
    pack = place()
    if name in pack.units:
        return Named(name, True)
    found = resolve(name, timezone.localdate(), pack)
    return Named(found.units[0], True) if len(found.units) == 1 else Named(name, False)

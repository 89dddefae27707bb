"""Documents that a document cites, and whether they are here."""
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from taizhang.server.documents.models import Document
from taizhang.server.documents.numbers import plain_number
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.documents.reading import Reading

RELATIONS = {"implements": gettext_lazy("implements"), "issues": gettext_lazy("issues"), "revises": gettext_lazy("revises"),
             "drafts": gettext_lazy("drafts"), "other": gettext_lazy("cites")}
MOST = 12


@dataclass(slots=True)
class Cited:
    """A cited document: how, which, and its address where it is here and may be read."""

    relation: str
    name: str
    title: str
    url: str = ""


def cited_documents(user: Any, reading: Reading) -> list[Cited]:
    """The documents cited, each once, in the order of the text."""
    found: dict[str, Cited] = {}
    numbers: dict[str, str] = {}
    rows = reading.rows().filter(kind="cite").exclude(state__in=("rejected", "lost")).order_by("position").values_list("what", "fields")
    for what, fields in rows[:200]:
        number = str(fields.get("number") or "")
        key = plain_number(number) or what
        if key not in found and len(found) < MOST:
            relation = str(RELATIONS.get(fields.get("relation") or "other", RELATIONS["other"]))
            found[key] = Cited(relation, number or what, what)
            if number:
                numbers[plain_number(number)] = key
    here = DOCUMENTS.visible(user, Document.objects.current()).filter(number_plain__in=numbers).exclude(key=reading.document.key)
    for plain, key_of in here.values_list("number_plain", "key"):
        found[numbers[plain]].url = reverse("documents:page", args=[key_of])
    return list(found.values())

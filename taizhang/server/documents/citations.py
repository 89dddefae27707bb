"""Documents that a document cites, whether they are here, and those that cite it."""
import re
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from taizhang.server.documents.models import Document
from taizhang.server.documents.numbers import plain_number
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.documents.reading import Reading
from taizhang.server.facts.models import Fact
from taizhang.server.facts.searching import containing

RELATIONS = {"implements": gettext_lazy("implements"), "issues": gettext_lazy("issues"), "revises": gettext_lazy("revises"),
             "drafts": gettext_lazy("drafts"), "other": gettext_lazy("cites")}
BACK = {"implements": gettext_lazy("implemented by"), "issues": gettext_lazy("issued by"), "revises": gettext_lazy("revised by"),
        "drafts": gettext_lazy("drafted by"), "other": gettext_lazy("cited by")}
MOST = 12
_BRACKETS = re.compile(r"[^\w]+")


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


def citing_documents(user: Any, document: Document) -> list[Cited]:
    """Documents here that cite this one by its number, or by its whole title where it has none; each once, the newest first.

    The index of words finds candidates, whatever brackets they wrote; the number itself decides.
    """
    words = [word for word in _BRACKETS.split(document.number) if len(word) > 1] or [document.title]
    cites = Fact.objects.current().filter(containing(words), kind="cite").exclude(state__in=("rejected", "lost")).exclude(document=document.key)
    relations: dict[Any, str] = {}
    for key, what, fields in cites.values_list("document", "what", "fields")[:500]:
        number = plain_number(str(fields.get("number") or ""))
        if number == document.number_plain if document.number_plain else what == document.title:
            relations.setdefault(key, str(fields.get("relation") or "other"))
    here = DOCUMENTS.visible(user, Document.objects.current().exclude(state="withdrawn")).filter(key__in=relations).order_by("-issued", "key")[:MOST]
    return [Cited(str(BACK.get(relations[one.key], BACK["other"])), one.number or one.title, one.title, reverse("documents:page", args=[one.key]))
            for one in here]

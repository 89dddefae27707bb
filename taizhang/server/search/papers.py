"""Documents by their head: the number itself first, then the words in a row in number or title, then all of them there, then issuers."""
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.server.documents.models import Document
from taizhang.server.search.asking import Asked
from taizhang.server.search.hits import Group, Hit, marked
from taizhang.server.search.ranking import standing_first
from taizhang.server.search.wording import Wording
from taizhang.text.tokens import Phrase


def found(asked: Asked, rows: QuerySet[Document], first: int, size: int) -> Group:
    """Of some documents those of a page of the group."""
    rows = matching(rows, asked.wording)
    total = rows.count()
    shown = list(ranked(rows, asked.wording)[first:first + size]) if total > first else []
    return Group("documents", [hit(one, asked) for one in shown], total)


def matching(rows: QuerySet[Document], wording: Wording) -> QuerySet[Document]:
    """The documents whose head holds all wanted words and no barred one."""
    for phrase in wording.phrases:
        rows = rows.filter(_holds("head__words", phrase))
    if barred := [_holds("head__words", phrase) for phrase in wording.barred]:
        rows = rows.exclude(reduce(or_, barred))
    return rows


def ranked(rows: QuerySet[Document], wording: Wording) -> QuerySet[Document]:
    """In order, the tier of each as ``tier``."""
    whole = wording.together or wording.phrases[0]
    number = Q(head__number=_run(whole)) & ~Q(head__number="")
    everywhere = reduce(and_, (_holds("head__name", phrase) for phrase in wording.phrases))
    tier = Case(When(number, then=Value(0)), When(_holds("head__name", whole), then=Value(1)), When(everywhere, then=Value(2)),
                default=Value(3), output_field=IntegerField())
    return rows.annotate(tier=tier).order_by("tier", *standing_first()).defer("pack_reason")


def _run(phrase: Phrase) -> str:
    """A number's tokens as its head holds them: the last of a run of characters is a pair there, if the number goes on."""
    last = phrase.words[-1]
    return " ".join(["", *phrase.words, *([last[1]] if len(last) == 2 and not last.isascii() else []), ""])


def _holds(column: str, phrase: Phrase) -> Q:
    """Whether a column of tokens holds a phrase; asked as a place, since a pattern would have signs of its own."""
    said = f" {' '.join(phrase.words)}{'' if phrase.prefix else ' '}"
    return Q(GreaterThan(StrIndex(column, Value(said)), Value(0)))


def hit(document: Any, asked: Asked) -> Hit:
    """A ranked document as a line."""
    phrases = asked.wording.phrases
    more = "&".join(f"{name}={value.replace('+', '%2B')}" for name, value in asked.moment.parameters().items())
    why = ""
    if document.tier == 3:
        why = _("found in issuer or addressee: {names}").format(names="\u3001".join([*map(str, document.issuers)][:3]) or document.addressees[:60])
    return Hit(url=reverse("documents:page", args=[document.key]) + (f"?{more}" if more else ""), title=marked(document.title, phrases),
               words=marked(document.number, phrases) if document.number else [], why=why, thing=document)

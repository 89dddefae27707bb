"""Pieces of the library's pages."""
from typing import Any
from urllib.parse import quote

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext

from taizhang.server.accounts.roles import place
from taizhang.server.accounts.words import unit_words
from taizhang.server.documents.detail import address
from taizhang.server.facts.words import ROLE_WORDS
from taizhang.server.ledger.finding import measure_words
from taizhang.server.look.addresses import with_parameters
from taizhang.server.look.words import period_words

register = template.Library()
RULES = {"in force": gettext_lazy("it alone is in force"), "explicit": gettext_lazy("somebody recorded it"),
         "higher issuer": gettext_lazy("its issuer is higher"), "later document": gettext_lazy("issuers of equal rank, it is later")}


@register.filter
def rule_words(rule: str) -> str:
    """The rule that decided, in words."""
    return str(RULES.get(rule, rule))


@register.simple_tag
def with_state(request: HttpRequest, state: str) -> str:
    """The same list of another state."""
    return with_parameters(request, {"state": state, "page": None})


@register.filter
def fact_url(fact: Any) -> str:
    """Where a fact is open beside its sentence."""
    return address(fact)


@register.filter
def of_key(held: dict[Any, Any], key: Any) -> Any:
    """What a dictionary holds under a key; nothing where it holds none."""
    return held.get(key, "")


@register.filter
def role(name: str) -> str:
    """A role in words; that none is said, too."""
    return str(ROLE_WORDS.get(name, "")) or name


@register.filter
def unit_called(id: str) -> str:
    """A unit: of the home region the short name that documents use, of others the full one."""
    return unit_words(id)


@register.filter
def span(period: str) -> str:
    """A stored period in words, every year too; nothing where none is said."""
    return pgettext("when something is due", "every year") if period == "annual" else period_words(period or "")


@register.filter
def measured(name: str) -> str:
    """How something is measured, in words."""
    return measure_words(name) if name else ""


@register.filter
def unit_url(id: str) -> str:
    """The page of a unit, by id or name."""
    return reverse("library:unit", args=[id]) if id else ""


@register.filter
def indicator_url(what: str) -> str:
    """The page of an indicator, by id or name."""
    return reverse("library:indicator", args=[what]) if what else ""


@register.filter
def region_of(subject: str) -> str:
    """The page of the region that a subject is; nothing where it is none."""
    found = place().region_named(subject)
    return reverse("library:region", args=[found.id]) if found else ""


@register.filter
def parameter(value: Any) -> str:
    """A value as a parameter of an address."""
    return quote(str(value), safe="")

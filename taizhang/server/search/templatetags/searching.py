"""Words and numbers of the search's page."""
from typing import Any

from django import template
from django.utils.translation import gettext_lazy

from taizhang.server.documents.permissions import STATE_WORDS
from taizhang.server.search.asking import Asked
from taizhang.server.search.finding import SIZE, Advice, Found
from taizhang.server.search.page import FILTER_WORDS, counted, value_words

register = template.Library()
KINDS: dict[str, Any] = {
    "unit": gettext_lazy("Unit"), "region": gettext_lazy("Region"), "indicator": gettext_lazy("Indicator"), "document": gettext_lazy("Document"),
}


@register.filter
def name_kind(kind: str) -> str:
    """What a name names."""
    return str(KINDS.get(kind, kind))


@register.filter
def paper_state(state: str) -> str:
    """The state of a document."""
    return str(STATE_WORDS.get(state, state))


@register.filter
def filter_words(name: str) -> str:
    """A filter in words."""
    return str(FILTER_WORDS[name])


@register.filter
def filter_value(asked: Asked, name: str) -> str:
    """What a filter is set to."""
    return value_words(asked, name)


@register.filter
def how_many(given: Advice) -> str:
    """How much dropping something would give."""
    return counted(given.total, given.more)


@register.filter
def first_row(found: Found) -> int:
    """The number of the first hit of a page."""
    return (found.asked.page - 1) * SIZE + 1


@register.filter
def two(fact: Any) -> bool:
    """Whether two readers agreed about a fact."""
    return bool(fact.manner == "second")

"""Words beside words, and how a document stands on a day."""
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from taizhang.server.documents.force import SHAPES, force_of, force_words

register = template.Library()


@register.filter
def listed(names: Iterable[Any]) -> str:
    """Names with the sign that separates them in Chinese lists."""
    return "\u3001".join(map(str, names))


@register.simple_tag
def force(document: Any, on: date | None = None) -> SafeString:
    """How a document stands on a day (today): shape and words, with the day that matters."""
    return force_html(document, on or timezone.localdate())


def force_html(document: Any, day: date) -> SafeString:
    """The same, for cells of tables."""
    return format_html('<span class="st" data-s="{}">{}</span>', SHAPES[force_of(document, day)], force_words(document, day))

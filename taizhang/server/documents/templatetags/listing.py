"""Words beside words."""
from collections.abc import Iterable
from typing import Any

from django import template

register = template.Library()


@register.filter
def listed(names: Iterable[Any]) -> str:
    """Names with the sign that separates them in Chinese lists."""
    return "\u3001".join(map(str, names))

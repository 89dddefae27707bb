"""Addresses that keep from when one looks.

    {% url 'rollups:titles' %}{% keep "?" %}      {% url 'rollups:list' %}?year=2018{% keep %}      {% same over="units" way=None %}
"""
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context

from taizhang.server.look.addresses import with_parameters

register = template.Library()


@register.simple_tag(takes_context=True)
def keep(context: Context, first: str = "&") -> str:
    """The parameters of the page's moment, after ``first``; nothing where it shows how things stand now."""
    moment = context.get("moment")
    given = moment.parameters() if moment is not None else {}
    return first + urlencode(given) if given else ""


@register.simple_tag(takes_context=True)
def same(context: Context, **changes: Any) -> str:
    """The same page with some parameters set, or left out where empty."""
    return with_parameters(context.get("request"), {name: value or None for name, value in changes.items()})

"""How accounts, roles and days read on pages."""
from datetime import date, timedelta
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang.server.accounts import words
from taizhang.server.look.words import day_words

register = template.Library()
register.filter("unit_words", words.unit_words)
register.filter("role_words", words.role_words)

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"), ("Linux", "Linux"))


@register.filter
def role_says(role: Any) -> str:
    """What a role is for, in the language of the page."""
    return str(role.says_english if (get_language() or "").startswith("en") else role.says)


@register.simple_tag
def last_day(until: date | None) -> SafeString:
    """The last day of what ends at ``until``, the first day after it."""
    if until is None:
        return format_html("{}", _("without end"))
    last = until - timedelta(days=1)
    return format_html('<time class="nb" datetime="{}">{}</time>', last.isoformat(), day_words(last, short=True))


@register.filter
def browser_words(agent: str) -> str:
    """Browser and system as people call them.

    >>> browser_words("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0")
    'Edge, Windows'
    """
    known = [next((words for sign, words in table if sign in agent), "") for table in (BROWSERS, SYSTEMS)]
    return ", ".join(one for one in known if one) or _("unknown browser")

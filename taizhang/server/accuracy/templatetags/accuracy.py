"""A share as pages write it, and kinds of documents in words."""
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.accuracy.figures import Share

register = template.Library()

GENRE_WORDS: dict[str, Any] = {
    "work_report": gettext_lazy("work report of a government"), "bulletin": gettext_lazy("bulletin"), "summary_plan": gettext_lazy("summary and plan"),
    "task_division": gettext_lazy("division of tasks"), "rules": gettext_lazy("rules"), "plan": gettext_lazy("plan"),
    "opinion": gettext_lazy("opinion"), "notice": gettext_lazy("notice"), "other": gettext_lazy("another kind"),
}


@register.filter
def genre_words(genre: str) -> str:
    """A kind of document in words."""
    return str(GENRE_WORDS.get(genre, genre))


@register.simple_tag
def share(one: Share) -> SafeString:
    """A share with what it rests on; of too few, that alone."""
    if not one.whole:
        return format_html('<span class="muted">{}</span>', _("none"))
    if not one.says:
        return format_html('<span class="muted">{}</span> <span class="of nb">({}/{})</span>', _("too few to say"), one.part, one.whole)
    return format_html('<b class="nb">{} %</b> <span class="of nb">({}/{}{}{}\N{EN DASH}{})</span>', _percent(one.value), one.part, one.whole, _("; "),
                       _percent(one.low), _percent(one.high))


@register.simple_tag
def share_card(one: Share, label: Any, says: Any) -> SafeString:
    """A share above the tables, with its name and what it means."""
    return format_html('<div><dt>{}</dt><dd>{}<span class="sub">{}</span></dd></div>', label, share(one), says)


def _percent(value: float | None) -> str:
    return f"{(value or 0) * 100:.1f}"

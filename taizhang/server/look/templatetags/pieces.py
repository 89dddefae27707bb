"""Pieces of pages with declared inputs. Every template has them without loading (settings name this library).

    {% stamp "suggested" %}    {% stamp fact.state second=True bulk=False %}   how far a fact has been read
    {% kind "target" %}                                                        what kind of fact
    {% source_ref number url %}                                              a place in a document
    {% day date %} {% when time short=True %} {% today %} {{ fact.period|period }} {{ bytes|size }} {{ n|exact }}
    {% value_of fact %}                                                        a fact's number, exact value in the title
    {% crumbs url label … %}           {% icon "put" %}
    {% empty title text url label %}   {% pager page %}   {% table table %}    {% progress done total label %}
    {% field form.field %}             {% form_errors form %}                  {% kv pairs %}
    {% moment_banner moment %}                                                 another day or time than now, and the way back
"""
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.server.history import Moment
from taizhang.server.look import words
from taizhang.server.look.addresses import with_parameters
from taizhang.server.look.tables import Table

register = template.Library()

#: State of a fact → how its stamp is drawn, its one character, its words.
STAMPS: dict[str, tuple[str, Any, Any]] = {
    "suggested": ("suggested", pgettext_lazy("stamp", "S"), _("Suggested by the machine, not reviewed")),
    "accepted": ("reviewed", pgettext_lazy("stamp", "A"), _("Reviewed")),
    "corrected": ("reviewed", pgettext_lazy("stamp", "A"), _("Reviewed, corrected by hand")),
    "double": ("double", pgettext_lazy("stamp", "A"), _("Reviewed by two readers")),
    "bulk": ("bulk", pgettext_lazy("stamp", "B"), _("Accepted in bulk: counts, nobody has read it by itself")),
    "rejected": ("rejected", pgettext_lazy("stamp", "R"), _("Rejected")),
    "disputed": ("disputed", pgettext_lazy("stamp", "D"), _("Disputed")),
    "superseded": ("superseded", pgettext_lazy("stamp", "O"), _("Superseded")),
    "lost": ("lost", pgettext_lazy("stamp", "L"), _("Its sentence is gone from the new version")),
}
STATE_WORDS: dict[str, Any] = {
    "suggested": _("Suggested"), "accepted": _("Accepted"), "corrected": _("Corrected"), "rejected": _("Rejected"), "disputed": _("Disputed"),
    "superseded": _("Superseded"), "lost": _("Source lost"), "double": _("Reviewed by two"),
}
KINDS: dict[str, Any] = {
    "target": _("Target"), "actual": _("Actual"), "forecast": _("Forecast"), "rule": _("Rule"),
    "task": _("Task"), "goal": _("Goal"), "cite": _("Citation"), "clause": _("Clause"),
}


@register.simple_tag
def stamp(state: str, second: bool = False, bulk: bool = False) -> SafeString:
    """The stamp of a fact's state; ``second`` where two readers agreed, ``bulk`` where it was accepted with many others."""
    manner = "double" if second and state in ("accepted", "corrected") else "bulk" if bulk and state == "accepted" else state
    shape, sign, says = STAMPS.get(manner, STAMPS["suggested"])
    by_hand = " by-hand" if state == "corrected" else ""
    return format_html('<span class="stamp{}" data-r="{}" role="img" aria-label="{}" title="{}">{}</span>', by_hand, shape, says, says, sign)


@register.filter
def state_words(state: str) -> str:
    """A fact's state as a word."""
    return str(STATE_WORDS.get(state, state))


@register.simple_tag
def kind(name: str) -> SafeString:
    """The kind of a fact: the word over the line that its sentence has in the text."""
    return format_html('<span class="kind" data-k="{}">{}</span>', name, KINDS.get(name, name))


@register.filter
def kind_words(name: str) -> str:
    """The kind of a fact as a word."""
    return str(KINDS.get(name, name))


@register.simple_tag
def source_ref(text: str, url: str = "", title: str = "") -> SafeString:
    """A place in a document; a link where there is an address."""
    if url:
        return format_html('<a class="src plain" lang="zh-Hans" href="{}" title="{}">{}</a>', url, title or text, text)
    return format_html('<span class="src" lang="zh-Hans" title="{}">{}</span>', title or text, text)


@register.simple_tag
def day(moment: date | datetime | None, short: bool = False, missing: Any = "") -> SafeString:
    """A day; ``missing`` is said where there is none."""
    if moment is None:
        return format_html("{}", missing)
    at = words.local(moment)
    return format_html('<time class="nb" datetime="{}">{}</time>', f"{at:%Y-%m-%d}", words.day_words(at, short=short))


@register.simple_tag
def when(moment: datetime | None, short: bool = False, missing: Any = "") -> SafeString:
    """A day and a time."""
    if moment is None:
        return format_html("{}", missing)
    at = words.local(moment)
    return format_html('<time class="nb" datetime="{}">{}</time>', at.isoformat(timespec="seconds"), words.time_words(moment, short=short))


@register.filter
def day_short(moment: date | datetime) -> str:
    """A day in words, without the current year: inside sentences."""
    return words.day_words(moment, short=True)


@register.simple_tag
def today() -> str:
    """Today, in words."""
    return words.day_words(timezone.localdate())


@register.filter
def period(stored: str) -> str:
    """A stored period in words."""
    return words.period_words(stored or "")


@register.filter
def size(number: int) -> str:
    """Bytes in words."""
    return words.size_words(number)


@register.filter
def exact(number: int) -> str:
    """A whole number with thin spaces between thousands."""
    return words.count_words(number)


@register.simple_tag
def value_of(fact: Any) -> SafeString:
    """A fact's number as its document scales it; the exact one in the title."""
    shown = words.amount_words(fact)
    return format_html('<span class="nb" title="{}">{}</span>', words.exact_words(fact), shown) if shown else SafeString("")


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon that says nothing by itself: words stand beside it."""
    return format_html('<span class="i" data-i="{}" aria-hidden="true"></span>', name)


@register.simple_tag
def progress(done: int, total: int | None, label: Any) -> SafeString:
    """How far something is, as words and a bar; without a total nobody knows yet, and the bar says so."""
    if not total:
        return format_html('<span class="prog-line"><span class="t2">{}</span><progress class="prog" aria-label="{}"></progress></span>', label, label)
    return format_html(
        '<span class="prog-line"><span class="row apart t2"><span>{}</span><span class="muted nb">{} / {}</span></span>'
        '<progress class="prog" value="{}" max="{}" aria-label="{}"></progress></span>', label, done, total, done, total, label)


@register.simple_tag
def crumbs(*pairs: Any) -> SafeString:
    """The way here: ``url label url label …``; the last may be a label alone."""
    steps = [(pairs[i], pairs[i + 1]) if i + 1 < len(pairs) else ("", pairs[i]) for i in range(0, len(pairs), 2)]
    items = format_html_join("", "<li>{}</li>", ((format_html('<a href="{}">{}</a>', url, text) if url else text,) for url, text in steps))
    return format_html('<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>', _("Where you are"), items)


@register.simple_tag
def kv(pairs: Iterable[tuple[Any, Any]]) -> SafeString:
    """Pairs of a word and what it is; a pair without a value is left out (0 is a value)."""
    rows = format_html_join("", "<dt>{}</dt><dd>{}</dd>", ((name, value) for name, value in pairs if value not in (None, "")))
    return format_html('<dl class="kv">{}</dl>', rows)


@register.inclusion_tag("look/pieces/empty.html")
def empty(title: Any, text: Any = "", url: str = "", label: Any = "", drawing: bool = False) -> dict[str, Any]:
    """Nothing here: what is missing, and the one thing to do. ``drawing`` shows the empty sheet, for a whole page."""
    return {"title": title, "text": text, "url": url, "label": label, "drawing": drawing}


@register.inclusion_tag("look/pieces/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """First, previous, next, last; which rows of how many. Filters in the address stay."""
    request, last = context.get("request"), page.paginator.num_pages

    def to(number: int) -> str:
        return with_parameters(request, {parameter: number if number > 1 else None})

    return {
        "page": page, "last": last, "first_row": page.start_index(), "last_row": page.end_index(), "rows": page.paginator.count,
        "to_first": to(1) if page.number > 2 else "", "to_last": to(last) if page.number < last - 1 else "",
        "to_previous": to(page.number - 1) if page.has_previous() else "", "to_next": to(page.number + 1) if page.has_next() else "",
    }


@register.inclusion_tag("look/pieces/field.html")
def field(bound: BoundField, hint: Any = "", optional: Any = "") -> dict[str, Any]:
    """A field of a form: label above, hint below, what is wrong with it; tied together for who hears the page."""
    attributes: dict[str, Any] = {}
    about = [f"{bound.id_for_label}-{part}" for part, there in (("hint", hint or bound.help_text), ("err", bound.errors)) if there]
    if about:
        attributes["aria-describedby"] = " ".join(about)
    kind_of = getattr(bound.field.widget, "input_type", "")
    picks = kind_of == "select" and not getattr(bound.field.widget, "allow_multiple_selected", False)
    return {
        "bound": bound, "hint": hint or bound.help_text, "optional": optional, "widget": bound.as_widget(attrs=attributes),
        "ticks": kind_of == "checkbox" and not getattr(bound.field, "choices", None), "picks": picks,
        "several": bound.use_fieldset,
    }


@register.inclusion_tag("look/pieces/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """What is wrong with a form as a whole, above its fields, with links to the fields that are wrong."""
    return {"form": form, "wrong": [bound for bound in form if bound.errors]}


@register.inclusion_tag("look/pieces/table.html", takes_context=True)
def table(context: Context, table: Table) -> dict[str, Any]:
    """A table made of columns (`taizhang.server.look.tables`)."""
    request = context.get("request")
    heads = [(head, with_parameters(request, {table.parameter: head.query, "page": None}) if head.query else "") for head in table.heads()]
    return {"table": table, "heads": heads}


@register.inclusion_tag("look/pieces/moment.html", takes_context=True)
def moment_banner(context: Context, moment: Moment) -> dict[str, Any]:
    """Says that a page does not show how things stand today, and leads back to now."""
    return {"moment": moment, "to_now": with_parameters(context.get("request"), {"valid": None, "on": None, "known": None})}

"""The list of documents: filters in the address, order, pages."""
import unicodedata
from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Collate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.accounts.standing import standing
from taizhang.server.documents.force import FORCE_WORDS, FORCES, in_force, known, standing_as
from taizhang.server.documents.models import Document
from taizhang.server.documents.numbers import plain_number
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.documents.templatetags.listing import force_html
from taizhang.server.facts.models import DECIDED, Fact
from taizhang.server.history import Moment
from taizhang.server.look.tables import Column, Order, Table, page_number
from taizhang.server.look.templatetags.pieces import day, progress
from taizhang.server.look.words import period_words

ROWS = 50
AWAITING = ("yes", "disputed", "no")


@page("document", "read")
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """All documents this person may read."""
    moment = Moment.parse(request.GET)
    everything = DOCUMENTS.visible(request.user, known(moment))
    rows, chosen = filtered(everything, request, moment)
    columns = columns_of(moment)
    order = Order.parse(request.GET.get("sort", ""), columns, "-issued")
    if order.name == "facts":
        rows = rows.annotate(n_facts=_count(moment))
    ordered = rows.annotate(imported=F("text__recorded_at")).order_by(*_alike(order.fields(columns, last="key")))
    paged = Paginator(ordered, ROWS).get_page(page_number(request))
    held = list(paged.object_list)
    states = _states(held, moment)
    for document in held:
        document.__dict__["counts"] = states.get(document.key, {})
    context = {
        "moment": moment, "page": paged, "total": paged.paginator.count if not chosen else everything.count(), "chosen": chosen,
        "table": Table(columns, held, _("Documents"), order),
        "issuers": _issuers(everything), "years": _years(everything), "publicities": _publicities(everything),
        "may_import": bool(standing(request.user).has("documents.import")), "states": [(name, FORCE_WORDS[name]) for name in FORCES],
    }
    return render(request, "documents/list.html", context)


def filtered(rows: QuerySet[Document], request: HttpRequest, moment: Moment) -> tuple[QuerySet[Document], dict[str, str]]:
    """The rows that fit the filters of an address, and the filters that are set; of a day asked for, without a state, what is in force on it."""
    given = {name: request.GET.get(name, "").strip()[:120] for name in ("q", "issuer", "year", "state", "publicity", "awaiting")}
    chosen = {name: value for name, value in given.items() if value}
    if q := unicodedata.normalize("NFKC", chosen.get("q", "")):
        wanted = Q(title__icontains=q) | Q(title__icontains=chosen["q"]) | Q(number__icontains=chosen["q"])
        if plain := plain_number(chosen["q"]):
            wanted |= Q(number_plain__icontains=plain)
        rows = rows.filter(wanted)
    if "issuer" in chosen:
        rows = rows.filter(pk__in=[pk for pk, issuers in rows.values_list("pk", "issuers") if chosen["issuer"] in issuers])
    if chosen.get("year", "").isdigit() and chosen["year"].isascii():
        rows = rows.filter(issued__year=min(max(int(chosen["year"]), 1), 9998))
    elif "year" in chosen:
        rows = rows.filter(issued__isnull=True)
    if "state" in chosen:
        rows = rows.filter(standing_as(chosen["state"], moment.day) if chosen["state"] in FORCES else Q(pk__in=[]))
    else:
        rows = rows.filter(in_force(moment.day)) if moment.valid else rows.exclude(state="withdrawn")
    if "publicity" in chosen:
        rows = rows.filter(publicity="" if chosen["publicity"] == "none" else chosen["publicity"])
    if chosen.get("awaiting") in AWAITING:
        open_states = ("disputed",) if chosen["awaiting"] == "disputed" else ("suggested", "disputed", "lost")
        waits = Exists(_facts(moment).filter(document=OuterRef("key"), state__in=open_states))
        rows = rows.filter(~waits if chosen["awaiting"] == "no" else waits)
    return rows, chosen


def columns_of(moment: Moment) -> list[Column]:
    """The columns of the list."""
    more = "?" + "&".join(f"{name}={value.replace('+', '%2B')}" for name, value in moment.parameters().items())
    return [
        Column("number", gettext_lazy("Number"), lambda one: format_html('<span class="nb">{}</span>', one.number) if one.number else _("no number"),
               ("number_plain",)),
        Column("title", gettext_lazy("Title"), lambda one: format_html(
            '<a class="serif" href="{}{}">{}</a>', reverse("documents:page", args=[one.key]), more.rstrip("?"), one.title), ("sort_title",), "name"),
        Column("issuer", gettext_lazy("Issuer"), lambda one: "\u3001".join(map(str, one.issuers)) or _("not said"), ()),
        Column("issued", gettext_lazy("Issued"), lambda one: day(one.issued) if one.issued else period_words(one.issued_text) or _("not said"), ("issued",),
               descending_first=True),
        Column("state", gettext_lazy("In force"), lambda one: force_html(one, moment.day), ("state",)),
        Column("facts", gettext_lazy("Facts"), lambda one: sum(one.counts.values()), ("n_facts",), "num", descending_first=True),
        Column("reviewed", gettext_lazy("Reviewed"), _reviewed, (), "share"),
        Column("imported", gettext_lazy("Imported"), lambda one: day(one.imported or one.recorded_at, short=True), ("imported",), descending_first=True),
    ]


def _alike(names: list[str]) -> list[Any]:
    """The same order on both engines: what is missing comes last, numbers of documents are compared sign by sign."""
    found: list[Any] = []
    for name in names:
        bare = name.removeprefix("-")
        by: Any = Collate(F(bare), "C" if connection.vendor == "postgresql" else "BINARY") if bare == "number_plain" else F(bare)
        found.append(by.desc(nulls_last=True) if name.startswith("-") else by.asc(nulls_last=True))
    return found


def _reviewed(document: Any) -> Any:
    counts = document.counts
    total, done = sum(counts.values()), sum(counts.get(state, 0) for state in DECIDED)
    if not total:
        return _("no facts")
    if done == total:
        return format_html('<span class="nb">{}</span>', _("all {n} reviewed").format(n=total))
    words = progress(done, total, _("disputed: {n}").format(n=counts["disputed"]) if counts.get("disputed") else _("Reviewed"))
    return words


def _facts(moment: Moment) -> Any:
    return Fact.objects.known_at(moment.known) if moment.known else Fact.objects.current()


def _count(moment: Moment) -> Any:
    counted = _facts(moment).filter(document=OuterRef("key")).order_by().values("document").annotate(n=Count("*")).values("n")
    return Coalesce(Subquery(counted), 0)


def _states(documents: Sequence[Document], moment: Moment) -> dict[Any, dict[str, int]]:
    found: dict[Any, dict[str, int]] = {}
    counted = _facts(moment).filter(document__in=[one.key for one in documents]).order_by().values_list("document", "state").annotate(n=Count("*"))
    for key, state, n in counted:
        found.setdefault(key, {})[state] = n
    return found


def _issuers(rows: QuerySet[Document]) -> list[str]:
    return sorted({str(name) for issuers in rows.values_list("issuers", flat=True) for name in issuers})[:300]


def _years(rows: QuerySet[Document]) -> list[int]:
    return sorted({found.year for found in rows.filter(issued__isnull=False).order_by().values_list("issued", flat=True).distinct() if found}, reverse=True)


def _publicities(rows: QuerySet[Document]) -> list[str]:
    return sorted({found for found in rows.order_by().values_list("publicity", flat=True).distinct() if found})

"""Pages of the system administrator: the list of accounts, a new one."""
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from taizhang.server.accounts import attempts, lists
from taizhang.server.accounts.actions.people import open_account
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.forms import NewAccountForm
from taizhang.server.accounts.models import User
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.accounts.words import unit_words
from taizhang.server.look.tables import Column, Order, Table, page_number
from taizhang.server.look.templatetags.pieces import day

ROWS = 50
STATES = (
    ("", pgettext_lazy("account", "open")), ("closed", pgettext_lazy("account", "closed")), ("locked", gettext_lazy("locked")),
    ("all", gettext_lazy("all")),
)


@page("user", "read")
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """All accounts, by unit."""
    everybody = POLICIES.get("user").visible(request.user, User.objects.all())
    locked = attempts.locked_accounts()
    found, chosen = filtered(everybody, request, locked)
    columns = columns_of(locked)
    order = Order.parse(request.GET.get("sort", ""), columns, "unit")
    rows = lists.by_unit(found).order_by(*order.fields(columns, "id"))
    shown = Paginator(rows, ROWS).get_page(page_number(request))
    return render(request, "accounts/people.html", {
        "page": shown, "table": Table(columns, shown.object_list, _("Accounts"), order), "chosen": chosen, "total": everybody.count(),
        "units": lists.units_present(everybody), "states": STATES,
    })


def filtered(rows: QuerySet[User], request: HttpRequest, locked: set[str]) -> tuple[QuerySet[User], dict[str, str]]:
    """The rows that fit the filters of an address, and the filters that are set."""
    given = {name: request.GET.get(name, "").replace("\0", "").strip()[:80] for name in ("q", "unit", "state")}
    if given["state"] not in dict(STATES):
        given["state"] = ""
    if given["q"]:
        rows = rows.filter(Q(name__icontains=given["q"]) | Q(account__icontains=given["q"]) | Q(telephone__contains=given["q"]))
    if given["unit"]:
        rows = rows.filter(unit=given["unit"])
    match given["state"]:
        case "":
            rows = rows.filter(is_active=True)
        case "closed":
            rows = rows.filter(is_active=False)
        case "locked":
            rows = rows.filter(account__in=locked)
    return rows, {name: value for name, value in given.items() if value}


def columns_of(locked: set[str]) -> list[Column]:
    """The columns of the list."""
    def state(user: User) -> Any:
        if not user.is_active:
            return format_html('<span class="st" data-s="na">{}</span>', pgettext("account", "closed"))
        if user.account in locked:
            return format_html('<span class="st" data-s="off">{}</span>', _("locked"))
        if user.must_change:
            return format_html('<span class="st" data-s="notstarted">{}</span>', _("first password"))
        return format_html('<span class="st" data-s="ontrack">{}</span>', pgettext("account", "open"))

    def name(user: User) -> Any:
        return format_html('<a href="{}">{}</a>', reverse("accounts:person", args=[user.pk]), user.name)

    return [
        Column("name", pgettext_lazy("person", "Name"), name, ("sort_name",), "name"),
        Column("account", gettext_lazy("Account"), lambda user: user.account, ("account",)),
        Column("unit", gettext_lazy("Unit"), lambda user: unit_words(user.unit) or _("without a unit"), ("unit_order", "sort_name")),
        Column("telephone", gettext_lazy("Telephone"), lambda user: user.telephone or _("not given")),
        Column("state", gettext_lazy("State"), state),
        Column("seen", gettext_lazy("Last log-in"), lambda user: day(user.last_login, missing=_("never")), ("last_login",), descending_first=True),
    ]


@page("user", "open")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new account; its first password is shown once, on the page that answers."""
    form = NewAccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user, password = open_account(request.user, **form.cleaned_data)
        return first_password(request, user, password)
    return render(request, "accounts/new_person.html", {"form": form}, status=422 if form.errors else 200)


def first_password(request: HttpRequest, user: User, password: str) -> HttpResponse:
    """The page that shows a first password, once."""
    return render(request, "accounts/first_password.html", {"person": user, "password": password})

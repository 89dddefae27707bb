"""Views of the ledger that people keep."""
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.ledger import actions
from taizhang.server.ledger.models import SavedView
from taizhang.server.ledger.permissions import VIEWS
from taizhang.server.look.notices import tell


@page("view", "read")
@require_safe
def view(request: HttpRequest, key: UUID) -> HttpResponse:
    """A saved view by its lasting address."""
    return _to(_one(request, key, "read").query)


@page("view", "save")
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep what is shown under a name."""
    kept = actions.save(request.user, request.POST.get("name", ""), request.POST.get("query", ""), shared=request.POST.get("shared") == "1")
    tell(request, _("View “{name}” saved.").format(name=kept.name))
    return _to(kept.query)


@page("view", "rename")
@require_POST
def rename(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a view another name."""
    kept = actions.rename(request.user, _one(request, key, "rename"), request.POST.get("name", ""))
    tell(request, _("View renamed to “{name}”.").format(name=kept.name))
    return _to(kept.query)


@page("view", "share")
@require_POST
def share(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a view to everybody, or keep it to oneself again."""
    shown = request.POST.get("shared", "1") == "1"
    change = actions.share if shown else actions.unshare
    kept = change(request.user, _one(request, key, "share"))
    words = _("Everybody who reads the ledger now sees the view “{name}”.") if shown else _("Only you see the view “{name}” now.")
    tell(request, words.format(name=kept.name))
    return _to(kept.query)


@page("view", "remove")
@require_POST
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Remove a view; the notice can take it back."""
    gone = actions.remove(request.user, _one(request, key, "remove"))
    tell(request, _("View “{name}” removed.").format(name=gone.name), undo=reverse("ledger:restore", args=[gone.key]))
    return _to("")


@page("view", "save")
@require_POST
def restore(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the removal of one's own view back."""
    found = get_object_or_404(SavedView, key=key, owner=request.user)
    kept = actions.restore(request.user, found)
    tell(request, _("View “{name}” is back.").format(name=kept.name))
    return _to(kept.query)


def _one(request: HttpRequest, key: UUID, act: str) -> SavedView:
    """A view this person sees, else nothing is there; whether it may be changed is asked by the action."""
    return get_object_or_404(VIEWS.visible(request.user, SavedView.objects.all()), key=key)


def _to(query: str) -> HttpResponse:
    return redirect(reverse("ledger:ledger") + (f"?{query}" if query else ""))

"""Giving a document to somebody, taking it, leaving it."""
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.server.accounts.doors import page
from taizhang.server.accounts.models import User
from taizhang.server.documents.actions import label
from taizhang.server.documents.views.fetching import document_of
from taizhang.server.look.choices import safe_next
from taizhang.server.look.notices import tell
from taizhang.server.review import actions


@page("assignment", "take")
@require_POST
def assign(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the document to ``person`` (a number of an account); to nobody where that is empty. ``version`` is that of what one saw."""
    document = document_of(request.user, key)
    given = {name: request.POST.get(name) or request.GET.get(name) or "" for name in ("person", "version")}
    version = int(given["version"]) if given["version"].isascii() and given["version"].isdigit() and len(given["version"]) < 10 else 0
    before = actions.current(key)
    if given["person"]:
        number = given["person"] if given["person"].isascii() and given["person"].isdigit() and len(given["person"]) < 10 else "0"
        made = actions.assign(request.user, key, get_object_or_404(User, pk=int(number)), version)
        said = _("“{label}” is read by {person} now.").format(label=label(document), person=made.person)
    else:
        made = actions.unassign(request.user, key, version)
        said = _("Nobody reads “{label}” for now.").format(label=label(document))
    held = "" if before is None else str(before.person_id)
    tell(request, said, undo=f"{reverse('review:assign', args=[key])}?person={held}&version={0 if made.ended else made.version}")
    return redirect(safe_next(request, reverse("review:documents")))

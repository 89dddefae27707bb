"""Changing what is known of a document, withdrawing it, and its history."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.documents import actions
from taizhang.server.documents.forms import DocumentForm
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import DOCUMENTS, STATE_WORDS
from taizhang.server.documents.views.deciding import version_of
from taizhang.server.documents.views.fetching import document_of
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.look.notices import tell, warn
from taizhang.server.look.words import day_words

SHOWN = ("title", "number", "issuers", "issued", "publicity", "state", "valid_from", "valid_until", "owner", "region")


@page("document", "edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form of a document's metadata."""
    document = document_of(request.user, key)
    DOCUMENTS.require(request.user, "edit", document)
    if request.method != "POST":
        return _form(request, document, DocumentForm(document))
    try:
        actions.edit(request.user, key, version_of(request), request.POST.dict())
    except Overtaken as overtaken:
        fresh = document_of(request.user, key)
        return _form(request, fresh, DocumentForm(fresh), str(overtaken), 409)
    except Incomplete as incomplete:
        return _form(request, document, incomplete.form, " ".join(incomplete.problems), 422)
    tell(request, _("Changed. The version before is kept in the history."))
    return redirect("documents:page", key)


@page("document", "withdraw")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask for the reason, then withdraw."""
    document = document_of(request.user, key)
    if "version" not in request.POST:
        DOCUMENTS.require(request.user, "withdraw", document)
    problem, status = "", 200
    if request.method == "POST":
        try:
            actions.withdraw(request.user, key, version_of(request), request.POST.get("why", ""))
            tell(request, _("Withdrawn. Its facts count nowhere; it can be brought back."))
            return redirect("documents:page", key)
        except Overtaken as overtaken:
            problem, status = str(overtaken), 409
            document = document_of(request.user, key)
        except Incomplete as incomplete:
            problem, status = " ".join(incomplete.problems), 422
    return render(request, "documents/withdraw.html", {"document": document, "problem": problem}, status=status)


@page("document", "restore")
@require_POST
def restore(request: HttpRequest, key: UUID) -> HttpResponse:
    """Bring a withdrawn document back."""
    document = document_of(request.user, key)
    if "version" not in request.POST:
        DOCUMENTS.require(request.user, "restore", document)
    try:
        actions.restore(request.user, key, version_of(request))
        tell(request, _("The document is back; its facts count again."))
    except Overtaken as overtaken:
        warn(request, str(overtaken))
    return redirect("documents:page", key)


@page("document", "read")
@require_safe
def history(request: HttpRequest, key: UUID) -> HttpResponse:
    """All versions of what is known of a document."""
    document = document_of(request.user, key)
    versions = list(Document.objects.of(key).select_related("recorded_by").defer("pack_reason"))
    steps = [(new, _differences(old, new)) for old, new in zip([None, *versions], versions, strict=False)]
    return render(request, "documents/history.html", {"document": document, "steps": steps[::-1]})


def _differences(old: Document | None, new: Document) -> list[tuple[Any, str, str]]:
    if old is None:
        return []
    labels = {name: field.label for name, field in DocumentForm.base_fields.items()} | {"owner": _("Kept by"), "region": _("Region")}
    found = [(labels[name], _words(name, getattr(old, name)), _words(name, getattr(new, name))) for name in SHOWN
             if getattr(old, name) != getattr(new, name)]
    return found + ([(_("Text"), _("the text before"), _("a new text"))] if old.text_id != new.text_id else [])


def _words(name: str, value: Any) -> str:
    if name == "state":
        return str(STATE_WORDS.get(value, value))
    if name == "issuers":
        return "\u3001".join(map(str, value))
    return day_words(value) if hasattr(value, "year") else str(value or "")


def _form(request: HttpRequest, document: Document, form: DocumentForm, problem: str = "", status: int = 200) -> HttpResponse:
    return render(request, "documents/edit.html", {"document": document, "form": form, "problem": problem}, status=status)

"""Recording what a document does to another, taking it back, and taking over the days its text gives."""
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from taizhang.server.accounts.doors import page
from taizhang.server.documents import actions, effects
from taizhang.server.documents.models import Document, Effect
from taizhang.server.documents.permissions import DOCUMENTS, EFFECTS
from taizhang.server.documents.views.deciding import version_of
from taizhang.server.documents.views.fetching import document_of, uuid_of
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.library.forms import EffectForm
from taizhang.server.library.suggesting import day_offers
from taizhang.server.look.notices import tell, warn
from taizhang.values.errors import UsageError

MOST_HINTS = 200


@page("effect", "record")
@require_http_methods(["GET", "HEAD", "POST"])
def effect(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form, filled from an offer where the address carries one (``other``, ``does``, ``day``, ``fact``)."""
    document = document_of(request.user, key)
    EFFECTS.require(request.user, "record", document)
    if request.method != "POST":
        return _form(request, document, EffectForm(request.user, initial=_offered(request)))
    form = EffectForm(request.user, request.POST)
    if not form.is_valid() or form.document is None:
        return _form(request, document, form, status=422)
    data, other = form.cleaned_data, form.document
    seen = version_of(request) if request.POST.get("version") and request.POST.get("of") == str(other.key) else other.version
    try:
        made = effects.take_effect(request.user, key, other.key, seen, {
            "does": data["does"], "part": data["part"], "scope": data["scope"], "day": data["day"], "why": data["why"],
            "fact": uuid_of(request.POST.get("fact", ""))})
    except Overtaken as overtaken:
        return _form(request, document, form, str(overtaken), 409)
    except Incomplete as incomplete:
        return _form(request, document, form, " ".join(incomplete.problems), 422)
    tell(request, _("Recorded: “{document}” {does} “{other}”.").format(
        document=document.number or document.title, does=effects.DOES_WORDS[made.does], other=other.number or other.title),
         undo=reverse("library:undo_effect", args=[made.key]))
    return redirect("library:document", key)


@page("effect", "undo")
@require_POST
def undo(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take back what was recorded."""
    found = Effect.objects.current().filter(key=key).first()
    there = Effect.objects.filter(key=key).first()
    if there is None or not DOCUMENTS.visible(request.user, Document.objects.current().filter(key=there.acting)).exists():
        raise Http404
    if found is None:
        warn(request, _("This was taken back already."))
        return redirect("library:document", there.acting)
    try:
        effects.undo_effect(request.user, key, found.version)
        tell(request, _("Taken back. Both documents stand as before."))
    except Overtaken as overtaken:
        warn(request, str(overtaken))
    return redirect("library:document", found.acting)


@page("document", "edit")
@require_POST
def days(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take over a day of force that the text gives (``name``: valid_from or valid_until)."""
    document = document_of(request.user, key)
    if "name" not in request.POST:
        DOCUMENTS.require(request.user, "edit", document)
    offered = {one.name: one for one in day_offers(document)}
    name = request.POST.get("name", "")
    if name not in offered:
        raise UsageError(_("the text gives no such day"), where=document.title, hint=_("Set it by hand on the page of what is known of it."))
    try:
        actions.set_days(request.user, key, version_of(request), {name: offered[name].day}, _("as its text says: {words}").format(words=offered[name].words))
        tell(request, _("Taken over from the text. The version before is kept in the history."))
    except (Overtaken, Incomplete) as wrong:
        warn(request, str(wrong))
    return redirect("library:document", key)


def _offered(request: HttpRequest) -> dict[str, Any]:
    other = uuid_of(request.GET.get("other", ""))
    found = DOCUMENTS.visible(request.user, Document.objects.current()).filter(key=other).first() if other else None
    given = {name: request.GET.get(name, "") for name in ("does", "day")}
    return given | ({"other": found.number or found.title} if found is not None else {})


def _form(request: HttpRequest, document: Document, form: EffectForm, problem: str = "", status: int = 200) -> HttpResponse:
    hints = DOCUMENTS.visible(request.user, Document.objects.current().exclude(Q(key=document.key) | Q(state="withdrawn"))).order_by("-issued", "id")
    asked = request.POST if request.method == "POST" else request.GET
    other = uuid_of(asked.get("other", "") if request.method != "POST" else asked.get("of", ""))
    version = Document.objects.current().filter(key=other).values_list("version", flat=True).first() if other else None
    return render(request, "library/effect.html", {
        "document": document, "form": form, "problem": problem, "fact": asked.get("fact", ""), "other": other or "", "version": version or "",
        "hints": [(one.number or one.title, one.title) for one in hints.only("number", "title")[:MOST_HINTS]]}, status=status)

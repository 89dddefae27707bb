"""Systems of policies: the list, one system with what is owed, and every change of them."""
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.documents.views.deciding import version_of
from taizhang.server.documents.views.fetching import uuid_of
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.library import actions
from taizhang.server.library import systems as registered
from taizhang.server.library.forms import MEMBER_SHAPES, MEMBER_WORDS, MemberForm, SystemForm, unit_shown
from taizhang.server.library.graph import Links
from taizhang.server.library.models import Member, System
from taizhang.server.library.permissions import SYSTEMS
from taizhang.server.look.notices import tell, warn

MOST_HINTS = 200


@page("system", "read")
@require_safe
def systems(request: HttpRequest) -> HttpResponse:
    """All systems this person may read, with how far each is."""
    return render(request, "library/systems.html", {"wholes": registered.wholes(request.user), "words": MEMBER_WORDS})


@page("system", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make the system of a main document (``document`` in the address)."""
    key = uuid_of(request.GET.get("document", "") or request.POST.get("document", ""))
    main = DOCUMENTS.visible(request.user, Document.objects.current()).filter(key=key).first() if key else None
    if main is None:
        return render(request, "library/new_system.html", {"document": None}, status=200 if request.method != "POST" else 422)
    DOCUMENTS.require(request.user, "edit", main)
    if request.method != "POST":
        return _form(request, main, SystemForm(initial={"title": main.title}))
    try:
        made = actions.make(request.user, main.key, request.POST.dict())
    except Incomplete as incomplete:
        return _form(request, main, incomplete.form or SystemForm(request.POST), " ".join(incomplete.problems), 422)
    tell(request, _("The system is there. Add what belongs to it."))
    return redirect("library:system", made.key)


@page("system", "read")
@require_safe
def system(request: HttpRequest, key: UUID) -> HttpResponse:
    """One system: what is owed, by whom, what came; and what texts demand that is not registered yet."""
    found = _of(request, key)
    return _page(request, found, MemberForm(request.user, initial=_offered(request)))


@page("system", "edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change name and note."""
    found = _of(request, key)
    SYSTEMS.require(request.user, "edit", found)
    main = DOCUMENTS.visible(request.user, Document.objects.current()).filter(key=found.document).first()
    if request.method != "POST":
        return _form(request, main, SystemForm(initial={"title": found.title, "note": found.note}), system=found)
    try:
        actions.edit(request.user, key, version_of(request), request.POST.dict())
    except Overtaken as overtaken:
        return _form(request, main, SystemForm(request.POST), str(overtaken), 409, system=_of(request, key))
    except Incomplete as incomplete:
        return _form(request, main, incomplete.form or SystemForm(request.POST), " ".join(incomplete.problems), 422, system=found)
    tell(request, _("The system is changed."))
    return redirect("library:system", key)


@page("system", "end")
@require_POST
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """End a system; the notice can take it back."""
    found = _of(request, key)
    if "version" not in request.POST:
        SYSTEMS.require(request.user, "end", found)
    try:
        actions.end(request.user, key, version_of(request), request.POST.get("why", ""))
    except Overtaken as overtaken:
        warn(request, str(overtaken))
        return redirect("library:system", key)
    tell(request, _("The system “{title}” is ended.").format(title=found.title), undo=reverse("library:restore_system", args=[key]))
    return redirect("library:systems")


@page("system", "end")
@require_POST
def restore(request: HttpRequest, key: UUID) -> HttpResponse:
    """Bring an ended system back."""
    if not SYSTEMS.visible(request.user, System.objects.newest().filter(key=key)).exists():
        raise Http404
    actions.restore(request.user, key)
    tell(request, _("The system is back."))
    return redirect("library:system", key)


@page("system", "edit")
@require_POST
def add(request: HttpRequest, key: UUID) -> HttpResponse:
    """Add a member."""
    found = _of(request, key)
    if not request.POST:
        SYSTEMS.require(request.user, "edit", found)
    given: dict[str, Any] = request.POST.dict()
    fact = uuid_of(request.POST.get("fact", ""))
    given["fact"] = fact if fact and FACTS.visible(request.user, Fact.objects.current().filter(key=fact)).exists() else None
    try:
        made = actions.add(request.user, key, given)
    except Incomplete as incomplete:
        return _page(request, found, incomplete.form or MemberForm(request.user, request.POST), " ".join(incomplete.problems), 422)
    tell(request, _("“{title}” belongs to the system.").format(title=made.title),
         undo=reverse("library:remove_member", args=[key, made.key]) + f"?version={made.version}")
    return redirect("library:system", key)


@page("system", "edit")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: UUID, member: UUID) -> HttpResponse:
    """Change a member."""
    found = _of(request, key)
    SYSTEMS.require(request.user, "edit", found)
    row = _member(key, member)
    document = DOCUMENTS.visible(request.user, Document.objects.current()).filter(key=row.document).first() if row.document else None
    if request.method != "POST":
        return _member_form(request, found, row, MemberForm.of(request.user, row, document))
    try:
        actions.change(request.user, member, version_of(request), request.POST.dict())
    except Overtaken as overtaken:
        return _member_form(request, found, _member(key, member), MemberForm(request.user, request.POST), str(overtaken), 409)
    except Incomplete as incomplete:
        return _member_form(request, found, row, incomplete.form or MemberForm(request.user, request.POST), " ".join(incomplete.problems), 422)
    tell(request, _("The supporting document is changed; the version before is kept."))
    return redirect("library:system", key)


@page("system", "edit")
@require_POST
def remove(request: HttpRequest, key: UUID, member: UUID) -> HttpResponse:
    """Remove a member added by mistake; the notice can take it back."""
    _of(request, key)
    row = _member(key, member)
    try:
        actions.remove(request.user, member, version_of(request))
    except Overtaken as overtaken:
        warn(request, str(overtaken))
        return redirect("library:system", key)
    tell(request, _("“{title}” is no longer part of the system.").format(title=row.title), undo=reverse("library:restore_member", args=[key, member]))
    return redirect("library:system", key)


@page("system", "edit")
@require_POST
def bring_back(request: HttpRequest, key: UUID, member: UUID) -> HttpResponse:
    """Undo a removal."""
    _of(request, key)
    actions.bring_back(request.user, member)
    tell(request, _("It belongs to the system again."))
    return redirect("library:system", key)


def _of(request: HttpRequest, key: UUID) -> System:
    found = SYSTEMS.visible(request.user, System.objects.current().filter(key=key)).select_related("recorded_by").first()
    if found is None:
        raise Http404
    return found


def _member(key: UUID, member: UUID) -> Member:
    found = Member.objects.current().filter(key=member, system=key).first()
    if found is None:
        raise Http404
    return found


def _offered(request: HttpRequest) -> dict[str, Any]:
    """The form as an offer of the address fills it: ``title``, ``unit``, ``document``, ``state``."""
    given = {name: request.GET.get(name, "")[:300] for name in ("title", "unit", "document", "state")}
    return {name: unit_shown(value) if name == "unit" else value for name, value in given.items() if value}


def _page(request: HttpRequest, found: System, form: MemberForm, problem: str = "", status: int = 200) -> HttpResponse:
    user = request.user
    [whole] = registered.wholes(user, [found])
    registered.with_clauses(user, whole)
    may_edit = SYSTEMS.may(user, "edit", found)
    context = {
        "system": found, "whole": whole, "words": MEMBER_WORDS, "shapes": MEMBER_SHAPES, "form": form, "problem": problem, "may_edit": may_edit,
        "may_end": SYSTEMS.may(user, "end", found), "offers": registered.offers(user, whole, Links(user)) if may_edit else [],
        "fact": (request.POST if request.method == "POST" else request.GET).get("fact", "")}
    return render(request, "library/system.html", context | (_hints(request) if may_edit else {}), status=status)


def _hints(request: HttpRequest) -> dict[str, Any]:
    rows = DOCUMENTS.visible(request.user, Document.objects.current().exclude(state="withdrawn")).order_by("-issued", "id")
    return {"hints": [(one.number or one.title, one.title) for one in rows.only("number", "title")[:MOST_HINTS]],
            "units": registered.unit_choices()}


def _form(request: HttpRequest, main: Document | None, form: SystemForm, problem: str = "", status: int = 200, system: System | None = None) -> HttpResponse:
    return render(request, "library/new_system.html", {"document": main, "form": form, "problem": problem, "system": system}, status=status)


def _member_form(request: HttpRequest, found: System, row: Member, form: MemberForm, problem: str = "", status: int = 200) -> HttpResponse:
    return render(request, "library/member.html", {"system": found, "member": row, "form": form, "problem": problem} | _hints(request), status=status)

"""Pages of tasks by hand: the list, entering one, correcting where it comes from, withdrawing it."""
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.documents.models import Document
from taizhang.server.facts.errors import Incomplete, Overtaken
from taizhang.server.facts.words import ROLE_WORDS
from taizhang.server.history import Outdated
from taizhang.server.local.names import known_names
from taizhang.server.look.notices import tell, warn
from taizhang.server.look.tables import page_number
from taizhang.server.look.words import ORIGINS
from taizhang.server.tasks import actions
from taizhang.server.tasks.finding import given, notes, without_units
from taizhang.server.tasks.forms import OriginForm, TaskForm
from taizhang.server.tasks.models import Note
from taizhang.server.tasks.permissions import TASKS
from taizhang.server.tasks.suggesting import units_in

ROWS, UNIT_ROWS = 50, 4
ROLES = [(name, words) for name, words in ROLE_WORDS.items() if name != "inferred"]


@page("task", "read")
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """All tasks by hand, the newest first."""
    chosen = {name: value for name in ("origin", "state") if (value := request.GET.get(name, ""))}
    rows = notes(request.user, chosen["origin"] if chosen.get("origin") in ORIGINS else "", chosen.get("state") == "withdrawn")
    found = Paginator(rows, ROWS).get_page(page_number(request))
    return render(request, "tasks/tasks.html", {
        "page": found, "rows": given(list(found.object_list)), "chosen": chosen, "origins": list(ORIGINS.items()),
        "open": without_units(request.user).count() if TASKS.may(request.user, "assign") else 0, "today": timezone.localdate()})


@page("task", "give")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter a task; with ``suggest`` the reader looks for units in the sentence first, and nothing is kept."""
    if request.method != "POST":
        return _form(request, TaskForm(initial={"origin": "instruction", "said_on": timezone.localdate()}), [])
    units = _units(request)
    if "suggest" in request.POST:
        return _suggested(request, units)
    try:
        note = actions.give(request.user, request.POST.dict(), units)
    except Incomplete as incomplete:
        return _form(request, _task_form(request, incomplete), units, incomplete, 422)
    document = Document.objects.current().get(key=note.key)
    tell(request, _("The task “{title}” stands in the ledger.").format(title=document.title), undo=reverse("tasks:undo", args=[note.key, document.version]))
    return redirect("tasks:tasks")


@page("task", "correct")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Correct where a task comes from."""
    note, document = _one(request, key)
    if "version" not in request.POST:
        TASKS.require(request.user, "correct", note)
        return _edit(request, note, document, OriginForm(initial=OriginForm.of(note, document)))
    try:
        actions.correct(request.user, key, _number(request, "version"), request.POST.dict())
    except Incomplete as incomplete:
        return _edit(request, note, document, incomplete.form, " ".join(incomplete.problems), 422)
    except Outdated as outdated:
        return _edit(request, note, document, OriginForm(initial=OriginForm.of(note, document)), str(outdated), 409)
    tell(request, _("Corrected. The version before is kept."))
    return redirect("tasks:tasks")


@page("task", "withdraw")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask for the reason, then withdraw."""
    note, document = _one(request, key)
    problem, status = "", 200
    if "version" not in request.POST:
        TASKS.require(request.user, "withdraw", note)
    else:
        try:
            gone = actions.withdraw(request.user, key, _number(request, "version"), request.POST.get("why", ""))
            tell(request, _("Withdrawn: “{title}”. It counts nowhere.").format(title=document.title), undo=reverse("tasks:restore", args=[key, gone.version]))
            return redirect("tasks:tasks")
        except Incomplete as incomplete:
            problem, status = " ".join(incomplete.problems), 422
        except Overtaken as overtaken:
            problem, status = str(overtaken), 409
    return render(request, "tasks/withdraw.html", {"note": note, "document": document, "problem": problem}, status=status)


@page("task", "withdraw")
@require_POST
def undo(request: HttpRequest, key: UUID, version: int) -> HttpResponse:
    """Take back a task that was just entered: it is withdrawn."""
    _note, document = _one(request, key)
    try:
        gone = actions.withdraw(request.user, key, version, str(_("taken back after it was entered")))
        tell(request, _("Withdrawn: “{title}”. It counts nowhere.").format(title=document.title), undo=reverse("tasks:restore", args=[key, gone.version]))
    except Overtaken as overtaken:
        warn(request, str(overtaken))
    return redirect("tasks:tasks")


@page("task", "restore")
@require_POST
def restore(request: HttpRequest, key: UUID, version: int) -> HttpResponse:
    """Bring a withdrawn task back."""
    _one(request, key)
    try:
        back = actions.restore(request.user, key, version)
        tell(request, _("“{title}” is back.").format(title=back.title))
    except Overtaken as overtaken:
        warn(request, str(overtaken))
    return redirect("tasks:tasks")


def _suggested(request: HttpRequest, units: list[tuple[str, str]]) -> HttpResponse:
    sentence = request.POST.get("sentence", "")[:5000]
    known = {name for name, _role in units}
    found = [one for one in units_in(sentence) if one[0] not in known] if sentence.strip() else []
    said = _("Found in the sentence: {units}. Nothing is kept yet.").format(units=", ".join(name for name, _role in found)) if found else _(
        "No further unit was found in the sentence. Nothing is kept yet.")
    return _form(request, TaskForm(initial=request.POST.dict()), [*units, *found], said=said)


def _task_form(request: HttpRequest, incomplete: Incomplete) -> TaskForm:
    """The form with what is wrong at its fields; what is wrong with units stands above them."""
    if isinstance(incomplete.form, TaskForm):
        return incomplete.form
    form = TaskForm(request.POST)
    form.is_valid()
    return form


def _form(request: HttpRequest, form: TaskForm, units: list[tuple[str, str]], incomplete: Incomplete | None = None, status: int = 200,
          said: str = "") -> HttpResponse:
    about_units = incomplete.problems if incomplete is not None and not isinstance(incomplete.form, TaskForm) else []
    rows = [*units, *[("", "lead" if not units and n == 0 else "") for n in range(max(1, UNIT_ROWS - len(units)))]]
    return render(request, "tasks/new.html", {"form": form, "unit_rows": rows, "roles": ROLES, "about_units": about_units, "said": said,
                                              "known": known_names("units")}, status=status)


def _edit(request: HttpRequest, note: Note, document: Document, form: Any, problem: str = "", status: int = 200) -> HttpResponse:
    return render(request, "tasks/edit.html", {"note": note, "document": document, "form": form, "problem": problem}, status=status)


def _one(request: HttpRequest, key: UUID) -> tuple[Note, Document]:
    note = get_object_or_404(TASKS.visible(request.user, Note.objects.current()), key=key)
    return note, get_object_or_404(Document.objects.current().select_related("text"), key=key)


def _units(request: HttpRequest) -> list[tuple[str, str]]:
    pairs = zip(request.POST.getlist("unit_name"), request.POST.getlist("unit_role"), strict=False)
    return [(name.strip()[:200], role) for name, role in pairs if name.strip()]


def _number(request: HttpRequest, name: str) -> int:
    written = request.POST.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 0

"""Imports: files handed in, planned, decided upon, carried out or discarded."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router
from ninja.files import UploadedFile

from taizhang.server.accounts.doors import page
from taizhang.server.api import cursors
from taizhang.server.api.errors import valid
from taizhang.server.api.shapes import work as shapes
from taizhang.server.api.shapes.common import Asked
from taizhang.server.imports import actions, deciding, showing
from taizhang.server.imports.forms import NewImport
from taizhang.server.imports.models import Import
from taizhang.server.imports.permissions import IMPORTS
from taizhang.server.imports.uploads import put_away
from taizhang.server.jobs.models import Job
from taizhang.values.errors import UsageError

router = Router(tags=["imports"])
ACTS = ("read", "choose", "apply", "discard", "replan")


@router.get("", response=shapes.Imports, summary="Imports")
@page("import", "read")
def imports(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Those you may see, the newest first."""
    rows = IMPORTS.visible(request.user, Import.objects.select_related("by", "applied_by")).order_by("-id")
    if asked.cursor:
        rows = rows.filter(id__lt=cursors.read("imports", asked.cursor, int)[0])
    found, more = cursors.cut(list(rows[: asked.limit + 1]), asked.limit)
    return {"items": [shapes.import_out(one) for one in found], "next": cursors.write("imports", found[-1].pk) if more else None}


@router.post("", response=shapes.ImportWhole, summary="Hand files in")
@page("import", "start")
def start(request: HttpRequest, handed: File[list[UploadedFile]], pack: Form[str] = "auto", owner: Form[str] = "") -> dict[str, Any]:
    """A plan is made of them; the ledger changes only once the plan is carried out. Poll the import until its state is `planned`."""
    given = request.POST.copy()
    if not owner and (default := NewImport(person=request.user).fields["owner"].choices):  # type: ignore[attr-defined]
        given["owner"] = default[0][0]
    form = NewImport(given, request.FILES, person=request.user)
    valid(form)
    files = put_away((one.name or "", one.file) for one in form.cleaned_data["handed"])
    return _whole(request, actions.start(request.user, files, form.cleaned_data["pack"] or "auto", form.cleaned_data["owner"]))


@router.get("/{uuid:key}", response=shapes.ImportWhole, summary="Get an import")
@page("import", "read")
def get(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """How far it is, what carrying it out will do."""
    return _whole(request, _one(request, key))


@router.get("/{uuid:key}/items", response=shapes.Items, summary="Files of an import")
@page("import", "read")
def items(request: HttpRequest, key: UUID, asked: Query[Asked]) -> dict[str, Any]:
    """Each with its finding, the reasons in words, and what may be chosen."""
    batch = _one(request, key)
    rows = batch.items.defer("reading").order_by("position")
    if asked.cursor:
        rows = rows.filter(position__gt=cursors.read("items", asked.cursor, int)[0])
    found, more = cursors.cut(list(rows[: asked.limit + 1]), asked.limit)
    may = batch.state == "planned" and bool(IMPORTS.may(request.user, "choose", batch))
    return {"items": [shapes.item_out(one, may) for one in found], "next": cursors.write("items", found[-1].position) if more else None}


@router.post("/{uuid:key}/choose", response=shapes.ImportWhole, summary="Decide what becomes of files")
@page("import", "choose")
def choose(request: HttpRequest, key: UUID, given: shapes.Choices) -> dict[str, Any]:
    """Doubtful files that nobody decides on stay out."""
    batch = _one(request, key)
    actions.choose(request.user, batch, {one.item: one.choice for one in given.choices})
    return _whole(request, batch)


@router.post("/{uuid:key}/items/{int:item}/admit", response=shapes.ItemOut, summary="Decide about what was found in a file")
@page("import", "choose")
def admit(request: HttpRequest, key: UUID, item: int, given: shapes.Admission) -> dict[str, Any]:
    """Marks of restricted use and data of persons wait for a person; a mark of secrecy is refused and nobody decides about it."""
    batch = _one(request, key)
    row = batch.items.defer("reading").filter(pk=item).first() if item < 2**63 else None
    if row is None:
        raise UsageError(_("there is no such file in this import"), where=str(item)[:20], hint=_("its list names them"))
    deciding.admit(request.user, batch, row, given.handling, given.grounds, given.choice)
    return shapes.item_out(get_object_or_404(batch.items.defer("reading"), pk=item), open_for_choice=True)


@router.post("/{uuid:key}/apply", response=shapes.ImportWhole, summary="Carry the plan out")
@page("import", "apply")
def apply(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """To the letter, in a job of its own."""
    batch = _one(request, key)
    actions.apply(request.user, batch)
    return _whole(request, _one(request, key))


@router.post("/{uuid:key}/discard", response=shapes.ImportWhole, summary="Discard the plan")
@page("import", "discard")
def discard(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """Nothing is taken in."""
    actions.discard(request.user, _one(request, key))
    return _whole(request, _one(request, key))


@router.post("/{uuid:key}/replan", response=shapes.ImportWhole, summary="Make the plan anew")
@page("import", "replan")
def replan(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """For what has not been carried out; files that were read are not read again."""
    actions.replan(request.user, _one(request, key))
    return _whole(request, _one(request, key))


def _one(request: HttpRequest, key: UUID) -> Import:
    return get_object_or_404(IMPORTS.visible(request.user, Import.objects.select_related("by", "applied_by")), key=key)


def _whole(request: HttpRequest, batch: Import) -> dict[str, Any]:
    job = Job.objects.filter(about=str(batch.key)).select_related("asked_by").order_by("-id").first()
    return shapes.import_out(batch) | {
        "outlook": showing.outlook(batch) if batch.state == "planned" else "", "job": shapes.job_out(job) if job else None,
        "may": [act for act in ACTS if IMPORTS.may(request.user, act, batch)], "url": request.build_absolute_uri(reverse("imports:plan", args=[batch.key])),
    }

"""Accuracy: how well the reader reads, gold to take along, names that people corrected."""
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from taizhang.server.accounts.doors import page
from taizhang.server.accuracy import gold, naming
from taizhang.server.accuracy.figures import line
from taizhang.server.accuracy.permissions import ACCURACY
from taizhang.server.accuracy.views import NAMES_SHOWN, _asked, _tables
from taizhang.server.api import files
from taizhang.server.api.errors import NotDone
from taizhang.server.api.shapes import accuracy as shapes
from taizhang.server.api.shapes import names as name_shapes
from taizhang.server.facts.models import Fact
from taizhang.server.local.permissions import ALIASES

router = Router(tags=["accuracy"])


@router.get("", response=shapes.Accuracy, summary="How well the reader reads")
@page("accuracy", "read")
def figures(request: HttpRequest, asked: Query[shapes.AccuracyAsked]) -> dict[str, Any]:
    """Precision and recall by kind, field, month, release and genre, each with how many decisions it rests on."""
    seen, given, _choices = _asked(request)
    tables = _tables(seen, given.get("kind", ""))
    return {"seen": len(seen), "total": shapes.line_out(line("", seen)),
            "tables": [{"by": name, "lines": [shapes.line_out(one) for one in rows]} for name, _title, _kinds, rows in tables]}


@router.get("/gold", response=shapes.Gold, summary="Documents that are gold")
@page("accuracy", "gold")
def ready(request: HttpRequest) -> dict[str, Any]:
    """Those in which a person looked at every fact, and those that are not there yet, with the reason."""
    documents, left = gold.ready(request.user)
    return shapes.gold_out(list(documents.order_by("sort_title", "pk").defer("pack_reason")), left)


@router.post("/gold.zip", summary="Take decisions along as gold", response={200: None}, openapi_extra=files.said("application/zip", "Texts and gold"))
@page("accuracy", "gold")
def export(request: HttpRequest) -> HttpResponse:
    """Texts and rows as `taizhang read TEXTS --score GOLD` takes them; that they were taken is in the trail."""
    made = gold.export(request.user)
    if not made.documents:
        raise NotDone("not_possible", _("There is no gold yet: a document counts once each of its facts was decided one by one."),
                      hint=_("/api/v1/accuracy/gold says of each document what is missing."))
    return files.attached(gold.packed(made), "gold.zip", "application/zip")


@router.get("/names", response=shapes.CorrectedNames, summary="Names that people corrected")
@page("accuracy", "names")
def names(request: HttpRequest) -> dict[str, Any]:
    """What the reader wrote and what people put in its place; up to 200, the most frequent first."""
    found = naming.corrected_names(ACCURACY.visible(request.user, Fact.objects.current(), "names"))
    return {"items": [shapes.corrected_out(one) for one in found[:NAMES_SHOWN]], "total": len(found)}


@router.post("/names", response=name_shapes.NameOut, summary="Make a name of a correction")
@page("accuracy", "names")
def adopt(request: HttpRequest, given: shapes.Adoption) -> dict[str, Any]:
    """From now on readers know it, as any name of the office's own layer."""
    ALIASES.require(request.user, "add")
    made = naming.adopt(request.user, ACCURACY.visible(request.user, Fact.objects.current(), "names"), given.section, given.old, given.new)
    return name_shapes.name_out(made, request.user)

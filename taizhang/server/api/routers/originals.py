"""Documents held against each other, and the pages of their originals."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from taizhang.server.accounts.doors import page
from taizhang.server.api.shapes import comparing as shapes
from taizhang.server.documents.layouts import layout_of
from taizhang.server.documents.models import Text
from taizhang.server.documents.views import beside
from taizhang.server.documents.views.comparing import asked as compared
from taizhang.server.documents.views.fetching import document_of, reading_of
from taizhang.server.history import Moment
from taizhang.text.layout import Layout
from taizhang.values.errors import UsageError

router = Router(tags=["documents"])


class CompareAsked(Schema):
    """With which document, or with which older version of the same."""

    other: UUID | None = Field(default=None, alias="with", description="the key of another document")
    with_known: str = Field(default="", max_length=40, description="the same document as it was known at that time")


@router.get("/{uuid:key}/differences", response=shapes.Differences, summary="Compare two documents")
@page("document", "read")
def differences(request: HttpRequest, key: UUID, asked: Query[CompareAsked]) -> dict[str, Any]:
    """By fact and by clause: what was changed, dropped and added since the other one."""
    found = compared(request, reading_of(request.user, key, Moment.parse(request.GET), words=True))
    if found is None:
        raise UsageError(_("no document to compare with"), where="with", hint=_("name one that you may read, or an older version"))
    return {"facts": [shapes.fact_differs(one) for one in found.facts], "clauses": [shapes.clause_differs(one) for one in found.clauses]}


@router.get("/{uuid:key}/texts/{uuid:text}/layout", response=shapes.LayoutOut, summary="Pages and places of a text")
@page("document", "read")
def layout(request: HttpRequest, key: UUID, text: UUID) -> dict[str, Any]:
    """Where on the pages of its original each run of the text stands; no page for formats without pages."""
    row = get_object_or_404(Text.objects.only("key"), key=text, document=document_of(request.user, key).key)
    return shapes.layout_out(layout_of(row.key) or Layout((), ()))


@router.get("/{uuid:key}/texts/{uuid:text}/pages/{int:number}", summary="Picture of a page", response={200: None}, openapi_extra={
    "responses": {200: {"description": "The page as PNG", "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}}}})
@page("document", "read")
def picture(request: HttpRequest, key: UUID, text: UUID, number: int) -> HttpResponse:
    """Of a PDF; the layout says how many there are."""
    row = get_object_or_404(Text.objects.select_related("stored").defer("text"), key=text, document=document_of(request.user, key).key)
    found = layout_of(row.key)
    if found is None or not beside.drawable(row) or not 1 <= number <= len(found.pages):
        raise UsageError(_("there is no such page to be drawn"), where=str(number)[:20], hint=_("pages of a PDF are drawn; its layout says how many there are"))
    return beside.picture(request, key, text, number)

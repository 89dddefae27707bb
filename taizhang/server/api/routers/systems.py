"""Systems of policies: made, changed, ended; their members, and what texts demand that is none yet."""
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router

from taizhang.server.accounts.doors import page
from taizhang.server.api import versions
from taizhang.server.api.reading import document_named, fact_named
from taizhang.server.api.shapes import systems as shapes
from taizhang.server.api.shapes.library import ref
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.library import actions
from taizhang.server.library import systems as registered
from taizhang.server.library.graph import Links
from taizhang.server.library.models import Member, System
from taizhang.server.library.permissions import SYSTEMS

router = Router(tags=["systems"])


@router.get("", response=shapes.Systems, summary="Systems of policies")
@page("system", "read")
def systems(request: HttpRequest) -> dict[str, Any]:
    """All you may read, with how far each is."""
    return {"items": [shapes.system_out(one) for one in registered.wholes(request.user)]}


@router.post("", response=shapes.SystemWhole, summary="Make the system of a document")
@page("system", "make")
def make(request: HttpRequest, response: HttpResponse, given: shapes.NewSystem) -> dict[str, Any]:
    """For who may change what is known of its main document."""
    main = document_named(request.user, given.document)
    return _whole(request, response, actions.make(request.user, main.key, {"title": given.title, "note": given.note}))


@router.get("/{uuid:key}", response=shapes.SystemWhole, summary="Get a system")
@page("system", "read")
def get(request: HttpRequest, response: HttpResponse, key: UUID) -> dict[str, Any]:
    """With its members: what is owed, by whom, what came."""
    return _whole(request, response, _one(request, key))


@router.get("/{uuid:key}/demanded", response=shapes.Demands, summary="What texts demand that is no member yet")
@page("system", "read")
def demanded(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """In the main document, its members, and what cites the main one; up to forty."""
    whole = registered.wholes(request.user, [_one(request, key)])[0]
    return {"items": [{"title": one.title, "unit": one.unit, "fact": str(one.fact.key), "document": ref(one.document), "demanded_in": ref(one.demanded_in)}
                      for one in registered.offers(request.user, whole, Links(request.user))]}


@router.patch("/{uuid:key}", response=shapes.SystemWhole, summary="Change a system", openapi_extra=versions.IF_MATCH)
@page("system", "edit")
def edit(request: HttpRequest, response: HttpResponse, key: UUID, given: shapes.SystemChange) -> dict[str, Any]:
    """Its title or its note."""
    held = _one(request, key)
    said = {"title": held.title, "note": held.note} | given.model_dump(exclude_none=True)
    return _whole(request, response, actions.edit(request.user, key, versions.seen(request), said))


@router.post("/{uuid:key}/end", response=shapes.SystemWhole, summary="End a system", openapi_extra=versions.IF_MATCH)
@page("system", "end")
def end(request: HttpRequest, response: HttpResponse, key: UUID, given: shapes.Reasoned) -> dict[str, Any]:
    """One that was made by mistake; its members stay with it."""
    _one(request, key)
    return _whole(request, response, actions.end(request.user, key, versions.seen(request), given.reason))


@router.post("/{uuid:key}/restore", response=shapes.SystemWhole, summary="Bring an ended system back")
@page("system", "end")
def restore(request: HttpRequest, response: HttpResponse, key: UUID) -> dict[str, Any]:
    """With its members."""
    get_object_or_404(SYSTEMS.visible(request.user, System.objects.newest()), key=key)
    return _whole(request, response, actions.restore(request.user, key))


@router.post("/{uuid:key}/members", response=shapes.MemberOut, summary="Add a member to a system")
@page("system", "edit")
def add(request: HttpRequest, response: HttpResponse, key: UUID, given: shapes.NewMember) -> dict[str, Any]:
    """A document that is here, or a title that is owed."""
    SYSTEMS.require(request.user, "edit", _one(request, key))
    fact_named(request.user, [given.fact] if given.fact else [])
    said = {name: value if value is not None else "" for name, value in given.model_dump(mode="json").items()}
    return _member(request, response, actions.add(request.user, key, said | {"fact": given.fact}))


@router.patch("/{uuid:key}/members/{uuid:member}", response=shapes.MemberOut, summary="Change a member", openapi_extra=versions.IF_MATCH)
@page("system", "edit")
def change(request: HttpRequest, response: HttpResponse, key: UUID, member: UUID, given: shapes.MemberChange) -> dict[str, Any]:
    """Its title, document, unit, day, state or note."""
    SYSTEMS.require(request.user, "edit", _one(request, key))
    held = _held(key, member, Member.objects.current())
    present = {"title": held.title, "document": held.document, "unit": held.unit, "due": held.due, "state": held.state, "note": held.note}
    said = {name: "" if value is None else str(value) for name, value in (present | given.model_dump(exclude_unset=True)).items()}
    return _member(request, response, actions.change(request.user, member, versions.seen(request), said))


@router.delete("/{uuid:key}/members/{uuid:member}", response=shapes.MemberOut, summary="Remove a member", openapi_extra=versions.IF_MATCH)
@page("system", "edit")
def remove(request: HttpRequest, response: HttpResponse, key: UUID, member: UUID) -> dict[str, Any]:
    """One that was added by mistake; what will not come is dropped instead, and stays."""
    SYSTEMS.require(request.user, "edit", _one(request, key))
    _held(key, member, Member.objects.current())
    return _member(request, response, actions.remove(request.user, member, versions.seen(request)))


@router.post("/{uuid:key}/members/{uuid:member}/restore", response=shapes.MemberOut, summary="Bring a removed member back")
@page("system", "edit")
def bring_back(request: HttpRequest, response: HttpResponse, key: UUID, member: UUID) -> dict[str, Any]:
    """As it was."""
    SYSTEMS.require(request.user, "edit", _one(request, key))
    _held(key, member, Member.objects.newest())
    return _member(request, response, actions.bring_back(request.user, member))


def _one(request: HttpRequest, key: UUID) -> System:
    return get_object_or_404(SYSTEMS.visible(request.user, System.objects.current()).select_related("recorded_by"), key=key)


def _held(system: UUID, member: UUID, rows: Any) -> Member:
    found: Member = get_object_or_404(rows, key=member, system=system)
    return found


def _member(request: HttpRequest, response: HttpResponse, member: Member) -> dict[str, Any]:
    versions.show(response, member.version)
    rows = DOCUMENTS.visible(request.user, Document.objects.current())
    document = rows.filter(key=member.document).first() if member.document else None
    row = registered.Row(member, timezone.localdate(), document)
    return shapes.member_out(member, document, row.overdue)


def _whole(request: HttpRequest, response: HttpResponse, system: System) -> dict[str, Any]:
    versions.show(response, system.version)
    whole = registered.wholes(request.user, [system])[0]
    return shapes.system_out(whole) | {"members": [shapes.member_out(one.member, one.document, one.overdue) for one in whole.rows]}

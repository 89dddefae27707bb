"""What a field may be filled with, as a list a script can show below it."""
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.documents.views.fetching import document_of
from taizhang.server.facts.models import Fact
from taizhang.server.review.permissions import REVIEW
from taizhang.server.review.picking import picks
from taizhang.server.review.views.queue import one


@page("review", "read")
@require_safe
def offered(request: HttpRequest, key: UUID, fact: UUID) -> HttpResponse:
    """The offers for one field (``field``) of a fact, for what was typed so far (``q``)."""
    document = document_of(request.user, key)
    REVIEW.require(request.user, "read", document)
    found: Fact | None = one(request.user, key, fact)
    if found is None:
        raise Http404
    offers = picks(request.user, found, request.GET.get("field", ""), request.GET.get("q", "")[:120])
    return JsonResponse({"picks": [{"value": pick.value, "why": pick.why} for pick in offers]})

"""The trail for the people it concerns: all that was done by and about oneself, and that of one thing."""
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from taizhang.server.accounts.doors import everybody
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry
from taizhang.server.look.addresses import with_parameters
from taizhang.server.oversight.filters import Leaf, leaf
from taizhang.server.oversight.reading import lines, noun_words
from taizhang.server.oversight.things import find, has, may_read_trail


def _pages(request: HttpRequest, found: Leaf) -> dict[str, object]:
    return {
        "lines": lines(found.rows, request.user),
        "newest": with_parameters(request, {"before": None, "after": None}) if found.newer else "",
        "newer": with_parameters(request, {"after": found.newer, "before": None}) if found.newer else "",
        "older": with_parameters(request, {"before": found.older, "after": None}) if found.older else "",
    }


@everybody
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What I did, and what others did about my account and my roles."""
    about = Q(noun="user", key=str(request.user.pk))
    side = request.GET.get("side", "")
    wanted = {"by": Q(actor=request.user.pk), "about": about & ~Q(actor=request.user.pk)}.get(side, Q(actor=request.user.pk) | about)
    found = leaf(Entry.objects.filter(wanted).order_by("-id"), request.GET)
    return render(request, "oversight/mine.html", {**_pages(request, found), "side": side if side in ("by", "about") else ""})


@everybody
@require_safe
def of(request: HttpRequest, noun: str, key: str) -> HttpResponse:
    """The trail of one thing, for who may read the thing; the auditor is led to the same entries in the whole trail."""
    thing = find(noun, key)
    if thing is not None and may_read_trail(request.user, noun, thing):
        found = leaf(Entry.objects.filter(noun=noun, key=key).order_by("-id"), request.GET)
        label = str(getattr(thing, "title", "") or getattr(thing, "what", "") or getattr(thing, "name", "") or "")
        return render(request, "oversight/of.html", {**_pages(request, found), "noun": noun_words(noun), "label": label})
    if POLICIES.get("audit").may(request.user, "read"):
        return redirect(f"{reverse('audit:trail')}?{urlencode({'noun': noun, 'key': key})}")
    if thing is None or not has(POLICIES.get(noun), "read") or not POLICIES.get(noun).may(request.user, "read", thing):
        raise Http404
    raise Refused(may_read_trail(request.user, noun, thing).sentence, noun=noun, key=key)

"""A fact's own addresses: its history, the way to the page of its document, and what was accepted at once with it."""
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.facts.bulk import undo_all, untouched
from taizhang.server.facts.models import Bulk, Fact
from taizhang.server.facts.permissions import BULKS, FACTS
from taizhang.server.facts.showing import differences
from taizhang.server.facts.words import ACT_WORDS, FIELD_WORDS
from taizhang.server.look.notices import tell, warn
from taizhang.server.look.templatetags.pieces import KINDS
from taizhang.server.look.words import period_words


@page("fact", "read")
@require_safe
def fact(request: HttpRequest, key: UUID) -> HttpResponse:
    """To the fact on its document's page."""
    found = of(request.user, key)
    if found.ended:  # its document's page has it no more
        return redirect("facts:history", key)
    return redirect(f"{reverse('documents:page', args=[found.document])}?fact={found.key}#f-{found.key}")


@page("fact", "read")
@require_safe
def history(request: HttpRequest, key: UUID) -> HttpResponse:
    """All versions of a fact, the newest first: who did what, when and why, and what changed."""
    now = of(request.user, key)
    versions = list(Fact.objects.of(key).select_related("recorded_by", "bulk").prefetch_related("in_charge", "votes__by"))
    fellows = _fellows(request.user, versions)
    steps = [(new, ACT_WORDS.get(new.act, new.act), _changes(old, new), fellows.get(new.pk, []))
             for old, new in zip([None, *versions], versions, strict=False)]
    return render(request, "facts/history.html", {"fact": now, "steps": steps[::-1]})


def of(user: Any, key: UUID) -> Fact:
    """A fact this person may read, also one that was taken back; 404 where there is none."""
    found = FACTS.visible(user, Fact.objects.newest().filter(key=key)).prefetch_related("in_charge").first()
    if found is None:
        raise Http404
    return found


def _fellows(user: Any, versions: list[Fact]) -> dict[int, list[Fact]]:
    """What one act wrote together with a version: the other facts of a split or a merge, as it left them."""
    made = {one.together: one for one in reversed(versions) if one.together is not None and one.act in ("split", "merge")}
    found: dict[int, list[Fact]] = {}
    rows = Fact.objects.filter(together__in=list(made), act__in=("split", "merge")).exclude(key=versions[0].key) if made else Fact.objects.none()
    for one in FACTS.visible(user, rows).order_by("position", "pk"):
        if one.together is not None:
            found.setdefault(made[one.together].pk, []).append(one)
    return found


def _changes(old: Fact | None, new: Fact) -> list[tuple[Any, str, str]]:
    if old is None:
        return []
    found = [(FIELD_WORDS.get(name, name), _words(name, was), _words(name, becomes)) for name, was, becomes in differences(old, new)]
    if (old.start, old.end, old.text_id) != (new.start, new.end, new.text_id):
        place = _("characters {start}–{end}")
        found.append((_("Source"), place.format(start=old.start + 1, end=old.end), place.format(start=new.start + 1, end=new.end)))
    return found


def _words(name: str, value: Any) -> str:
    if name == "units":
        return "\u3001".join(str(one).partition("/")[0] for one in value)
    if name == "kind":
        return str(KINDS.get(value, value))
    return period_words(str(value)) if name == "period" else str(value)


@page("bulk", "read")
@require_safe
def bulk(request: HttpRequest, key: UUID) -> HttpResponse:
    """An acceptance in bulk: its filter, the sample that was looked at, and how many of its facts still stand as it left them."""
    found = bulk_of(request.user, key)
    sample = FACTS.visible(request.user, Fact.objects.newest().filter(key__in=found.sample)).order_by("document", "position")
    standing = FACTS.visible(request.user, untouched(found))
    return render(request, "facts/bulk.html", {
        "bulk": found, "sample": sample, "standing": standing.count(), "mine": FACTS.visible(request.user, standing, "undo").count(),
        "may_undo": BULKS.may(request.user, "undo", found), "leads": found.query.startswith("/") and not found.query.startswith("//")})


@page("bulk", "undo")
@require_POST
def undo_bulk(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take an acceptance in bulk back."""
    found = bulk_of(request.user, key)
    n = undo_all(request.user, found.key)
    if n:
        tell(request, ngettext("{n} fact is a suggestion again.", "{n} facts are suggestions again.", n).format(n=n))
    else:
        warn(request, _("There is nothing to take back: all of it was looked at since, or lies outside your scope."))
    return redirect("facts:bulk", found.key)


def bulk_of(user: Any, key: UUID) -> Bulk:
    """An acceptance in bulk this person may see; 404 where there is none."""
    found = BULKS.visible(user, Bulk.objects.filter(key=key)).select_related("by").first()
    if found is None:
        raise Http404
    return found

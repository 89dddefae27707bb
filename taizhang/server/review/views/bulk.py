"""Accepting what a filter finds: first twenty drawn rows are judged, one by one; only then the rest may be accepted."""
import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from taizhang.server.accounts.doors import page
from taizhang.server.documents.detail import address
from taizhang.server.documents.models import Document
from taizhang.server.facts import bulk
from taizhang.server.facts.errors import Incomplete, Shifted
from taizhang.server.facts.models import Bulk, Fact
from taizhang.server.facts.permissions import BULKS, FACTS
from taizhang.server.ledger.asking import Asked
from taizhang.server.ledger.finding import Found, tab_words
from taizhang.server.look.notices import tell, warn

RIGHT, WRONG = "right", "wrong"
LATELY = 10


@dataclass(frozen=True, slots=True)
class Drawn:
    """One row of the sample, with what was said of it."""

    fact: Fact
    title: str
    url: str
    said: str


@page("fact", "accept")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest) -> HttpResponse:
    """The sample of what a filter of the ledger finds; sent with every row judged right, all of it is accepted."""
    asked = Asked.parse(request.GET)
    every, words = suggestions(asked, request.user)
    rows, left_out = bulk.without_one_by_one(every), bulk.left_out(every)
    query, n = asked.query(page=1), rows.count()
    seed = seed_of(request.user, query, n)
    sample = bulk.draw(rows, seed) if 0 < n <= bulk.MOST else []
    said = {str(one.key): request.POST.get(f"said-{one.key}", "") for one in sample} if request.method == "POST" else {}
    problem, status = "", 200
    if request.method == "POST" and sample:
        problem = _stops(said, request.POST.get("expected", ""), n)
        status = 422
        if not problem:
            try:
                done = bulk.accept(request.user, rows, words, query, seed, n)
            except (Incomplete, Shifted) as error:
                problem = " ".join(error.problems) if isinstance(error, Incomplete) else str(error)
            else:
                tell(request, ngettext("{n} fact accepted in bulk", "{n} facts accepted in bulk", done.count).format(n=done.count),
                     undo=reverse("review:bulk_undo", args=[done.key]))
                return redirect("review:bulk")
    titles = dict(Document.objects.current().filter(key__in={one.document for one in sample}).values_list("key", "title"))
    lately = BULKS.visible(request.user, Bulk.objects.all()).select_related("by")[:LATELY]
    return render(request, "review/bulk.html", {
        "asked": asked, "query": query, "n": n, "words": words, "most": bulk.MOST, "left_out": left_out, "problem": problem, "wrong": WRONG in said.values(),
        "sample": [Drawn(one, titles.get(one.document, ""), address(one), said.get(str(one.key), "")) for one in sample],
        "lately": [(one, bulk.untouched(one).count(), BULKS.may(request.user, "undo", one)) for one in lately]}, status=status)


@page("bulk", "undo")
@require_POST
def undo(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a whole acceptance back."""
    n = bulk.undo_all(request.user, key)
    said = ngettext("{n} fact is a suggestion again", "{n} facts are suggestions again", n).format(n=n)
    if n:
        tell(request, said)
    else:
        warn(request, _("Nothing was taken back: somebody has looked at each of these facts since."))
    return redirect("review:bulk")


def suggestions(asked: Asked, user: Any) -> tuple[QuerySet[Fact], str]:
    """The open suggestions a filter finds, as far as this person may accept them, and the filter in words."""
    found = Found(asked, user)
    rows = FACTS.visible(user, found.rows().filter(state="suggested"), "accept")
    words = [tab_words(asked.tab)] if asked.tab else []
    return rows, _(", ").join([*words, *(one.words for one in found.conditions)]) or _("all suggestions")


def seed_of(user: Any, query: str, n: int) -> str:
    """The seed of the sample: the same for the same filter and rows, so that asking again draws no luckier one."""
    return hashlib.sha256(f"{user.pk}\n{query}\n{n}".encode()).hexdigest()[:32]


def _stops(said: dict[str, str], expected: str, n: int) -> str:
    """Why nothing is accepted; empty where all of the sample was judged right."""
    if expected != str(n):
        return _("The filter finds other rows by now. Look at the new sample.")
    wrong, open_ = sum(one == WRONG for one in said.values()), sum(one not in (RIGHT, WRONG) for one in said.values())
    if wrong:
        return ngettext("{n} row of the sample is wrong: nothing is accepted in bulk. Read these facts one by one.",
                        "{n} rows of the sample are wrong: nothing is accepted in bulk. Read these facts one by one.", wrong).format(n=wrong)
    if open_:
        return ngettext("{n} row of the sample is not judged yet.", "{n} rows of the sample are not judged yet.", open_).format(n=open_)
    return ""

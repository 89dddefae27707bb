"""The page of accuracy: figures with what they rest on, names people corrected, gold to take along."""
import csv
import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.accuracy import gold, naming
from taizhang.server.accuracy.chart import chart
from taizhang.server.accuracy.figures import ENOUGH, Line, Share, by_field, line, lines, month
from taizhang.server.accuracy.observing import FIELDS, Seen, observe
from taizhang.server.accuracy.permissions import ACCURACY
from taizhang.server.facts.models import KINDS, Fact
from taizhang.server.facts.words import FIELD_WORDS
from taizhang.server.local.actions import Taken
from taizhang.server.local.models import SECTIONS
from taizhang.server.local.names import SECTION_WORDS, thing_words
from taizhang.server.local.permissions import ALIASES
from taizhang.server.look.notices import tell, warn
from taizhang.server.look.templatetags.pieces import KINDS as KIND_WORDS

ROLES = gettext_lazy("Roles of units")
NAMES_SHOWN = 200


@page("accuracy", "read")
@require_safe
def accuracy(request: HttpRequest) -> HttpResponse:
    """Precision and recall: by kind, by field, by month, by release, by genre; each with its numbers."""
    seen, given, choices = _asked(request)
    kind = given.get("kind", "")
    months = lines(seen, month)
    tables = _tables(seen, kind)
    return render(request, "accuracy/accuracy.html", {
        "total": line("", seen), "tables": tables, "chosen": given, "choices": choices, "enough": ENOUGH, "seen": len(seen),
        "chart": chart(months, str(_("Precision and recall by month of decision")), str(_("Precision")), str(_("Recall"))),
        "kinds": [(one, KIND_WORDS[one]) for one in KINDS], "query": request.GET.urlencode(),
    })


@page("accuracy", "read")
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The same figures as a table of text."""
    seen, given, _choices = _asked(request)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["group", "name", "figure", "right", "of", "share", "low", "high"])
    for group, _title, _kind, rows in _tables(seen, given.get("kind", "")):
        for one in rows:
            for figure in ("precision", "recall", "whole"):
                share: Share = getattr(one, figure)
                if share.whole:
                    name = one.name if not one.name.startswith(("=", "+", "-", "@")) else f"'{one.name}"
                    writer.writerow([group, name, figure, share.part, share.whole, f"{share.value:.4f}", f"{share.low:.4f}", f"{share.high:.4f}"])
    return HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": 'attachment; filename="accuracy.csv"', "Cache-Control": "no-store"})


@page("accuracy", "gold")
@require_safe
def gold_files(request: HttpRequest) -> HttpResponse:
    """Texts and gold, zipped; where there is none yet, why."""
    made = gold.export(request.user)
    if not made.documents:
        warn(request, _("There is no gold yet: a document counts once each of its facts was decided one by one."))
        return redirect("accuracy:gold_of")
    return HttpResponse(gold.packed(made), content_type="application/zip", headers={
        "Content-Disposition": 'attachment; filename="gold.zip"', "Cache-Control": "no-store"})


@page("accuracy", "gold")
@require_safe
def gold_of(request: HttpRequest) -> HttpResponse:
    """Which documents are gold, and which are not yet."""
    documents, left = gold.ready(request.user)
    return render(request, "accuracy/gold.html", {"documents": documents.order_by("sort_title", "pk").defer("pack_reason"), "left": left})


@page("accuracy", "names")
@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """The names people corrected."""
    section = request.GET.get("section", "")
    found = naming.corrected_names(ACCURACY.visible(request.user, Fact.objects.current(), "names"))
    shown = [one for one in found if section not in SECTIONS or one.section == section]
    rows = [{"one": one, "what": SECTION_WORDS[one.section], "people": ", ".join(one.people), "may": ALIASES.may(request.user, "add")}
            for one in shown[:NAMES_SHOWN]]
    return render(request, "accuracy/names.html", {
        "rows": rows, "more": max(0, len(shown) - NAMES_SHOWN), "total": len(found), "section": section,
        "sections": [(one, SECTION_WORDS[one], sum(item.section == one for item in found)) for one in SECTIONS]})


@page("accuracy", "names")
@require_POST
def adopt(request: HttpRequest) -> HttpResponse:
    """Make a name of a correction."""
    section, old, new = (request.POST.get(name, "").replace("\0", "")[:300] for name in ("section", "old", "new"))
    ALIASES.require(request.user, "add")
    try:
        made = naming.adopt(request.user, ACCURACY.visible(request.user, Fact.objects.current(), "names"), section, old, new)
    except Taken as taken:
        warn(request, taken.sentence)
    else:
        tell(request, _("“{name}” now stands for {of}. Whatever is read from now on knows it.").format(
            name=made.name, of=thing_words(made.section, made.of)), undo=reverse("local:undo", args=[made.key, made.version]))
    return redirect("accuracy:names")


def _asked(request: HttpRequest) -> tuple[list[Seen], dict[str, str], dict[str, list[str]]]:
    """The observations that fit what was asked, what was asked, and what can be."""
    every = observe(ACCURACY.visible(request.user, Fact.objects.current()))
    choices = {"genre": sorted({one.genre for one in every if one.genre}), "release": sorted({one.release for one in every if one.release}),
               "month": sorted({month(one) for one in every}, reverse=True)}
    given = {name: value for name in ("kind", "genre", "release", "month") if (value := request.GET.get(name, "").replace("\0", "")[:80])}
    if given.get("kind") not in KINDS:
        given.pop("kind", None)
    fits = {"kind": lambda one: one.kind, "genre": lambda one: one.genre, "release": lambda one: one.release, "month": month}
    return [one for one in every if all(fits[name](one) == value for name, value in given.items())], given, choices


def _tables(seen: list[Seen], kind: str) -> list[tuple[str, Any, bool, list[Line]]]:
    """(name, title, whether its lines are kinds of facts, lines) of each table."""
    fields = FIELDS[kind] if kind else tuple(dict.fromkeys(name for names in FIELDS.values() for name in names))
    by_kind = sorted(lines(seen, lambda one: one.kind), key=lambda one: KINDS.index(one.name))
    worded = [Line(str(ROLES if one.name == "roles" else FIELD_WORDS[one.name]), one.precision, one.recall, one.whole) for one in by_field(seen, fields)]
    found = [
        ("kind", _("By kind of fact"), True, by_kind), ("field", _("By field"), False, worded),
        ("month", _("By month of decision"), False, lines(seen, month)),
        ("release", _("By release of the reader"), False, lines(seen, lambda one: one.release or str(_("not recorded")))),
        ("genre", _("By kind of document"), False, lines(seen, lambda one: one.genre or str(_("not recorded")))),
    ]
    return [one for one in found if one[3]]

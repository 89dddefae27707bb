"""Two versions of a document, or any two documents, side by side: by fact and by clause, on a page and as a workbook."""
import io
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import xlsxwriter
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.documents.differences import HOWS, Difference, by_clause, by_fact, clauses, listed
from taizhang.server.documents.models import Document
from taizhang.server.documents.numbers import plain_number
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.documents.reading import Reading
from taizhang.server.documents.views.fetching import reading_of, uuid_of
from taizhang.server.documents.views.files import disposition
from taizhang.server.documents.views.page import text_versions
from taizhang.server.facts.models import Fact
from taizhang.server.history import Moment
from taizhang.server.look.templatetags.pieces import KINDS
from taizhang.server.look.words import amount_words

HOW_WORDS = {"changed": gettext_lazy("changed"), "dropped": gettext_lazy("dropped"), "added": gettext_lazy("added")}
FIELD_WORDS = {"value": gettext_lazy("value"), "period": gettext_lazy("period"), "units": gettext_lazy("units"), "subject": gettext_lazy("subject")}
LONGEST = 32_000  # characters of a cell


@dataclass(slots=True)
class Compared:
    """What was asked for: the older reading, the newer one, and what differs, before and after the filter."""

    old: Reading
    new: Reading
    facts: list[Difference]
    clauses: list[Difference]
    how: str
    what: str

    def kept(self, found: list[Difference], what: str) -> list[Difference]:
        """What the filter leaves of facts or clauses."""
        if self.what and self.what != what and not (self.what == "targets" and what == "facts"):
            return []
        return [one for one in found if (not self.how or one.how == self.how) and (self.what != "targets" or one.kind == "target")]

    @property
    def counts(self) -> list[tuple[str, Any, int]]:
        """How many of each."""
        every = [*self.facts, *self.clauses]
        return [(how, HOW_WORDS[how], sum(one.how == how for one in every)) for how in HOWS]


@page("document", "read")
@require_safe
def compare(request: HttpRequest, key: UUID) -> HttpResponse:
    """The document held against another (``with``, its key) or against an older version of itself (``with_known``)."""
    new = reading_of(request.user, key, Moment.parse(request.GET), words=True)
    versions = [(version, known) for version, known in text_versions(key) if known]
    context: dict[str, Any] = {"document": new.document, "versions": versions, "asked": request.GET.get("other", "").strip()[:120]}
    found = asked(request, new)
    if found is not None:
        given = request.GET.copy()
        for name in ("how", "what"):
            given.pop(name, None)
        context |= {
            "found": found, "facts": [_fact_row(one) for one in found.kept(found.facts, "facts")], "clauses": found.kept(found.clauses, "clauses"),
            "base": given.urlencode(), "same": not found.facts and not found.clauses, "chosen": found.old.document,
            "hows": [("", _("all"), len(found.facts) + len(found.clauses)), *found.counts],
            "whats": [("", _("facts and clauses")), ("targets", _("targets")), ("facts", _("facts")), ("clauses", _("clauses"))],
            "old_query": _query(found.old.moment), "new_query": _query(found.new.moment)}
    elif context["asked"]:
        context["problem"] = _("No document with this number or title that you may read.")
    return render(request, "documents/compare.html", context)


@page("document", "read")
@require_safe
def workbook(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same as a workbook of two sheets."""
    found = asked(request, reading_of(request.user, key, Moment.parse(request.GET), words=True))
    if found is None:
        return redirect("documents:compare", key)
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrap, gone, come = (book.add_format({"text_wrap": True, "valign": "top"} | more) for more in (
        {}, {"font_strikeout": True, "font_color": "#A02020"}, {"bold": True, "font_color": "#1E6B3A"}))
    for title, heads, rows in (
        (_("Facts"), (_("Difference"), _("Kind"), _("What"), _("Before"), _("Now")), [_cells(one) for one in found.kept(found.facts, "facts")]),
        (_("Clauses"), (_("Difference"), _("Clause"), _("Before"), _("Now")), [
            (str(HOW_WORDS[one.how]), (one.new or one.old).label, one.old.text if one.old else "", one.new.text if one.new else "")
            for one in found.kept(found.clauses, "clauses")]),
    ):
        sheet = book.add_worksheet(title)
        sheet.set_column(0, len(heads) - 1, 30)
        sheet.freeze_panes(1, 0)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for at, row in enumerate(rows, 1):
            for column, said in enumerate(row):
                sheet.write_string(at, column, said[:LONGEST], gone if column == len(row) - 2 else come if column == len(row) - 1 else wrap)
    book.close()
    answer = HttpResponse(file.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer["Content-Disposition"] = disposition(_("comparison") + ".xlsx")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def asked(request: HttpRequest, new: Reading) -> Compared | None:
    """What the address asks for; None where it names nothing to compare with. 404 for what this person may not read."""
    known, other = request.GET.get("with_known", ""), uuid_of(request.GET.get("with", ""))
    if other is None and (written := request.GET.get("other", "").strip()):
        other = _looked_up(request.user, written)
    if other is None and not known:
        return None
    old = reading_of(request.user, other or new.document.key, Moment.parse({"known": known} if known else {}), words=True)
    if old.text is None or new.text is None:
        return None
    how, what = request.GET.get("how", ""), request.GET.get("what", "")
    return Compared(
        old, new, by_fact(_facts(old), _facts(new)),
        by_clause(clauses(old.text.text, old.text.outline), clauses(new.text.text, new.text.outline)),
        how if how in HOWS else "", what if what in ("targets", "facts", "clauses") else "")


def _looked_up(user: Any, written: str) -> UUID | None:
    rows = DOCUMENTS.visible(user, Document.objects.current()).order_by("-issued", "id")
    exact = Q(number_plain=plain_number(written)) if plain_number(written) else Q(title=written)
    row = rows.filter(exact | Q(title=written)).first() or rows.filter(title__icontains=written).first()
    return row.key if row is not None else None


def _facts(reading: Reading) -> list[Fact]:
    rows = reading.rows().exclude(state__in=("rejected", "lost")).prefetch_related("in_charge")
    return list(rows.order_by("start", "position", "id"))


def _fact_row(one: Difference) -> dict[str, Any]:
    return {"one": one, "how": HOW_WORDS[one.how], "shown": one.new or one.old,
            "fields": [(FIELD_WORDS[name], was, now) for name, was, now in one.fields]}


def _cells(one: Difference) -> tuple[str, ...]:
    fact = one.new or one.old
    return str(HOW_WORDS[one.how]), str(KINDS.get(one.kind, one.kind)), fact.what, _said(one.old), _said(one.new)


def _said(fact: Any) -> str:
    if fact is None:
        return ""
    return " ".join(part for part in (amount_words(fact), fact.period, fact.subject, listed(fact)) if part) or fact.quote


def _query(moment: Moment) -> str:
    return "".join(f"&{name}={value.replace('+', '%2B')}" for name, value in moment.parameters().items())

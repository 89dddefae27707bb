"""Lines without a key: facts the reader missed. Each needs its document and a quote that stands in it, once."""
from array import array
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from taizhang.server.documents.models import Document
from taizhang.server.documents.numbers import plain_number, plain_title
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.exchange.columns import SHAPES, UNITS, in_each, listed, meant, units
from taizhang.server.exchange.found import Problem, Weighed, column_of, problem
from taizhang.server.exchange.taking import Line
from taizhang.server.facts import adding
from taizhang.server.facts.errors import Incomplete
from taizhang.server.facts.models import KINDS, Fact
from taizhang.values.errors import TaizhangError


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without its white space: quotes are found however their lines were broken."""

    text: str
    index: "array[int]"

    @classmethod
    def of(cls, text: str) -> "Squeezed":
        """Squeeze a text."""
        index = array("L", (i for i, sign in enumerate(text) if not sign.isspace()))
        return cls("".join(text[i] for i in index), index)

    def places(self, quote: str) -> list[tuple[int, int]]:
        """Where a quote stands in the text itself: up to three places."""
        wanted, found = "".join(quote.split()), list[tuple[int, int]]()
        at = self.text.find(wanted) if wanted else -1
        while at >= 0 and len(found) < 3:
            found.append((self.index[at], self.index[at + len(wanted) - 1] + 1))
            at = self.text.find(wanted, at + 1)
        return found


class Fresh:
    """New lines, weighed for one person; documents are looked up once."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self._texts: dict[UUID, Squeezed] = {}

    @cached_property
    def documents(self) -> list[tuple[UUID, str, str]]:
        """(key, number, title) of the documents this person may read, made alike for comparing."""
        rows = DOCUMENTS.visible(self.user, Document.objects.current()).exclude(state="withdrawn")
        return [(key, number, plain_title(title)) for key, number, title in rows.values_list("key", "number_plain", "title")]

    def weigh(self, line: Line, broken: list[Problem]) -> Weighed:
        """What a new line is: something to add, or refused with the cells that are wrong."""
        found, problems = Weighed("refused", label=line.text("what")[:300]), list(broken)
        kind = meant("kind", line.text("kind")) if line.text("kind") else None
        if kind not in KINDS:
            problems.append(problem(line, "kind", lambda: _("A new row needs its kind: choose one from the list.")))
        document = self._document(line, problems)
        span = self._span(line, document, problems) if document is not None else None
        if document is not None and kind in KINDS:
            found.document, found.given = document, self._given(line, str(kind), problems)
        found.changes = [[name, "", said] for name in ("kind", *SHAPES[str(kind)]) if (said := line.text(name))] if kind in KINDS else []
        if document is None or span is None or kind not in KINDS or problems:
            found.problems = problems
            return found
        found.given |= {"start": span[0], "end": span[1]}
        return self._checked(line, found)

    def _checked(self, line: Line, found: Weighed) -> Weighed:
        """Rehearsed: added and rolled back, so that the plan says what carrying out will say."""
        name, document, made = "quote", found.document, 0
        assert document is not None

        def ask() -> str:
            nonlocal name, made
            try:
                with transaction.atomic():
                    made = add(self.user, document, found.given).pk
                    raise _Rehearsed
            except _Rehearsed:
                return ""
            except Incomplete as incomplete:
                errors = incomplete.form.errors if incomplete.form is not None else {}
                name = next((column_of(one, line) for one in errors), name)
                return " ".join(incomplete.problems)
            except TaizhangError as error:
                return str(error)

        if ask():
            said = in_each(ask)
            found.problems = [{"cell": line.place(name), "field": name, "said": said}]
            return found
        if Fact.objects.filter(pk=made).exists():  # the same person added the same before
            return Weighed("unchanged")
        found.finding, found.act, found.choice = "new", "add", "apply"
        return found

    def _document(self, line: Line, problems: list[Problem]) -> UUID | None:
        written = line.text("document")
        if not written:
            problems.append(problem(line, "document", lambda: _("A new row needs its document: the number, or the whole title.")))
            return None
        number, title = plain_number(written), plain_title(written)
        keys = [key for key, n, _title in self.documents if n and n == number] or [key for key, _n, t in self.documents if t and t == title]
        if len(keys) == 1:
            return keys[0]
        if keys:
            problems.append(problem(line, "document", lambda: _("{n} documents are called “{written}”: write the number.").format(
                n=len(keys), written=written[:80])))
        else:
            problems.append(problem(line, "document", lambda: _("No document here that you may read has the number or the title “{written}”.").format(
                written=written[:80])))
        return None

    def _span(self, line: Line, document: UUID, problems: list[Problem]) -> tuple[int, int] | None:
        quote = line.text("quote")
        if not quote:
            problems.append(problem(line, "quote", lambda: _("A new row needs a quote: the words of the document that say it.")))
            return None
        places = self._text(document).places(quote)
        if len(places) == 1:
            return places[0]
        if places:
            problems.append(problem(line, "quote", lambda: _("These words stand in the document more than once: quote more of the sentence.")))
        else:
            problems.append(problem(line, "quote", lambda: _("These words do not stand in the document. Copy them from its page.")))
        return None

    def _text(self, document: UUID) -> Squeezed:
        if document not in self._texts:
            if len(self._texts) > 20:
                self._texts.clear()
            row = Document.objects.current().select_related("text").get(key=document)
            self._texts[document] = Squeezed.of(row.text.text if row.text is not None else "")
        return self._texts[document]

    def _given(self, line: Line, kind: str, problems: list[Problem]) -> dict[str, Any]:
        given: dict[str, Any] = {"kind": kind}
        for name in SHAPES[kind]:
            if name in UNITS or name == "kind":
                continue
            said = line.text(name)
            if name == "op":
                stored = meant("op", said) if said else "="
                if stored is None:
                    problems.append(_not_listed(line, said))
                said = stored or ""
            given[name] = f"{said}%" if name == "value" and line.cells.get(name) and line.cells[name].kind == "p" and "%" not in line.text(
                "measure_unit") else said
        if any(line.text(name) for name in UNITS):
            given["units"] = [list(one) for one in units({name: line.text(name) for name in UNITS})]
        return given


def _not_listed(line: Line, said: str) -> Problem:
    return problem(line, "op", lambda: _("“{written}” is not in the list. Choose one of: {known}.").format(written=said[:40], known=listed("op", "target")))


class _Rehearsed(Exception):
    """All went well, and nothing is to stay."""


def add(person: Any, document: UUID, kept: dict[str, Any]) -> Fact:
    """Add what a row keeps, by the action of the facts."""
    return adding.add(person, document, kept["start"], kept["end"], given_of(kept))


def given_of(kept: dict[str, Any]) -> dict[str, Any]:
    """What the actions of facts are given, of what a row keeps."""
    given = {name: value for name, value in kept.items() if name not in ("start", "end")}
    if "units" in given:
        given["units"] = [tuple(one) for one in given["units"]]
    return given

"""Decisions as gold: texts and rows in the form that ``taizhang read TEXTS --score GOLD`` takes.

Gold is a document in which a person looked at every fact: none is undecided, none was accepted in bulk or for the demonstration. What was
accepted, corrected or added is in it, what was rejected is not, and finding that again is an error of the reader.
"""
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.packs import lexicon
from taizhang.publishing import jsonl
from taizhang.reading.score import METADATA
from taizhang.reading.score_names import squash
from taizhang.server.accounts.roles import place
from taizhang.server.accuracy.permissions import ACCURACY
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.facts.models import BY_PERSONS, REVIEWED, STATEMENTS, Fact

TEXTS, GOLD = "texts", "gold"
_STEM = re.compile(r"[^\w\u3400-\u9fff()\[\]\u3014\u3015-]+")
_LIKE = ("per", "indicator_id", "list_item", "table", "period_source")


@dataclass(frozen=True, slots=True)
class Left:
    """A document that is no gold, and why."""

    title: str
    why: str


@dataclass(slots=True)
class Made:
    """Files by name, how many documents and facts they hold, and what was left out."""

    files: dict[str, str] = field(default_factory=dict)
    documents: int = 0
    facts: int = 0
    left: list[Left] = field(default_factory=list)


def ready(actor: Any) -> tuple[QuerySet[Document], list[Left]]:
    """The documents that are gold for a person (None: the machine), and those with decisions that are not."""
    rows: Any = Document.objects.current().exclude(state="withdrawn").exclude(genre="note").filter(text__isnull=False)
    if actor is not None:
        rows = DOCUMENTS.visible(actor, rows)
    of = Fact.objects.current().filter(document=OuterRef("key"))
    rows = rows.annotate(open=Exists(of.filter(state__in=("suggested", "disputed", "lost"))), many=Exists(of.filter(Q(state__in=REVIEWED) & ~Q(
        manner__in=BY_PERSONS))), some=Exists(of.filter(manner__in=BY_PERSONS, decided_by__isnull=False)))
    begun = rows.filter(some=True)
    left = [Left(title, _("some of its facts are undecided, disputed or lost") if is_open else _("some of its facts were accepted in bulk, not one by one"))
            for title, is_open in begun.filter(Q(open=True) | Q(many=True)).order_by("sort_title").values_list("title", "open")]
    return begun.filter(open=False, many=False), left


@action("accuracy.gold", gettext_lazy("{actor} exported {documents} documents with {facts} facts as gold"))
def export(actor: Any) -> Made:
    """All gold there is, as files below ``texts/`` and ``gold/``."""
    ACCURACY.require(actor, "gold")
    documents, left = ready(actor)
    made = Made(left=left)
    rows: dict[str, list[dict[str, Any]]] = {"documents": [], "statements": [], "tasks": []}
    taken: set[str] = set()
    for document in documents.select_related("text").order_by("sort_title", "pk").iterator(chunk_size=20):
        doc = _name(document, taken)
        made.files[f"{TEXTS}/{doc}"] = document.text.text if document.text is not None else ""
        facts = list(Fact.objects.current().filter(document=document.key, state__in=REVIEWED).order_by("position", "pk").prefetch_related("in_charge"))
        rows["statements"] += statements(doc, facts)
        rows["tasks"] += tasks(doc, facts)
        rows["documents"].append(head(doc, document, facts))
        made.documents += 1
        made.facts += len(facts)
    if made.documents:
        for kind, said in rows.items():
            made.files[f"{GOLD}/office.{kind}.jsonl"] = "".join(jsonl.dumps(one) + "\n" for one in said)
    record(actor, "accuracy.gold", "accuracy", "", {"documents": str(made.documents), "facts": str(made.facts)})
    return made


def statements(doc: str, facts: Iterable[Fact]) -> Iterator[dict[str, Any]]:
    """The rows of numbers."""
    for one in facts:
        if one.kind not in STATEMENTS or not one.value_text or one.value_start is None or one.value_end is None:
            continue
        raw = one.fields
        yield {
            "doc": doc, "start": one.start, "end": one.end, "quote": one.quote, "value_start": one.value_start, "value_end": one.value_end,
            "value_quote": raw.get("value_quote") or "", "indicator": one.what, "kind": one.kind, "measure": one.measure, "op": one.op,
            "value": _number(one.value_text), "value2": _number(one.value2_text), "unit": one.measure_unit or None, "period": one.period or None,
            "subject": one.subject or None, **{name: raw.get(name) for name in _LIKE}, "indicator_id": _indicator(one),
        }


def tasks(doc: str, facts: Iterable[Fact]) -> Iterator[dict[str, Any]]:
    """The rows of tasks that have a list of units in the text; the reader is scored on no others."""
    for one in facts:
        raw = one.fields
        start, end = raw.get("units_start"), raw.get("units_end")
        if one.kind != "task" or not isinstance(start, int) or not isinstance(end, int) or start >= end:
            continue
        charged = [(unit.name, unit.role) for unit in one.in_charge.all() if not unit.inherited]
        if not charged:
            continue
        yield {
            "doc": doc, "start": one.start, "end": one.end, "number": raw.get("number"), "title": raw.get("title"), "path": raw.get("path") or [],
            "units_start": start, "units_end": end, "units_quote": raw.get("units_quote") or "", "units": [name for name, _role in charged],
            "roles": [role if role in ("lead", "support") else None for _name, role in charged],
        }


def head(doc: str, document: Document, facts: Iterable[Fact]) -> dict[str, Any]:
    """The row of the document: what is known of it now, with the citations that hold."""
    cites = [{"quote": one.quote, "start": one.start, "end": one.end, "title": one.what, "number": one.fields.get("number"),
              "relation": one.measure or one.fields.get("relation")} for one in facts if one.kind == "cite"]
    known: dict[str, Any] = {name: getattr(document, name, None) or None for name in METADATA}
    return {"doc": doc} | known | {"issued": document.issued_text or None, "issuers": list(document.issuers), "cites": cites}


def _indicator(one: Fact) -> str:
    """One id for all wordings of one indicator: that of the catalogue, else the wording itself."""
    return str(lexicon(place()).indicators.get(one.what) or f"own:{squash(one.what)}")


def _number(written: str) -> Decimal | None:
    return Decimal(written) if written else None


def _name(document: Document, taken: set[str]) -> str:
    stem = _STEM.sub("_", document.number or document.title).strip("_")[:60] or "document"
    name, n = f"{stem}.txt", 1
    while name in taken:
        n += 1
        name = f"{stem}_{n}.txt"
    taken.add(name)
    return name


def manifest(made: Made) -> str:
    """What was left out and why, as a file beside the gold."""
    return json.dumps({"documents": made.documents, "facts": made.facts, "left": [{"title": one.title, "why": one.why} for one in made.left]},
                      ensure_ascii=False, indent=1) + "\n"


def packed(made: Made) -> bytes:
    """Texts and gold, and what was left out, zipped."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in made.files.items():
            archive.writestr(name, text.encode("utf-8", "surrogatepass"))
        archive.writestr("left.json", manifest(made))
    return whole.getvalue()

"""Papers and facts for tests of the ledger, written by hand so that each row says what the test is about."""
import hashlib
import uuid
from decimal import Decimal
from typing import Any

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document, Text
from taizhang.server.facts.charge import lead_of
from taizhang.server.facts.models import STATEMENTS, Fact, InCharge
from taizhang.server.ledger.models import SavedView
from tests.server.things import Where, arguments, things

HOME = "990400"
Units = list[tuple[str, str, str]]  # id, name, role


def paper(number: str = "", title: str = "创新工作要点", *, body: str = "", **more: Any) -> Document:
    """A document with a text; facts are set into it by `fact`."""
    key = uuid.uuid4()
    text = Text.objects.create(document=key, name="x.txt", text=body or title, sha256="0" * 64, format="txt", extractor="test", release="test",
                               text_sha256=hashlib.sha256((body or title).encode()).hexdigest())
    made = Document(**({"key": key, "title": title, "number": number, "region": HOME, "text": text} | more))
    made.save()
    return made


def fact(document: Document, what: str = "专利授权量", value: str = "", unit: str = "件", *, kind: str = "target", state: str = "suggested",
         year: int | None = None, units: Units | None = None, quote: str = "", position: int | None = None, **more: Any) -> Fact:
    """A fact of a document, with a number where a value is given."""
    charged = [(id, name, role, False) for id, name, role in units or []]
    quote = quote or f"{what}{value}{unit if value else ''}。"
    number = {"value_text": value, "value": Decimal(value), "measure_unit": unit, "op": "=", "measure": "level"} if value and kind in STATEMENTS else {}
    dated = {"year": year, "year_first": year, "period": str(year)} if year else {}
    made = Fact(**{"document": document.key, "text": document.text, "kind": kind, "state": state, "what": what, "quote": quote, "start": 0,
                   "end": len(quote), "position": Fact.objects.count() if position is None else position, "lead": lead_of(charged),
                   **number, **dated, **more})
    made.save()
    InCharge.objects.bulk_create([InCharge(fact=made, order=i, unit=id, name=name, role=role) for i, (id, name, role, _) in enumerate(charged)])
    return made


@things("ledger")
def ledger(user: User, where: Where) -> dict[str, Fact]:
    """A fact of a document that a unit keeps, in its region."""
    return {"": fact(paper(title="一份文件", owner=where.unit, region=where.region), "企业数", "3", "家")}


@things("view", scoped=False)
def view(user: User, where: Where) -> dict[str, SavedView]:
    """One's own view."""
    return {"": SavedView.objects.create(owner=user, name=f"view {uuid.uuid4().hex[:6]}", query="kind=target")}


arguments("ledger:export", lambda thing: {"format": "csv"})

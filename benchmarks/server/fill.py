"""A ledger of the size of a province, made up: 1,000 documents and 300,000 facts in the database of TAIZHANG_HOME.

    python -m benchmarks.server.fill [--documents 1000] [--facts 300]

Units and regions are those of the invented city; words, figures and numbers of documents are put together by chance with a fixed
seed. A fifth of the facts is reviewed, with its second version. Nothing here is a rule of the product; it only fills.
"""
import argparse
import hashlib
import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import django
from django.conf import settings

if not settings.configured:  # run by itself
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.server.settings")
    django.setup()

from django.core.management import call_command
from django.db import connection, models, transaction

from benchmarks.server import phrases
from taizhang import packs
from taizhang.server.accounts.models import Grant, User
from taizhang.server.documents.models import Document, Text
from taizhang.server.facts.charge import lead_of
from taizhang.server.facts.models import Fact, InCharge
from taizhang.text.ordering import sort_key

SHARES = {"target": 22, "actual": 28, "task": 16, "goal": 14, "cite": 8, "clause": 7, "rule": 3, "forecast": 2}
HOME = "990400"
ZONE = ZoneInfo("Asia/Shanghai")
BATCH = 20  # documents in one transaction


@dataclass
class Maker:
    """Makes documents and facts, the same for the same seed."""

    chance: random.Random
    reviewer: User
    first_text: int = 1

    def __post_init__(self) -> None:
        self.pack = packs.load("sample")
        self.units = list(self.pack.units_of(HOME))
        self.regions = list(self.pack.members(HOME, zones=True))
        self.indicators = phrases.indicators(self.chance, 400)
        self.kinds = [kind for kind, share in SHARES.items() for _ in range(share)]

    def document(self, i: int, many: int) -> tuple[Document, Text, list[Fact], list[list[tuple[str, str, str, bool]]]]:
        """A document with its text, its facts, and the units of each."""
        chance = self.chance
        year = 2014 + i % 12
        day = date(year, 1 + i % 12, 1 + i * 7 % 28)
        unit = self.units[i % len(self.units)]
        title, number = phrases.title(chance, year), phrases.number(unit.short, year, i)
        pieces: list[str] = [title, "\n", number, "\n"]
        at = sum(map(len, pieces))
        at_time = datetime.combine(day, datetime.min.time(), ZONE) + timedelta(days=30, seconds=i)
        key = phrases.key(chance)
        text = Text(id=self.first_text + i, key=phrases.key(chance), document=key, name=f"{number}.txt", text="", sha256="", text_sha256="",
                    format="txt", extractor="txt 1", release="1", encoding="utf-8", recorded_at=at_time)
        document = Document(
            key=key, title=title, number=number, number_plain=number.replace("\N{LEFT TORTOISE SHELL BRACKET}", "[").replace(
                "\N{RIGHT TORTOISE SHELL BRACKET}", "]"), issuers=[unit.name], issued=day, issued_text=day.isoformat(), genre="opinion",
            region=HOME, owner=unit.id, pack="sample", recorded_at=at_time, text_id=text.pk, sort_title=sort_key(title, 40))
        outline: list[dict[str, Any]] = []
        facts, units = [], []
        charges: list[tuple[str, str, str, bool]] = []
        for position in range(many):
            if position % 15 == 0:
                heading = phrases.heading(chance, position // 15)
                count, _, words = heading.partition(phrases.COMMA)
                outline.append({"level": 1, "number": count, "title": words, "start": at, "end": at + len(heading), "body_end": 0,
                                "parent": None})
                pieces += [heading, "\n"]
                at += len(heading) + 1
                charges = self.charges()
            fact, quote = self.fact(document, text, position, at, year)
            fact.clause = outline[-1]["title"]
            fact.recorded_at = at_time
            mine = charges if chance.random() < 0.8 else []
            fact.lead = lead_of(mine)
            facts.append(fact)
            units.append(mine)
            pieces += [quote, "\n"]
            at += len(quote) + 1
        text.text = "".join(pieces)
        for one, after in zip(outline, [*outline[1:], None], strict=True):
            one["body_end"] = after["start"] if after else at
        text.outline = outline
        text.sha256 = text.text_sha256 = hashlib.sha256(text.text.encode()).hexdigest()
        return document, text, facts, units

    def charges(self) -> list[tuple[str, str, str, bool]]:
        """Units of a task: a lead and some that support, now and then a name the pack does not know."""
        some = self.chance.sample(self.units, self.chance.choice((1, 2, 2, 3, 4, 8)))
        found = [(one.id, one.short, "support" if n else "lead", False) for n, one in enumerate(some)]
        return [*found, ("", phrases.stranger(self.chance), "", False)] if self.chance.random() < 0.05 else found

    def fact(self, document: Document, text: Text, position: int, at: int, year: int) -> tuple[Fact, str]:
        """One fact and its sentence, which stands at ``at``."""
        chance = self.chance
        kind = chance.choice(self.kinds)
        due = year + chance.choice((0, 0, 1, 2, 3, 5)) if kind != "actual" else year - chance.choice((0, 1, 1, 2))
        common: dict[str, Any] = {"document": document.key, "text_id": text.pk, "kind": kind, "position": position, "start": at}
        fields: dict[str, Any] = {"type": "statement" if kind in ("target", "actual", "rule", "forecast") else kind, "doc": text.name}
        if fields["type"] != "statement":
            what = phrases.deed(chance)
            quote = phrases.sentence(chance, what, "", due)
            fields |= {"start": at, "end": at + len(quote), "quote": quote, "what": what, "title": what}
            dated = {"year": due, "year_first": due, "period": str(due)} if kind == "goal" else {}
            return Fact(**common, **dated, end=at + len(quote), quote=quote, what=what, subject=self.subject(), fields=fields), quote
        name, unit, measure = chance.choice(self.indicators)
        value, written = phrases.value(chance, unit)
        op, sign = chance.choice((("=", ""), (">=", phrases.AT_LEAST), ("=", ""))) if kind == "target" else ("=", "")
        quote = phrases.sentence(chance, name, sign + written, due)
        start = at + quote.index(written)
        fields |= {"start": at, "end": at + len(quote), "quote": quote, "value_quote": written, "indicator": name, "kind": kind, "op": op,
                   "value": format(value, "f"), "value2": None, "unit": unit, "measure": measure, "period": str(due), "subject": ""}
        return Fact(**common, end=at + len(quote), quote=quote, what=name, op=op, value=value, value_text=format(value, "f"), measure=measure,
                    measure_unit=unit, year=due, year_first=due, period=str(due), value_start=start, value_end=start + len(written),
                    subject=self.subject(), confidence=round(chance.uniform(0.5, 1), 2), fields=fields), quote

    def subject(self) -> str:
        """The whole city, now and then one of its counties."""
        return self.chance.choice(self.regions).name if self.chance.random() < 0.25 else phrases.HOME

    def reviewed(self, fact: Fact) -> Fact:
        """The second version of a fact, decided by the reviewer."""
        fresh = Fact(**{field.attname: getattr(fact, field.attname) for field in Fact._meta.concrete_fields if field.name != "id"})
        fresh.version, fresh.state, fresh.act = 2, self.chance.choice(("accepted", "accepted", "accepted", "corrected", "rejected")), "accept"
        fresh.recorded_at, fresh.decided_at, fresh.superseded_at = fact.superseded_at or fact.recorded_at, fact.superseded_at, None
        fresh.decided_by = fresh.recorded_by = self.reviewer
        fresh.manner = self.chance.choice(("one", "bulk"))
        return fresh


def fill(documents: int = 1000, facts: int = 300, seed: int = 8106) -> Iterator[int]:
    """Fill the database; yields how many documents are in after each transaction."""
    reviewer = User.objects.filter(account="bench").first() or User.objects.create_user("bench", None, name="Bench", unit=f"{HOME}.kjj")
    if not reviewer.grants.exists():
        Grant(user=reviewer, role="planning", scope="all").save()
    maker = Maker(random.Random(seed), reviewer)
    last = Text.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    maker.first_text = last + 1
    for first in range(0, documents, BATCH):
        with transaction.atomic():
            made = [maker.document(i, facts) for i in range(first, min(first + BATCH, documents))]
            write(maker, made)
        yield min(first + BATCH, documents)


def write(maker: Maker, made: list[tuple[Document, Text, list[Fact], list[list[tuple[str, str, str, bool]]]]]) -> None:
    """Write some documents with all that hangs on them."""
    # Second versions are written here as they would stand afterwards, which the manager of versioned rows rightly refuses.
    rows: models.QuerySet[Fact] = models.QuerySet(Fact)
    Text.objects.bulk_create([text for _, text, _, _ in made])
    Document.objects.bulk_create([document for document, _, _, _ in made])
    facts: list[Fact] = []
    charges = []
    for _, _, some, units in made:
        for fact, charge in zip(some, units, strict=True):
            facts.append(fact)
            charges.append(charge)
            if maker.chance.random() < 0.2:
                fact.superseded_at = fact.recorded_at + timedelta(days=maker.chance.randrange(1, 200), seconds=maker.chance.randrange(80_000))
                facts.append(maker.reviewed(fact))
                charges.append(charge)
    rows.bulk_create(facts, batch_size=500)
    InCharge.objects.bulk_create([
        InCharge(fact=fact, order=order, unit=unit, name=name, role=role, inherited=inherited)
        for fact, charge in zip(facts, charges, strict=True) for order, (unit, name, role, inherited) in enumerate(charge)
    ], batch_size=2000)


def main() -> None:
    """Read the command line, fill, say how long it took."""
    ask = argparse.ArgumentParser(description="Fill the database of TAIZHANG_HOME with a large invented ledger.")
    ask.add_argument("--documents", type=int, default=1000)
    ask.add_argument("--facts", type=int, default=300, help="facts of each document")
    given = ask.parse_args()
    call_command("migrate", verbosity=0)
    began = time.monotonic()
    for done in fill(given.documents, given.facts):
        print(f"\r{done} documents, {time.monotonic() - began:.0f} s", end="", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"\n{Fact.objects.current().count()} facts of {Document.objects.current().count()} documents in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()

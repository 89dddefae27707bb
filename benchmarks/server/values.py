"""A ledger of 1,000,000 reviewed values, made up, in the database of TAIZHANG_HOME, and how long what is made of them takes.

    TAIZHANG_HOME=… python -m benchmarks.server.values [--regions 3000] [--indicators 2000] [--times 5] [--json FILE]

Every region has a document a year for six years; each tells last year's results and sets this year's targets: of twenty indicators that
all regions have, of eight others, and of four hundred others for the city whose pages are measured. Fills the database where it is empty.
"""
import argparse
import hashlib
import json
import os
import random
import time
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import django
from django.conf import settings

if not settings.configured:  # run by itself
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.server.settings")
    django.setup()

from django.core.management import call_command
from django.db import connection, models, transaction

from benchmarks.server import phrases, province
from taizhang.packs import Pack, load
from taizhang.server.accounts import roles
from taizhang.server.accounts.models import Grant, User
from taizhang.server.documents.models import Document, Text
from taizhang.server.facts.models import Fact
from taizhang.server.indicators.wordings import note
from taizhang.text.ordering import sort_key

ZONE = ZoneInfo("Asia/Shanghai")
YEARS = range(2015, 2021)
DENSE, OTHERS, AT_HOME = 20, 8, 400
BATCH = 120  # documents in one transaction


def install(many_regions: int, many_indicators: int) -> Pack:
    """Lay the made-up province over the pack of this process."""
    folder = province.layer(many_regions, many_indicators)
    roles.OWN_LAYER.fetch = lambda _before: ("made up", folder)
    roles.OWN_LAYER.look_again()
    return load("sample", folder)


class Maker:
    """Makes documents and their values, the same for the same seed."""

    def __init__(self, many_regions: int, many_indicators: int) -> None:
        self.chance = random.Random(2026)
        self.regions = [*province.regions(many_regions), (province.HOME, phrases.HOME, "prefecture", province.PROVINCE)]
        self.made = province.indicators(many_indicators)
        self.by = User.objects.filter(account="bench").first() or User.objects.create_user("bench", None, name="Bench", unit=f"{province.HOME}.kjj")
        if not self.by.grants.exists():
            Grant(user=self.by, role="planning", scope="all").save()
        self.next_text = 1

    def of_region(self, n: int) -> list[province.Indicator]:
        """The indicators of a region."""
        many = AT_HOME if self.regions[n][0] == province.HOME else OTHERS
        return self.made[:DENSE] + [self.made[DENSE + (n * OTHERS + i) % (len(self.made) - DENSE)] for i in range(many)]

    def document(self, n: int, year: int) -> tuple[Document, Text, list[Fact]]:
        """The document of a region and year."""
        id, name, _level, _parent = self.regions[n]
        day = date(year, 1, 15)
        at = datetime.combine(day, datetime.min.time(), ZONE) + timedelta(days=30, seconds=n)
        key, title = phrases.key(self.chance), f"{name}{year - 1}年工作总结和{year}年工作计划"
        text = Text(id=self.next_text, key=phrases.key(self.chance), document=key, name=f"{title}.txt", text="", sha256="", text_sha256="",
                    format="txt", extractor="txt 1", release="1", encoding="utf-8", recorded_at=at)
        self.next_text += 1
        document = Document(key=key, title=title, number="", number_plain="", issuers=[name], issued=day, issued_text=day.isoformat(), genre="summary",
                            region=province.HOME, owner=f"{province.HOME}.kjj", pack="sample", recorded_at=at, text_id=text.pk, sort_title=sort_key(title, 40))
        pieces, facts, place = [title, "\n"], [], len(title) + 1
        for what in self.of_region(n):
            for kind, due in (("actual", year - 1), ("target", year)):
                fact, quote = self.value(document, text, len(facts), place, what, name, kind, due, at)
                facts.append(fact)
                pieces += [quote, "\n"]
                place += len(quote) + 1
        text.text = "".join(pieces)
        text.sha256 = text.text_sha256 = hashlib.sha256(text.text.encode()).hexdigest()
        return document, text, facts

    def value(self, document: Document, text: Text, position: int, at: int, what: province.Indicator, subject: str, kind: str, year: int,
              when: datetime) -> tuple[Fact, str]:
        """A value that grows by about a tenth a year; its target asks for a tenth more."""
        _id, name, unit, measure = what
        grown = Decimal(100 + position) * Decimal(110) ** (year - 2014) / Decimal(100) ** (year - 2014)
        value = (grown * self.chance.randrange(92, 108) / 100).quantize(Decimal(1) if unit != "%" else Decimal("0.1"))
        op, said = (">=", "达到") if kind == "target" else ("=", "为")
        written = format(value, "f")
        quote = f"{year}年{name}{said}{written}。"
        start = at + quote.index(written + "。")
        fields: dict[str, Any] = {
            "type": "statement", "doc": text.name, "start": at, "end": at + len(quote), "quote": quote, "value_quote": written, "indicator": name,
            "kind": kind, "op": op, "value": written, "value2": None, "unit": unit, "measure": measure, "period": str(year), "subject": subject}
        return Fact(
            document=document.key, text_id=text.pk, kind=kind, state="accepted", act="accept", position=position, start=at, end=at + len(quote),
            quote=quote, what=name, op=op, value=value, value_text=written, measure=measure, measure_unit=unit, year=year, year_first=year,
            period=str(year), value_start=start, value_end=start + len(written), subject=subject, fields=fields, recorded_at=when,
            decided_by=self.by, decided_at=when, manner="bulk"), quote


def fill(many_regions: int, many_indicators: int) -> int:
    """Fill the database; how many values are in it."""
    maker = Maker(many_regions, many_indicators)
    rows: models.QuerySet[Fact] = models.QuerySet(Fact)
    wanted = [(n, year) for year in YEARS for n in range(len(maker.regions))]
    for first in range(0, len(wanted), BATCH):
        made = [maker.document(*one) for one in wanted[first:first + BATCH]]
        with transaction.atomic():
            Text.objects.bulk_create([text for _document, text, _facts in made])
            Document.objects.bulk_create([document for document, _text, _facts in made])
            rows.bulk_create([fact for _document, _text, facts in made for fact in facts], batch_size=500)
        print(f"\r{first + len(made)} of {len(wanted)} documents", end="", flush=True)
    print()
    note((name, measure, unit, "", "") for _id, name, unit, measure in maker.made)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Fact.objects.count()


def main() -> None:
    """Fill where it is empty, measure, print."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--regions", type=int, default=3000)
    ask.add_argument("--indicators", type=int, default=2000)
    ask.add_argument("--times", type=int, default=5)
    ask.add_argument("--json", type=Path)
    given = ask.parse_args()
    call_command("migrate", verbosity=0, interactive=False)
    made_up = given.indicators - len(load("sample").indicators)  # the others are those of the pack
    pack = install(given.regions, made_up)
    began = time.perf_counter()
    if not Fact.objects.exists():
        print(f"{fill(given.regions, made_up):,} values in {time.perf_counter() - began:.0f} s")
    from benchmarks.server.standing import table

    rows = table(pack, given.times)
    for row in rows:
        print(f"{row['name']:60} {row['median_ms']:6} ms, worst {row['worst_ms']:6}, limit {row['limit']:6}, {row['kilobytes']} kB, {row['status']}")
    if given.json:
        given.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")
    raise SystemExit(any(row["median_ms"] > row["limit"] for row in rows))


if __name__ == "__main__":
    main()

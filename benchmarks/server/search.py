"""How long a search takes on 10,000 documents with 300,000 clauses, made up, on the database of the environment.

    TAIZHANG_HOME=… python -m benchmarks.server.search [--documents 10000] [--clauses 30] [--json FILE]

Fills the database where it is empty (facts of each document are the clauses of its text), makes the index by the job's own steps, then
asks about thirty kinds of question, one after the other: what is found and counted in all groups, without network and browser. Of each
question the median and the worst of some warm times is kept, in milliseconds, and what was found, so that two engines can be compared.
"""
import argparse
import hashlib
import json
import os
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
from django.conf import settings

if not settings.configured:  # run by itself
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.server.settings")
    django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client

from benchmarks.server.fill import fill
from benchmarks.server.pages import visitor
from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document, Text
from taizhang.server.facts.models import Fact
from taizhang.server.search import filling
from taizhang.server.search.asking import Asked
from taizhang.server.search.finding import Found, advice
from taizhang.server.search.models import Passage
from taizhang.server.search.suggesting import suggestions


def questions() -> Iterator[tuple[str, str]]:
    """Names and addresses of what is asked."""
    yield "two characters, in a third of all clauses", "q=创新"
    yield "two characters, in a tenth", "q=专利"
    yield "two characters, in few", "q=揭榜"
    yield "two characters, in none", "q=饕餮"
    yield "one character", "q=新"
    yield "one letter", "q=r"
    yield "four characters", "q=科技成果"
    yield "six characters", "q=高新技术企业"
    yield "twelve characters", "q=科技成果转化服务体系推动建"
    yield "two words", "q=科技 企业"
    yield "three words", "q=专利 标准 协同"
    yield "two words that seldom meet", "q=农业良种 场次"
    yield "words in a row", 'q="按照年度计划分解到责任单位"'
    yield "a word, without another", "q=专利 -标准"
    yield "a common word, without a common one", "q=企业 -科技"
    yield "a number", "q=2018"
    yield "a percentage", "q=12.5%25"
    yield "an amount", "q=亿元"
    yield "the number of a document", "q=砚科〔2016〕27号"
    yield "the same in other brackets", "q=砚科[2016]27号"
    yield "a title", "q=高新技术企业培育三年行动计划"
    yield "an older name of a unit", "q=经信委"
    yield "initials of a unit", "q=kjj"
    yield "a year", "q=创新&year=2018"
    yield "an issuer", "q=创新&issuer=砚州市科学技术局"
    yield "a region", "q=企业&region=990400"
    yield "a state nobody has", "q=企业&state=repealed"
    yield "in force on a day", "q=创新&valid=2019-05-01"
    yield "a kind of facts", "q=专利&fact=target&kind=facts"
    yield "reviewed facts", "q=企业&review=accepted&kind=facts"
    yield "clauses, page 2", "q=科技成果&kind=clauses&page=2"
    yield "clauses, page 50", "q=创新&kind=clauses&page=50"
    yield "documents, page 20", "q=行动方案&kind=documents&page=20"


def asked(query: str) -> Asked:
    return Asked.parse(QueryDict(query.replace("+", "%2B")))


def timed(ask: Callable[[], Any], times: int) -> tuple[list[float], float]:
    """Milliseconds of each time, and the median of this process's own work; once more before, to warm up."""
    ask()
    taken, worked = [], []
    for _ in range(times):
        began, busy = time.perf_counter(), time.process_time()
        ask()
        taken.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    return taken, statistics.median(worked)


def groups(query: str, user: User) -> Found:
    """All that a page needs to know."""
    found = Found(asked(query), user)
    assert found.groups
    return found


def result(found: Found) -> dict[str, Any]:
    """What was found, to be compared: numbers, and a digest of the rows in their order."""
    # keys of facts are made by chance; all else is the same for the same seed
    rows = [(name, "" if name == "facts" else hit.url, hit.title, hit.words) for name, group in found.groups.items() for hit in group.hits]
    return {"counts": {name: [group.total, group.more] for name, group in found.groups.items()},
            "digest": hashlib.sha256(repr(rows).encode()).hexdigest()[:16]}


def row(name: str, ask: Callable[[], Any], times: int, **more: Any) -> dict[str, Any]:
    taken, worked = timed(ask, times)
    return {"name": name, "median": statistics.median(taken), "p95": sorted(taken)[max(0, round(len(taken) * 0.95) - 1)], "best": min(taken),
            "worked": worked} | more


def table(times: int) -> list[dict[str, Any]]:
    """All questions measured."""
    planner, liaison = (visitor("bench", "planning"), visitor("bench-liaison", "liaison", "unit", "990400.kjj"))
    del liaison
    user, narrow = User.objects.get(account="bench"), User.objects.get(account="bench-liaison")

    def fresh(one: User) -> User:
        one.__dict__.pop("_standing", None)
        return one

    rows = []
    for name, query in questions():
        rows.append(row(name, lambda query=query: groups(query, fresh(user)), times, **result(groups(query, user))))  # type: ignore[misc]
    rows.append(row("two characters, who sees one unit's only", lambda: groups("q=创新", fresh(narrow)), times, **result(groups("q=创新", narrow))))
    rows.append(row("nothing found: what to drop", lambda: advice(Found(asked("q=饕餮 创新&year=2018&state=repealed"), fresh(user))), times))
    for typed in ("创", "砚科〔20", "kjj"):
        rows.append(row(f"suggestions for {typed}", lambda typed=typed: suggestions(fresh(user), typed), times))  # type: ignore[misc]
    rows.append(row("the whole page", lambda: page(planner), times))
    return rows


def page(client: Client) -> None:
    assert client.get("/search/", {"q": "创新"}).status_code == 200


def index() -> dict[str, float]:
    """Make the index of what is there by the steps of the job; seconds."""
    began = time.monotonic()
    texts = list(filling.missing_texts().values_list("pk", flat=True))
    for first in range(0, len(texts), filling.STEP):
        with transaction.atomic():
            filling.add_texts(list(Text.objects.filter(pk__in=texts[first:first + filling.STEP])))
    heads = list(filling.missing_heads().values_list("pk", flat=True))
    for first in range(0, len(heads), 200):
        with transaction.atomic():
            filling.add_heads(list(Document.objects.filter(pk__in=heads[first:first + 200])))
    spent = time.monotonic() - began
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return {"seconds": spent, "texts": len(texts)}


def sizes() -> dict[str, Any]:
    """How large the index is."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size('search_passage') + pg_total_relation_size('search_head'), "
                           "pg_database_size(current_database())")
            own, whole = cursor.fetchone()
        else:
            cursor.execute("SELECT sum(length(block)) FROM search_words_data")
            own = cursor.fetchone()[0]
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
            whole = cursor.fetchone()[0]
    return {"index_bytes": own, "database_bytes": whole}


def main() -> None:
    """Fill, index, measure, write."""
    ask = argparse.ArgumentParser(description="Measure the search on the database of the environment.")
    ask.add_argument("--documents", type=int, default=10_000)
    ask.add_argument("--clauses", type=int, default=30)
    ask.add_argument("--times", type=int, default=15)
    ask.add_argument("--json", type=Path)
    given = ask.parse_args()
    settings.ALLOWED_HOSTS = ["localhost"]
    call_command("migrate", verbosity=0)
    if Document.objects.count() < given.documents:
        for done in fill(given.documents, given.clauses):
            print(f"\r{done} documents", end="", flush=True)
        print()
    made = index()
    print(f"indexed {made['texts']:.0f} texts in {made['seconds']:.0f} s")
    rows = table(given.times)
    for one in rows:
        print(f"{one['name']:45} median {one['median']:6.1f} p95 {one['p95']:6.1f} best {one['best']:6.1f} work {one['worked']:6.1f}",
              one.get("counts", ""))
    about = {"engine": connection.vendor, "documents": Document.objects.current().count(), "passages": Passage.objects.count(),
             "facts": Fact.objects.current().count(), "load": os.getloadavg()[0],
             "times": given.times, **made, **sizes()}
    print(about)
    if given.json:
        given.json.write_text(json.dumps({"about": about, "rows": rows}, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()

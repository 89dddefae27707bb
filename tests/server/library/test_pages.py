"""The list and its exports; units, regions and indicators over all documents; no question per row on three hundred documents."""
import io
import json
import uuid
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document, Text
from taizhang.server.facts import actions
from taizhang.server.facts.models import Fact, InCharge
from taizhang.server.history import NOW, Moment
from taizhang.server.library import statements
from taizhang.server.library.units import UnitPage, unit_rows
from tests.server.documents.texts import sample
from tests.server.library.make import effect, paper
from tests.server.library.test_relations import NAMES

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(db: None) -> dict[str, Document]:
    return {name[0]: sample(name, genre=genre) for name, genre in zip(NAMES, ("plan", "opinion", "summary_plan", "task_division", "summary_plan"), strict=True)}


def accept(reviewer: User, document: Document, **wanted: Any) -> None:
    for fact in Fact.objects.current().filter(document=document.key, state="suggested", **wanted):
        actions.accept(reviewer, fact.key, fact.version)


def titles(client: Client, **asked: str) -> list[str]:
    answer = client.get(reverse("library:list"), asked)
    assert answer.status_code == 200
    return [row.title for row in answer.context["table"].rows]


@pytest.mark.parametrize(("asked", "n"), [
    ({}, 5), ({"q": "创新型城市"}, 1), ({"q": "砚委发[2026]9号"}, 1), ({"q": "%"}, 0), ({"issuer": "望岭县人民政府"}, 1), ({"year": "2027"}, 2), ({"year": "none"}, 0),
    ({"year": "99999"}, 0), ({"region": "990400"}, 5), ({"region": "x"}, 0), ({"genre": "summary_plan"}, 2), ({"state": "in force"}, 4),
    ({"state": "repealed"}, 1),
    ({"state": "any"}, 5), ({"state": "eaten"}, 0), ({"on": "2026-06-01"}, 1), ({"on": "2027-07-01"}, 3),
    ({"on": "2020-01-01"}, 0), ({"on": "2020-01-01", "state": "any"}, 5),
    ({"on": "2027-07-01", "state": "not yet"}, 1), ({"page": "99"}, 5),
])
def test_filters_of_the_list(client: Client, five: dict[str, Document], asked: dict[str, str], n: int) -> None:
    five["5"].revise(by=None, state="repealed")
    assert len(titles(client, **asked)) == n


@pytest.mark.parametrize("sort", ["number", "-number", "title", "issued", "-issued", "region", "genre", "state", "nonsense", "--issued"])
def test_every_order_holds_all(client: Client, five: dict[str, Document], sort: str) -> None:
    assert sorted(titles(client, sort=sort)) == sorted(one.title for one in five.values())


def test_states_are_counted_under_the_other_filters(client: Client, five: dict[str, Document]) -> None:
    five["1"].revise(by=None, state="superseded", valid_until=date(2028, 1, 1))
    effect(five["2"], five["1"], "supersedes", valid_from=date(2028, 1, 1))
    answer = client.get(reverse("library:list"), {"on": "2028-01-01", "year": "2027"})
    assert {name: n for name, _words, n in answer.context["states"]} == {"in force": 1, "superseded": 1}
    page = client.get(reverse("library:list"), {"on": "2028-01-01", "state": "superseded"}).content.decode()
    assert "被其替代" in page and five["2"].number in page
    assert "被其替代" not in client.get(reverse("library:list"), {"on": "2027-12-31"}).content.decode()


def test_nothing_yet_and_nothing_that_fits_say_different_things(client: Client) -> None:
    assert "还没有文件" in client.get(reverse("library:list")).content.decode()
    paper()
    assert "没有同时符合" in client.get(reverse("library:list"), {"q": "别的"}).content.decode()


@pytest.mark.covers("P08", status="partly",
                    note="a list of documents with number, issuers and day, and its export; no index number, no disclosure catalogue yet")
@pytest.mark.parametrize("format", ["csv", "jsonl", "xlsx"])
def test_exports_hold_what_the_page_lists_and_start_no_formula(client: Client, format: str) -> None:
    paper("=1+1", number="砚政〔2026〕1号", issued=date(2026, 1, 1))
    paper("另一份", number="砚政〔2026〕2号", issued=date(2026, 2, 1), state="repealed")
    answer = client.post(reverse("library:export", args=[format]) + "?on=2026-06-01&state=in+force")
    assert answer.status_code == 200 and f".{format}" in answer["Content-Disposition"]
    held = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    if format == "csv":
        lines = held.decode("utf-8-sig").splitlines()
        assert len(lines) == 2 and "'=1+1" in lines[1]
    elif format == "jsonl":
        [row] = [json.loads(line) for line in held.decode().splitlines()]
        assert row["title"] == "=1+1" and row["issued"] == "2026-01-01"
    else:
        words = zipfile.ZipFile(io.BytesIO(held)).read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in words
    assert client.post(reverse("library:export", args=["exe"])).status_code == 400


def test_who_may_not_export_is_told(person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    paper()
    importer = as_person(person("importer"))
    assert importer.post(reverse("library:export", args=["csv"])).status_code == 403
    assert 'id="no-export"' in importer.get(reverse("library:list")).content.decode()


@pytest.mark.covers("C01", status="works", page="/units/<id>/", permission="library.read",
                    note="tasks of a unit over all documents in force, with role, state and sentence, and its load")
@pytest.mark.covers("V06", status="partly", note="a unit's tasks over all documents and what it owes; overdue items and evidence are to come")
def test_a_unit_has_its_tasks_over_all_documents_in_force(client: Client, five: dict[str, Document], reviewer: User) -> None:
    shown = UnitPage(reviewer, "990400.kjj", NOW)
    assert shown.load.total == 0 < shown.load.waiting, "suggested tasks do not count"
    for one in five.values():
        accept(reviewer, one, kind="task")
    shown = UnitPage(reviewer, "990400.kjj", NOW)
    by_hand = InCharge.objects.filter(unit="990400.kjj", inherited=False, fact__kind="task", fact__superseded_at__isnull=True)
    assert shown.load.total == by_hand.count() and shown.load.lead == by_hand.filter(role="lead").count() > 0
    assert sum(load.total for _one, load in shown.by_document) == sum(load.total for _year, load in shown.by_year) == shown.load.total
    assert shown.tasks.count() == by_hand.values("fact").distinct().count()
    page = client.get(reverse("library:unit", args=["990400.kjj"])).content.decode()
    assert f'{reverse("ledger:ledger")}?unit=990400.kjj' in page and "砚州市科学技术局" in page
    assert {row[0] for row in shown.issued} == {five["3"].key}
    five["4"].revise(by=None, state="superseded", valid_until=date(2028, 6, 1))
    before, after = (UnitPage(reviewer, "990400.kjj", Moment(valid=date(2028, *day))) for day in ((5, 31), (6, 1)))
    assert before.load.total == shown.load.total > after.load.total and five["4"].key not in {one.key for one, _load in after.by_document}


def test_a_unit_shows_those_before_and_after_it(client: Client, five: dict[str, Document], reviewer: User) -> None:
    new = client.get(reverse("library:unit", args=["990400.gxj"])).content.decode()
    old = client.get(reverse("library:unit", args=["990400.jxw"])).content.decode()
    assert reverse("library:unit", args=["990400.jxw"]) in new and reverse("library:unit", args=["990400.gxj"]) in old
    assert set(UnitPage(reviewer, "990400.gxj", NOW).line) == {"990400.gxj", "990400.jxw"}
    fact = Fact.objects.current().filter(kind="task", in_charge__unit="990400.gxj").first()
    assert fact is not None
    InCharge.objects.create(fact=Fact.objects.current().filter(kind="task").exclude(in_charge__unit="990400.gxj").first(), order=90, unit="990400.jxw",
                            name="市经信委", role="support")
    assert "市经信委" in client.get(reverse("library:unit", args=["990400.gxj"])).content.decode(), "named as then"


def test_names_the_pack_does_not_know_are_listed_with_where_they_occur(client: Client, five: dict[str, Document], reviewer: User) -> None:
    fact = Fact.objects.current().filter(kind="task", document=five["1"].key).first()
    InCharge.objects.create(fact=fact, order=91, unit="", name="市某某/办公室", role="lead")
    _groups, unknown = unit_rows(reviewer, NOW)
    assert dict(unknown)["市某某/办公室"].documents == {five["1"].key}
    assert "市某某/办公室" in client.get(reverse("library:units")).content.decode()
    page = client.get(reverse("library:unit", args=["市某某/办公室"]))
    assert page.status_code == 200 and five["1"].number in page.content.decode()
    assert client.get(reverse("library:unit", args=["没有人"])).status_code == 404


def test_a_region_shows_what_lies_below_it_in_official_order(client: Client, five: dict[str, Document]) -> None:
    page = client.get(reverse("library:region", args=["990400"])).content.decode()
    names = ["临砚区", "松烟区", "笺溪市", "望岭县", "竹里县", "藤溪县", "渡云县", "砚州高新区", "砚州港经济区"]
    places = [page.index(f'">{name}</a>') for name in names]
    assert places == sorted(places) and "旧砚区" not in page
    county = client.get(reverse("library:region", args=["990421"])).content.decode()
    assert "高新技术企业" in county and five["5"].number in county
    assert client.get(reverse("library:region", args=["123456"])).status_code == 404
    assert client.get(reverse("library:regions")).status_code == 200


@pytest.mark.covers("B01", status="partly",
                    note="catalogue and a page per indicator: wordings, targets and actuals by subject and period; gap and required growth are to come")
def test_an_indicator_gathers_all_its_wordings_and_keeps_measures_apart(client: Client, five: dict[str, Document], reviewer: User) -> None:
    words = statements.wordings(reviewer, NOW, "rd_gdp_ratio")
    assert {"全社会研发经费投入占GDP比重", "全社会研发经费投入占地区生产总值比重", "研发经费投入占地区生产总值比重"} <= set(words)
    groups, left = statements.groups(statements.of_indicator(reviewer, NOW, "rd_gdp_ratio"), lambda fact: fact.subject, statements.subject_order, NOW)
    assert left == 0 and groups[0].name == "砚州市"
    keys = [(one.name, one.measure, one.unit) for one in groups]
    assert len(keys) == len(set(keys)) and {one.measure for one in groups} > {"ratio"}
    by_year = {line.period: line for one in groups if (one.name, one.measure) == ("砚州市", "ratio") for line in one.lines}
    assert len({fact.document for fact in by_year["2030"].cells["target"]}) == 2 and by_year["2026"].cells["actual"]
    page = client.get(reverse("library:indicator", args=["rd_gdp_ratio"])).content.decode()
    assert "研发经费内部支出与地区生产总值之比" in page and "研发投入强度" in page
    there = client.get(reverse("library:indicator", args=["全社会研发经费投入占GDP比重"]))
    assert there.status_code == 302 and there["Location"].endswith("/rd_gdp_ratio/")
    assert client.get(reverse("library:indicator", args=["没有的指标"])).status_code == 404
    assert client.get(reverse("library:indicators")).status_code == 200


def test_counts_hold_only_what_one_may_read(five: dict[str, Document], person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    five["5"].revise(by=None, region="990421")
    county = person("county", scope="region", scope_id="990421")
    client = as_person(county)
    assert titles(client) == [five["5"].title]
    rows = {row.id: row.total for row in statements.indicator_rows(county, NOW) if row.total}
    mine = Fact.objects.current().filter(document=five["5"].key, kind__in=statements.SHOWN).count()
    assert sum(rows.values()) == mine
    assert client.get(reverse("library:rivals"), {"suggested": "1"}).context["n"] == 0
    page = client.get(reverse("library:indicator", args=["rd_gdp_ratio"])).content.decode()
    assert five["1"].number not in page and five["5"].number in page


def many(n: int) -> list[Document]:
    """Documents with a task, two targets and a citation each, written straight into the tables."""
    made = []
    for i in range(n):
        key = uuid.uuid4()
        text = Text.objects.create(document=key, name="x", text="x", sha256="0" * 64, text_sha256="0" * 64, format="txt", extractor="test", release="test")
        made.append(Document(key=key, title=f"第{i}号意见", number=f"砚政〔2027〕{i}号", number_plain=f"砚政[2027]{i}号", issuers=["砚州市人民政府"], region="990400",
                             issued=date(2027, 1, 1 + i % 28), text=text))
    Document.objects.bulk_create(made)
    facts = []
    for i, one in enumerate(made):
        common = {"document": one.key, "text_id": one.text_id, "start": 0, "end": 1, "quote": "x", "state": "accepted"}
        facts.append(Fact(kind="task", position=0, what=f"任务{i}", lead="990400.kjj", **common))
        facts += [Fact(kind="target", position=1 + k, what="全社会研发经费投入占GDP比重", op="=", value_text=str(i % 4 + k), value=i % 4 + k, measure="ratio",
                       measure_unit="%", period=str(2030 + k), year=2030 + k, subject="砚州市", **common) for k in range(2)]
        facts.append(Fact(kind="cite", position=4, what="某决定", measure="implements", fields={"number": f"砚政〔2027〕{i // 2}号"}, **common))
    rows = Fact.objects.bulk_create(facts)
    InCharge.objects.bulk_create([InCharge(fact=one, order=0, unit="990400.kjj", name="市科技局", role="lead") for one in rows if one.kind == "task"])
    return made


#: The pages and how many questions they may ask: logging in, permission and the page itself, whatever the number of documents.
PAGES = {
    "library:list": (), "library:rivals": (), "library:missing": (), "library:systems": (), "library:units": (),
    "library:regions": (), "library:indicators": (),
    "library:unit": ("990400.kjj",), "library:region": ("990400",), "library:indicator": ("rd_gdp_ratio",), "library:document": (),
}


def questions(client: Client, made: list[Document]) -> dict[str, int]:
    found = {}
    for name, given in PAGES.items():
        address = reverse(name, args=[made[1].key] if name == "library:document" else given)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200, address
        found[name] = len(asked)
    return found


def test_no_page_asks_more_for_three_hundred_documents_than_for_ten(client: Client) -> None:
    few = questions(client, many(10))
    Text.objects.create(document=uuid.uuid4(), name="x", text="x", sha256="0" * 64, text_sha256="0" * 64, format="txt", extractor="t", release="t")
    lot = questions(client, many(300))
    assert {name: (few[name], n) for name, n in lot.items() if n > few[name] + 1} == {}
    assert max(lot.values()) <= 40, lot


def test_units_stand_in_official_order_with_each_part_behind_its_whole(five: dict[str, Document], reviewer: User) -> None:
    groups, _unknown = unit_rows(reviewer, NOW, every=True)
    order = [region.name for region, _rows in groups]
    assert order[0] == "砚州市" and order.index("临砚区") < order.index("松烟区") < order.index("望岭县") < order.index("云门镇") < order.index("竹里县")

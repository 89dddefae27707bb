"""Figures of regions for tests of roll-ups: accepted facts of one paper, written at once."""
from decimal import Decimal

from taizhang.server.documents.models import Document
from taizhang.server.facts.models import Fact
from taizhang.server.indicators.filling import words_of
from taizhang.server.indicators.wordings import note
from tests.server.ledger.make import paper

COUNTIES = {"990402": "临砚区", "990403": "松烟区", "990481": "笺溪市", "990421": "望岭县", "990422": "竹里县", "990423": "藤溪县", "990424": "渡云县"}
HNTE, RATIO, RD, GDP, DEALS = "高新技术企业数", "全社会研发投入占地区生产总值比重", "全社会研发经费支出", "地区生产总值", "技术合同成交额"
Told = dict[str, str]  # subject → value in the base unit


def tell(what: str, told: Told, unit: str = "家", *, year: int = 2027, kind: str = "actual", state: str = "accepted", period: str = "", op: str = "=",
         measure: str = "level", document: Document | None = None, **more: object) -> Document:
    """A paper that gives each subject its figure, a sentence each."""
    sentences = [f"{subject}{what}{value}{unit}。" for subject, value in told.items()]
    made = document if document is not None else paper("砚统〔2028〕5号", "统计公报", body="".join(sentences), **more)
    text, rows = made.text, []
    assert text is not None
    for subject, quote in zip(told, sentences, strict=True):
        start = text.text.find(quote)
        rows.append(Fact(document=made.key, text=text, kind=kind, state=state, what=what, subject=subject, quote=quote, start=max(start, 0),
                         end=max(start, 0) + len(quote), position=max(start, 0), value_text=told[subject], value=Decimal(told[subject]), measure_unit=unit,
                         measure=measure, op=op, year=year, year_first=year, period=period or str(year)))
    Fact.objects.bulk_create(rows)
    note({words_of(one) for one in rows})
    return made

"""A small ledger of two invented documents: overlaps, a table, wide characters, CRLF, and words that would like to be markup."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from taizhang.text import Flow
from taizhang.text.outline import build
from taizhang.values import Citation, Clause, Facts, Goal, Metadata, Period, Statement, Task
from taizhang.values.facts import Heading

HOSTILE = "</script><img src=x onerror=alert(1)>\u2028&<!--"

PLAN = (
    "砚州市人民政府关于印发𠮷光行动方案的通知\r\n"
    "砚政〔2028〕7号\r\n"
    "各县（市、区）人民政府：\r\n"
    "　　为落实《砚州市创新办法》（砚委发〔2026〕3号），制定本方案。\r\n"
    "一、主要目标\r\n"
    "　　到2030年，𠮷光产值超9000亿元、增长12%左右；茶、果产量分别达到20万吨、30万吨。综合实力位居全省前列。\r\n"
    "二、重点任务\r\n"
    "（一）壮大主体。每年新增𠮷光企业100家以上，对首次认定的一次性奖励20万元，最高不超过500万元。\r\n"
    "责任单位：市科技局、财政局，各县（市、区）人民政府\r\n"
    "项目\t单位\t目标\r\n"
    "桥梁\t座\t12\r\n"
    "2028年3月12日\r\n"
)
REPORT = f"临砚区2027年总结{HOSTILE}\n全年=HYPERLINK专利1200件，同比下降3.50%。预计2028年专利１３００件。\n"


def facts_of(
    doc: str, text: str, metadata: Metadata
) -> tuple[Callable[..., tuple[int, int, str]], Callable[..., Statement], dict[str, Any]]:
    """Helpers that find spans by their words, and what every `Facts` of the document needs."""

    def span(words: str, after: str = "") -> tuple[int, int, str]:
        start = text.index(words, text.index(after) if after else 0)
        return start, start + len(words), words

    def statement(quote: str, value_quote: str, **given: Any) -> Statement:
        start, end, _ = span(quote)
        value_start = start + quote.rindex(value_quote)
        base: dict[str, Any] = {
            "kind": "target",
            "measure": "level",
            "op": "=",
            "value2": None,
            "per": None,
            "period": None,
            "subject": "砚州市",
        }
        return Statement(
            doc=doc,
            start=start,
            end=end,
            quote=quote,
            value_start=value_start,
            value_end=value_start + len(value_quote),
            value_quote=value_quote,
            **(base | given),
        )

    flow = Flow.of(text)
    headings = []
    for node in build(flow).nodes:
        a, b = flow.span(node.start, node.end)
        headings.append(Heading(node.level, node.number, node.title, a, b, flow.span(node.start, node.body_end)[1], node.parent))
    return (
        span,
        statement,
        {"doc": doc, "text": text, "sha256": "0" * 64, "metadata": metadata, "pack": "sample", "outline": tuple(headings)},
    )


def plan() -> Facts:
    """The plan."""
    meta = Metadata(
        title="砚州市人民政府关于印发𠮷光行动方案的通知",
        issuers=("砚州市人民政府",),
        number="砚政〔2028〕7号",
        issued="2028-03-12",
        plan_for="2030",
    )
    span, statement, own = facts_of("plan.txt", PLAN, meta)
    y2030 = Period(2030, 2030)
    units = span("市科技局、财政局，各县（市、区）人民政府")
    body = PLAN[PLAN.index("（一）") : PLAN.index("\r\n责任单位")]
    task_start = PLAN.index("（一）")
    cite = span("《砚州市创新办法》（砚委发〔2026〕3号）")
    goal = span("综合实力位居全省前列")
    clause = span("对首次认定的一次性奖励20万元，最高不超过500万元")
    return Facts(
        **own,
        pack_reason="named",
        notes=("a note",),
        statements=(
            statement(
                "𠮷光产值超9000亿元",
                "超9000亿元",
                indicator="𠮷光产值",
                op=">",
                value=Decimal("900000000000"),
                unit="CNY",
                period=y2030,
                modality="力争",
            ),
            statement(
                "𠮷光产值超9000亿元、增长12%左右",
                "12%左右",
                indicator="𠮷光产值",
                measure="growth",
                op="~",
                value=Decimal(12),
                unit="%",
                period=y2030,
            ),
            statement(
                "茶、果产量分别达到20万吨",
                "20万吨",
                indicator="茶产量",
                value=Decimal(200000),
                unit="吨",
                period=y2030,
                list_item=True,
            ),
            statement(
                "茶、果产量分别达到20万吨、30万吨",
                "30万吨",
                indicator="果产量",
                value=Decimal(300000),
                unit="吨",
                period=y2030,
                list_item=True,
            ),
            statement(
                "每年新增𠮷光企业100家以上",
                "100家以上",
                indicator="𠮷光企业",
                measure="increment",
                op=">=",
                value=Decimal(100),
                unit="家",
                period=Period.parse("annual"),
                per="年",
            ),
            statement(
                "一次性奖励20万元",
                "20万元",
                indicator="首次认定奖励",
                kind="rule",
                value=Decimal(200000),
                unit="CNY",
                subject="企业",
            ),
            statement(
                "最高不超过500万元",
                "最高不超过500万元",
                indicator="首次认定奖励",
                kind="rule",
                op="<=",
                value=Decimal(5000000),
                unit="CNY",
                subject="企业",
            ),
            statement("桥梁\t座\t12", "12", indicator="桥梁", value=Decimal(12), unit="座", period=y2030, table=True),
        ),
        goals=(Goal("plan.txt", *goal, "综合实力", "place", None, y2030, "砚州市"),),
        tasks=(
            Task(
                "plan.txt",
                task_start,
                task_start + len(body),
                body,
                "（一）",
                "壮大主体",
                ("重点任务",),
                *units[:2],
                units[2],
                ("市科技局", "市财政局", "各县（市、区）人民政府"),
                (None, None, None),
                inferred_lead="市科技局",
                unresolved=("各县（市、区）人民政府",),
            ),
        ),
        clauses=(Clause("plan.txt", *clause, "incentive", (("who", "首次认定的"), ("amount", "20万元"), ("cap", "500万元"))),),
        cites=(Citation(*cite, "砚州市创新办法", "砚委发〔2026〕3号", "implements"),),
    )


def report() -> Facts:
    """The report, with hostile words in title, indicator and quote."""
    meta = Metadata(title=f"临砚区2027年总结{HOSTILE}", issuers=(HOSTILE,), year_of="2027")
    _, statement, own = facts_of(f"folder/{HOSTILE.replace('/', '')}.txt", REPORT, meta)
    return Facts(
        **own,
        pack_reason=HOSTILE,
        statements=(
            statement(
                "全年=HYPERLINK专利1200件",
                "1200件",
                indicator='=HYPERLINK("http://example.invalid")',
                kind="actual",
                value=Decimal(1200),
                unit="件",
                period=Period(2027, 2027),
                subject="临砚区",
                vintage="初步",
            ),
            statement(
                "专利1200件，同比下降3.50%",
                "3.50%",
                indicator=HOSTILE,
                kind="actual",
                measure="growth",
                value=Decimal("-3.50"),
                unit="%",
                period=Period(2027, 2027),
                subject="@临砚区",
            ),
            statement(
                "预计2028年专利１３００件",
                "１３００件",
                indicator="+专利",
                kind="forecast",
                value=Decimal("12345678901234567890.5"),
                unit="件",
                period=Period.parse("2027-01/2028-12"),
                subject="临砚区",
                confidence=0.5,
            ),
        ),
    )


@pytest.fixture(scope="session")
def ledger() -> list[Facts]:
    """Both documents."""
    return [plan(), report()]

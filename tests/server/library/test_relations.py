"""Who cites whom, over the whole library: table, picture, what is not here; what is offered and what is recorded."""
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.reading import read
from taizhang.server.accounts.models import User
from taizhang.server.documents import effects
from taizhang.server.documents.models import Document, Effect
from taizhang.server.library.drawing import picture
from taizhang.server.library.graph import MOST_NODES, Links
from tests.server.documents.texts import SAMPLES, document, facts_of, sample, written
from tests.server.library.make import paper

pytestmark = pytest.mark.django_db
NAMES = ("1_work_plan.txt", "2_opinion.txt", "3_bureau_summary.txt", "4_task_division.txt", "5_county_summary.txt")


@pytest.fixture
def five(db: None) -> dict[str, Document]:
    return {name[0]: sample(name) for name in NAMES}


def citing(n: int, number: str, title: str = "某意见") -> Document:
    return written(f"砚州市财政局关于第{n}件事的通知\n砚财〔2028〕{n}号\n为落实《{title}》（{number}），安排资金5亿元。\n")


def pairs(links: Links) -> set[tuple[str, str, str]]:
    """(who, whom, relation) of all edges between documents here."""
    known = links.index.known
    return {(known[one.start].number, known[one.end].number, one.relation) for one in links.edges if one.end in known}  # type: ignore[index]


@pytest.mark.covers("S02", status="works", page="/library/documents/<key>/", permission="document.read",
                    note="who implements, revises, issues or cites whom: a table, a picture of one or two steps, and what is cited and not here")
def test_citations_of_the_samples_are_resolved_by_number_title_and_what_a_notice_issues(five: dict[str, Document], reviewer: User) -> None:
    found = pairs(Links(reviewer))
    numbers = {n: one.number for n, one in five.items()}
    assert {(numbers["1"], numbers["2"], "implements"), (numbers["3"], numbers["1"], "implements"), (numbers["4"], numbers["1"], "implements"),
            (numbers["5"], numbers["4"], "implements")} <= found
    assert all(start != end for start, end, _relation in found)
    absent = {one.title for one in Links(reviewer).missing()}
    assert {"砚州市科技兴市三年计划", "云岭省科技创新奖补资金管理规定"} <= absent
    assert "砚州市科技创新奖补政策任务分工" not in absent, "what a notice issues is part of it"


def test_a_title_alone_finds_the_document_without_its_issuers(five: dict[str, Document], reviewer: User) -> None:
    citing = written("砚州市财政局关于安排资金的通知\n砚财〔2028〕3号\n为落实《关于建设创新型城市的意见》，安排资金5亿元。\n")
    plan = written("砚州市教育局关于学习的通知\n砚教〔2028〕3号\n为落实《砚州市创新驱动发展行动方案（2027—2030年）》，安排学习。\n")
    found = pairs(Links(reviewer))
    assert {(citing.number, five["2"].number), (plan.number, five["1"].number)} <= {(start, end) for start, end, _relation in found}


def test_the_real_documents_of_quanzhou_and_sanming(shared: Any, reviewer: User) -> None:
    made = {n: document(read(next((shared / "seeds").glob(f"{n}_*.txt")))) for n in ("000", "001", "002", "003", "004")}
    links = Links(reviewer)
    ends = {(links.index.known[one.start].key, one.end) for one in links.edges if one.end in links.index.known}  # type: ignore[index]
    assert {(made["001"].key, made["000"].key), (made["001"].key, made["002"].key)} <= ends, "001 reports on both"
    assert not {pair for pair in ends if made["003"].key in pair}, "another city"
    numbers = {one.number for one in links.missing()}
    assert {"闽政〔2016〕2号", "闽委发〔2016〕14号", "闽政〔2018〕19号", "国发〔2017〕44号"} <= numbers
    assert not Effect.objects.exists(), "no seed repeals another, and nothing is recorded by itself"


def test_what_is_not_here_says_how_often_and_from_where(client: Client, reviewer: User) -> None:
    for n in range(1, 5):
        citing(n, "云岭委发〔2026〕3号" if n < 4 else "云岭委发〔2026〕4号")
    first = Links(reviewer).missing()[0]
    assert (first.number, len(first.sources), first.times) == ("云岭委发〔2026〕3号", 3, 3)
    page = client.get(reverse("library:missing")).content.decode()
    assert page.count("砚财〔2028〕") >= 4 and first.sources[0].url in page
    assert "云岭委发〔2026〕4号" not in client.get(reverse("library:missing"), {"q": "3号"}).content.decode()
    arrived = paper("某意见", number="云岭委发〔2026〕3号", number_plain="云岭委发[2026]3号")
    assert [one.number for one in Links(reviewer).missing()] == ["云岭委发〔2026〕4号"]
    assert Links(reviewer).degrees()[arrived.key] == (0, 3)


@pytest.mark.parametrize("depth", [1, 2])
def test_the_picture_holds_as_many_documents_as_it_can_and_says_what_it_leaves_out(client: Client, reviewer: User, depth: int) -> None:
    middle = paper("某意见", number="砚政〔2026〕1号", number_plain="砚政[2026]1号")
    for n in range(1, MOST_NODES + 9):
        citing(n, "砚政〔2026〕1号")
    graph = Links(reviewer).around(middle.key, depth)
    assert len(graph.nodes) == MOST_NODES and len(graph.left_out) == 9
    drawn = str(picture(graph))
    assert drawn.count("<rect") == MOST_NODES and drawn.count('class="line"') == len(graph.edges) == MOST_NODES - 1
    page = client.get(reverse("library:document", args=[middle.key]), {"depth": depth}).content.decode()
    assert re.search(r"另有 ?9", page)


def test_two_steps_reach_further_than_one(five: dict[str, Document], reviewer: User) -> None:
    links = Links(reviewer)
    one, two = links.around(five["4"].key, 1), links.around(five["4"].key, 2)
    assert five["2"].key not in one.nodes and two.nodes[five["2"].key].step == -2
    assert two.nodes[five["5"].key].step == 1 and set(one.nodes) < set(two.nodes)


def test_the_picture_can_be_read_without_colour_and_by_keyboard(five: dict[str, Document], client: Client) -> None:
    page = client.get(reverse("library:document", args=[five["4"].key]), {"depth": 2}).content.decode()
    svg = page[page.index("<svg class=\"graph\" xmlns"):page.index("</svg>", page.index("<svg class=\"graph\" xmlns"))]
    assert "style=" not in svg and svg.count("<title>") == svg.count("<rect") + svg.count('class="line"')
    assert reverse("library:document", args=[five["2"].key]) in svg and "落实" in svg


def test_what_one_may_not_read_is_in_no_list(five: dict[str, Document], person: Callable[..., User]) -> None:
    five["5"].revise(by=None, region="990421")
    county = person("county", scope="region", scope_id="990421")
    links = Links(county)
    assert set(links.index.known) == {five["5"].key}
    assert [one.number for one in links.missing()] == [five["4"].number], "for who may not read it, it is not here"


def test_what_texts_say_is_offered_and_recorded_by_a_person(client: Client, planner: User) -> None:
    old = written("砚州市科技兴市三年计划\n砚政办〔2023〕40号\n各单位：\n请执行。\n砚州市人民政府办公室\n2023年5月1日\n", title="砚州市科技兴市三年计划",
                  number="砚政办〔2023〕40号", number_plain="砚政办[2023]40号")
    plan = document(facts_of(SAMPLES / "1_work_plan.txt"))
    page = client.get(reverse("library:document", args=[old.key])).content.decode()
    form = re.search(rf'href="({reverse("library:effect", args=[plan.key])}\?[^"]+)"', page)
    assert form and "does=repeals" in form[1] and str(old.key) in form[1]
    assert not Effect.objects.exists()
    shown = client.get(form[1].replace("&amp;", "&"))
    initial = shown.context["form"].initial
    assert initial["other"] == "砚政办〔2023〕40号" and initial["does"] == "repeals" and initial["day"] == plan.issued.isoformat()  # type: ignore[union-attr]
    answer = client.post(reverse("library:effect", args=[plan.key]), {
        "other": initial["other"], "does": "repeals", "day": initial["day"], "of": shown.context["other"], "version": shown.context["version"],
        "fact": shown.context["fact"]})
    assert answer.status_code == 302
    effect = Effect.objects.current().get()
    assert (effect.acting, effect.affected, effect.does, str(effect.fact)) == (plan.key, old.key, "repeals", shown.context["fact"])
    page = client.get(reverse("library:document", args=[old.key])).content.decode()
    assert "2027年3月12日" in page and reverse("library:undo_effect", args=[effect.key]) in page and "does=repeals" not in page
    assert client.post(reverse("library:undo_effect", args=[effect.key])).status_code == 302
    assert Document.objects.current().get(key=old.key).state == "in force"
    assert client.post(reverse("library:undo_effect", args=[effect.key])).status_code == 302, "taken back already: told, not failed"


def test_an_edition_of_another_year_is_offered_and_a_yearly_report_is_not(client: Client) -> None:
    given = {"issuers": ["砚州市人民政府"], "text": "一句话。"}
    old = paper("砚州市专利奖评奖办法（试行）", issued=date(2020, 1, 1), number="砚政〔2020〕1号", **given)
    new = paper("砚州市专利奖评奖办法（2026年修订）", issued=date(2026, 1, 1), number="砚政〔2026〕1号", **given)
    page = client.get(reverse("library:document", args=[old.key])).content.decode()
    assert f'{reverse("library:effect", args=[new.key])}?other={old.key}&amp;does=supersedes&amp;day=2026-01-01' in page and "试行" in page
    for year in (2025, 2026):
        report = paper(f"砚州市科技局{year}年工作总结", issued=date(year + 1, 1, 1), year_of=str(year), **given)
    assert "does=supersedes" not in client.get(reverse("library:document", args=[report.key])).content.decode()


def test_a_form_that_cannot_be_kept_says_why(client: Client) -> None:
    one, two = paper("甲办法", number="砚政〔2026〕1号", number_plain="砚政[2026]1号"), paper("乙办法", number="砚政〔2026〕2号", number_plain="砚政[2026]2号")
    address = reverse("library:effect", args=[one.key])
    for given, words in (({"other": "没有的", "does": "repeals"}, "没有的"), ({"other": "办法", "does": "repeals"}, "乙办法"),
                         ({"other": "乙办法", "does": "repeals", "part": "on"}, "哪一部分"), ({"other": "甲办法", "does": "repeals"}, "→")):
        answer = client.post(address, given)
        assert answer.status_code == 422 and words in answer.content.decode(), given
    assert client.post(address, {"other": "乙办法", "does": "repeals", "of": str(two.key), "version": "7"}).status_code == 409
    assert not Effect.objects.exists()


def test_days_the_text_gives_are_taken_over_by_a_person(client: Client) -> None:
    made = written("砚州市专利奖评奖办法\n第一条　为了奖励创新，制定本办法。\n第二条　本办法自2026年3月1日起施行，有效期五年。\n", title="砚州市专利奖评奖办法",
                   issued=date(2026, 2, 1))
    page = client.get(reverse("library:document", args=[made.key])).content.decode()
    assert "自2026年3月1日起施行" in page and "2031年3月1日" in page
    for version, name in ((1, "valid_from"), (2, "valid_until")):
        assert client.post(reverse("library:days", args=[made.key]), {"name": name, "version": version}).status_code == 302
    now = Document.objects.current().get(key=made.key)
    assert (now.valid_from, now.valid_until, now.version) == (date(2026, 3, 1), date(2031, 3, 1), 3)
    assert client.post(reverse("library:days", args=[made.key]), {"name": "valid_from", "version": 3}).status_code == 400


def test_a_chain_shows_all_its_steps(client: Client, planner: User) -> None:
    made = [paper(f"第{n}版办法", number=f"砚政〔202{n}〕1号") for n in range(1, 4)]
    for new, old in ((made[1], made[0]), (made[2], made[1])):
        effects.take_effect(planner, new.key, old.key, 1, {"does": "supersedes", "day": date(2026, 1, 1)})
    for one in made:
        page = client.get(reverse("library:document", args=[one.key])).content.decode()
        assert all(other.number in page for other in made)

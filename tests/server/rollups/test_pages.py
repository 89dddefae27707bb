"""Pages and operations of roll-ups: in words, by whoever may read, whatever is written into the address."""
from collections.abc import Callable
from datetime import date
from urllib.parse import quote

import pytest
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.rollups.models import Judged
from tests.server.api.conftest import Program, fault, program  # noqa: F401 - a fixture
from tests.server.browser import Browse
from tests.server.ledger.make import fact, paper
from tests.server.rollups.make import judged
from tests.server.rollups.numbers import COUNTIES, DEALS, GDP, HNTE, RATIO, RD, tell
from tests.server.things import somebody

pytestmark = pytest.mark.django_db
NAMES = list(COUNTIES.values())
DAY = "valid=2028-06-01"
PAGES = (f"/rollups/?{DAY}", f"/rollups/hnte_count/?{DAY}&year=2027", f"/rollups/rd_gdp_ratio/?{DAY}&year=2027",
         f"/rollups/tech_contract_value/?{DAY}&year=2027&over=times", f"/rollups/tech_contract_value/?{DAY}&year=2027&over=units",
         f"/cascade/?{DAY}&year=2030", f"/cascade/hnte_count/?{DAY}&year=2030", f"/bundles/?{DAY}", f"/bundles/990400.four_more/?{DAY}", f"/titles/?{DAY}",
         "/judgements/judge/?about=title&of=990400.innovation_city&region=990400")


@pytest.fixture
def ledger() -> None:
    """A year of counties, months and units, targets of 2030, a goal and a judgement."""
    tell(HNTE, dict(zip(NAMES, ("120", "86", "75", "0", "31", "24"), strict=False)) | {"砚州市": "398", "砚州高新区": "161"})
    tell(RD, dict.fromkeys(NAMES, "520000000"), "CNY"), tell(GDP, dict.fromkeys(NAMES, "21000000000"), "CNY")
    for period, value in (("2027-01/2027-03", "120000000"), ("2027-04/2027-06", "150000000"), ("2027-07/2027-09", "90000000")):
        tell(DEALS, {"砚州市": value}, "CNY", period=period)
    tell(DEALS, {"市科技局": "40000000", "市工信局": "12000000"}, "CNY"), tell(DEALS, {"市财政局": "5000000"}, "CNY", year=2026)
    tell(HNTE, {"砚州市": "600", NAMES[0]: "180", NAMES[1]: "130"}, year=2030, kind="target")
    tell(RATIO, {"砚州市": "2.5"}, "%", year=2030, kind="target", measure="ratio", op=">=")
    fact(paper(body="建成国家创新型城市。"), "建成国家创新型城市", kind="goal", state="accepted", year=2030, subject="砚州市", quote="建成国家创新型城市。")
    judged(region="990424", period="2027", reason="县里尚未开展认定申报")


@pytest.fixture
def look(as_person: Callable[[User], Client]) -> Callable[[str], str]:
    client = as_person(somebody("planning"))

    def get(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200, address
        return answer.content.decode()

    return get


@pytest.mark.covers("B13", status="partly", note="counties beside each other for a year with who is missing; no league table of marks")
def test_a_whole_says_of_whom_it_is(ledger: None, look: Callable[[str], str]) -> None:
    shown = look(PAGES[1])
    for words in ("398 家", "覆盖 6 / 7，缺：渡云县。", "336 家", "62 家", "0 家", "未启动", "县里尚未开展认定申报", "砚州高新区", "砚统〔2028〕5号", "2027年12月31日"):
        assert words in shown, words
    assert "?fact=" in shown and 'class="chart tiles"' in shown
    assert "覆盖 7 / 7，无缺报。" in look(PAGES[2]) and "5.2 亿元 / 210 亿元" in look(PAGES[2])


def test_a_list_names_what_can_be_rolled_up(ledger: None, look: Callable[[str], str]) -> None:
    shown = look(PAGES[0])
    assert "高新技术企业" in shown and "覆盖 6 / 7，缺：渡云县。" in shown and "地区生产总值</a>" not in shown
    assert "没有名称含这些词" in look(f"/rollups/?{DAY}&q=没有这样的指标") and "这一年没有结果" in look(f"/rollups/?{DAY}&year=1999")


def test_times_and_units_have_wholes_of_their_own(ledger: None, look: Callable[[str], str]) -> None:
    times = look(PAGES[3])
    for words in ("3.6 亿元", "覆盖 9 / 12 个月，缺：2027年10—12月。", "2027年1—3月", "1.2 亿元"):
        assert words in times, words
    units = look(PAGES[4])
    for words in ("5200 万元", "覆盖 2 / 3，缺：市财政局。", "市科技局"):
        assert words in units, words


def test_a_target_is_followed_down(ledger: None, look: Callable[[str], str]) -> None:
    assert "高新技术企业" in look(PAGES[5])
    shown = look(PAGES[6])
    for words in ("云岭省", "上级未设", "600 家", "未分完", "7 个中 2 个有目标，未设：笺溪市、望岭县、竹里县、藤溪县、渡云县。", "310 家", "还有290 家"):
        assert words in shown.replace("还有 ", "还有"), words


def test_formulas_and_titles_are_shown(ledger: None, look: Callable[[str], str]) -> None:
    assert "四个“更”" in look(PAGES[7]) and "砚政〔2027〕12号" in look(PAGES[7])
    shown = look(PAGES[8])
    assert "≥ 2.5%" in shown and "398 家" in shown and "国家知识产权强市建设试点城市" in shown
    board = look(PAGES[9])
    assert "国家创新型城市" in board and "建成国家创新型城市" in board and "尚无人认定" in board


@pytest.mark.parametrize("address", [
    "/rollups/?year=20x7", "/rollups/?year=99999", "/rollups/?year=二〇二七", "/rollups/?region=nowhere", "/rollups/hnte_count/?year=-1", "/cascade/?year=0",
    "/rollups/?valid=soon", "/titles/?region=%3Cscript%3E", "/cascade/hnte_count/?region=' OR 1=1",
])
def test_what_cannot_be_asked_is_refused_with_a_sentence(address: str, as_person: Callable[[User], Client]) -> None:
    answer = as_person(somebody("planning")).get(address)
    assert answer.status_code in (400, 422) and "<script>" not in answer.content.decode().replace("<script type", "").replace("<script src", "")


@pytest.mark.parametrize("address", ["/rollups/no_such/", "/cascade/no_such/", "/bundles/no_such/", "/rollups/%00/", "/bundles/%3Cb%3E/"])
def test_what_is_not_there_has_no_page(address: str, as_person: Callable[[User], Client]) -> None:
    assert as_person(somebody("planning")).get(address).status_code == 404


def test_strange_words_in_the_address_change_nothing(ledger: None, look: Callable[[str], str]) -> None:
    odd = quote("'\"><img src=x onerror=1>\0{{7*7}}%s")
    for address in (f"/rollups/?{DAY}&q={odd}", f"/rollups/hnte_count/?{DAY}&year=2027&way={odd}&over={odd}&by={odd}&zones={odd}", f"/titles/?q={odd}&page=x",
                    f"/cascade/hnte_count/?year=2030&way={odd}"):
        assert "<img src=x" not in look(address)


def test_who_reads_nothing_sees_no_page_and_a_county_its_own_documents_only(ledger: None, as_person: Callable[[User], Client]) -> None:
    outsider = as_person(somebody("audit"))
    for address in PAGES:
        assert outsider.get(address).status_code == 403
    assert as_person(somebody("leader")).get(PAGES[-1]).status_code == 403
    shown = as_person(somebody("county")).get(PAGES[1])
    assert shown.status_code == 200 and "398 家" not in shown.content.decode()


@pytest.mark.covers("B02", status="works", page="/bundles/<id>/", permission="series.read", note="each numeral with its items, aims, figures and state")
@pytest.mark.covers("B15", status="works", page="/titles/", permission="judgement.judge", note="stages, term and evaluation by persons, with evidence")
def test_programs_get_the_same(ledger: None, program: Callable[..., Program], person: Callable[..., User]) -> None:  # noqa: F811
    ask = program(person("planning"))
    made = ask.get(f"rollups/one?indicator=hnte_count&year=2027&{DAY}")
    assert (made["value"], made["summed"], made["residual"], made["coverage"], made["missing"]) == ("398", "336", "62", "6/7", ["990424"])
    assert [one["state"] for one in made["parts"]] == ["value"] * 6 + ["not started"] and made["parts"][3]["value"] == "0" and made["parts"][0]["facts"]
    assert [one["id"] for one in made["apart"]] == ["990400-gaoxin"]
    assert ask.get(f"rollups/one?indicator=tech_contract_value&year=2027&over=times&{DAY}")["value"] == "360000000"
    assert ask.get(f"rollups/one?indicator=tech_contract_value&year=2027&over=units&{DAY}")["missing"] == ["990400.czj"]
    listed = ask.get(f"rollups?year=2027&{DAY}")
    assert "hnte_count" in [one["indicator"] for one in listed["items"]] and listed["total"] == len(listed["items"])
    city = ask.get(f"rollups/cascade?indicator=hnte_count&year=2030&{DAY}")["steps"][1]
    assert (city["state"], city["gap"], len(city["unset"]), city["asked"]["value"]) == ("incomplete", "-290", 5, "600")
    assert ask.get(f"rollups/cascades?year=2030&{DAY}")["items"][0]["indicator"] == "hnte_count"
    assert ask.get("rollups/formulas")["items"][0]["id"] == "990400.four_more"
    assert sum(len(one["items"]) for one in ask.get("rollups/formula?id=990400.four_more")["groups"]) == 11
    assert ask("GET", "rollups/one?indicator=no_such").status_code == 422 and ask("GET", "rollups/one?indicator=hnte_count&year=99").status_code == 422
    board = ask.get(f"rollups/titles?{DAY}")
    assert [one["state"] for one in board["items"]] == ["midterm", "applied"] and board["goals_total"] == 1
    given = {"about": "title", "of": "990400.innovation_city", "region": "990400", "state": "accepted", "since": "2028-05-01", "reason": "批复",
             "evidence": [board["goals"][0]["fact"]]}
    won = ask.post("judgements", given)
    assert ask.get(f"rollups/titles?{DAY}")["items"][0]["until"] == "2033-05-01" and won["since"] == "2028-05-01"
    assert fault(ask("POST", "judgements", given | {"evidence": ["x"]}))["code"] and ask("POST", f"judgements/{won['key']}/undo").status_code == 428
    assert ask.post(f"judgements/{won['key']}/undo", version=1)["ended"] and not Judged.objects.current().filter(about="title").exists()
    assert [one["version"] for one in ask.get(f"judgements/{won['key']}")["items"]] == [2, 1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_are_readable_wide_and_narrow(ledger: None, browse: Browse, width: int, theme: str) -> None:
    reader = somebody("planning")
    for address in PAGES:
        browse(address, reader, width=width, theme=theme)
        browse.check()


@pytest.mark.django_db(transaction=True)
def test_a_stage_is_recorded_by_hand(ledger: None, browse: Browse) -> None:
    seen = browse("/titles/", somebody("planning"))
    seen.locator("#t-990400\\.innovation_city a.btn").click()
    seen.select_option("[name=state]", "accepted")
    seen.fill("[name=since]", date(2026, 5, 1).isoformat())
    seen.check("[name=evidence] >> nth=0")
    seen.click("button.first")
    seen.wait_for_url("**/titles/")
    assert "建成国家创新型城市" in seen.locator("#t-990400\\.innovation_city").inner_text()
    assert Judged.objects.filter(about="title", state="accepted", valid_from="2026-05-01").count() == 1

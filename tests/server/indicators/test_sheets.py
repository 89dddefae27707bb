"""The sheet a bureau reports in, on its page and as a workbook: within one's scope, with a line in the trail; what is asked wrongly is said."""
import io

import openpyxl
import pytest

from taizhang.server.audit.models import Entry
from tests.server.documents.texts import written
from tests.server.indicators.make import reviewed
from tests.server.things import INSIDE, OUTSIDE, somebody

pytestmark = pytest.mark.django_db
PATH, TAKE = "/indicators/sheets/", "/indicators/sheets/take/"
TEXT = "砚州市2029年工作总结和2030年工作计划\n\n2030年目标：力争全社会研发投入占地区生产总值比重达到2.5%以上，高新技术企业达到600家。\n"
CITY = {"sheet": "st_yearly_city", "year": "2030"}


def book(client, **given):
    answer = client.post(TAKE, CITY | given)
    assert answer.status_code == 200, answer.content.decode()[:1000]
    return openpyxl.load_workbook(io.BytesIO(answer.content))


@pytest.mark.covers("B04", status="partly", note="research spending, its share and last year's stand in the yearly sheet a bureau reports in; no filing yet")
def test_page_and_workbook_hold_the_same_values_and_the_trail_says_who_took_them(as_person):
    document = reviewed(TEXT)
    planner = somebody("planning")
    client = as_person(planner)
    shown = client.get(PATH, CITY).content.decode()
    assert ">600<" in shown and ">≥ 2.5<" in shown and f"/documents/{document.key}/" in shown and "未启动" in shown
    sheet, sources = book(client).worksheets
    values = {one.value for row in sheet.iter_rows() for one in row}
    assert {600, "≥ 2.5", "未启动"} <= values and 0 not in values
    assert {row[7].value for row in sources.iter_rows(min_row=2)} == {document.title} and sources.max_row == 3
    entry = Entry.objects.get(action="series.sheet")
    assert entry.actor == planner


def test_what_is_not_reviewed_stands_in_no_sheet(as_person):
    written(TEXT)
    shown = as_person(somebody("planning")).get(PATH, CITY).content.decode()
    assert ">600<" not in shown and "待审核" in shown


def test_only_what_lies_within_ones_scope_stands_in_it(as_person):
    reviewed(TEXT, region=OUTSIDE.region, owner=OUTSIDE.unit)
    client = as_person(somebody("liaison", where=INSIDE, unit=INSIDE.unit))
    assert 600 not in {one.value for row in book(client).worksheets[0].iter_rows() for one in row}
    assert 600 in {one.value for row in book(as_person(somebody("planning"))).worksheets[0].iter_rows() for one in row}


def test_a_target_of_a_document_out_of_force_stands_in_no_sheet(as_person):
    reviewed(TEXT, state="repealed")
    assert 600 not in {one.value for row in book(as_person(somebody("planning"))).worksheets[0].iter_rows() for one in row}


def test_regions_may_be_chosen(as_person):
    client = as_person(somebody("planning"))
    shown = client.get(PATH, {"sheet": "st_yearly_counties", "year": "2027", "of": ["990402", "990403"]}).content.decode()
    assert shown.count('scope="row"') == 2


@pytest.mark.parametrize("given", [{"sheet": "no-such"}, {"sheet": "../x"}, {"year": "20"}, {"year": "9999"}, {"year": "\0"}, {"of": "nowhere"},
                                   {"of": "<script>"}, {"of": ["990402", "990403"]}])
def test_what_is_asked_wrongly_is_said_and_nothing_goes_out(as_person, given):
    client = as_person(somebody("planning"))
    for answer in (client.get(PATH, CITY | given), client.post(TAKE, CITY | given)):
        assert answer.status_code == 422 and 'role="alert"' in answer.content.decode() and "<script>x" not in answer.content.decode()
    assert not Entry.objects.filter(action="series.sheet").exists()


def test_who_may_not_export_is_refused(as_person):
    client = as_person(somebody())
    assert client.get(PATH).status_code == client.post(TAKE, CITY).status_code == 403
    assert as_person(somebody("planning")).get(PATH).status_code == 200


def test_the_menu_leads_there_for_who_may_export(as_person):
    first = as_person(somebody("planning")).get("/").content.decode()
    assert PATH in first and "/indicators/package/" in first
    assert PATH not in as_person(somebody()).get("/").content.decode()

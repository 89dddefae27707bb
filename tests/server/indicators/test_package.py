"""All values one may read and export as files: within one's scope, with a line in the trail; what is asked wrongly is said."""
import csv
import io
import json

import pytest
from django.test import Client

from taizhang.server.audit.models import Entry
from taizhang.server.indicators import taking
from tests.server.documents.texts import SHORT, written
from tests.server.indicators.make import reviewed
from tests.server.things import INSIDE, OUTSIDE, somebody

pytestmark = pytest.mark.django_db
PATH, TAKE = "/indicators/package/", "/indicators/package/take/"


def rows(client: Client, **given) -> list[dict[str, str]]:
    answer = client.post(TAKE, {"form": "csv"} | given)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return list(csv.DictReader(io.StringIO(answer.content.decode().lstrip("\ufeff"))))


@pytest.mark.covers("B01", status="partly", note="all values one may export leave as csv, JSON, workbook or data package, with a line in the trail")
def test_reviewed_values_go_out_with_their_sentences_and_the_trail_says_who_took_them(as_person):
    document = reviewed(SHORT)
    written(SHORT)  # not reviewed
    planner = somebody("planning")
    found = rows(as_person(planner))
    assert [(one["value"], one["document"]) for one in found] == [("600", str(document.key)), ("2.5", str(document.key))]
    assert all(one["quote"] and one["address"] == f"http://testserver/documents/{document.key}/" for one in found)
    entry = Entry.objects.get(action="series.export")
    assert entry.actor == planner


@pytest.mark.parametrize("form", ["json", "xlsx", "zip"])
def test_every_form_is_there(as_person, form):
    reviewed(SHORT)
    answer = as_person(somebody("planning")).post(TAKE, {"form": form})
    assert answer.status_code == 200 and answer.headers["Content-Disposition"].startswith("attachment")
    assert json.loads(answer.content)["values"] if form == "json" else answer.content.startswith(b"PK")


def test_filters_narrow_what_goes_out(as_person):
    reviewed(SHORT)
    client = as_person(somebody("planning"))
    assert [one["indicator"] for one in rows(client, indicator="hnte_count")] == ["hnte_count"]
    assert rows(client, until="2029") == [] and len(rows(client, since="2030", until="2030")) == 2
    assert rows(client, region="990403") == []


def test_only_what_lies_within_ones_scope_goes_out(as_person):
    reviewed(SHORT, region=OUTSIDE.region, owner=OUTSIDE.unit)
    mine = reviewed(SHORT, region=INSIDE.region, owner=INSIDE.unit)
    person = somebody("liaison", where=INSIDE, unit=INSIDE.unit)
    assert {one["document"] for one in rows(as_person(person))} == {str(mine.key)}


@pytest.mark.parametrize("given", [{"form": "exe"}, {"form": ""}, {"indicator": "no-such"}, {"region": "x'"}, {"since": "203"}, {"since": "٢٠٣٠"},
                                   {"since": "2030", "until": "2029"}, {"since": "\0"}])
def test_what_is_asked_wrongly_is_said_and_nothing_goes_out(as_person, given):
    reviewed(SHORT)
    answer = as_person(somebody("planning")).post(TAKE, {"form": "csv"} | given)
    assert answer.status_code == 422 and "role=\"alert\"" in answer.content.decode() and not Entry.objects.filter(action="series.export").exists()


def test_too_many_values_are_refused_with_a_sentence(as_person, monkeypatch):
    reviewed(SHORT)
    monkeypatch.setattr(taking, "LARGEST", 1)
    assert as_person(somebody("planning")).post(TAKE, {"form": "csv"}).status_code == 422


def test_who_may_not_export_is_refused(as_person):
    client = as_person(somebody())
    assert client.get(PATH).status_code == client.post(TAKE, {"form": "csv"}).status_code == 403
    assert as_person(somebody("planning")).get(PATH).status_code == 200

"""From a row of the ledger to the page of its unit and of its indicator in the library."""
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.server.accounts.models import User
from taizhang.server.facts import actions
from tests.server.documents.texts import first, sample

pytestmark = pytest.mark.django_db


def test_rows_lead_to_pages_that_stand(person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    document = sample("2_opinion.txt")
    refused, kept = first(document, kind="target"), first(document, kind="actual")
    actions.reject(person("reviewer"), refused.key, 1, "no")
    client = as_person(person("planning"))
    said = unescape(client.get("/ledger/?rows=200&state=suggested&state=rejected").content.decode())
    for room, fewest in (("units", 3), ("indicators", 10)):
        found = set(re.findall(rf'href="(/{room}/[^"]+)"', said))
        assert len(found) >= fewest
        for address in found:
            assert client.get(address, follow=True).status_code == 200, address
    assert f'href="{reverse("library:indicator", args=[kept.what])}"' in said


def test_the_moment_is_taken_along(person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    sample("2_opinion.txt")
    said = unescape(as_person(person("planning")).get("/ledger/?rows=50&valid=2031-01-01").content.decode())
    assert re.search(r'href="/units/[^"]+\?valid=2031-01-01"', said)

"""The examples of docs/api.md, sent as they stand: each answer has the status and holds what the page says."""
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.api import errors
from taizhang.server.api.v1 import api
from taizhang.server.facts.models import Fact
from tests.server.api.conftest import token_of
from tests.server.documents.texts import written

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).resolve().parents[3] / "docs" / "api.md"
EXAMPLE = re.compile(r"^```http\n(?P<method>[A-Z]+) (?P<path>\S+)\n(?P<headers>(?:[\w-]+: .+\n)*)(?:\n(?P<body>\{.*\})\n)?\n(?P<status>\d{3})\n(?P<answer>.+)\n```$", re.M)
TEXT = "砚州市人民政府关于创新的若干意见\n砚政〔2030〕1号\n一、主要目标\n到2030年，全市高新技术企业达到600家以上。\n"


def holds(said: Any, wanted: Any) -> bool:
    """Whether an answer holds what an example shows: names that are left out may be there."""
    if isinstance(wanted, dict):
        return isinstance(said, dict) and all(name in said and holds(said[name], value) for name, value in wanted.items())
    if isinstance(wanted, list):
        return isinstance(said, list) and len(said) >= len(wanted) and all(map(holds, said, wanted))
    return bool(said == wanted)


def test_every_example_of_the_page(person: Callable[..., User]) -> None:
    document = written(TEXT)
    fact = Fact.objects.current().get(document=document.key, kind="target")
    known = {"token": token_of(person("planning", account="planner"), name="docs")[1], "document": str(document.key), "fact": str(fact.key),
             "start": str(fact.start), "end": str(fact.end), "quote": fact.quote}

    def filled(text: str) -> str:
        return re.sub("{(" + "|".join(known) + ")}", lambda found: known[found[1]], text)

    page = PAGE.read_text("utf-8")
    examples = list(EXAMPLE.finditer(page))
    assert len(examples) == page.count("```http") > 8, "an example that is written in another way is not tested"
    for found in examples:
        headers = dict(line.split(": ", 1) for line in filled(found["headers"]).splitlines())
        answer: Any = Client().generic(found["method"], filled(found["path"]), filled(found["body"] or ""),
                                       content_type=headers.pop("Content-Type", "application/json"), headers=headers)
        where = f"{found['method']} {found['path']}: {answer.content.decode()}"
        assert answer.status_code == int(found["status"]), where
        assert holds(answer.json(), json.loads(filled(found["answer"]))), where


def test_every_noun_and_code_stands_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    assert [code for code in errors.CODES if f"`{code}`" not in page] == []
    assert all(status == 503 or status < 600 for status, _when in errors.CODES.values()) and len(api.operations()) > 50

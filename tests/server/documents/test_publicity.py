"""What may be shown to everybody: the one question that portal and publishing will ask; and the one door for every text."""
import uuid

import pytest

from taizhang.server.documents import actions
from taizhang.server.documents.gate import NotHere
from taizhang.server.documents.models import Document, Text
from taizhang.server.documents.publicity import may_be_public, public, public_words
from taizhang.server.facts.errors import Incomplete
from tests.server.documents.test_actions import given

pytestmark = pytest.mark.django_db


def made(**columns) -> Document:
    document = Document(key=uuid.uuid4(), title="某通知", **columns)
    document.save()
    return document


@pytest.mark.parametrize(("columns", "allowed"), [
    ({"publicity": "主动公开"}, True), ({"publicity": "公开发布"}, True), ({"publicity": "依申请公开"}, False), ({"publicity": "不予公开"}, False), ({"publicity": ""}, False),
    ({"publicity": "随便"}, False), ({"publicity": "主动公开", "restricted": "内部资料"}, False), ({"publicity": "主动公开", "state": "withdrawn"}, False),
    ({"publicity": "主动公开", "state": "superseded"}, True),
])
def test_only_what_says_so_is_public_and_the_filter_says_the_same(columns, allowed):
    document = made(**columns)
    verdict = may_be_public(document)
    assert bool(verdict) is allowed and (allowed or verdict.sentence)
    assert Document.objects.current().filter(public()).exists() is allowed


def test_what_bears_a_mark_is_not_made_public_by_hand(person):
    planner = person("planning")
    document = made(restricted="内部资料", publicity="不予公开")
    with pytest.raises(Incomplete):
        actions.edit(planner, document.key, 1, given(document, publicity="主动公开"))
    assert actions.edit(planner, document.key, 1, given(document, publicity="依申请公开")).publicity == "依申请公开"


def test_the_portal_masks_persons_also_where_the_office_keeps_them():
    assert public_words("电话：0598-2345678") == "电话：****-*******"


@pytest.mark.parametrize(("text", "gate", "passes"), [
    ("一句话。", {}, True),
    ("机密★1年\n一句话。", {}, False), ("机密★1年\n一句话。", {"restricted": ["机密"], "grounds": "x"}, False),
    ("请致电13812345678。", {}, False),
    ("请致电13812345678。", {"personal": {"mobile": 1}, "masked": False, "grounds": "x"}, True),
    ("请致电13812345678。", {"personal": {"mobile": 1}, "masked": True, "grounds": "x"}, False),
    ("请致电13812345678。", {"personal": {"mobile": 1}, "masked": False, "grounds": ""}, False),
    ("内部资料\n一句话。", {}, False), ("内部资料\n一句话。", {"restricted": ["内部资料"], "grounds": "x"}, True),
    ("保守国家秘密。", {}, True),
])
def test_no_text_is_written_that_may_not_be_here(text, gate, passes):
    row = {"document": uuid.uuid4(), "name": "x", "text": text, "gate": gate,
           "sha256": "0" * 64, "text_sha256": "0" * 64, "format": "txt", "extractor": "t", "release": "t"}
    if passes:
        assert Text.objects.create(**row).pk
        return
    with pytest.raises(NotHere):
        Text.objects.create(**row)
    assert not Text.objects.exists()

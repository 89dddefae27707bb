"""Whatever is done to facts in whatever order: each cuts its quote out of the text, no key is lost, and undo comes home."""
import json
import random
from typing import Any
from uuid import UUID

import pytest

from taizhang.publishing import jsonl
from taizhang.server.accounts.models import User
from taizhang.server.audit.actions import Refused
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions
from taizhang.server.facts.adding import add
from taizhang.server.facts.errors import Incomplete
from taizhang.server.facts.merging import merge
from taizhang.server.facts.models import STATEMENTS, Fact
from taizhang.server.facts.splitting import split
from taizhang.values.errors import UsageError
from tests.server.documents.texts import written

pytestmark = pytest.mark.django_db
TEXT = ("砚州市创新工作方案\r\n一、主要目标\r\n到2030年，建成泵站3座、𠮷祥路灯300盏，研发经费投入占比达到2.5%以上。\r\n二、重点任务\r\n"
        "（一）修桥补路。两岸通行里程合计达到12.5公里左右，投资近1.2亿元，培育企业15-20家。\n（责任单位：市科技局、市财政局）\n"
        "依据《砚州市建桥办法》执行，力争进入全省前列。\n")
REFUSALS = (Incomplete, Refused, UsageError)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_sequence_keeps_what_holds(one: User, seed: int) -> None:
    document, dice = written(TEXT), random.Random(seed)
    keys: set[UUID] = set()
    versions: dict[UUID, int] = {}
    done = dict.fromkeys(("add", "correct", "split", "merge", "undo"), 0)
    for _step in range(90):
        act = dice.choice(list(done))
        try:
            STEPS[act](document, one, dice)
            done[act] += 1
        except REFUSALS as refused:
            assert len(str(refused)) > 4
        keys |= set(Fact.objects.filter(document=document.key).values_list("key", flat=True))
        versions = everything_holds(document, keys, versions)
    assert all(done.values()), done


def everything_holds(document: Document, keys: set[UUID], before: dict[UUID, int]) -> dict[UUID, int]:
    """What holds after every step; gives the newest version of every key."""
    newest = list(Fact.objects.newest().filter(document=document.key))
    assert {fact.key for fact in newest} == keys and len(newest) == len(keys), "a key is lost or doubled"
    places: set[Any] = set()
    for fact in newest:
        assert fact.version >= before.get(fact.key, 1)
        assert TEXT[fact.start:fact.end] == fact.quote == fact.fields["quote"] and fact.quote.strip() == fact.quote
        assert (fact.fields["start"], fact.fields["end"]) == (fact.start, fact.end)
        if fact.kind in STATEMENTS:
            assert TEXT[fact.value_start:fact.value_end] == fact.fields["value_quote"] != ""
            assert fact.start <= fact.value_start < fact.value_end <= fact.end
            assert (fact.fields["value_start"], fact.fields["value_end"]) == (fact.value_start, fact.value_end)
        if not fact.ended and (fact.act, fact.state) != ("merge", "rejected"):  # what was merged into another may stand where that one does
            place = fact.kind, fact.start, fact.end, fact.value_start
            assert place not in places, "two facts of a kind stand at one place"
            places.add(place)
    lines = [json.dumps(fact.fields) for fact in newest if fact.kind != "cite"]
    head = json.dumps({"type": "document", "doc": document.text.name, "sha256": "", "pack": "", "pack_reason": ""})
    assert jsonl.read([head, *lines])[0].doc == document.text.name
    return {fact.key: fact.version for fact in newest}


def stretch(dice: random.Random) -> tuple[int, int]:
    start = dice.randrange(len(TEXT))
    return start, start + dice.choice((0, 1, 5, 9, 14, 25, 60))


def some(document: Document, dice: random.Random) -> Fact:
    return dice.choice(list(Fact.objects.current().filter(document=document.key).order_by("position", "pk")))


def adds(document: Document, who: User, dice: random.Random) -> None:
    kind = dice.choice(("target", "actual", "goal", "task", "clause", "cite"))
    add(who, document.key, *stretch(dice), {"kind": kind, "what": f"事项{dice.randrange(9)}", "op": "=", "value": "3", "period": "2030"})


def corrects(document: Document, who: User, dice: random.Random) -> None:
    fact = some(document, dice)
    start, end = stretch(dice)
    actions.correct(who, fact.key, fact.version, actions.filled(fact, {"start": start, "end": end} | dice.choice(({}, {"what": "改名"}))))


def splits(document: Document, who: User, dice: random.Random) -> None:
    fact = some(document, dice)
    parts = [dict(zip(("start", "end"), stretch(dice), strict=True)) for _part in range(dice.choice((1, 2, 2)))]
    split(who, fact.key, fact.version, [{"start": fact.start, "end": fact.end}, *parts])


def merges(document: Document, who: User, dice: random.Random) -> None:
    fact = some(document, dice)
    others = list(Fact.objects.current().filter(document=document.key, kind=fact.kind).exclude(key=fact.key).order_by("position", "pk"))
    chosen = dice.sample(others, min(len(others), dice.choice((1, 2))))
    wide = {"start": min(one.start for one in (fact, *chosen)), "end": max(one.end for one in (fact, *chosen))}
    merge(who, fact.key, fact.version, [(one.key, one.version) for one in chosen], dice.choice(({}, wide)))


def undoes(document: Document, who: User, dice: random.Random) -> None:
    mine = list(Fact.objects.current().filter(document=document.key, decided_by=who).order_by("position", "pk"))
    fact = dice.choice(mine) if mine else some(document, dice)
    actions.undo(who, fact.key, fact.version)


STEPS = {"add": adds, "correct": corrects, "split": splits, "merge": merges, "undo": undoes}


@pytest.mark.parametrize("seed", [4, 5])
def test_undone_to_the_end_everything_is_as_it_was_read(one: User, seed: int) -> None:
    document, dice = written(TEXT), random.Random(seed)
    names = ("key", "kind", "state", "start", "end", "quote", "value_start", "value_end", "what", "op", "value_text", "period", "clause",
             "position", "fields")
    read = list(Fact.objects.current().filter(document=document.key).order_by("key").values_list(*names))
    for _step in range(40):
        try:
            STEPS[dice.choice(("add", "correct", "split", "merge"))](document, one, dice)
        except REFUSALS:
            continue
    assert Fact.objects.current().filter(document=document.key, decided_by=one).exists()
    for _step in range(400):  # the last decision first
        mine = Fact.objects.current().filter(document=document.key, decided_by=one)
        if not mine.exists():
            break
        for fact in mine.order_by("-recorded_at", "pk"):
            try:
                actions.undo(one, fact.key, fact.version)
                break
            except Incomplete:
                continue
        else:
            pytest.fail("nothing can be undone any more")
    assert list(Fact.objects.current().filter(document=document.key).order_by("key").values_list(*names)) == read

"""Targets that contradict each other stay side by side; which one binds is decided by written rules or not at all."""
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from django.test import Client

from taizhang.packs import load
from taizhang.reading import read, read_text
from taizhang.server.accounts.models import User
from taizhang.server.documents import effects, rivals
from taizhang.server.documents.models import Document
from taizhang.server.documents.rivals import Rivals
from taizhang.server.facts import actions
from taizhang.server.facts.models import Fact
from taizhang.server.history import NOW, Moment
from tests.server.documents.texts import document, sample

pytestmark = pytest.mark.django_db
CITY, GOVERNMENT, OFFICE, BUREAU = ["中共砚州市委", "砚州市人民政府"], ["砚州市人民政府"], ["砚州市人民政府办公室"], ["砚州市科学技术局"]


def notice(sentence: str, **more: Any) -> Document:
    """A document of the city with one sentence under its goals."""
    text = f"砚州市人民政府关于测试的意见\n砚政〔2027〕1号\n各县（市、区）人民政府：\n现提出以下意见。\n一、主要目标\n{sentence}\n砚州市人民政府\n2027年3月1日\n"
    return document(read_text(text), **more)


def target(value: str, issuers: list[str], issued: date | None, number: str, user: User | None = None, **more: Any) -> Document:
    """A document with one target for 2030, accepted where somebody is named."""
    made = notice(f"到2030年，全社会研发经费投入占地区生产总值比重达到{value}。", title=f"文件{number}", number=number, issuers=issuers, issued=issued,
                  issued_text=more.pop("issued_text", issued.isoformat() if issued else ""), **more)
    if user is not None:
        accept(user, made)
    return made


def accept(user: User, made: Document, **wanted: Any) -> None:
    for fact in Fact.objects.current().filter(document=made.key, state="suggested", **wanted):
        actions.accept(user, fact.key, fact.version)


def said(found: Rivals) -> list[tuple[str, bool]]:
    return [(one.fact.value_text, one.binds) for one in found.claims]


def test_the_invented_pair_cannot_be_told_until_somebody_records_what_the_plan_does(reviewer: User, planner: User) -> None:
    """The opinion of the higher issuer wants 2 %, the later plan at least 2.5 %; the plan itself says that it takes its place."""
    plan, opinion = sample(), sample("2_opinion.txt")
    for one in (plan, opinion):
        accept(reviewer, one, kind="target", year=2030)
    [found] = [one for one in rivals.rivals(reviewer) if one.fact.measure == "ratio" and one.fact.subject == "砚州市" and "研发" in one.fact.what]
    assert {float(value) for value, _binds in said(found)} == {2, 2.5}
    assert not found.told and plan.number in found.why and opinion.number in found.why
    effects.take_effect(planner, plan.key, opinion.key, 1, {"does": "revises", "part": True, "scope": "主要目标", "day": plan.issued})
    after = Moment(valid=plan.issued)
    [found] = [one for one in rivals.rivals(reviewer, after) if one.fact.measure == "ratio" and one.fact.subject == "砚州市" and "研发" in one.fact.what]
    assert found.rule == "explicit" and found.claims[0].binds and found.claims[0].paper.document.key == plan.key
    assert "主要目标" in found.claims[-1].why
    assert all(one.rule != "explicit" for one in rivals.rivals(reviewer, Moment(valid=date(2026, 12, 31)))), "not before its day"


@pytest.mark.covers("S02", status="works", page="/library/rivals/", permission="library.read", note="contradictions between documents side by side")
@pytest.mark.parametrize("order", list(permutations((0, 1))))
@pytest.mark.parametrize(("first", "second", "rule", "winner"), [
    ((CITY, date(2027, 8, 27)), (OFFICE, date(2027, 6, 1)), "higher issuer", 0),  # higher and later
    ((GOVERNMENT, date(2027, 8, 27)), (GOVERNMENT, date(2027, 6, 1)), "later document", 0),
    ((BUREAU, date(2027, 8, 27)), (["砚州市财政局"], date(2027, 6, 1)), "later document", 0),  # both bureaus
    ((GOVERNMENT, None), (BUREAU, date(2027, 6, 1)), "higher issuer", 0),  # day not known
    ((GOVERNMENT, None), (GOVERNMENT, date(2027, 6, 1)), "", None),
    ((CITY, date(2026, 1, 1)), (GOVERNMENT, date(2027, 6, 1)), "", None),  # higher against later
    ((["某某学会"], date(2027, 8, 27)), (GOVERNMENT, date(2027, 6, 1)), "", None),
    ((["某某学会"], date(2027, 8, 27)), (["某某学会"], date(2027, 6, 1)), "later document", 0),  # the same issuer, of whatever rank
    ((["临砚区人民政府"], date(2027, 8, 27)), (["松烟区人民政府"], date(2027, 6, 1)), "", None),  # neighbours
])
def test_rules_in_their_order(
    reviewer: User, order: tuple[int, int], first: Any, second: Any, rule: str, winner: int | None,
) -> None:
    given = [("2.5%以上", *first), ("2%", *second)]
    made = {n: target(*given[n], f"砚政〔2027〕{n}号", reviewer) for n in order}
    [found] = rivals.rivals(reviewer)
    assert found.rule == rule
    assert [one.paper.document.key for one in found.claims if one.binds] == ([] if winner is None else [made[winner].key])
    if winner is None:
        assert found.why
    else:
        assert found.claims[0].binds and all(one.why for one in found.claims[1:])


def test_what_is_out_of_force_does_not_bind_however_high(reviewer: User) -> None:
    target("2%", CITY, date(2027, 8, 1), "甲", reviewer, state="repealed", valid_until=date(2028, 1, 1))
    later = target("2.5%以上", BUREAU, date(2027, 6, 1), "乙", reviewer)
    [found] = rivals.rivals(reviewer, Moment(valid=date(2028, 1, 1)))
    assert (found.rule, found.claims[0].paper.document.key) == ("in force", later.key)
    [before] = rivals.rivals(reviewer, Moment(valid=date(2027, 12, 31)))
    assert before.rule == "higher issuer" and before.claims[0].fact.value_text == "2"


def test_months_and_years_count_as_far_as_they_decide(reviewer: User) -> None:
    target("2%", GOVERNMENT, None, "甲", reviewer, issued_text="2027-06")
    target("2.5%以上", GOVERNMENT, date(2027, 8, 27), "乙", reviewer)
    assert rivals.rivals(reviewer)[0].rule == "later document"
    target("3%", GOVERNMENT, None, "丙", reviewer, issued_text="2027")
    assert rivals.rivals(reviewer)[0].rule == ""


def test_only_reviewed_targets_count_and_suggested_ones_are_shown_as_such(reviewer: User) -> None:
    target("2%", CITY, date(2027, 8, 1), "甲", reviewer)
    target("2.5%以上", GOVERNMENT, date(2027, 6, 1), "乙")
    assert rivals.rivals(reviewer) == []
    [found] = rivals.rivals(reviewer, suggested=True)
    assert said(found) == [("2", False)] and [one.fact.value_text for one in found.open] == ["2.5"] and not found.told


def test_the_same_bound_another_subject_measure_or_period_is_no_rival(reviewer: User) -> None:
    target("2.50%", CITY, date(2027, 8, 1), "甲", reviewer)
    target("2.5%", GOVERNMENT, date(2027, 6, 1), "乙", reviewer)
    for text in ("到2029年，全社会研发经费投入占地区生产总值比重达到3%。", "到2030年，全社会研发经费投入占地区生产总值比重比2026年提高3个百分点。"):
        accept(reviewer, notice(text, title=text[:12], number=text[:12]))
    assert rivals.rivals(reviewer) == []


def test_one_may_only_see_rivals_in_documents_one_reads(reviewer: User, person: Any) -> None:
    target("2%", CITY, date(2027, 8, 1), "甲", reviewer, region="990421")
    target("2.5%以上", GOVERNMENT, date(2027, 6, 1), "乙", reviewer)
    assert len(rivals.rivals(reviewer)) == 1
    assert rivals.rivals(person("county", scope="region", scope_id="990421")) == []


def test_the_page_of_a_document_says_which_binds(reviewer: User, client: Client) -> None:
    one = target("2%", OFFICE, date(2027, 6, 1), "甲", reviewer)
    other = target("2.5%以上", CITY, date(2027, 8, 1), "乙", reviewer)
    for made, words in ((one, "不具约束力"), (other, "以本条为准")):
        fact = Fact.objects.current().get(document=made.key, kind="target")
        assert rivals.rivals_of(reviewer, fact, NOW) is not None
        page = client.get(f"/documents/{made.key}/?fact={fact.key}").content.decode()
        assert words in page and "另有" in page


def test_the_real_case_of_quanzhou(shared: Any, reviewer: User, settings: Any) -> None:
    """2 % in the plan of June 2016, at least 2.5 % in the later opinion of committee and government: both stay, the opinion binds."""
    settings.PACK = "quanzhou"
    pack = load("quanzhou")
    made = {n: document(read(next((shared / "seeds").glob(f"{n}_*.txt")), pack="quanzhou"), region=pack.home) for n in ("000", "002")}
    for one in made.values():
        accept(reviewer, one, kind="target", year=2020)
    found = [one for one in rivals.rivals(reviewer) if one.fact.measure == "ratio" and one.fact.subject == "泉州市" and one.fact.period == "2020"]
    [one] = [one for one in found if {claim.fact.value_text for claim in one.claims} == {"2", "2.5"}]
    assert one.rule == "higher issuer"
    assert [(claim.fact.op, claim.fact.value_text, claim.binds) for claim in one.claims] == [(">=", "2.5", True), ("=", "2", False)]
    assert one.claims[0].paper.document.key == made["000"].key and one.claims[1].why


@pytest.mark.parametrize("few", [0, 40])
def test_of_many_claims_the_same_one_binds_as_of_few(reviewer: User, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(rivals, "FEW", few)
    for n, issuers in enumerate((BUREAU, OFFICE, GOVERNMENT, BUREAU)):
        target(f"{n + 1}%", issuers, date(2027, 1, n + 1), f"第{n}份", reviewer)
    assert rivals.rivals(reviewer)[0].rule == "", "the last one is later and lower"
    binding = target("9%", CITY, date(2027, 6, 1), "最后一份", reviewer)
    [found] = rivals.rivals(reviewer)
    assert found.rule == "higher issuer" and found.claims[0].paper.document.key == binding.key
    assert all(one.why for one in found.claims[1:])

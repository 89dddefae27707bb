"""Filters of the ledger: what each finds, words of Chinese anywhere in a sentence, and who sees which rows."""
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict

from taizhang.server.accounts.models import User
from taizhang.server.facts.models import Fact
from taizhang.server.ledger.asking import Asked
from taizhang.server.ledger.finding import Found
from tests.server.ledger.make import fact, paper

pytestmark = pytest.mark.django_db
KJJ, CZJ = ("990400.kjj", "市科技局", "lead"), ("990400.czj", "市财政局", "support")


@pytest.fixture
def reader(person: Callable[..., User]) -> User:
    return person("planning")


def found(reader: User, query: str = "") -> list[str]:
    """Names of the rows an address finds, in order of their place."""
    rows = Found(Asked.parse(QueryDict(query)), reader).rows()
    return list(rows.order_by("text", "position").values_list("what", flat=True))


def test_words_are_found_anywhere_in_name_or_sentence(reader: User) -> None:
    one = paper("砚政〔2018〕12号")
    fact(one, "研发经费投入占比", "2.5", "%", quote="全社会研发经费\n投入占比达到2.5%")
    fact(one, "高新技术企业数", "600", "家", quote="高新技术企业达到６００家（R&D投入稳定）")
    fact(one, "发明专利", "12", "件", quote="每万人口发明专利拥有量达到12件")
    assert found(reader, "q=研发经费投入") == ["研发经费投入占比"]  # across a line break of the text
    assert found(reader, "q=600") == ["高新技术企业数"]  # half width asks for full width
    assert found(reader, "q=r%26d") == ["高新技术企业数"]
    assert found(reader, "q=达到 专利") == ["发明专利"]  # every word
    assert found(reader, "q=利") == ["发明专利"]  # one sign
    assert found(reader, "q=件") == ["发明专利"]  # the last sign of a sentence
    assert found(reader, "q=数高新") == []  # name and sentence are two things
    assert found(reader, "q=研经") == []  # neighbours only


@pytest.mark.parametrize("word", ['"', "'", "*", "%", "_", "AND", "a\" OR \"b", "\\", "(", "-", "𠮷", "NEAR(", "^a", "words:x"])
def test_signs_of_the_query_language_are_words_like_others(reader: User, word: str) -> None:
    document = paper()
    fact(document, "甲", quote=f"前{word}后")
    fact(document, "乙", quote="别的句子")
    query = QueryDict(mutable=True)
    query["q"] = word
    folded = "".join(word.split())
    assert found(reader, query.urlencode()) == (["甲"] if folded else ["甲", "乙"])


def test_a_new_version_is_found_by_its_new_words_only(reader: User) -> None:
    from taizhang.server.facts.versions import follow

    made = fact(paper(), "旧名称", quote="一句话")
    follow(made, by=reader, act="correct", what="新名目", state="corrected")
    assert found(reader, "q=旧名称") == [] and found(reader, "q=新名目") == ["新名目"]


def test_each_filter(reader: User) -> None:
    first, second = paper("砚政〔2018〕12号", "创新若干意见"), paper("砚科〔2019〕3号", "工作总结")
    fact(first, "甲", "1", year=2018, units=[KJJ, CZJ], subject="松烟区")
    fact(first, "乙", "2", year=2020, units=[CZJ], state="accepted", measure="growth", year_first=2018)
    fact(second, "丙", kind="task", units=[("", "某联盟", "")])
    fact(second, "丁", "4", kind="actual", year=2019, state="rejected")
    expected = {
        "": ["甲", "乙", "丙", "丁"], "kind=target": ["甲", "乙"], "kind=task": ["丙"], "kind=cite": [],
        f"document={first.key}": ["甲", "乙"], "source=3号": ["丙", "丁"], "source=若干 砚政": ["甲", "乙"], "source=没有": [],
        "unit=990400.kjj": ["甲"], "unit=990400.czj": ["甲", "乙"], "unit=某联盟": ["丙"], "unit=-": ["丁"],
        "unit=990400.kjj&unit=-": ["甲", "丁"], "unit=nobody": [],
        "from=2019": ["乙", "丁"], "to=2018": ["甲", "乙"], "from=2019&to=2019": ["乙", "丁"], "from=2021": [],
        "state=suggested": ["甲", "丙"], "state=accepted&state=rejected": ["乙", "丁"], "measure=growth": ["乙"], "subject=松烟": ["甲"],
        f"document={uuid.uuid4()}": [],
    }
    assert {query: found(reader, query) for query in expected} == expected


def test_only_documents_in_force_unless_others_are_asked_for(reader: User) -> None:
    for state in ("in force", "superseded", "withdrawn"):
        fact(paper(state, state=state), state)
    gone = Fact.objects.get(what="withdrawn").document
    assert found(reader) == ["in force"]
    assert found(reader, "every=1") == ["in force", "superseded"]
    assert found(reader, f"document={gone}") == ["withdrawn"]


def test_conditions_say_themselves_and_what_is_without_them(reader: User) -> None:
    fact(paper(), "甲", "1", units=[KJJ])
    asked = Asked.parse(QueryDict("kind=target&unit=990400.kjj&state=rejected&from=2018&to=2020"))
    conditions = Found(asked, reader).conditions
    assert [one.name for one in conditions] == ["unit", "from", "state"]
    assert "市科技局" in conditions[0].words and "2018" in conditions[1].words
    assert conditions[2].without.query() == "kind=target&from=2018&to=2020&unit=990400.kjj"


@pytest.mark.covers("C01", status="partly", note="tasks of all documents by unit, with lead and support, each seen by whom it concerns; not handed out yet")
@pytest.mark.covers("V08", "V10", status="partly", note="documents and facts of one's own unit or region; targets, score and filings are to come")
def test_a_liaison_sees_what_concerns_the_unit(person: Callable[..., User]) -> None:
    ours, theirs = paper("ours"), paper("theirs")
    fact(ours, "甲", units=[KJJ])
    fact(ours, "乙", units=[CZJ])
    fact(theirs, "丙", units=[CZJ])
    liaison = person("liaison", scope="unit", scope_id="990400.kjj")
    assert found(liaison) == ["甲", "乙"]  # the documents that give the unit something to do
    assert Found(Asked.parse(QueryDict("source=theirs")), liaison).papers.keys() == {ours.key}
    assert found(person()) == []


def test_known_then_and_valid_on(reader: User) -> None:
    from datetime import date

    from taizhang.server.facts.versions import follow

    made = fact(paper(), "旧", "1")
    fact(paper(), "将来", valid_from=date(2030, 1, 1))
    then = made.recorded_at.isoformat().replace("+", "%2B")
    follow(made, by=reader, act="correct", what="新", state="corrected")
    assert found(reader, "q=新") == ["新"]
    assert "旧" in found(reader, f"known={then}") and "新" not in found(reader, f"known={then}")
    assert "将来" not in found(reader, "valid=2029-12-31") and "将来" in found(reader, "valid=2030-01-01")


def test_counts_by_kind_are_those_of_the_filters(reader: User) -> None:
    document: Any = paper()
    fact(document, "甲", "1", state="accepted")
    fact(document, "乙", "1")
    fact(document, "丙", kind="rule", value="3")
    fact(document, "丁", kind="clause")
    counted = Found(Asked.parse(QueryDict("kind=clause")), reader)
    assert counted.total == 2 and counted.numbers == 1
    assert counted.count(("target",)) == 2 and counted.count(("target",), ("accepted",)) == 1

"""Two texts and their facts held against each other: what was added, dropped, changed; on a page, filtered, and as a workbook."""
import io
import time
from types import SimpleNamespace

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from taizhang.server.documents.differences import by_clause, by_fact, clauses, words
from tests.server.documents.texts import written
from tests.server.things import INSIDE, somebody

OLD = "一、主要目标\n到2030年，研发经费投入占地区生产总值比重达到2.5%以上。高新技术企业达到600家。\n二、重点任务\n（一）建设平台。新建省级平台12个。\n责任单位：市科技局\n三、保障\n各地要重视。\n"
NEW = "一、主要目标\n到2030年，研发经费投入占地区生产总值比重达到2.8%以上。高新技术企业达到600家。技术合同成交额达到90亿元。\n二、重点任务\n（一）建设平台。新建省级平台12个。\n责任单位：市科技局、市财政局\n"


def cut(text: str) -> list:
    return clauses(text, [])


def test_clauses_that_were_added_dropped_and_changed():
    found = by_clause(cut(OLD), cut(NEW))
    assert [(one.how, (one.new or one.old).text[:5]) for one in found] == [
        ("changed", "到2030"), ("changed", "责任单位："), ("dropped", "三、保障"), ("dropped", "各地要重视")]
    pieces = found[0].pieces
    assert ("dropped", "2.5") in [(one.how, one.words) for one in pieces] and ("added", "2.8") in [(one.how, one.words) for one in pieces]
    assert by_clause(cut(OLD), cut(OLD)) == [] == by_clause(cut(OLD), cut(OLD.replace("目标", "目 标")))
    assert [one.how for one in by_clause([], cut("一\n二\n"))] == ["added", "added"]


def test_a_text_with_headings_is_cut_at_them():
    outline = [{"start": 0, "number": "一、", "title": "主要目标"}, {"start": OLD.index("二、"), "number": "二、", "title": "重点任务"}]
    found = clauses(OLD, outline)
    assert [one.label for one in found] == ["一、主要目标", "二、重点任务"] and "".join(one.text for one in found).count("\n") == OLD.count("\n") - 2
    moved = by_clause(found, [found[1], found[0]])
    assert moved == [], "what only moved is not called added and dropped"


def fact(kind="target", what="研发投入", value="2.5", start=0, **more):
    given = {"kind": kind, "what": what, "op": ">=", "value_text": value, "value2_text": "", "measure_unit": "%", "period": "2030",
             "subject": "", "quote": what, "start": start}
    return SimpleNamespace(**(given | more), in_charge=SimpleNamespace(all=lambda: [SimpleNamespace(name=one) for one in more.get("units", ())]))


def test_facts_targets_first_and_what_of_them_changed():
    old = [fact(), fact("task", "建设平台", "", 5, units=["市科技局"]), fact(what="企业", value="600", start=9), fact(what="没了", start=20)]
    new = [fact("goal", "新方向", "", 1), fact(value="2.8"), fact("task", "建设平台", "", 5, units=["市科技局", "市财政局"]), fact(what="企业", value="600", start=99)]
    found = by_fact(old, new)
    assert [(one.how, one.kind, (one.new or one.old).what) for one in found] == [
        ("changed", "target", "研发投入"), ("dropped", "target", "没了"), ("changed", "task", "建设平台"), ("added", "goal", "新方向")]
    assert found[0].fields == (("value", ">= 2.5 %", ">= 2.8 %"),) and found[2].fields == (("units", "市科技局", "市科技局、市财政局"),)
    assert by_fact(old, old) == []


def test_two_targets_of_one_name_are_held_against_their_own_year():
    old = [fact(value="1", period="2029"), fact(value="2", period="2030")]
    new = [fact(value="2", period="2030"), fact(value="3", period="2029")]
    assert [(one.how, one.old.period, one.fields[0][2]) for one in by_fact(old, new)] == [("changed", "2029", ">= 3 %")]


@given(st.text(alphabet="一二三增长2.5%到\n ，。ab", max_size=120), st.text(alphabet="一二三增长2.5%到\n ，。ab", max_size=120))
@settings(max_examples=150, deadline=None)
def test_both_texts_come_back_from_the_words(old, new):
    pieces = words(old, new)
    assert "".join(one.words for one in pieces if one.how != "added") == old
    assert "".join(one.words for one in pieces if one.how != "dropped") == new


def test_long_texts_are_held_against_each_other_in_seconds():
    old = "\n".join(f"第{n}条 本条规定第{n * 7}号事项的办理时限为{n}个工作日，由有关单位负责。" for n in range(1500))
    begun = time.monotonic()
    found = by_clause(cut(old), cut(old.replace("工作日，由", "自然日，由")))
    assert len(found) >= 1500 and time.monotonic() - begun < 20


@pytest.mark.django_db
def test_the_page_and_the_workbook(person, client):
    common = {"region": "990400", "owner": "990400.kjj"}
    old, new = written(OLD, number="砚政〔2029〕1号", number_plain="砚政[2029]1号", title="=旧文件", **common), written(NEW, title="新文件", **common)
    client.force_login(person("planning"))
    address = reverse("documents:compare", args=[new.key])
    assert client.get(address).status_code == 200
    page = client.get(address, {"with": str(old.key)}).content.decode()
    assert "<del>2.5</del>" in page and "<ins>2.8</ins>" in page and page.index("<table") < page.index('class="differences"')
    assert f"{reverse('documents:page', args=[old.key])}?fact=" in page and "style=" not in page.split("<main")[1]
    assert 'class="differences"' not in client.get(address, {"with": str(old.key), "what": "targets"}).content.decode()
    only = client.get(address, {"with": str(old.key), "how": "dropped"}).content.decode()
    assert "<ins>" not in only and "各地要重视" in only
    assert "<del>2.5</del>" in client.get(address, {"other": "旧文件"}).content.decode()
    assert client.get(address, {"other": "没有这样的文件"}).status_code == 200 and client.get(address, {"with": "x", "how": "y", "what": "z"}).status_code == 200
    assert client.get(address, {"with": str(new.key)[:-4] + "0000"}).status_code == 404
    answer = client.get(reverse("documents:compare_workbook", args=[new.key]), {"with": str(old.key)})
    book = load_workbook(io.BytesIO(answer.content))
    assert len(book.sheetnames) == 2 and book.worksheets[0].max_row > 1 and book.worksheets[1].max_row == 4
    assert all(cell.data_type in ("s", "n") for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.django_db
def test_a_version_against_the_one_before(person, client):
    document = written(OLD, region="990400", owner="990400.kjj")
    other = written(NEW)
    fresh = document.revise(by=None, text=other.text)
    assert fresh.version == 2
    client.force_login(person("planning"))
    address = reverse("documents:compare", args=[document.key])
    page = client.get(address).content.decode()
    assert "?with_known=" in page
    known = page.split("?with_known=")[1].split('"')[0]
    assert "<ins>2.8</ins>" in client.get(f"{address}?with_known={known}").content.decode()


@pytest.mark.django_db
def test_what_one_may_not_read_is_not_compared(client):
    mine = written(OLD, region=INSIDE.region, owner=INSIDE.unit)
    other = written(NEW, title="别处的文件", region="", owner="elsewhere")
    client.force_login(somebody("liaison", where=INSIDE, unit=INSIDE.unit))
    address = reverse("documents:compare", args=[mine.key])
    assert client.get(address).status_code == 200
    assert client.get(address, {"with": str(other.key)}).status_code == 404
    assert client.get(reverse("documents:compare_workbook", args=[mine.key]), {"with": str(other.key)}).status_code == 404
    assert "<ins>" not in client.get(address, {"other": "别处的文件"}).content.decode()

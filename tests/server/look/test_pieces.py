"""Pieces draw what they are given, escape it, and say it to who cannot see it."""
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from taizhang.server.facts.models import KINDS, STATES
from taizhang.server.history import Moment
from taizhang.server.look.tables import Column, Order, Table
from taizhang.server.look.templatetags import pieces

HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture(autouse=True)
def chinese() -> Any:
    with translation.override("zh-hans"):
        yield


def drawn(template: str, asked: str = "/list/?kind=target&page=2", **given: Any) -> str:
    return Template(template).render(Context(given | {"request": RequestFactory().get(asked)}))


def test_every_state_has_its_stamp_and_its_word() -> None:
    signs = [drawn("{% stamp state %}", state=state) for state in STATES]
    assert len({*signs}) == len(STATES) and all('role="img"' in one and "aria-label=" in one for one in signs)
    assert set(STATES) <= set(pieces.STAMPS) and set(STATES) <= set(pieces.STATE_WORDS)
    assert [one[-8] for one in signs] == [*"拟核核否争失"]
    assert "by-hand" in drawn('{% stamp "corrected" %}') and "by-hand" not in drawn('{% stamp "accepted" %}')
    assert 'data-r="bulk"' in drawn('{% stamp "accepted" bulk=True %}') and 'data-r="reviewed"' in drawn('{% stamp "corrected" bulk=True %}')
    assert 'data-r="double"' in drawn('{% stamp "accepted" second=True %}') and 'data-r="disputed"' in drawn('{% stamp "disputed" second=True %}')


def test_every_kind_has_its_word_and_its_line(root: Any) -> None:
    css = (root / "taizhang/publishing/look/base.css").read_text("utf-8")
    for name in KINDS:
        assert name in pieces.KINDS and f"[data-k={name}]" in css and f"--ln-{name}:" in css and f".m[data-a={name}]" in css
    assert drawn('{% kind "goal" %}') == '<span class="kind" data-k="goal">定性</span>'


def test_every_stamp_is_drawn(root: Any) -> None:
    css = (root / "taizhang/publishing/look/base.css").read_text("utf-8")
    assert [shape for shape, _, _ in pieces.STAMPS.values() if f".stamp[data-r={shape}]" not in css] == []


@pytest.mark.parametrize("template", [
    "{% source_ref text %}", "{% source_ref text text text %}", "{% kv pairs %}", "{% crumbs text text text %}", "{% progress 1 2 text %}",
    "{% progress 0 None text %}", "{% empty text text text text %}", "{% kind text %}", "{% stamp text %}", "{{ text|period }}",
])
def test_hostile_words_stay_words(template: str) -> None:
    page = drawn(template, text=HOSTILE, pairs=[(HOSTILE, HOSTILE)])
    assert "<script" not in page


def test_pairs_keep_nought_and_leave_out_nothing() -> None:
    assert drawn("{% kv pairs %}", pairs=[("a", 0), ("b", ""), ("c", None), ("d", "x")]) == '<dl class="kv"><dt>a</dt><dd>0</dd><dt>d</dt><dd>x</dd></dl>'


def test_progress_is_told_in_words_and_needs_no_style() -> None:
    page = drawn('{% progress 3 5 "读取文件" %}')
    assert "3 / 5" in page and '<progress class="prog" value="3" max="5" aria-label="读取文件">' in page and "style" not in page
    assert "<progress" in drawn("{% progress 0 total '读取' %}", total=None) and "value=" not in drawn("{% progress 0 total '读取' %}", total=None)


def test_a_day_that_is_missing_is_said() -> None:
    assert drawn('{% day nothing missing="未写日期" %}', nothing=None) == "未写日期" and drawn("{% when nothing %}", nothing=None) == ""


def test_the_pager_keeps_the_filters() -> None:
    page = drawn("{% pager page %}", page=Paginator(range(120), 20).get_page(3))
    for text in ("第 3 / 6 页", "第 41—60 行，共 120 行", 'href="?kind=target"', 'href="?kind=target&amp;page=2"', 'href="?kind=target&amp;page=4"', "page=6"):
        assert text in page
    assert drawn("{% pager page %}", page=Paginator(range(9), 20).get_page(1)).strip() == ""


class Asked(forms.Form):
    number = forms.CharField(label="文号", help_text="例如 砚政〔2018〕12号", max_length=5)
    kind = forms.ChoiceField(label="种类", choices=[("a", "甲"), ("b", "乙")], required=False)
    sure = forms.BooleanField(label="确认", required=False)
    ways = forms.MultipleChoiceField(label="途径", choices=[("a", "甲")], widget=forms.CheckboxSelectMultiple, required=False)


def test_a_field_ties_label_hint_and_error_together() -> None:
    form = Asked({"number": HOSTILE})
    page = drawn("{% form_errors form %}{% field form.number %}", form=form)
    assert '<label for="id_number">文号</label>' in page and 'id="id_number-hint"' in page and 'id="id_number-err"' in page
    assert 'aria-describedby="id_number-hint id_number-err"' in page and 'aria-invalid="true"' in page
    assert '<a href="#id_number">文号</a>' in page and "<script" not in page and 'role="alert"' in page
    assert drawn("{% form_errors form %}", form=Asked()).strip() == ""


def test_fields_of_other_kinds() -> None:
    form = Asked()
    assert '<span class="pick"><select' in drawn("{% field form.kind %}", form=form)
    assert '<label class="row tight"><input type="checkbox"' in drawn("{% field form.sure %}", form=form)
    assert "<fieldset" in drawn("{% field form.ways %}", form=form) and "<legend>途径" in drawn("{% field form.ways %}", form=form)
    assert '<span class="opt">可不填</span>' in drawn('{% field form.kind optional="可不填" %}', form=form)


COLUMNS = (
    Column("what", "事项", lambda row: row["what"], sorts=("what",), classes="name"),
    Column("value", "数值", lambda row: row["value"], sorts=("value", "-changed"), classes="num", descending_first=True),
    Column("open", "打开", lambda row: "", label_hidden=True),
)


def test_a_table_is_made_of_columns() -> None:
    order = Order.parse("-value", COLUMNS)
    table = Table(COLUMNS, [{"what": HOSTILE, "value": 0}], "台账", order, row_attributes=lambda row: {"id": "f-1", "data-k": HOSTILE})
    page = drawn("{% table table %}", table=table)
    assert '<caption class="sr">台账</caption>' in page and 'aria-sort="descending"' in page and "<script" not in page
    assert 'href="?kind=target&amp;sort=value"' in page and 'href="?kind=target&amp;sort=what"' in page
    assert '<td class="num" data-l="数值">0</td>' in page and '<tr id="f-1"' in page and '<span class="sr">打开</span>' in page


@pytest.mark.parametrize(("given", "default", "fields"), [
    ("value", "", ["value", "-changed", "pk"]), ("-value", "", ["-value", "changed", "pk"]), ("open", "what", ["what", "pk"]), ("", "-what", ["-what", "pk"]),
    ("--value", "", ["pk"]), ("value;drop", "", ["pk"]), ("password", "", ["pk"]), ("", "", ["pk"]),
])
def test_only_columns_that_sort_can_order(given: str, default: str, fields: list[str]) -> None:
    assert Order.parse(given, COLUMNS, default).fields(COLUMNS) == fields


def test_another_moment_than_now_is_said_and_leads_back() -> None:
    moment = Moment.parse({"valid": "2018-07-05", "known": "2018-08-01"})
    page = drawn("{% moment_banner moment %}", asked="/list/?kind=target&valid=2018-07-05&known=2018-08-01", moment=moment)
    assert "2018年7月5日" in page and "2018年8月1日 23:59" in page and 'href="?kind=target"' in page
    assert drawn("{% moment_banner moment %}", moment=Moment()).strip() == ""

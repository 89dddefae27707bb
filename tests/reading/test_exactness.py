"""Every fact opens to its sentence: ``text[start:end] == quote``, in every real text and in its .docx and .html variants."""
import html
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.packs import Lexicon
from taizhang.reading import read_text, run
from taizhang.text.load import load
from taizhang.values import Facts


def spans(facts: Facts) -> Iterator[tuple[str, int, int, str]]:
    """What, start, end and quote of every place that any fact names."""
    for s in facts.statements:
        yield "statement", s.start, s.end, s.quote
        yield "value", s.value_start, s.value_end, s.value_quote
    for g in facts.goals:
        yield "goal", g.start, g.end, g.quote
    for t in facts.tasks:
        yield "task", t.start, t.end, t.quote
        yield "units", t.units_start, t.units_end, t.units_quote
    for c in facts.clauses:
        yield "clause", c.start, c.end, c.quote
    for cite in facts.cites:
        yield "citation", cite.start, cite.end, cite.quote


def assert_exact(facts: Facts) -> None:
    wrong = [(what, start, end, quote) for what, start, end, quote in spans(facts) if not quote or facts.text[start:end] != quote]
    assert wrong == []
    apart = [s.value_quote for s in facts.statements if not s.start <= s.value_start < s.value_end <= s.end]
    assert apart == []
    headings = [h for h in facts.outline if not 0 <= h.start < h.end <= h.body_end <= len(facts.text)]
    assert headings == []


def test_every_quote_of_a_real_text_stands_there(real_text: Path) -> None:
    facts = run(load(real_text), Lexicon())
    assert facts.text == real_text.read_bytes().decode("utf-8-sig").replace("\0", "\ufffd")
    assert_exact(facts)


def test_every_quote_of_the_docx_variant_stands_there(gold_text: Path, tmp_path: Path) -> None:
    paper = docx.Document()
    for line in gold_text.read_text("utf-8-sig").splitlines():
        paper.add_paragraph(line.replace("\x0c", ""))
    paper.save(str(tmp_path / "variant.docx"))
    facts = run(load(tmp_path / "variant.docx"), Lexicon())
    assert_exact(facts)
    assert facts.statements or facts.tasks or facts.cites


def test_every_quote_of_the_html_variant_stands_there(gold_text: Path, tmp_path: Path) -> None:
    lines = gold_text.read_text("utf-8-sig").splitlines()
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines if line.strip())
    (tmp_path / "variant.html").write_text(f"<!doctype html><meta charset=utf-8><title>x</title><body>{body}</body>", "utf-8")
    facts = run(load(tmp_path / "variant.html"), Lexicon())
    assert_exact(facts)
    assert facts.statements or facts.tasks or facts.cites


@pytest.mark.parametrize("prefix", ["", "\ufeff", "𠮷𠮷", "\r\n\r\n"])
def test_odd_beginnings_move_no_quote(prefix: str) -> None:
    text = f"{prefix}到2030年，研发投入占地区生产总值比重达2.5%以上，\r\n新增高新技术企业１００家，𠮷林路建成孵化器３个。\r\n责任单位：市科技局、财政局"
    facts = run(load(text.encode(), name="a.txt"), Lexicon())
    assert facts.text == text.removeprefix("\ufeff")
    assert_exact(facts)
    assert facts.statements


PIECES = st.sampled_from([
    "一、", "（一）", "1.", "①", "——", "第三条", "附件1", "\n", "\r\n", "\n\n", "\t", " ", "　", "，", "。", "；", "、", "：", "（", "）", "《", "》", "“", "”",
    "〔2030〕", "5号", "到2030年", "2029年", "年均", "同比", "增长", "下降", "达到", "超过", "不低于", "以上", "左右", "分别", "其中", "力争", "新增", "由", "提高到", "占",
    "比重", "每", "各", "研发投入", "高新技术企业", "专利", "砚州市", "高新区", "3", "2.5", "１２", "1,200", "十二", "百分之五", "三成", "两倍", "翻一番", "1-2", "%", "％", "万元",
    "亿元", "家", "件", "个百分点", "第3位", "牵头单位", "责任单位：", "市科技局", "财政局", "各县（市、区）人民政府", "对", "的企业", "给予", "奖励", "最高不超过", "按", "𠮷", "\u200b", "\0", "abc",
])


@given(st.lists(PIECES, max_size=80).map("".join))
def test_no_jumble_of_words_moves_a_quote(text: str) -> None:
    assert_exact(read_text(text))


@given(st.text(max_size=300))
def test_no_text_at_all_moves_a_quote(text: str) -> None:
    assert_exact(read_text(text))

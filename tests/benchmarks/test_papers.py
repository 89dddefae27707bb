"""Papers made of real texts: what is found in them is what is found in the texts, and the page does not claim more."""
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import taizhang
from benchmarks.papers.__main__ import HEAD, known, measure, written
from benchmarks.papers.comparing import Way, compared
from benchmarks.papers.content import source
from benchmarks.papers.makers import pdf_text, scan
from benchmarks.papers.official import browser, page
from tests.browser import launch

TEXT = "砚州市人民政府关于修建桥梁的意见\n\n各县（市、区）：\n一、目标\n到2030年，全市建成桥梁9座，\n道路315公里。\n指标\t2030年\n桥梁\t9座\n2020年8月27日\n"


def test_offsets_move_to_where_the_same_signs_stand() -> None:
    way = Way.between("一、目标\n到2030年9座。", "一、目标 到2030年，9座。")
    assert way.span(5, 10) == (5, 10) and way.span(11, 14) == (12, 15)
    lost = Way.between("甲乙丙", "甲丙").span(1, 2)
    assert lost[0] == lost[1]


def test_a_text_against_itself_is_right_and_a_changed_number_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    facts = taizhang.read(tmp_path / "a.txt")
    other = taizhang.read(TEXT.replace("9座", "8座").encode(), doc="a.txt")
    assert facts.statements and compared([(facts, facts)]).strict.f1 == 1
    assert compared([(facts, other)]).strict.f1 < 1


def test_a_paper_has_the_blocks_of_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    made = source(tmp_path / "a.txt", taizhang.read(tmp_path / "a.txt"))
    assert [one.kind for one in made.blocks] == ["title", "paragraph", "heading", "paragraph", "row", "row", "date"]
    assert made.blocks[3].text == "到2030年，全市建成桥梁9座，道路315公里。" and made.date == "2020年8月27日"
    assert "<td>9座</td>" in page(made)


def test_rows_that_were_not_measured_stay() -> None:
    row = "| old figure (`pdf`) | **0.5** |"
    assert written(f"a\n<!-- papers -->\n{row}\n<!-- /papers -->\nb", []) == f"a\n<!-- papers -->\n\n{HEAD}\n{row}\n\n<!-- /papers -->\nb"
    assert {"pdf", "scan"} <= {one.NAME for one in known()}


def claimed(root: Path, name: str) -> float:
    """The strict F1 that the page claims for a kind of paper."""
    found = re.search(rf"\(`{name}`\) \| \*\*([\d.]+)\*\*", (root / "docs/reading.md").read_text("utf-8"))
    assert found
    return float(found[1])


@pytest.mark.browser
def test_printed_papers_hold_what_the_page_claims(root: Path, shared: Path) -> None:
    launch()
    texts = [source(path, taizhang.read(path)) for path in sorted((shared / "seeds").glob("*.txt"))]

    def printed() -> float:
        with browser() as printer:
            return measure(pdf_text, texts, printer).score.strict.f1

    # A browser test before this one may have left a loop running in this thread; the printer needs one without.
    with ThreadPoolExecutor(1) as apart:
        reached = apart.submit(printed).result()
    assert round(reached, 3) >= claimed(root, "pdf") >= pdf_text.ASKED


@pytest.mark.soak
@pytest.mark.browser
def test_scanned_papers_hold_what_the_page_claims(root: Path, shared: Path) -> None:
    launch()
    if why := scan.missing():
        pytest.skip(why)
    texts = [source(path, taizhang.read(path)) for path in sorted((shared / "seeds").glob("*.txt"))]
    with browser() as printer:
        reached = measure(scan, texts, printer).score.strict.f1
    assert reached >= claimed(root, "scan") - 0.02 and claimed(root, "scan") >= scan.ASKED  # other processors round otherwise

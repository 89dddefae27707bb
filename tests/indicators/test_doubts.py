"""Doubts: found where the arithmetic says so, with it, and nowhere else."""
from itertools import permutations
from pathlib import Path

import pytest

import taizhang
from taizhang.indicators import Doubt, doubts
from taizhang.publishing.words import catalogue
from taizhang.values import Facts

HEAD = "砚州市2028年工作总结和2029年工作计划\n一、2028年工作总结\n{told}\n二、2029年工作计划\n{asked}\n"


def read(told: str, asked: str = "") -> Facts:
    return taizhang.read_text(HEAD.format(told=told, asked=asked), "总结.txt")


def kinds(found: tuple[Doubt, ...]) -> list[str]:
    return [one.kind for one in found]


@pytest.mark.parametrize(("told", "kind"), [
    ("全市4438家规模以上工业企业中，拥有核心技术的企业150家，仅占4.5%。", ["share does not fit"]),
    ("全市4438家规模以上工业企业中，拥有核心技术的企业150家，仅占3.4%。", []),
    ("全市4438家规模以上工业企业中，开展研发活动的企业667家，仅占15%。", []),
    ("全市4438家规模以上工业企业中，开展研发活动的企业667家，仅占15.2%。", ["share does not fit"]),
    ("全市300家规模以上工业企业中，拥有核心技术的企业450家，占15%。", ["part larger than whole"]),
    ("达成意向57项，完成合同64项。", ["later step counts more"]),
    ("达成意向64项，完成合同57项。", []),
])
def test_inside_one_report(told: str, kind: list[str]) -> None:
    assert kinds(doubts(read(told))) == kind


@pytest.mark.parametrize(("told", "asked", "kind"), [
    ("2028年，专利授权量5550件。", "2029年，专利授权量达到5500件。", ["target below the value reached"]),
    ("2028年，专利授权量5550件。", "2029年，专利授权量达到5600件。", []),
    ("2028年，建成绿廊80公里。", "2029年，建成绿廊70公里。", []),
    ("2028年，培训技师250人次。", "2029年，完成200人次的技师培训。", []),
    ("2028年，高新技术企业保有量达到80家。", "2029年，高新技术企业保有量达到70家。", ["target below the value reached"]),
    ("2028年，空气优良率97%。", "2029年，空气优良率达85%以上。实施整治，确保空气优良率达85%以上。", ["target below the value reached"]),
    ("2028年，城镇登记失业率3.9%。", "2029年，城镇登记失业率控制在3.5%以内。", []),
    ("2028年，研发投入占地区生产总值比重1.1%。", "2029年，研发投入占地区生产总值比重增长20%以上。", ["percent or points"]),
])
def test_between_results_and_targets(told: str, asked: str, kind: list[str]) -> None:
    assert kinds(doubts(read(told, asked))) == kind


def test_each_carries_its_arithmetic_and_is_said_in_both_languages() -> None:
    facts = read("全市4438家规模以上工业企业中，拥有核心技术的企业150家，仅占4.5%。")
    (one,) = doubts(facts)
    assert one.value == "3.38" and "150 / 4438 x 100 = 3.38 %" in one.trace.tree()
    assert one.message.format(**one.given) == "150家 of 4438家 is 3.38 %, the text says otherwise"
    assert "3.38%" in catalogue("zh_Hans")[one.message].format(**one.given) and one.kind in catalogue("zh_Hans")
    for said in one.statements:
        assert facts.text[said.value_start:said.value_end] == said.value_quote


@pytest.fixture(scope="module")
def seeds(shared: Path) -> list[Facts]:
    return [taizhang.read(path) for path in sorted((shared / "seeds").glob("*.txt"))]


def test_the_real_documents_hold_the_known_doubts_and_no_other(seeds: list[Facts]) -> None:
    found = [(one.kind, one.statements[0].doc[:3], one.value) for one in doubts(*seeds)]
    assert found == [
        ("part and share do not fit", "000", "144000000000"), ("rival targets", "000", "0.5"), ("target below the average", "000", "0.57"),
        ("percent or points", "001", ""), ("share does not fit", "001", "3.38"), ("percent or points", "001", ""),
        ("later step counts more", "004", "7"), ("target below the value reached", "004", "50"),
    ]


def test_no_order_of_the_documents_changes_a_doubt(seeds: list[Facts]) -> None:
    assert len({doubts(*order) for order in list(permutations(seeds[:4]))[::7]}) == 1

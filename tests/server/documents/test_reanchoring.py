"""Facts found again after random edits, against the truth of where they stand: on the samples always, on the real texts where they are at hand."""
import random
from pathlib import Path

import pytest

from benchmarks.anchoring import EDITS, SEVERAL, clauses, measure, places, texts, total, truth

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "txt"
SHARE = 0.99


def holds(of, versions: int, seed: int, much: float = SHARE) -> None:
    """Of the facts an edit left alone enough are found where they stand, none is placed anywhere else, the rest is listed.

    ``much`` is asked for after thirty edits at once, which in a short text leave little around a fact as it was.
    """
    figures = measure(of, versions, seed)
    assert set(figures) == {*EDITS, *SEVERAL}
    for name, one in figures.items():
        assert one.untouched, name
        assert one.wrong == 0, (name, one.examples)
        assert one.share >= (much if name.startswith("thirty") else SHARE), (name, one.share, one.examples)
        assert one.found + one.listed + one.wrong <= one.facts
    assert total(figures).touched, "some edits touch facts: those are lost, not placed elsewhere"


@pytest.mark.django_db
def test_after_random_edits_of_the_samples_facts_are_found_again():
    holds(texts(sorted(SAMPLES.glob("*.txt"))), 105, 1, much=0.95)


def test_after_random_edits_of_real_texts_facts_are_found_again(real_texts):
    some = random.Random(1).sample(list(real_texts), min(12, len(real_texts)))
    holds(texts(some), 105, 2)


@pytest.mark.soak
def test_after_a_thousand_random_edits_of_all_real_texts_facts_are_found_again(real_texts):
    holds(texts(real_texts), 1001, 3)


def test_the_truth_knows_what_an_edit_touched():
    old = "一二三。\n四五六。"
    edited = [(sign, at) for at, sign in enumerate(old)]
    assert truth(old, edited, places(edited), 0, 4) == (0, 4)
    broken = [*edited[:2], ("\n", -1), *edited[2:]]
    assert truth(old, broken, places(broken), 0, 4) == (0, 5), "white space touches nothing"
    put = [*edited[:2], ("x", -1), *edited[2:]]
    assert truth(old, put, places(put), 0, 4) is None and truth(old, put, places(put), 5, 9) == (6, 10)
    turned = [*edited[5:], *edited[:5]]
    assert truth(old, turned, places(turned), 0, 4) == (4, 8) and truth(old, turned, places(turned), 2, 7) is None
    assert truth(old, edited[4:], places(edited[4:]), 0, 4) is None


@pytest.mark.parametrize("name", list(EDITS))
def test_every_kind_of_edit_keeps_the_way_back(name):
    old = "".join(f"第{n}条，到2030年企业达到{n}家；平台不少于{n}个。\n" for n in range(9))
    strange = clauses([(old, [])])
    for seed in range(50):
        edited = EDITS[name]([(sign, at) for at, sign in enumerate(old)], random.Random(seed), strange)
        assert all(at == -1 or old[at] == sign for sign, at in edited)
        kept = [at for _, at in edited if at != -1]
        assert len(set(kept)) == len(kept), "no character stands there twice"

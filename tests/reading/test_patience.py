"""Words that wait for a number: the look back from it is bounded, so that time stays linear."""
import time

import pytest

from taizhang.reading import read_text


@pytest.mark.parametrize("word", ["同比", "分别", "年均", "各", "，", "；", "的", "占", "增长"])
@pytest.mark.parametrize("end", ["达1%。", "增长1%的企业。"])
def test_a_number_behind_many_words(word: str, end: str) -> None:
    text = f"砚州市2030年工作总结\n一、2030年工作回顾\n{word * (50_000 // len(word))}{end}"
    began = time.process_time()
    read_text(text)
    assert time.process_time() - began < 2

"""No evidence, not started, zero and not applicable are four things."""
from decimal import Decimal

import pytest

from taizhang.values import Answer, AnswerState, TaizhangError


def test_zero_is_a_value() -> None:
    assert Answer.of(0) == Answer(AnswerState.VALUE, Decimal(0))
    assert Answer.of(0) != Answer(AnswerState.NOT_STARTED)


def test_the_four_states_differ() -> None:
    states = [Answer.of(0), *(Answer(state) for state in AnswerState if state is not AnswerState.VALUE)]
    assert len(set(states)) == 4


@pytest.mark.parametrize("state", [state for state in AnswerState if state is not AnswerState.VALUE])
def test_only_a_value_has_a_number(state: AnswerState) -> None:
    with pytest.raises(TaizhangError, match=state.value):
        Answer(state).number  # noqa: B018
    with pytest.raises(TaizhangError, match="not an answer"):
        Answer(state, Decimal(0))
    with pytest.raises(TaizhangError, match="not an answer"):
        Answer(AnswerState.VALUE)


def test_an_answer_cannot_be_taken_for_true_or_false() -> None:
    with pytest.raises(TypeError, match="state"):
        assert Answer.of(1)

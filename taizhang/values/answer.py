"""What was reported, or why nothing was: four states that are never taken for one another."""
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import NoReturn

from taizhang.values.errors import UsageError


class AnswerState(Enum):
    """The value of each state is the word that is stored and exported."""

    VALUE = "value"
    NOT_STARTED = "not started"
    NO_EVIDENCE = "no evidence"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Answer:
    """A value, which may be zero, or one of the states that have none.

    >>> Answer.of(0).state, Answer.of(0).number
    (<AnswerState.VALUE: 'value'>, Decimal('0'))
    >>> Answer(AnswerState.NO_EVIDENCE).number
    Traceback (most recent call last):
    ...
    taizhang.values.errors.UsageError: no evidence: has no number. ask for the state first

    Zero is an answer, so an answer is neither true nor false:

    >>> bool(Answer.of(0))
    Traceback (most recent call last):
    ...
    TypeError: an answer is neither true nor false: ask for its state
    """

    state: AnswerState
    value: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.state is AnswerState.VALUE) != (self.value is not None):
            raise UsageError("is not an answer", where=self.state.value, why="a value, and no other state, has a number")

    @classmethod
    def of(cls, number: Decimal | int | str) -> "Answer":
        """The answer that has this number."""
        return cls(AnswerState.VALUE, Decimal(number))

    @property
    def number(self) -> Decimal:
        """The number; raises `UsageError` where there is none."""
        if self.value is None:
            raise UsageError("has no number", where=self.state.value, hint="ask for the state first")
        return self.value

    def __bool__(self) -> NoReturn:
        raise TypeError("an answer is neither true nor false: ask for its state")

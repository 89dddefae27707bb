"""The vocabulary that all rooms share: small, immutable, exact.

Lives here: places in a text (`Span`), time (`Period`), numbers (`Quantity`, `Money` in whole fen, `Ratio`), what they
have to be (`Bound`) and what was reported (`Answer`), why a computed number is what it is (`Trace`), the facts a document
states (`Statement`, `Goal`, `Task`, `Clause`, `Citation`, `Metadata`, gathered in `Facts`) and the family of errors.
Not here: how facts are found (``reading``) or where names come from (``packs``).
"""
from taizhang.values.answer import Answer, AnswerState
from taizhang.values.bound import Bound, Ratio
from taizhang.values.errors import TaizhangError
from taizhang.values.facts import Citation, Clause, Facts, Goal, Metadata, Statement, Task
from taizhang.values.money import Money
from taizhang.values.period import Period
from taizhang.values.quantity import Quantity
from taizhang.values.span import Span
from taizhang.values.trace import Input, Trace

__all__ = [
    "Answer", "AnswerState", "Bound", "Citation", "Clause", "Facts", "Goal", "Input", "Metadata", "Money", "Period", "Quantity",
    "Ratio", "Span", "Statement", "TaizhangError", "Task", "Trace",
]

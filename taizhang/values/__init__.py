"""The vocabulary that all rooms share: small, immutable, exact.

Lives here: places in a text (`Span`), time (`Period`), the facts a document states (`Statement`, `Goal`, `Task`,
`Clause`, `Citation`, `Metadata`, gathered in `Facts`) and the family of errors.
Not here: how facts are found (``reading``) or where names come from (``packs``).
"""
from taizhang.values.errors import TaizhangError
from taizhang.values.facts import Citation, Clause, Facts, Goal, Metadata, Statement, Task
from taizhang.values.period import Period
from taizhang.values.span import Span

__all__ = ["Citation", "Clause", "Facts", "Goal", "Metadata", "Period", "Span", "Statement", "TaizhangError", "Task"]

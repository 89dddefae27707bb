"""Values of one indicator brought together: targets and the results that answer them, and what does not add up."""
from taizhang.indicators.answering import STATUSES, Answers, TargetAnswer, answer
from taizhang.indicators.doubt import Doubt
from taizhang.indicators.doubts import doubts

__all__ = ["STATUSES", "Answers", "Doubt", "TargetAnswer", "answer", "doubts"]

"""Values of one indicator brought together: targets and the results that answer them, and what does not add up."""
from taizhang.indicators.answering import STATUSES, Answers, TargetAnswer, answer

__all__ = ["STATUSES", "Answers", "TargetAnswer", "answer"]

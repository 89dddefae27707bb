"""Values of one indicator brought together: targets and the results that answer them, and what does not add up."""
from taizhang.indicators.answering import STATUSES, Answers, TargetAnswer, answer, judged
from taizhang.indicators.bundles import BUNDLES
from taizhang.indicators.degrees import DEGREES, Degree
from taizhang.indicators.doubt import Doubt
from taizhang.indicators.doubts import doubts, within
from taizhang.indicators.thresholds import THRESHOLDS
from taizhang.indicators.titles import TITLES

__all__ = ["BUNDLES", "DEGREES", "STATUSES", "THRESHOLDS", "TITLES", "Answers", "Degree", "Doubt", "TargetAnswer", "answer", "doubts", "judged", "within"]

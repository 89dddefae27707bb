"""Places in an order: 第3位, 首位, 前10名."""
import re
from decimal import Decimal

from taizhang.reading.quantities.comparators import compare
from taizhang.reading.quantities.counted import is_counted
from taizhang.reading.quantities.pattern import CHINESE_DIGIT
from taizhang.reading.quantities.quantity import Quantity
from taizhang.text.numerals import chinese_number

# A place is told by a verb of placing, or by what is placed: 位居全省第3, 增速第3.
_PLACED = (
    r"由|从|上升到|升到|前移到|提前到|前进至|下降到|降至|提高到|排名|排行|排序|排位|位次|位居|位列|居|列|名列|跃居|升至|升到|跃升|排在|排|占据"
    r"|保持|稳居|跻身|进入|获|得分|并列|均为|为|总量|均|达到|达|上升到|提升到|提升至|前进到|前移到|前移至|规模|增速|综合|指数|评估|考核|评价"
    r"|测评|检查|荣获|取得|夺得|列为|退居|蝉联|连续[^，。]{1,8}"
)
_AMONG = (
    r"全国|全省|全市|全区|全球|世界|亚洲|中国|我国|国内|中西部|西部|东部|中部|东北|沿海|同类|同级|计划单列市|副省级|省会|地级市|县级市|设区市"
    r"|[\u4e00-\u9fff]{2,9}(?:省|市|区|县|城市)"
)
_RANK_BEFORE = re.compile(rf"(?:{_PLACED})(?:{_AMONG})?(?:各[^，。]{{1,9}})?(?:城市|地区|市州|盟市)?(?:的|之)?$")
# 第一次, 前五批, 第一产业: the number is an ordinal of something else.
_ORDINAL_OF = (
    "次", "批", "条", "个", "届", "产业", "书记", "时间", "线", "季度", "轮", "责任", "方", "大", "要", "期", "年", "阶段", "步", "居", "医", "人民",
    "中", "小",
)
_NUMBERS = re.compile(rf"\d+|{CHINESE_DIGIT}+")


def read_rank(text: str, found: re.Match[str], floor: int) -> Quantity | None:
    """A place in an order; a bare 12位 without a word of placing counts people."""
    word = found["rank"]
    start, end = found.span()
    if word in ("首位", "榜首", "次席"):
        return _named_place(text, word, start, end, floor)
    if not _RANK_BEFORE.search(text, max(floor, start - 30), start):
        plain = re.fullmatch(r"(\d+)位", word)
        if plain and is_counted(text, "位", end):
            return compare(text, Quantity(start, end, start, end, Decimal(plain[1]), None, "=", "位", "count"), None, floor)
        return None
    if text.startswith(_ORDINAL_OF, end):
        return None
    if word[0] == "第" and word[-1] not in "位名" and end < len(text) and text[end] not in "，。；、）（和与及\n":
        return None
    values = [Decimal(n) if n[0].isdigit() else chinese_number(n) for n in _NUMBERS.findall(word)]
    first = values[0] if values else None
    if first is None or None in values:
        return None
    if len(values) == 2:
        return Quantity(start, end, start, end, first, values[1], "range", "位", "rank")
    return Quantity(start, end, start, end, first, None, "<=" if word.startswith("前") else "=", "位", "rank")


def _named_place(text: str, word: str, start: int, end: int, floor: int) -> Quantity | None:
    """首位, 榜首, 次席; not 首位度, nor what is put in the first place (放在首位)."""
    if not _RANK_BEFORE.search(text, max(floor, start - 26), start) and text[max(floor, start - 1):start] not in ("居", "列", "省", "国", "市"):
        return None
    if text.startswith(("度", "镇"), end) or text[max(floor, start - 5):start].endswith(("放在", "摆在", "置于", "作为", "放到")):
        return None
    return Quantity(start, end, start, end, Decimal(2 if word == "次席" else 1), None, "=", "位", "rank")

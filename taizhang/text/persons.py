"""Names of persons that a text gives beside what they are there for (联系人：…), and addresses of their mail: masked before everybody sees it."""
import re
from collections.abc import Iterator

from taizhang.text.secrecy import MASK

_LABELS = (
    "联系人员|联系人|联络人|联络员|经办人员|经办人|承办人|填报人|填表人|报送人|审核人|审签人|签发人|签发|拟稿人|拟稿|责任人|负责人|分管领导|主管领导|带队领导"
    "|挂钩领导|包联领导|统计员|信息员|专管员|校对|会签"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝"
    "龚邵万钱严覃武戴莫孔向汤温庄柯洪翁赖施连颜涂詹纪傅祁俞章梅童鲁葛牛包柳辛管祝左齐庞樊殷霍焦巫简官欧阮"
)
_BLANK = "[ \t\u3000]"
_NAME = f"[{_SURNAMES}](?:{_BLANK}?[\u4e00-\u9fff]){{1,2}}"
_NAMED = re.compile(f"(?:{_LABELS}){_BLANK}{{0,4}}(?:[:：]{_BLANK}{{0,4}}|(?<={_BLANK}))(?P<names>{_NAME}(?:[、,，/;；]{_BLANK}{{0,2}}{_NAME}){{0,9}})")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")


def persons(text: str) -> Iterator[tuple[int, int]]:
    """Where names and addresses of mail stand, as half-open ranges; a word that only begins like a name is taken for one.

    >>> text = "联系人：王小明、李雷，电话"
    >>> [text[start:end] for start, end in persons(text)], list(persons("责任单位：市科技局"))
    (['王小明、李雷'], [])
    """
    for found in _NAMED.finditer(text):
        yield found.span("names")
    for found in _MAIL.finditer(text):
        yield found.span()


def nameless(text: str) -> str:
    """The text with these masked, sign for sign: every other offset stays.

    >>> nameless("（联系人：王小明，邮箱：w.xm@example.com）")
    '（联系人：***，邮箱：****************）'
    """
    signs = list(text)
    for start, end in persons(text):
        signs[start:end] = [sign if sign in "、,，/;； \t\u3000" else MASK for sign in signs[start:end]]
    return "".join(signs)

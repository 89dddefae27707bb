"""Whether a number counts or measures anything: what follows it may be a slogan, a name or a way of speaking."""
import re

# Nouns that a count in front makes into a slogan, a heading or a way of speaking, not a measured set …
_ABSTRACT_NOUNS = (
    r"方面|意识|自信|维护|确立|全面|坚持|环节|层面|维度|阶段|步骤|原则|要素|方向|重点|关键|主线|主题|定位"
    r"|问题|短板|不动摇|百年|文明|关系|转变|优先|统筹|结合|统一|保障|毫不动摇|必须|一律|不准|清单(?!事项)|字|关键词|月|季度|层次|特点|特征"
    r"|优势|突破口|抓手|着力点|链条|圈|特色|强化|融合|核心内容|工作主线|工作方案|保障措施|工作|任务|一体化?|行动|指标(?=[，。；、：]|的突破)"
)
# … where they end there: 三个方面的工作 is one, 三个方面军 would not be.
_ABSTRACT_END = r"(?=[，。；、：）”（]|和|及|的|上|中|工作|\d|为|开展|入手|发力|着力|同时|推进|作|内容|部署|$)"
ABSTRACT = re.compile(
    rf"(?:重点|主要|核心|具体|关键|重要|基本|突出|紧迫|明显|大的|重大|的)?(?:{_ABSTRACT_NOUNS}){_ABSTRACT_END}"
)

# Words that count and measure nothing without a comparator (5号, 5级), and signs behind which a count word is none (5个体工商户).
_NEVER_COUNT = frozenset("级 号 日 代 点 米 届".split())
_NO_COUNT_BEFORE = {
    word: re.compile(follows)
    for word, follows in {
        "位": "一体|数|于|居|列|置", "期": "工程|项目|建设|间|限|规划|投资|开发|开工|厂", "路": "[上口面网段]|公交", "次": "产业|性|日|要|年",
        "线": "[城上下]", "站": "式", "门": "口", "口": "[岸径]", "天": "[津然]", "场": "[地馆所景]", "部": "[门委队]", "台": "[商湾胞资企]",
        "组": "[织成长]", "条": "[例件]", "种": "[植养业子质]", "名": "[牌优]", "间": "隔", "度": "[假过]", "分": "[别为钟公院会局校行]",
        "支": "[持付撑]", "个": "[体人]工商|人(?![才以民员次工])", "项": "目", "家": "庭", "头": "部", "片": "区", "张": "网", "户": "[籍口]",
    }.items()
}


def is_counted(text: str, word: str, end: int) -> bool:
    """Whether what follows the count word that ends at ``end`` is a thing that is counted.

    >>> is_counted("3个泵站", "个", 2), is_counted("3个方面，", "个", 2), is_counted("5号", "号", 2)
    (True, False, False)
    """
    if word in _NEVER_COUNT:
        return False
    if text.startswith("级", end):  # 10万吨级码头
        return False
    never = _NO_COUNT_BEFORE.get(word)
    return (never is None or not never.match(text, end)) and not ABSTRACT.match(text, end)


_TIME_BEFORE = re.compile(
    r"(?:满|公示|持续|(?:时长|机时|时间|期限|周期)为|期限|有效期|周期|为期|时限|时间|不超过|不少于|不低于|至少|最长|期限为|有效期为|压缩至|压缩到|缩短至|缩短到|控制在|超过|达|达到"
    r"|届满|任期|服务期|按|由|从|提高到|提高至|增加到|延长到|延长至|缩短为|压减到|压减至|降至|降到|减至|减少到|驻村服务|运行|建设期"
    r"|不足|不满|未满|累计|年限|一般为|提前|延长|工龄|存续|经营)$"
)
_NO_TERM = ("来", "前", "后", "间", "多", "规", "行", "攻", "期")


def is_measured(text: str, start: int, end: int, floor: int) -> bool:
    """Whether a bare stretch of time is a limit or a term (有效期5年), not 近5年 or 5年来.

    >>> is_measured("有效期5年", 3, 5, 0), is_measured("近5年来", 1, 3, 0)
    (True, False)
    """
    if text.startswith("计划", end) or text.startswith(_NO_TERM, end) and not text.startswith("期限", end):
        return False
    return bool(_TIME_BEFORE.search(text, max(floor, start - 6), start))

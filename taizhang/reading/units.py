"""Units that a document writes behind a number, and what each measures."""

_COUNT_WORDS = """
场次 人次 人份 班次 架次 件次 户次 批次 例次 车次 台次 列次 乘次 家次 站次 部次 亩次 辆次 点次 条次 项次 位次 名次 台套 课时 学时 机时 台时 人年 人月 人天 床位
标箱 标准箱 万标箱 标台 TEU
平方公里 平方千米 平方米 km2 公顷 亩 公里 千米 km 米 海里 立方米 亿立方米 立方 方 升 公升
吨标准煤 吨标煤 万吨 吨 公担 公斤 千克 斤 毫克 微克
千瓦时 兆瓦时 吉瓦时 万千瓦 千瓦 兆瓦 吉瓦 千伏安 兆伏安 MW GW kW KW kWh MB GB TB PB EFLOPS PFLOPS
个 家 件 项 条 套 台 人 名 位 户 辆 架 艘 座 栋 幢 间 所 处 片 块 张 份 部 篇 册 期 场 届 种 类 款 宗 起 例 笔 列
只 头 羽 匹 株 棵 枚 颗 支 对 双 门 堂 组 队 班 村 路 线 孔 口 井 盏 床 次 尾 盒 瓶 箱 皮卡 度 分 字 集 首 本 具 批 倍
"""
# A count word that the signs behind it make part of another word: 3人才, 5类似, 2分别.
_NOT_BEFORE = {
    "人": "工智|才|均|民|社|力|大代|类|居|防|文", "类": "似|别|型", "分": "别|为|之|钟(?!以)|院", "方": "面|案|式|向|位|阵|舱|便|针|法", "度": "过|假|量",
    "字": "头|塔", "集": "中|团|聚|约|成|体|群|镇|装|美", "斤": "[^，。；、以左多增的（]", "首": "[批次家届创席府位台例要先个座条]",
    "本": "[市省区级地年科土]", "对": "[一接口外于全照标]", "双": "[创一高减向控]", "组": "[织成建]", "队": "伍", "班": "子", "具": "有",
    "批": "[准复示次发]", "升": "[级至到]", "村": "[民级庄]", "井": "[冈]", "倍": "增",
}


def _longest_first(words: str) -> list[str]:
    return sorted(set(words.split()), key=lambda word: (-len(word), word))


COUNTS = "|".join(f"{word}(?!{_NOT_BEFORE[word]})" if word in _NOT_BEFORE else word for word in _longest_first(_COUNT_WORDS))
MONEY = "元(?!素|旦|宵|气|器件|件)|美元|港元|港币|欧元|日元|英镑|新台币"
TIMES = (
    "个工作日|工作日|个自然日|自然日|个交易日|个月|个季度|个学年|个小时|小时|分钟|秒钟|周岁|岁|周(?!年|期|边|转|末|岁|年|到)"
    "|年(?!度|级|代|均|龄|轻|画|会|货|限|前|后|来|间|初|底|末|中|终|报|产|新|味|鉴|人|计)"
    "|天(?!然|津|使|下|空)|日(?!均|常|前|照|本|报|起|夜)"
)

_CURRENCIES = {
    "元": "CNY", "人民币": "CNY", "美元": "USD", "港元": "HKD", "港币": "HKD", "欧元": "EUR", "日元": "JPY", "英镑": "GBP", "新台币": "TWD",
}
_TIME_UNITS = frozenset("个工作日 工作日 个自然日 自然日 个交易日 个月 个季度 个学年 个小时 小时 分钟 秒钟 周 年 天 日".split())


def unit_of(word: str) -> tuple[str, str, int]:
    """The unit as the ledger writes it, what sort it is, and the power of ten that scales it.

    >>> unit_of("美元"), unit_of("个百分点"), unit_of("家"), unit_of("周岁"), unit_of("倍")
    (('USD', 'money', 0), ('百分点', 'points', 0), ('家', 'count', 0), ('周岁', 'age', 0), ('%', 'times', 2))
    """
    if word in _CURRENCIES:
        return _CURRENCIES[word], "money", 0
    if word in ("%", "‰"):
        return word, "percent", 0
    if word in ("个百分点", "百分点"):
        return "百分点", "points", 0
    if word in ("岁", "周岁"):
        return word, "age", 0
    if word == "倍":
        return "%", "times", 2
    if word in _TIME_UNITS:
        return word, "time", 0
    return word, "count", 0

"""Units that a document writes behind a number, and what each measures."""

_COUNT_WORDS = """
场次 人次 人份 班次 架次 件次 户次 批次 例次 车次 台套 台次 课时 学时 标箱 标准箱 平方公里 平方千米 平方米 立方米 亿立方米 列次 列 公里 千米 公顷 海里 公斤 千克 毫克 微克
吨标准煤 吨标煤 公担 斤 位次 名次 千瓦时 万千瓦 千瓦 兆瓦 吉瓦 吨 亩 米 个 家 件 项 条 套 台 人 名 位 户 辆 架 艘 座 栋 幢 间 所 处 片 块 张 份 部 篇 册 期 场 届 种 类 款 宗 起 例 笔
只 头 羽 匹 株 棵 枚 颗 支 对 双 门 堂 组 队 班 村 路 线 孔 口 井 盏 床 次 尾 盒 瓶 箱 吨 立方 方 米 度 分 公升 升 千伏安 兆伏安 皮卡 万吨 字 集 首 本 具 批 倍
MW GW kW KW kWh TEU km2 km MB GB TB PB EFLOPS PFLOPS 家次 人年 人月 人天 站次 部次 机时 台时 亩次 辆次 点次 条次 项次 标台 万标箱 床位
"""
_NOT_AFTER = {"人": "工智|才|均|民|社|力|大代|类|居|防|文", "类": "似|别|型", "分": "别|为|之|钟(?!以)|院", "方": "面|案|式|向|位|阵|舱|便|针|法", "度": "过|假|量",
              "字": "头|塔", "集": "中|团|聚|约|成|体|群|镇|装|美", "斤": "[^，。；、以左多增的（]", "首": "[批次家届创席府位台例要先个座条]", "本": "[市省区级地年科土]",
              "对": "[一接口外于全照标]", "双": "[创一高减向控]", "组": "[织成建]", "队": "伍", "班": "子", "方米": "", "具": "有", "批": "[准复示次发]", "升": "[级至到]", "村": "[民级庄]", "井": "[冈]",
              "倍": "增", "首个": ""}

_words = sorted(set(_COUNT_WORDS.split()) - {"方米"}, key=lambda w: (-len(w), w))
COUNTS = "|".join(f"{w}(?!{_NOT_AFTER[w]})" if w in _NOT_AFTER and _NOT_AFTER[w] else w for w in _words)

_CURRENCY = {"元": "CNY", "人民币": "CNY", "美元": "USD", "港元": "HKD", "港币": "HKD", "欧元": "EUR", "日元": "JPY", "英镑": "GBP", "新台币": "TWD"}
MONEY = "元(?!素|旦|宵|气|器件|件)|美元|港元|港币|欧元|日元|英镑|新台币"
TIMES = ("个工作日|工作日|个自然日|自然日|个交易日|个月|个季度|个学年|个小时|小时|分钟|秒钟|周岁|岁|周(?!年|期|边|转|末|岁|年|到)|年(?!度|级|代|均|龄|轻|画|会|货|限|前|后|来|间|初|底|末|中|终|报|产|新|味|鉴|人|计)|天(?!然|津|使|下|空)|日(?!均|常|前|照|本|报|起|夜)")

_TIME_UNITS = frozenset("个工作日 工作日 个自然日 自然日 个交易日 个月 个季度 个学年 个小时 小时 分钟 秒钟 周 年 天 日".split())


def unit_of(word: str) -> tuple[str, str, int]:
    """The unit as the ledger writes it, what sort it is, and the power of ten that scales it.

    >>> unit_of("美元"), unit_of("个百分点"), unit_of("家"), unit_of("周岁")
    (('USD', 'money', 0), ('百分点', 'points', 0), ('家', 'count', 0), ('周岁', 'age', 0))
    """
    if word in _CURRENCY:
        return _CURRENCY[word], "money", 0
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

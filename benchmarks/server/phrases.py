"""Made-up names, titles and sentences in the genre; the place and all figures are invented."""
import random
import uuid
from decimal import Decimal

HOME = "砚州市"
AT_LEAST = "不低于"
COMMA = "、"
_HEADS = ("规模以上工业企业", "高新技术企业", "科技型中小企业", "战略性新兴产业", "数字经济核心产业", "省级以上研发平台", "技术合同", "每万人口发明专利",
          "全社会研发经费", "制造业企业", "农业科技园区", "科技特派员", "孵化载体", "新型研发机构", "专精特新企业", "青年科技人才", "产学研合作项目", "知识产权质押融资",
          "智能制造示范", "绿色低碳技术")
_TAILS = (("数", "家", "level"), ("增加值", "CNY", "level"), ("增加值增速", "%", "growth"), ("投入占比", "%", "ratio"), ("拥有量", "件", "level"),
          ("成交额", "CNY", "level"), ("覆盖率", "%", "ratio"), ("新增数", "家", "increment"), ("项目数", "项", "level"), ("人数", "人", "level"),
          ("总收入", "CNY", "level"), ("平台数", "个", "level"), ("营业收入", "CNY", "level"), ("备案数", "个", "increment"), ("培训场次", "场", "level"),
          ("设备台数", "台", "level"), ("授权量", "件", "level"), ("贷款余额", "CNY", "level"), ("建成面积", "平方米", "level"), ("引进数", "人", "increment"))
_VERBS = ("推动", "完善", "建立", "健全", "加快", "支持", "引导", "组织", "开展", "深化", "优化", "培育")
_THINGS = ("科技成果转化服务体系", "企业研发准备金制度", "中试基地和概念验证中心", "县域创新驱动发展试点", "科技金融联动机制", "人才分类评价办法", "大型仪器共享平台",
           "产业技术攻关揭榜", "高新区争先进位", "科普设施开放", "标准与专利协同", "技术经理人队伍", "农业良种联合攻关", "创新券跨区使用", "工业互联网标识应用")
_WAYS = ("按照年度计划分解到责任单位", "每季度通报进展", "由联席会议办公室统筹", "结合县区实际抓好落实", "纳入年度督查内容", "形成可复制的做法", "实行清单管理",
         "同步完善配套措施", "并向社会公开", "建立月度调度机制")
_TITLES = ("关于实施创新驱动发展战略的若干意见", "科技创新发展专项行动方案", "创新型城市建设工作要点", "高新技术企业培育三年行动计划", "科技成果转移转化实施方案",
           "科技工作总结", "研发投入提升行动任务分工", "制造业数字化转型工作安排")
_TENS = "一二三四五六七八九十"


def key(chance: random.Random) -> uuid.UUID:
    """A key by chance, the same for the same seed."""
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def indicators(chance: random.Random, many: int) -> list[tuple[str, str, str]]:
    """Name, unit of measure and measure of indicators."""
    every = [(head + tail, unit, measure) for head in _HEADS for tail, unit, measure in _TAILS]
    return chance.sample(every, min(many, len(every)))


def heads() -> tuple[str, ...]:
    """What indicators are about."""
    return _HEADS


def title(chance: random.Random, year: int) -> str:
    """Title of a document."""
    return f"{HOME}{year}年{chance.choice(_TITLES)}"


def number(unit: str, year: int, i: int) -> str:
    """Number of a document."""
    return f"砚{unit.removeprefix('市')[:1]}〔{year}〕{i + 1}号"


def heading(chance: random.Random, i: int) -> str:
    """A heading with its number."""
    tens, ones = divmod(i, 10)
    head = (("" if tens == 1 else _TENS[tens - 1]) + "十" if tens else "") + (_TENS[ones - 1] if ones else "")
    return f"{head or '总'}、{chance.choice(_VERBS)}{chance.choice(_THINGS)}"


def deed(chance: random.Random) -> str:
    """What a task or goal is about."""
    return chance.choice(_VERBS) + chance.choice(_THINGS)


def stranger(chance: random.Random) -> str:
    """A body that the pack does not know."""
    return chance.choice(("某某产业联盟", "砚溪流域办", "云岭创新院砚州分院"))


def value(chance: random.Random, unit: str) -> tuple[Decimal, str]:
    """A value in the base unit, and as a document writes it."""
    if unit == "CNY":
        written = Decimal(chance.randrange(100, 99_999_999)).scaleb(-2)
        scale, word = chance.choice(((10_000, "万元"), (100_000_000, "亿元")))
        return written * scale, f"{written.normalize():f}{word}"
    if unit == "%":
        percent = Decimal(chance.randrange(-50, 1500)).scaleb(-1)
        return percent, f"{percent}%"
    whole = Decimal(chance.randrange(0, 20_000))
    return whole, f"{whole}{unit}"


def sentence(chance: random.Random, what: str, said: str, year: int) -> str:
    """A sentence about something, with a number or without."""
    ways = "，".join(chance.sample(_WAYS, chance.choice((0, 1, 1, 2, 3))))
    return f"{year}年{what}{f'达到{said}' if said else ''}{'，' + ways if ways else ''}。"

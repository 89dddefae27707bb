"""What one unit is per: 每万人口, 每人每月, 每个集群."""
import re

from taizhang.reading.naming.mention import Mention
from taizhang.reading.phrases import last_match

_PER_SET = re.compile(
    r"(?:每个?|各个?)(?P<what>(?:行政村|县域|产业集群|[县市区旗乡镇街道村社区（）、盟州]{1,14}|设区市|园区|开发区|城区|县域|产业集群|集群|社区|学校|乡镇|基地|企业|项目|班|站点?|中心|机构|街道"
    r"|平台|团队|示范区))(?=[^、和]|$)"
)
_PER_QUICK = re.compile(r"每|人均|各(?:个|县)|万人(?=[\u4e00-\u9fff])|户均|亩均")
_PER_RATE = re.compile(r"每?(?P<n>十万|百万|万|千|百)(?P<what>常住人口|人口|人|名?[\u4e00-\u9fff]{2,4}?(?=拥有|床位|配))(?=[\u4e00-\u9fff])")
_PER_CHAIN = re.compile(r"每(?:人|生|户|家|个|名|年|月|学年|学期|天|台|处|团队)每(?:人|生|户|家|个月|月|年|天|学年|学期|名|次|个|处)")
_PER_UNIT = re.compile(r"每(?P<what>处|所|间|场|例|节|课|人次|人|户|月|年|天|个月|学期|学年|家|件|项|次|台|套|亩|吨|平方米|名|班|床|张|公里|生|两年|三年)(?!人口|万)")


def find_per(text: str, m: Mention) -> None:
    """What one unit is per, when the words beside the number say so."""
    if "/" in m.q.unit:
        return
    left = max(m.left, m.q.start - 40)
    zone = text[left:m.q.start]
    if m.name.startswith(("人均", "每", "万人", "千人")) or "人均" in m.name or "每" in m.name:
        zone = m.name + zone
    found = _PER_QUICK.search(zone)
    if not found or m.measure in ("growth", "rank") or m.q.sort in ("points",):
        return
    rate = _PER_RATE.search(zone)
    if rate and m.q.sort != "percent":
        what = rate["what"]
        m.per = rate["n"] + ("人口" if what in ("人", "人口", "常住人口") else what)
        return
    if "人均" in zone and m.q.sort != "percent":
        m.per = "人"
        return
    several = _PER_SET.search(zone)
    if several:
        what = several["what"]
        m.per = "集群" if what.endswith("集群") else what.strip("、")
        return
    chain = last_match(_PER_CHAIN, zone, 0, len(zone))
    if chain and m.q.sort != "percent":
        m.per = chain.group().replace("每", "/").strip("/").replace("个月", "月")
        return
    unit = last_match(_PER_UNIT, zone, 0, len(zone))
    if unit and m.q.sort != "percent":
        what = unit["what"].replace("每", "/")
        if what == "年" and m.q.sort == "time":
            return
        m.per = "月" if what == "个月" else what
        return
    each = re.search(r"每个(?P<what>[^，。；、]{2,24}?)(?=必须|至少|应|要|须|都|均|达|建|配|有|$)", zone)
    if each:
        m.per = "集群" if each["what"].endswith("集群") else each["what"]


def name_per(m: Mention) -> None:
    """What one unit is per, where only the name says so (a cell of a table)."""
    rate = _PER_RATE.search(m.name)
    if rate and m.q.sort != "percent":
        m.per = rate["n"] + ("人口" if rate["what"] in ("人", "人口", "常住人口") else rate["what"])
    elif m.name.startswith("人均") and m.q.sort == "money":
        m.per = "人"

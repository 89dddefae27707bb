"""Whose number it is: the narrowest place or body that the sentence gives, else the document's own place."""
import re

from taizhang.packs import Lexicon
from taizhang.reading.phrases import last_match

_SUFFIX = (
    r"研究院|研究所|信息所|研究中心|开发中心|服务中心|促进中心|交易中心|技术转移中心|创业服务中心|示范中心|中心|总公司|有限公司|公司|集团|航空|国际机场|机场|港口|大学|学院|医院|银行|协会|委员会|办公室|局|"
    r"高新技术产业开发区|高新技术开发区|经济技术开发区|高新技术产业园区|农业科技园区|高新区|经开区|经济区|开发区|投资区|新区|示范区|实验区|园区|工业园|产业园|科技园|创业园|软件园|保税区|自贸区|自贸试验区"
)
_BODY = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9（）“”·]{{2,24}}?(?:{_SUFFIX})(?:核心区|示范片区|片区|起步区)?(?![\u4e00-\u9fff]{{0,3}}(?:{_SUFFIX}))")
_ORG_END = re.compile(r"(?:院|所|中心|公司|集团|航空|机场|港口|大学|学院|医院|银行|协会|局|委员会|办公室)$")
_NO_BODY = re.compile(
    r"^(?:全|我市|新|建|推|支持|培育|实施|完成|引进|打造|国家级|省级|市级|各|创建|争创|获批|加快|发展|依托|鼓励|通过|与|和|在|对|为|由|以|向|把|将|其中|共|累计|重点|组织|成立|设立|拥有|制定|出台"
    r"|着力|持续|深入|大力|积极|进一步|扎实|现代|一批|多家|所有|有关|相关|举办|开展|承办|服务|提升|强化|优化)|的|、|和|与|为|建设|实施|开展|获")
_ZONE_WORD = re.compile(r"(?:高新区|经开区|台商投资区|自贸区|主城区|中心城区|中心市区|市区|城区)(?=内|[\u4e00-\u9fff])")
_GENERIC = re.compile(r"全[市省区县州盟旗国]|我[市省区县国州盟]|本[市省区县]")
_WIDER = re.compile(r"(?:在|占|居|列)?(?P<w>全[国省])(?=共|\d|研|规|各|有|平均|工|高|科|农|社|末|“|新|发|企|城|重|已|范围)")
_COMPARE_PLACE = re.compile(
    r"(?:低于|高于|落后于|优于|快于|高出|好于|多于|少于|强于)(?P<place>全国|全省|全市|全区|全球|世界"
    r"|[\u4e00-\u9fff]{2,5}(?:省|市|区))(?:的)?(?:平均(?:水平|值|数)?)?(?:的)?$"
)
_TOPIC = re.compile(
    r"(?:（[一二三四五六七八九十\d]{1,3}）)?(?:申请认定|申请)?(?P<who>(?:[^，。；：、\d]{4,30}的)?[^，。；：、的收超达\d\n]{0,20}(?:基地|单位|机构|企业|人员|老师|见习者|毕业生"
    r"|青年|街道|社区|平台|中心|团队|基金|银行|学校|医院|个人|项目|园区|部门|人才|对象|申请人|用人单位|合作社|孵化器|众创空间|实验室|管委办|指中心|家庭|居民|老年人))"
    r"(?=，|应|可|须|要|每|连续|在|于|按|对|不|自|将|接|指|单独|设置|配备|符合|的，|提供|申请|具有|经|享受|当年|年)")
_ON = re.compile(r"对(?:上述|本市|我市)?(?P<who>企业|单位|个人|园区|机构|高校|项目|[^，。；\d在\n]{2,16}?(?:县|市|区|）)(?=在))")
_WHO = (
    r"(?:企业|单位|机构|平台|基地|团队|载体|装备|产品|项目|研究生|毕业生|专家|人才|人员|中心|站点|孵化器|众创空间|银行|大户|学校|医院|社区|合作社"
    r"|个人|经理人|申请人|吸纳方|受让方|转让方|供方|需方|家庭|老人|老年人)"
)
_GRANTED = r"(?=，|经[^，。；]{1,8}，|按|一次性|分别|给予|予以|每|最高|奖|补|资助|贴息|发放|单[个户]|不超过|享受|暂停|不予|凭|\d)"
_RECEIVER = re.compile(rf"对(?:上述|本市|我市|[^，。；：\d\n]{{2,12}}的)?(?P<who>[^，。；：\d\n的]{{0,16}}?{_WHO}){_GRANTED}")
_CONDITION = re.compile(rf"[^，。；\n]{{0,30}}?的(?P<who>[^，。；：\d\n的]{{0,12}}?{_WHO}){_GRANTED}")
_FARTHEST = 240  # how far before its number a rule may name who receives: a look back without end makes time quadratic


class Subjects:
    """Finds subjects in one document; remembers nothing but the document's own place and the lexicon."""

    def __init__(self, lexicon: Lexicon, place: str | None) -> None:
        self.lexicon = lexicon
        self.place = place or "全国"
        self.above = lexicon.parent.get(self.place, "全国")

    def general(self, word: str) -> str:
        """Whom 全市, 全省, 全国 … mean in this document."""
        if word == "全国" or word == "我国":
            return "全国"
        if word in ("全省", "我省") and not self.place.endswith("省"):
            return self._up("省", "自治区")
        if word in ("全市", "我市") and self.place.endswith(("县", "区")) and not self.place.endswith("自治区"):
            return self._up("市")
        return self.place

    def _up(self, *ends: str) -> str:
        place = self.place
        for _ in range(4):
            place = self.lexicon.parent.get(place, "")
            if not place:
                return self.above
            if place.endswith(ends):
                return place
        return self.above

    def compared(self, text: str, start: int, end: int) -> str | None:
        """低于全省6.17件 gives the province's own figure."""
        found = _COMPARE_PLACE.search(text, max(start, end - 22), end)
        if not found:
            return None
        return self.full(found["place"]) if found["place"][0] != "全" else self.general(found["place"])

    def full(self, name: str) -> str:
        """The full name of a place, as far as the lexicon knows it."""
        return self.lexicon.places.get(name, name)

    def named(self, text: str, start: int, end: int) -> tuple[str, int] | None:
        """A place or body that opens ``text[start:end]``: its name and where it ends."""
        if end - start < 2:
            return None
        zone = _ZONE_WORD.match(text, start, end)
        if zone:
            return self._body(zone.group()), zone.end()
        place = self.lexicon.place_pattern.match(text, start, end)
        body = _BODY.match(text, start, end)
        if body and not _NO_BODY.search(body.group()) and (place or "（" in body.group() and self.lexicon.place_pattern.search(body.group())
                                                           or len(body.group()) >= 4 and body.group().endswith(("公司", "集团", "航空", "机场"))):
            return self._body(body.group()), body.end()
        if place:
            return self.full(place.group()), place.end()
        if self.place == "全国" and text.startswith(("中央财政", "地方财政", "中央企业"), start):
            return text[start:start + 2], start + 2
        return None

    def zone(self, name: str) -> str:
        """A zone or place as the ledger names it: 高新区内 of 云江市 is 云江高新区."""
        return self._body(self.full(name.removesuffix("内")))

    def actor(self, text: str, start: int, end: int) -> str | None:
        """A body that does what the clause tells, where it opens the sentence."""
        body = _BODY.match(text, start, end)
        if not body or body.end() >= end - 2 or text[body.end()] in "、，。；和的":
            return None
        if _NO_BODY.search(body.group()) or not _ORG_END.search(body.group()):
            return None
        name = body.group()
        found = self.lexicon.place_pattern.search(name)
        return name if found and (found.start() == 0 or "（" in name) or name.endswith("公司") and len(name) <= 10 else None

    def wider(self, text: str, start: int, end: int) -> str | None:
        """全国 or 全省 before the number makes it the country's or the province's own figure."""
        last = last_match(_WIDER, text, max(start, end - 80), end)
        return self.general(last["w"]) if last else None

    def topic(self, text: str, start: int, end: int) -> str | None:
        """Whom a rule speaks of: the noun that opens its sentence, or the one behind 对."""
        end = min(end, start + 160)
        on = _ON.search(text, start, end)
        if on:
            return on["who"]
        found = _TOPIC.match(text, start, end)
        return found["who"] if found and len(found["who"]) >= 2 else None

    def receiver(self, text: str, begin: int, start: int, end: int) -> str | None:
        """Who gets what a clause of a rule grants: 对甲方按…给予奖励, and the noun behind its condition (…的企业，给予…)."""
        begin = max(begin, start - _FARTHEST)
        begin = max(begin, text.rfind("；", begin, start) + 1)
        found = last_match(_RECEIVER, text, begin, start)
        if found is None:
            stop = text.find("；", start, min(end, start + 120))
            found = _CONDITION.match(text, start, min(end, start + 120) if stop < 0 else stop)
        return found["who"] if found else None

    def _body(self, name: str) -> str:
        """A zone named without its city (高新区) belongs to the document's place."""
        if name in ("高新区", "经开区", "开发区", "台商投资区", "自贸区") and self.place not in ("全国",):
            short = self.place[:-1] if self.place.endswith(("市", "县")) and len(self.place) > 2 else self.place
            return short + name
        return name

"""Whose number it is: the narrowest place or body that the sentence gives, else the document's own place."""
import re

from taizhang.packs import Lexicon

_BODY = re.compile(
    r"(?:[\u4e00-\u9fffA-Za-z0-9（）“”·]{2,22}?(?:研究院|研究所|信息所|研究中心|开发中心|服务中心|促进中心|交易中心|技术转移中心|中心|总公司|公司|集团|航空|机场|港口|大学|学院|医院|银行|协会|"
    r"高新技术产业开发区|高新技术开发区|经济技术开发区|高新技术产业园区|高新区|经开区|开发区|投资区|新区|示范区|实验区|园区|工业园|产业园|科技园|创业园|软件园|保税区|自贸区|核心区|片区|自贸试验区))")
_GROUP = re.compile(
    r"(?:规模以上工业企业|规上工业企业|规模以上企业|规上企业|高新技术企业|科技型企业|科技型中小企业|民营企业|各类企业|中小企业|高校|高等学校|科研院所|主城区|中心城区|市区|城区|农村|城镇|[^，。；、的]{2,8}?(?:企业|单位|机构|基地|人员|人才|团队|学校|社区))")
_REGION = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:自治州|自治县|自治区|[省市县区州盟旗](?![域级内外直属长委场政民区别划间分位面]))")
_GENERIC = re.compile(r"全[市省区县州盟旗国]|我[市省区县国州盟]|本[市省区县]|各县|各市|各地|[每各]个?[县市区]")
_COMPARE_PLACE = re.compile(r"(?:低于|高于|超过|落后于|优于|快于|高出|好于|多于|少于|强于)(?P<place>全国|全省|全市|全区|全球|世界|[\u4e00-\u9fff]{2,5}(?:省|市|区))(?:的)?(?:平均(?:水平|值|数)?)?(?:的)?$")


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
        body = _BODY.match(text, start, end)
        if body and not body.group().startswith(("全", "我市", "新", "建", "推", "支持", "培育", "实施", "完成", "引进", "打造", "国家级", "省级", "市级", "各", "创建", "争创", "获批", "加快")):
            return self._body(body.group()), body.end()
        place = self.lexicon.place_pattern.match(text, start, end)
        if place:
            return self.full(place.group()), place.end()
        region = _REGION.match(text, start, end)
        if region and not _GENERIC.match(text, start, end) and region.group() in self.lexicon.places:
            return self.full(region.group()), region.end()
        return None

    def _body(self, name: str) -> str:
        """A zone named without its city (高新区) belongs to the document's place."""
        if name in ("高新区", "经开区", "开发区", "台商投资区", "自贸区") and self.place not in ("全国",):
            short = self.place[:-1] if self.place.endswith(("市", "县")) and len(self.place) > 2 else self.place
            return short + name
        return name

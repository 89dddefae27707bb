"""Noun phrases around a number: what is trimmed from their ends, and where they stop.

All functions work on offsets of one string and never look further than the bounds they are given.
"""
import re

_TIME = (
    r"(?:到|至|截至|截止|截止到|自|从|在|于)?(?:(?:19|20)\d\d年?(?:—|-|~|至)(?:(?:19|20)?\d\d)年?(?:度|间|期间)?"
    r"|(?:19|20)\d\d年(?:度|底|末|初|内)?(?:\d{1,2}月(?:底|末|份)?(?:\d{1,2}日)?)?|\d{1,2}月(?:底|末|份|初)?(?:\d{1,2}日)?)(?:之?前|以来|期间|间|起"
    r"|止)?"
    r"|(?:到|至|在)?“?十[一二三四五六]五”?(?:规划)?(?:末期?|期末|期间|时期|以来)?(?:的)?|(?:截至)?目前为?止?|今年(?:以来|底前?|内)?|去年(?:底|末)?|上年末?|当年|本年度?|全年|年内"
    r"|年末|年底前?|年初|近年来?|近[一两二三四五六七八九十\d]{1,2}年来?|[一两三四五]年来"
    r"|上半年|下半年|[一二三四]季度|前[一二三四五六七八九十\d]{1,2}个?(?:季度|月)|过去[一五]年(?:来)?|今后[三五]年|未来[三五几]年|期末|期间|同期|同时|本届政府(?:任期)?|五年来?|任期内"
)
_WHERE = r"全(?:市|省|区|县|州|国|盟|旗|镇|球)(?:各级|各类|范围内?|上下)?|我[市省区县国州盟]|本[市省区县办级]|各(?:地(?:区|各部门)?|级各部门|县（市、区）|县（区）)|市县两级|省市县|区内"
_ADVERB = (
    r"已经?|共计?(?![享同建产青用有])|共有|累计|总计|合计|预计|有望|基本(?![养医公药农建财保户])|初步|再(?![生就制贷])|还|也|将(?![乐军来])|均(?![衡价等])|分别|又|其中|约(?!束)|仅|只有"
    r"|仅有|尚有|尚|年均|每年|力争|确保|争取|努力|力促"
    r"|计划(?![单生总投])|拟|要(?![素求])|必须|应当?(?![用急收届税缴])|需(?!求)|可(?![再支持见用信循])|能够|能(?![源耗力效量])|使(?!用|馆)|让|把|并且?|而|同时|以及"
    r"|先后|陆续|相继|成功|大力|积极|加快|着力|全力|全面|深入|扎实|有序|稳步|持续|继续|不断|进一步|首次|首批|率先|提前|顺利|圆满|超额|全部|另有|另|到(?!位)|至|向|由|从(?!业)|对(?![外口接台])|为"
    r"|以(?![上下内外色工])|按照?(?!揭)|给予|有(?![效机色限线害偿组轨序责关意声])|即|如(?!意)|约有|大约|一共|总共|下一步|带动|带领|以上|左右|等(?!级)"
    r"|比(?![重例率亚])|较|个(?![体人税])|共同|总体|大幅度?|显著|明显|只|较好地?|圆满地?|切实|充分|主动|动态|依法|按期|如期|首个|同步|一次性|至少"
    r"|(?:经济社会发展)?(?:的)?主要预期目标(?:是|为)?|目标任务|我们|在(?![校岗建孵册])"
)
_DOING = (
    r"组织实施|组织开展|组织安排|组织举办|组织(?![部机覆化数])|实施(?![方意率办细])|开展|完成(?!投)|推进|推动|促进|支持|鼓励|引导|带动|吸引|建设好?(?![用兵项工规资投面周期])|建成(?!区)|建立|建好|打造|创建|争创|设立|"
    r"成立|培育(?![库基计])|增加|安排|落实|筹集|谋划|策划|生成|储备|争取|获得|荣获|获评|获批|取得|获|举办|承办|主办|召开|出台|制定|制订|编制|印发|发布|公布|签订|签约(?!项)|达成|促成|发放|拨付|兑现|壮大|做大|做强|拥有|"
    r"实现|达到|突破|超过|形成|构建|布局|组建|搭建|认定|评定|评选|评为|入选|入围|列入|纳入|聘请|招引|招聘|招收|开通|开工(?![建项面])|竣工(?![面项])|聚集|集聚|汇聚|推出|推荐|提升|改善|优化|强化|加强|深化|拓展|扩大|巩固|"
    r"保持|维持|稳定在|控制在|压减|覆盖|涉及|启动|启用|投用|建有|设有|配备|配套|保障(?![房性人水体标能])|攻克|输出|收到|接受|接收|指导|出版|编辑|承担|承接|监测(?![点站网指断])|创办|领办|兴办|引育|落户|供应(?!链)|"
    r"种植(?!面)|兼并重组|挂牌|建(?![筑制设档材]|成区)"
)
_NOUNISH = r"(?![率量额数值业者金费性型期总资标对比类])"
_NEW = (
    r"新增加?了?|净增加?|新设立?|新建成?|新引进|新培育|新认定|新获批|新开通|新签约?|新开工|新批|新注册|新登记|新组建|新成立|新入库|新纳入|新发展|新投产|新创建|新评定|新晋|新获|新入选|新落户|新招|新发行|新添"
    r"|新布局|新挂牌|新上市|新备案|新确认|新启动|新入驻|新申报|新授|新拓展|增设|新出台|新打造|新聘|新吸纳|新投入|新推出|新改善|新组织|扩招|增招"
)
NEW = re.compile(rf"(?:{_NEW})")


def _by_first(*patterns: str, behind: str = "") -> dict[str, re.Pattern[str]]:
    """One small pattern for each sign that an alternative can begin with: most words need none tried."""
    shelves: dict[str, list[str]] = {}
    for pattern in patterns:
        depth, begin, inside = 0, 0, False
        pieces = []
        for i, sign in enumerate(pattern):
            inside = sign == "[" or inside and sign != "]"
            depth += (sign == "(") - (sign == ")") if not inside else 0
            if sign == "|" and depth == 0 and not inside:
                pieces.append(pattern[begin:i])
                begin = i + 1
        for piece in [*pieces, pattern[begin:]]:
            head = piece[1:piece.index("]")] if piece[0] == "[" else piece[0]
            for sign in head:
                shelves.setdefault(sign, []).append(piece)
    return {sign: re.compile(f"(?:{'|'.join(pieces)}){behind}") for sign, pieces in shelves.items()}


_LEFT_TIME = re.compile(_TIME)
_TIME_SIGNS = frozenset("到至截自从在于12十“今去当本全年近上下一二三四过未期同前五任两六七八九0123456789目")
_LEFT_BY = _by_first(_WHERE, _ADVERB, "[，、：；的“（]+", "一是|二是|三是|四是|五是|六是|七是|八是")
_DO_BY = _by_first(_DOING, behind=f"(?:了)?{_NOUNISH}")
_RIGHT = re.compile(
    r"(?:达到了?|已达到?|高达|约?达|为|约为|仅为|均为|是|有|仅有|只有|共有|已有|共计?|合计|总计|累计|实现|完成|突破|增加到|增长到|增长至|增加至|增至|增到|增为|减至|减到|扩至|扩到|提至|涨至|缩至|扩大到"
    r"|扩大至|提高到|提高至|提升到|提升至|提升为|上升到|上升至|升至|升到|攀升到|攀升至|跃升到|跃升至|前进到|有望达?到?|下降到|下降至|下降为|降到|降至|降为|降低到|降低至|减少到|减少至|控制在|压缩到|压缩至|压减到|压减至|缩短到|缩短至|缩减至|稳定在|稳定达到"
    r"|保持在|维持在|不断|进一步|已经?|仅|约|近|超|还|就|均|各|分别|平均|年均|每年|力争|确保|争取|至少|不少于|不低于|不超过|超过|再|又|基本|预计|大约|最高|最多|最终|在|至|到|于|按|按照|按每|以|由"
    r"|由原来的|从|由统一的|的|了|：|、|，|“|（|全部|全年|当年|今年|力争达到|要求|必须|应当|须|将|(?<!社)会|(?<![功产动性效职技智节势])能|可|可达|占|等|每年|每月|每人|每个?|一次性|一般为|原则上|共同|净|累计达|累计达到|等共)$")


def trim_left(text: str, start: int, end: int, doing: bool = True) -> int:
    """Where the noun phrase of ``text[start:end]`` begins: times, places, adverbs and (with ``doing``) verbs go.

    >>> trim_left("到2030年，全市泵站", 0, 11), trim_left("力争完成泵站改造", 0, 8)
    (9, 4)
    """
    for _ in range(12):
        if start >= end:
            break
        sign = text[start]
        found = _LEFT_TIME.match(text, start, end) if sign in _TIME_SIGNS else None
        if found is None or not found.group():
            shelf = _LEFT_BY.get(sign)
            found = shelf.match(text, start, end) if shelf is not None else None
        if found is None and doing:
            shelf = _DO_BY.get(sign)
            found = shelf.match(text, start, end) if shelf is not None else None
            if found is not None and (found.end() >= end or found.group() in _RELATIVE and (
                    0 < text.find("的", found.end(), end) < end - 2 or text.startswith("的", end))):
                break
        if found is None or not found.group():
            break
        if found.group()[-1] in "“（" and text.find("”" if found.group()[-1] == "“" else "）", found.end(), end) >= 0:
            return found.end() - 1  # the bracket belongs to the noun
        start = found.end()
    return start


# 开展研发活动的企业: the verb belongs to the noun.
_RELATIVE = frozenset("开展 拥有 参与 获得 通过 具备 享受 取得 列入 纳入 认定 参加 提供 承担 设立 建有 设有 实施 完成".split())


def opens_with_verb(text: str, start: int, end: int) -> bool:
    """Whether the stretch begins with a verb of doing (建设, 引进 …)."""
    shelf = _DO_BY.get(text[start]) if start < end else None
    return shelf is not None and shelf.match(text, start, end) is not None


def trim_right(text: str, start: int, end: int) -> int:
    """Where the noun phrase ends: verbs of arriving and hedges in front of the number go.

    >>> trim_right("绿地率达到", 0, 5), trim_right("企业总数已经突破", 0, 8)
    (3, 4)
    """
    for _ in range(8):
        found = _RIGHT.search(text, max(start, end - 6), end)
        if found is None or found.start() < start:
            break
        end = found.start()
    return end


_BEHIND_VERB = re.compile(
    r"属于|来自|位于|提高|提升(?=到|至)|压缩|缩短|延长|增至|增到|升至|上升|下降|扩大|减至|减到|降至|降到|扩展到|发展到|的?按|位列|位居|居(?![家民住])|排名?|占|同比|比上年|较上年|增长|增加|下降|减少|完成|建成|开工"
    r"|竣工|投产|投用|投入使用|通过"
    r"|获得?|荣获|入选|列入|纳入|被|正|已|均|全部|全面|顺利|以及|并|以|为|是|在(?![建校册营运])|对|由|从|到|至|向|将|可|要|应|予以|给予|实现|达到?|参与|参加|挂牌|上市|实施|开展|进行|落地|动工|签约|投运|启用|运营"
    r"|建设中|用于|转报|受理|之一|不|无|有|高于|低于|超过|比|较|与|同|而|等|左右|以上|(?:时|后|前|内|外|起|地|了|着|过|中|年|月)(?=[，。；、]|$)|到位|及时|全省|全国|全市|再创"
)
_STOP = re.compile(
    r"参与|参加|通过(?!率)|获得|获评|获批|荣获|获(?!得率)|挂牌|完成|实现|达到|竣工|动工|投产|落地|开工建设|开工|建成|纳入|入选|列入|开展|开始|到位|到(?=[\u4e00-\u9fff])|被|予以|给予"
    r"|提供(?!商)|为(?=[\u4e00-\u9fff])|(?<!存)在(?!建|校|册|线|岗|孵|研)|将|进行|实施(?!方案|意见)|对(?!外|口|接|台|照)|成功|顺利|进入|跻身|评为|认定为|成为|登陆"
    r"|上市(?!公司|企业|后备|融资)|落户|入驻|签约(?!项目|额)|投入使用|投入运营|投入生产|投运|投用|启用|启动|运行|试点县?|正式|全部|全面|均|已|得到|基本|按(?!揭|期)|占|位居|居全|列全|比上年|较上年"
    r"|同比|(?<![稳促保])增长(?![点极])|下降|用于|以(?=[\u4e00-\u9fff])(?!上|下|内|外)|从(?=[\u4e00-\u9fff])(?!业)|使(?!用|馆)|向(?=[\u4e00-\u9fff])(?!导)"
    r"|与(?=[\u4e00-\u9fff])|转报|之一|建立起|接受|享受|参保|脱贫|摘帽|退出|清零|(?<![未不])达标|办结|的(?=[^的]{0,6}(?:比例|标准|速度|比率|幅度|规模))|应当|可以"
    r"|加快(?=[建推])|新(?=[获通入评])|今年|明年|年内|年底|封顶|复工|复产|下线|通车|通航|达产|关停|完工|揭牌|安装|购买|接种|缴纳|脱离"
    r"|可(?=[申享按给获])|免费(?=[\u4e00-\u9fff]{2}服务)|经(?=[\u4e00-\u9fff]{2})(?!济|营|费|贸|开|纪)|须|不得|开放|开通|发生|组成|构成"
)
_END = re.compile(r"[，。；、：！？）\n\t”~]|（(?![^）]{1,8}）)|以及|和(?=\d)|及(?=\d)|与(?=\d)|并(?=[\u4e00-\u9fff])|；")


def behind(text: str, start: int, end: int) -> tuple[int, int, int]:
    """The noun phrase that follows a number, and where its clause ends: (start, end, clause end); empty if none.

    >>> behind("家企业通过认证，占三成", 1, 11)
    (1, 3, 7)
    """
    while start < end and text[start] in "的（":
        if text[start] == "（":
            close = text.find("）", start, min(end, start + 12))
            if close < 0:
                break
            start = close + 1
            continue
        start += 1
    stop = _END.search(text, start, end)
    clause = stop.start() if stop else end
    if stop and stop.group() == "”":
        more = _END.search(text, stop.end(), end)
        clause = more.start() if more else end
    if _BEHIND_VERB.match(text, start, clause):
        return start, start, clause
    clause = _whole_list(text, start, clause, end)
    while clause > start and text[clause - 1] in "和及与、":  # what follows is the next number of a list
        clause -= 1
    verb = _STOP.search(text, start + 1, clause)
    stop_at = verb.start() if verb else clause
    owned = text.rfind("的", start, clause)
    if verb and owned > stop_at and stop_at - start <= 1 and owned - start <= 16 and clause - owned > 2:
        # 存在隐患的公路实施…: the noun stands behind 的
        start = owned + 1
        verb = _STOP.search(text, start + 1, clause)
        stop_at = verb.start() if verb else clause
    return start, stop_at, clause


def _whole_list(text: str, start: int, clause: int, end: int) -> int:
    """100项甲合作、乙合作项目: a list of nouns without numbers of their own goes on over 、."""
    while clause < end and text[clause] == "、":
        stop = _END.search(text, clause + 1, end)
        after = stop.start() if stop else end
        if stop is None and text[after - 1] in "和及与":
            after -= 1
        elif stop is None:
            break
        if not 2 <= after - clause - 1 <= 16 or _HAS_DIGIT.search(text, clause, after) or (
                opens_with_verb(text, clause + 1, after) or _BEHIND_VERB.match(text, clause + 1, after) or _STOP.search(text, clause + 1, after)):
            break
        clause = after
    return clause


_HAS_DIGIT = re.compile(r"\d|[一二三四五六七八九十百千万两]+[个家项所名座]")


def is_behind(text: str, at: int, end: int) -> bool:
    """Whether a noun phrase follows the number rather than the end of its clause.

    >>> is_behind("3家，", 2, 3), is_behind("3家企业", 2, 4), is_behind("3家和", 2, 3)
    (False, True, False)
    """
    if at < end and text[at] == "（":
        close = text.find("）", at, min(end, at + 14))
        if close < 0:
            return False
        at = close + 1
    if at >= end or text[at] in "，。；、：！？）\n\t”" or text.startswith(("和", "及", "以及", "与", "并", "或"), at):
        return False
    a, b, _ = behind(text, at, end)
    return b - a >= 1


def last_match(pattern: re.Pattern[str], text: str, a: int, b: int) -> re.Match[str] | None:
    """The last of the matches in ``text[a:b]``.

    >>> last_match(re.compile("泵站."), "泵站甲、泵站乙。", 0, 8).group()
    '泵站乙'
    """
    last = None
    for found in pattern.finditer(text, a, b):
        last = found
    return last

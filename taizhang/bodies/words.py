"""What names of public bodies are made of: the words of the language, no place and no single body."""
import re
from functools import lru_cache

# What bureaus are for. A name that is wholly made of these stands without its head in a list: 市科技局、财政局.
_FUNCTIONS = frozenset(
    "发改 发展改革 发展和改革 经信 经济信息化 经济和信息化 工信 工业和信息化 工业信息化 经贸 经济 科技 科学技术 教育 教体 教科 公安 司法 民政 财政 人社"
    " 人力资源 社会保障 劳动 国土 国土资源 自然资源 自规 资规 规自 资源规划 规划 规资 城乡规划 城规 生态环境 生态 环境 环保 环境保护 住建 住房 城乡建设 住房保障"
    " 住保 房管 房产 房屋 建设 城建 城管 城市管理 执法 综合执法 行政执法 城乡 交通 交通运输 交运 公路 水利 水务 水文 农业 农业农村 农村 农牧 畜牧 畜牧兽医 兽医"
    " 农机 农垦 林业 林草 草原 林长 海洋 渔业 海渔 水产 商务 外经贸 投促 投资促进 投资 招商 文旅 文广新 文广旅 文广 文体 文化 广电 广播 电视 旅游 体育 文物"
    " 新闻出版 版权 电影 卫健 卫生健康 卫计 卫生计生 卫生 计生 中医药 医保 医疗保障 医疗 应急 应急管理 安监 安全生产 审计 国资 国有资产 市场监管 市场监督管理"
    " 市场监督 市场 工商 质监 质量技术监督 质量 食药监 食品药品监管 食品药品 药监 药品监管 药品监督管理 知识产权 统计 金融 金融监管 金融工作 地方金融 银保监"
    " 粮食 粮食和物资储备 物资储备 粮储 储备 信访 机关事务 机管 税务 国税 地税 气象 邮政 邮政管理 烟草 烟草专卖 供销 档案 史志 地方志 党史 外事 侨务 外侨 外 台"
    " 台港澳 港澳 对台 民宗 民族 宗教 民族宗教 退役军人 事务 大数据 数据 数字 政数 数据资源 政务服务 政务 行政审批 审批 审改 效能 编 机构编制 人才 网信"
    " 网络安全 信息化 互联网信息 信息 宣传 组织 统战 政法 农 乡村振兴 扶贫 扶贫开发 人防 人民防空 防震减灾 地震 公积金 住房公积金 园林 园林绿化 绿化 林园"
    " 公园城市 市政 市政公用 市政园林 市政管理 公用事业 公用 市容 市容环卫 环卫 环境卫生 口岸 物流 口岸物流 通信 通信管理 通信发展 无线电 电力 能源 铁路 民航"
    " 机场 港口 港航 航运 海事 航道 盐务 残 妇 文 侨 社科 工商 消防 消防救援 救援 交警 特警 森林 重点项目 重点工程 项目 重点 督查 督导 研究 政策研究 法制 参事"
    " 接待 供水 排水 供电 城投 交投 国投 文投 产投 建投 水投 农投 旅投 轨道 轨道交通 公交 公共交通 自来水 燃气 热力 水务 融媒体 农科 农业科学 党校 行政服务"
    " 公共服务 公共资源交易 公共资源 生产力促进 测绘 勘察 国安 国家安全 安全 保密 机要 密码 老干部 老干 信用 营商 营商环境 经合 经济合作 经协 合作 对口支援 支援"
    " 移民 水库移民 库区 河长 河湖 污染防治 节能 墙改 建筑 建管 特检 计量 标准 标准化 工业 产业 产业发展 产业促进 战新 军民融合 深改 改革 体改 综改 金改 开放"
    " 自贸 自创 创新 生物医药 数字经济 人工智能 会展 博览 文明 双拥 老龄 妇儿工 爱卫 疾控 疾病预防控制 考试 招生 招考 巡察 巡视 纪检监察 监察 法院 检察 仲裁"
    " 社会工作 社工 社治 直属机关 机关 两新 关工 食安 食品安全 安 药 双创 就业 创业 就业创业 社保 医疗保险 劳动就业 职业技能 民营经济 民营 中小企业 企业 中小"
    " 服务业 开发 城市更新 更新 征收 征迁 拆迁 土地 土地储备 不动产 不动产登记 地质 矿产 煤炭 湿地 自然保护 水土保持 防汛 抗旱 防指 三防 价格 物价 航空 低空"
    " 海防 打私 打击走私 反走私 禁毒 铁建 桥梁 隧道 停车 县域 新区 台侨 港务 船舶 邮电 电信 广告 慈善 婚姻 殡葬 救助 托育 养老 康养 体彩 福彩 气象 乡镇 街道"
    " 经发 科创 科工 党政 规建 社会事业 经科 经商 商粮 科商 文教 教文体 文旅体 文体旅 科教 卫体 城运 数管 智慧城市 网格 综治 重大项目 铁路建设 乡镇企业"
    " 保护 利用 管护 养护 维护 运行 运营 评价 评估 审查 审评 检验 检测 检定 认证 设计 编制 培训 交流 展示 推广 示范 转化 孵化 实验 试验 种业 植保 土肥 茶业 果业"
    " 渔政 海域 海岛 低碳 双碳 大气 土壤 固废 辐射 动物 疫病 防控 防治 妇幼 保健 急救 卫生监督 河道 湖泊 流域 水源 水源地 灌区 泵站 堤防 水库 人力资源 人事 干部 教师"
    " 证监 保险 银行业 融资 担保 资产 采购 政府采购 国库 非税 投融资 资本 上市 科技创新 成果转化 技术转移 科技成果 高新技术 电子商务 电商 跨境 数字化 智能制造 会计 彩票"
    " 管理 监督 监管 监测 工作 发展 服务 保障 促进 建设 综合 行政 事业 统筹 协调 推进 指导 领导 指挥 联络 联席会议 联合 技术 科学 公共 城镇 集体 手工业".split()
)
_JOINTS = ("和", "与", "及", "、", "")
_BUREAU = re.compile(r"(?:管理委员会|委员会|办公室|管理局|管理办|管理处|总局|局|委|办|厅|部|室|署|处)$")
_OTHER = re.compile(
    r"(?:工商联|妇联|残联|文联|侨联|科协|台联|社科联|总工会|工会|红十字会|贸促会|计生协|供销社|供销合作社|联社|联合社|农科院|社科院|农科所|农业科学院|党校"
    r"|法院|中院|检察院|公积金中心|中心|支队|总队|大队|档案馆|图书馆|博物馆|科技馆|电视台|广播电视台|报社|集团|公司|军分区|武装部|人武部|院|所|站)$"
)
_ASSOCIATIONS = frozenset(
    "工商联 妇联 残联 文联 侨联 科协 台联 社科联 总工会 工会 红十字会 贸促会 计生协 供销社 供销合作社 党校 法院 中院 检察院 农科院 社科院 农科所 中级法院 中级人民法院"
    " 人民法院 人民检察院 档案馆 图书馆 博物馆 科技馆 电视台 广播电视台 人武部 武装部 残疾人联合会 妇女联合会 文学艺术界联合会 科学技术协会 工商业联合会 政协 人大".split()
)
PARTY = frozenset(
    "组织部 宣传部 统战部 政法委 政法委员会 编办 机构编制委员会办公室 人才办 人才工作办公室 网信办 农办 改革办 深改办 社工部 社会工作部 社治委 巡察办 保密办 机要局"
    " 党校 老干部局 老干局 机关工委 直属机关工委 市直机关工委 军民融合办 国安办 文明办 党史研究室 党史和地方志研究室 党史方志室 研究室 政研室 台办 台港澳办 外办 外事办"
    " 财经办 审计办 督查室 办公室 办公厅 两新工委 农村工作办公室 农工办 农工委 史志办 史志室 全面依法治市办 信访局 平安办 国资工委 教育工委 金融工委".split()
)
NATIONAL = frozenset(
    "能源局 医保局 药监局 知识产权局 统计局 林草局 铁路局 民航局 邮政局 文物局 疾控局 数据局 粮食和储备局 中医药局 移民局 外汇局 密码局 保密局 国防科工局 发展改革委"
    " 卫生健康委 民委 乡村振兴局 矿山安监局 消防救援局".split()
)
ZONE = re.compile(
    r"(?:高新技术产业开发区|经济技术开发区|高新技术开发区|经济开发区|台商投资区|综合保税区|保税港区|旅游度假区|综合实验区|自贸片区|自贸区|高新园区|产业园区|工业园区"
    r"|物流园区|开发区|经开区|高新区|保税区|度假区|投资区|示范区|园区|新区)$"
)
COLLECTIVE = re.compile(
    r"^(?:各|相关|有关|其他|其它|全市|全省|全区|全县|市直|省直|县直|区直|州直|盟直|市级|省级|县级|区级|自治区直|市属|省属|中央驻|中直|国务院(?:各|有关|相关)|驻)"
    r"|(?:各|相关|有关|成员|其他)(?:部门|单位|地区|机构|委办局|科室|企业|高校|院校)|(?:部门|单位|地区)$|各县|各市|各区|各镇|各乡"
)
UNIT_END = re.compile(
    r"(?:局|委|办|厅|部|署|室|院|政府|管委会|委员会|办事处|街道办|公司|集团|银行|大学|学院|学校|高校|院校|支行|分行|联社|合作社|联合社|供销社|中心|支队|总队|大队|联|科协|协会|学会"
    r"|商会|工会|总会|红十字会|贸促会|联合会|基金会|理事会|处|站|所|馆|台|社|校|海关|党委|党工委|党组|单位|部门|地区|机构|企业|园区|政协|人大|各地|市委|县委|区委|省委"
    r"|街道|乡镇|开发区|高新区|经开区|新区|度假区|投资区|保税区|区|县|市|旗|盟|镇|乡|平台|医院|工作组|领导小组|专班|指挥部|电网|军分区|委会|会议|成员|会|省|州|苏木|嘎查|村|社区)$"
)


@lru_cache(maxsize=4096)
def is_functional(words: str) -> bool:
    """Whether words name what a bureau is for, and nothing else.

    >>> is_functional("海洋渔业"), is_functional("云江港口")
    (True, False)
    """
    reach = [True] + [False] * len(words)
    for end in range(1, len(words) + 1):
        for begin in range(max(0, end - 8), end):
            if reach[begin] and (words[begin:end] in _FUNCTIONS or words[begin:end] in _JOINTS):
                reach[end] = True
                break
    return bool(words) and reach[-1]


@lru_cache(maxsize=4096)
def ends_functional(words: str) -> bool:
    """Whether two or three strange signs stand before words that name what a bureau is for (a place, likely)."""
    return any(is_functional(words[size:]) for size in (2, 3) if len(words) - size >= 2)


def bare(name: str) -> str:
    """A name without what stands in brackets behind it: 应急局〈消防救援支队〉 is judged as 应急局."""
    for opening, closing in (("（", "）"), ("〈", "〉"), ("〔", "〕"), ("(", ")")):
        if name.endswith(closing) and opening in name:
            name = name[: name.rindex(opening)]
    return name


def stem(name: str) -> str | None:
    """What the bureau is for; None if the name does not end as bureaus do.

    >>> stem("海洋渔业局"), stem("云江大学")
    ('海洋渔业', None)
    """
    found = _BUREAU.search(name)
    return name[: found.start()] if found and found.start() else None


def takes_head(name: str, after: bool) -> bool:
    """Whether a name without a head needs the head of the list: 财政局 does, 云江海关 and 国网云江公司 do not.

    ``after``: only 、 stands between it and the name before.
    """
    core = bare(name)
    if core in _ASSOCIATIONS or core in PARTY:
        return True
    words = stem(core)
    if words is not None:
        if core.endswith(("分局", "总局")):
            return False
        if core.endswith(("部", "厅", "署")):
            return False
        if is_functional(words):
            return True
        if core.endswith(("局", "委", "办", "办公室")):
            return not ends_functional(words) and len(words) <= (8 if after else 4)
        return False
    found = _OTHER.search(core)
    return bool(found) and found is not None and is_functional(core[: found.start()]) and (after or found.group() not in ("公司", "集团", "院"))

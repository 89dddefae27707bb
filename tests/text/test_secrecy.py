"""Marks of secrecy, of restricted use, numbers of copies, data of persons: what is one, and the many things that only look like one."""
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.text import load
from taizhang.text.secrecy import is_identity, marks, masked, name_marked

BODY = "\n砚州市人民政府文件\n砚政〔2030〕5号\n关于印发工作要点的通知\n各县区人民政府：\n    现将工作要点印发给你们。\n"
IDENTITY = "11010519491231002X"


def kinds(text: str) -> list[str]:
    """Kinds of what is found."""
    return [one.kind for one in marks(text)]


@pytest.mark.parametrize("head", [
    "机密", "绝密", "秘密", "机密★1年", "秘密★长期", "绝密 ★ 启用前", "机　密★10年", "秘密☆三年", "秘密*5年", "秘密★6个月", "【机密】", "（秘密）", "[绝密★20年]",
    "密级：机密", "密级: 秘密", "密级和保密期限：机密★5年", "保密等级：绝密", "机密件", "000012 机密★1年 特急", "000012\n机密★1年\n特急", "特急 机密★1年", "机密★1年 特急",
    "份号：000012 密级：机密 紧急程度：特急", "份号：000012\t密级：机密\t紧急程度：特急", "機密★1年", "絕密", "机 密 ★ 1 年", "\ufeff机密★1年", "机密★1年砚州市委办公室文件 关于某事的通知",
    "编号说明\n第二行\n第三行\n秘密",
])
def test_a_mark_of_secrecy_at_the_head_is_found(head):
    assert "secret" in kinds(head + BODY), head
    assert "secret" in kinds(head.replace("\n", "\r\n") + BODY), head


def test_the_mark_on_the_head_of_a_later_page_is_found():
    assert "secret" in kinds(BODY * 30 + "机密★1年\n" + BODY)


@pytest.mark.parametrize("said", [
    "保护商业秘密和个人隐私。", "保守国家秘密，维护国家安全。", "泄露国家秘密、工作秘密的，依法处理。", "涉及国家秘密的除外。", "秘密级、机密级、绝密级三类。", "机密性、完整性、可用性。",
    "《保守国家秘密法》", "《绝密使命》等作品。", "商业秘密", "国家秘密", "工作秘密", "技术秘密", "秘密侦查", "保密工作", "商业秘密保护", "一、国家秘密", "（一）商业秘密",
    "密级分为绝密、机密、秘密。", "密级：绝密、机密、秘密三级", "密级：非密", "密级：公开", "密级：无", "涉密人员管理", "机密信息", "绝密文件的管理", "秘密武器",
    "秘密载体销毁", "揭开创新的秘密", "不是什么秘密", "核心机密", "绝密级计算机", "机密文件柜12个", "标注“秘密★1年”的文件按规定管理。", "如标“机密★”字样，",
    "解密：秘密花园项目", "秘密投票", "以秘密方式表决", "评分★★★", "★ 机密部门", "★重点项目", "带★的指标为约束性指标", "带★号条款为秘密评审的依据",
])
def test_the_word_in_a_sentence_or_a_heading_is_no_mark(said):
    assert not kinds(BODY + said + "\n"), said
    assert not kinds(said + BODY), said
    assert not kinds("通知\n" + said + BODY), said


def test_a_bare_word_far_below_the_head_is_no_mark():
    assert not kinds(BODY * 4 + "\n秘密\n机密\n" + BODY)


@pytest.mark.parametrize(("head", "says"), [
    ("内部资料", "内部资料"), ("内部资料 注意保存", "内部资料注意保存"), ("【内部资料，请勿外传】", "内部资料,请勿外传"), ("（内部文件）", "内部文件"), ("内部", "内部"), ("内部使用", "内部使用"),
    ("仅供内部参考", "仅供内部参考"), ("内部刊物 不得翻印", "内部刊物不得翻印"), ("不予公开", "不予公开"), ("（此件不予公开）", "此件不予公开"), ("此件不公开", "此件不公开"), ("公开属性：不予公开", "不予公开"),
    ("信息公开选项：不予公开", "不予公开"),
])
def test_restricted_use_is_found_at_head_and_foot(head, says):
    assert [(one.kind, one.says) for one in marks(head + BODY)] == [("internal", says)]
    assert [(one.kind, one.says) for one in marks(BODY + head + "\n")] == [("internal", says)]


@pytest.mark.parametrize("said", [
    "加强内部管理。", "内部控制", "内部审计", "内部资料性出版物管理办法", "党内部署", "完善内部治理结构", "不予公开的，应当说明理由。", "公开属性：主动公开", "公开属性：依申请公开", "（此件主动公开）", "（此件公开发布）",
    "（此件有删减）", "依法不予公开的信息", "主动公开、依申请公开、不予公开", "公开属性：主动公开/依申请公开/不予公开", "企业内部研发机构", "内部使用的材料清单如下", "城市内部交通", "公开范围：全社会",
])
def test_what_only_looks_like_restricted_use(said):
    assert not kinds(said + BODY) and not kinds(BODY + said + "\n"), said


@pytest.mark.parametrize(("head", "says"), [("000012", "000012"), ("份号：000123", "份号:000123"), ("份 号：12", "份 号:12"), ("№ 000007", "№000007"),
    ("０００００８", "000008")])
def test_the_number_of_a_copy(head, says):
    assert [(one.kind, one.says) for one in marks(head + BODY)] == [("copy", says)]


@pytest.mark.parametrize("said", ["350400", "2030", "第12号", "文件编号：000123", "邮编：000123", "索引号：000123", "1", "00001234567"])
def test_other_numbers_at_the_top_are_no_copy(said):
    assert "copy" not in kinds(said + BODY), said
    assert not kinds(BODY + "000012\n"), "below the head a number is a number"


@pytest.mark.parametrize(("said", "kind"), [
    (f"身份证号：{IDENTITY}", "identity"), (f"张三，{IDENTITY}，男", "identity"), ("110105 19491231 002x", "identity"), ("１１０１０５１９４９１２３１００２Ｘ", "identity"),
    ("身份证号码 110105491231002", "identity"), ("13812345678", "mobile"), ("手机：138-1234-5678", "mobile"), ("+86 13812345678", "mobile"),
    ("138 1234 5678", "mobile"),
    ("１３８１２３４５６７８", "mobile"), ("联系人：李四13912345678。", "mobile"), ("0598-2345678", "telephone"), ("（0598）2345678", "telephone"), ("0591—87654321",
    "telephone"), ("010-87654321转802", "telephone"),
    ("电话：2345678", "telephone"), ("联系电话: 87654321", "telephone"), ("传真：0598-2345678", "telephone"), ("0598-2345678-801", "telephone"),
    ("电话：13812340000", "mobile"),
])
def test_data_of_persons_are_found_and_masked(said, kind):
    text = BODY + said + "，请联系。\n"
    assert kinds(text) == [kind], said
    hidden = masked(text)
    assert len(hidden) == len(text) and not kinds(hidden) and "*" in hidden
    assert [(a, b) for a, b in zip(text, hidden, strict=True) if a != b and b != "*"] == []


@pytest.mark.parametrize("said", [
    "110105194912310021", "110105194913310021", "991105194912310020", "91350400MA2XN1234K", "投资13800000000元", "产值15912345678元",
    "营业收入13812345678.50元", "13812345678万元", "增长13.812345678%",
    "面积13912345678平方米", "编号：X13812345678", "20301231", "2029-2030", "2030年1月1日-2030年12月31日", "12345热线", "12333", "400-810-1234", "11610.5亿元",
    "0.5981234567",
    "350400-2030-12345678", "https://example.org/2030/13812345678.html", "砚政〔2030〕13812345678号x13812345678", "1,381,234,5678", "总投资100-2000000万元",
    "11350400003591037R", "15000000000", "电话用户2345678户", "移动电话用户7701234户",
    "每百人电话拥有量达35.6部", "电话交换机总容量3704000门", "110105194912310",
])
def test_numbers_that_are_no_data_of_persons(said):
    assert not kinds(BODY + said + "\n"), said


def test_names_of_files():
    assert name_marked("绝密★纪要.pdf") == "绝密" and name_marked("(秘密)纪要.pdf") == "秘密"
    assert not any(name_marked(one) for one in ("关于保守国家秘密的通知.docx", "机密性.txt", "（商业秘密）案例.txt", "x.txt"))


@given(st.text(alphabet="机密秘绝★0123456789Xx-()（）:：内部资料不予公开电话份号\n\r\t 　年、。", max_size=400))
def test_places_and_masks_agree_with_any_text(text):
    found = marks(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert len(masked(text)) == len(text)


@given(st.integers(min_value=0, max_value=999), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_one_check_sign_of_eleven_fits(order, day):
    stem = f"350402{day:%Y%m%d}{order:03d}"
    assert sum(is_identity(stem + sign) for sign in "0123456789X") == 1


def test_no_real_text_bears_what_it_does_not_bear(shared: Path):
    """The measure of false alarms: none in texts that were all published."""
    files = [one for folder in ("corpus", "seeds") for one in sorted((shared / folder).rglob("*.txt"))]
    assert len(files) > 100
    assert {one.name: kinds(load(one).text) for one in files if kinds(load(one).text)} == {}

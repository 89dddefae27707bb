"""The page as a file: whole, sealed, and unable to run anybody's words."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from importlib import resources

import pytest

from taizhang.publishing import checking, formats
from taizhang.publishing.formats import Options
from taizhang.publishing.page import STYLES
from taizhang.publishing.words import LANGUAGES, Words, catalogue
from taizhang.values import Facts, TaizhangError

HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def page(ledger: list[Facts]) -> str:
    return formats.named("html").write(ledger, Options()).decode()


def part(*path: str) -> str:
    return resources.files("taizhang.publishing").joinpath(*path).read_text("utf-8")


def test_it_holds_every_text_and_fact(ledger: list[Facts], page: str) -> None:
    assert list(checking.page(ledger, page.encode())) == []
    assert any("facts" in said for said in checking.page(ledger, page.replace("果产量", "瓜产量").encode()))
    assert any("text" in said for said in checking.page(ledger, page.replace("综合实力位居", "综合实力居").encode()))


def test_its_policy_names_the_digests_of_its_only_script_and_style(page: str) -> None:
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    [style] = re.findall(r"<style>(.*?)</style>", page, re.S)
    [script] = re.findall(r"<script>(.*?)</script>", page, re.S)
    for name, content in (("style-src", style), ("script-src", script)):
        assert f"{name} 'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy


def test_it_asks_for_nothing(page: str) -> None:
    outside = re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.S)
    addresses = set(re.findall(r"""(?:https?:)?//[a-z0-9.-]+\.[a-z]+[^\s"')]*""", outside))
    assert addresses == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(?:link|img|iframe|script)[^>]+(?:src|href)=\"(?!data:)", outside)


def test_words_cannot_leave_their_string(page: str) -> None:
    assert page.count("</script>") == len(re.findall(r"<script[ >]", page))
    assert "onerror" in page and "<img" not in page and "\u2028" not in page


def test_the_script_never_makes_markup_of_words() -> None:
    for path in resources.files("taizhang.publishing").joinpath("page", "js").iterdir():
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|https?:", path.read_text("utf-8")
        ), path.name


def test_no_chinese_in_templates_scripts_and_styles() -> None:
    names = [("page/page.html",), *((name,) for name in STYLES)]
    names += [("page", "js", path.name) for path in resources.files("taizhang.publishing").joinpath("page", "js").iterdir()]
    assert [path for path in names if HAN.search(part(*path))] == []


def test_the_same_ledger_makes_the_same_page(ledger: list[Facts], page: str) -> None:
    assert formats.named("html").write(ledger, Options()).decode() == page


def test_light_colours_are_the_same_with_and_without_light_dark() -> None:
    css = part("look", "tokens.css")
    plain, both = css.split("@supports", 1)
    light = dict(re.findall(r"--([\w-]+): light-dark\(((?:#\w+|rgb\([^)]*\))),", both))
    fallback = dict(re.findall(r"--([\w-]+): (#\w+|rgb\([^)]*\));", plain))
    assert len(light) > 40 and {name: fallback[name] for name in light} == light


def used() -> set[str]:
    """Message ids in the page's scripts and skeleton."""
    script = "\n".join(path.read_text("utf-8") for path in resources.files("taizhang.publishing").joinpath("page", "js").iterdir())
    found = set(re.findall(r'\bt\((?:[^()"]*\? )?"((?:[^"\\]|\\.)*)"', script)) | set(
        re.findall(r'\bt\([^()]*\? "[^"]*" : "([^"]*)"', script)
    )
    found |= set(re.findall(r'(?:words|head): "([^"]+)"', script)) | set(re.findall(r'\badd\("([^"]+)",', script))
    found |= set(re.findall(r'\[\s*"[^"]+", "([A-Z][^"]+)"\]', script)) | set(
        re.findall(r'^\s*\["([A-Z]\w+)", \(doc\)', script, re.M)
    )
    for table in re.findall(r"(?:KIND_WORDS|FORM_WORDS|FILTER_WORDS|BEATS) = \{(.*?)\};", script, re.S):
        found |= set(re.findall(r': "([^"]+)"', table))
    found |= set(re.findall(r'data-(?:t|label|hint)="([^"]+)"', part("page", "page.html")))
    return found - {"source: ", "#"}


def test_every_word_of_the_page_is_translated() -> None:
    ids = used()
    assert len(ids) > 120
    assert sorted(ids - catalogue("zh_Hans").keys()) == []


def test_translations_keep_their_places() -> None:
    slots = re.compile(r"\{\w+\}")
    for message, said in catalogue("zh_Hans").items():
        assert set(slots.findall(message)) >= set(slots.findall(said)), message
        assert HAN.search(said) or message == "Digest" or not re.search("[a-z]{2}", slots.sub("", message)), message


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(TaizhangError, match="zh_Hans, en"):
        Words("de")
    assert LANGUAGES[0] == "zh_Hans"


def test_the_index_is_json(page: str) -> None:
    [index] = re.findall(r'<script type="application/json" id="index">(.*?)</script>', page, re.S)
    assert json.loads(index)["documents"][0]["counts"] == {
        "target": 6,
        "actual": 0,
        "forecast": 0,
        "rule": 2,
        "task": 1,
        "goal": 1,
        "cite": 1,
        "clause": 1,
    }

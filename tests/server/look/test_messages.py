"""Every word of the server's pages is there in Chinese, and the tool that sees to it sees what is wrong."""
import gettext as machine
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from tools import messages


@pytest.fixture(scope="module")
def found() -> list[messages.App]:
    return messages.apps()


@pytest.mark.parametrize("name", messages.APPS)
def test_all_is_translated_and_in_step(found: list[messages.App], name: str) -> None:
    assert list(messages.wrong([app for app in found if app.name == name])) == []


def test_no_chinese_in_code_or_templates_of_the_server() -> None:
    assert list(messages.literals()) == []


def test_pages_say_what_the_catalogues_say(found: list[messages.App]) -> None:
    """No library that stands before our apps says the same id otherwise."""
    different = {}
    with translation.override("zh-hans"):
        for app in found:
            for (context, one), text in app.said.items():
                said = translation.pgettext(context, one) if context else translation.gettext(one)
                if text and said != text and (context, one) in app.used and not app.used[context, one]:
                    different[one] = (app.name, text, said)
    assert different == {}


def test_the_order_of_apps_is_that_of_the_settings(settings: Any) -> None:
    assert messages.APPS == settings.APPS


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A server of two apps."""
    monkeypatch.setattr(messages, "SERVER", tmp_path)
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "APPS", ("low", "high"))
    for app in ("low", "high", "history"):
        (tmp_path / app / "templates").mkdir(parents=True)
    (tmp_path / "low" / "views.py").write_text('a = _("Saved {n}").format(n=1)\nb = pgettext("button", "Open")\n', "utf-8")
    (tmp_path / "high" / "views.py").write_text('c = ngettext("{n} fact", "{n} facts", n)\nd = gettext_lazy("Saved {n}")\n', "utf-8")
    (tmp_path / "high" / "templates" / "a.html").write_text(
        '{% translate "Home" %}\n  {% blocktranslate with n=x %}Page {{ n }}\nof 100%{% endblocktranslate %}{{ _("In a filter")|upper }}', "utf-8")
    return tmp_path


def fill(house: Path, app: str, says: dict[Any, str]) -> None:
    found = messages.apps()
    for one in found:
        if one.name == app:
            one.said |= {key if isinstance(key, tuple) else ("", key): text for key, text in says.items()}
    messages.update(found, [app])


def read(house: Path, app: str, name: str = "django.po") -> str:
    return (house / app / "locale/zh_Hans/LC_MESSAGES" / name).read_text("utf-8")


def test_ids_come_from_code_and_templates_and_the_lowest_app_owns_them(house: Path) -> None:
    low, high = messages.apps()
    assert set(low.used) == {("", "Saved {n}"), ("button", "Open")}
    assert high.used == {("", "{n} fact"): "{n} facts", ("", "Home"): "", ("", "Page %(n)s\nof 100%%"): "", ("", "In a filter"): ""}


def test_what_is_missing_is_added_and_named(house: Path) -> None:
    messages.update(messages.apps())
    assert 'msgid "Home"\nmsgstr ""' in read(house, "high") and "POT-Creation-Date" not in read(house, "high") and "#:" not in read(house, "high")
    wrong = list(messages.wrong(messages.apps()))
    assert len(wrong) == 6 and all("not translated" in one for one in wrong)


def test_what_is_said_is_compiled_and_read_by_gettext(house: Path) -> None:
    fill(house, "high", {"Home": "首页", "{n} fact": "{n} 条", "In a filter": "筛", "Page %(n)s\nof 100%%": "第 %(n)s 页"})
    fill(house, "low", {"Saved {n}": "已存 {n}", ("button", "Open"): "打开"})
    assert list(messages.wrong(messages.apps())) == []
    with (house / "high/locale/zh_Hans/LC_MESSAGES/django.mo").open("rb") as file:
        catalogue = machine.GNUTranslations(file)
    assert catalogue.gettext("Home") == "首页" and catalogue.ngettext("{n} fact", "{n} facts", 1) == catalogue.ngettext("{n} fact", "{n} facts", 5) == "{n} 条"
    with (house / "low/locale/zh_Hans/LC_MESSAGES/django.mo").open("rb") as file:
        assert machine.GNUTranslations(file).pgettext("button", "Open") == "打开"
    before = read(house, "high")
    messages.update(messages.apps())
    assert read(house, "high") == before


def test_what_nobody_says_goes_and_what_moves_takes_its_words_along(house: Path) -> None:
    fill(house, "high", {"Home": "首页", "{n} fact": "{n} 条"})
    (house / "low" / "templates" / "b.html").write_text('{% translate "Home" %}', "utf-8")
    (house / "high" / "views.py").write_text("", "utf-8")
    assert any("Home" in one and "nobody says" in one for one in messages.wrong(messages.apps()))
    messages.update(messages.apps())
    assert 'msgid "Home"\nmsgstr "首页"' in read(house, "low")
    assert "Home" not in read(house, "high") and "fact" not in read(house, "high")


@pytest.mark.parametrize(("chinese", "says"), [("已存 {m}", "has no place for m"), ("已存", "leaves out n"), ("已存 %(n)d", ""), ("", "not translated")])
def test_places_agree(house: Path, chinese: str, says: str) -> None:
    fill(house, "low", {"Saved {n}": chinese, ("button", "Open"): "打开"})
    found = [one for one in messages.wrong(messages.apps()) if "/low/" in one]
    assert (says in found[0]) if says else found == []


def test_an_old_machine_file_is_seen(house: Path) -> None:
    messages.update(messages.apps())
    path = house / "low/locale/zh_Hans/LC_MESSAGES/django.mo"
    path.write_bytes(path.read_bytes() + b"x")
    assert any("django.mo is out of step" in one for one in messages.wrong(messages.apps()))


@pytest.mark.parametrize(("name", "text"), [
    ("a.html", "<p>首页</p>"), ("b.html", "<p>（）</p>"), ("c.py", 'a = "首页"'), ("d.py", 'f"{n}家"'),
])
def test_chinese_literals_are_seen(house: Path, name: str, text: str) -> None:
    (house / "low" / name).write_text("\n" + text, "utf-8")
    assert any(f"low/{name}:2" in one for one in messages.literals(("low",)))


def test_comments_and_docstrings_may_be_chinese_and_english_is_fine(house: Path) -> None:
    (house / "low" / "e.py").write_text('# 首页\n"""首页"""\na = "≥ — “quoted” …、。"\ndef f():\n    """例"""\n', "utf-8")
    assert list(messages.literals(("low", "high"))) == []


def test_the_command_says_what_is_wrong(house: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr("sys.argv", ["messages", "--check", "low"])
    assert messages.main() == 1
    assert "not translated: 'Saved {n}'" in capsys.readouterr().err
    assert not (house / "low" / "locale").exists()



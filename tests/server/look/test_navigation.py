"""The menu shows what opens for a person, and where one is."""
from typing import Any

import pytest

from taizhang.server.look.navigation import NAVIGATION, Entry, Navigation, current
from taizhang.server.look.waiting import DUE, LATE, OTHERS, RETURNED, Register, Waiting
from taizhang.values.errors import UsageError


class Someone:
    is_authenticated = True


class Nobody:
    is_authenticated = False


@pytest.fixture
def menu() -> Navigation:
    menu = Navigation()
    menu.add(Entry(50, "Language", "look:language", may=lambda user: isinstance(user, Someone)))
    menu.add(Entry(10, "Home", "home:first", badge=lambda user: 3))
    menu.add(Entry(20, "Theme", "look:theme", may=lambda user: False))
    menu.add(Entry(30, "Soon", "nowhere:yet"))
    menu.add(Entry(40, "Health", "home:health", badge=lambda user: 0, menu="own"))
    return menu


def test_entries_in_order_for_whom_they_open(menu: Navigation) -> None:
    assert [(one.label, one.url, one.badge) for one in menu.for_user(Someone())] == [("Home", "/", 3), ("Language", "/language/", None)]
    assert [(one.label, one.badge) for one in menu.for_user(Someone(), menu="own")] == [("Health", None)]
    assert menu.for_user(Nobody()) == menu.for_user(None) == []


def test_a_page_is_in_the_menu_once(menu: Navigation) -> None:
    with pytest.raises(UsageError, match="home:first already"):
        menu.add(Entry(99, "Again", "home:first"))


@pytest.mark.parametrize(("path", "at"), [
    ("/", "/"), ("/documents/", "/documents/"), ("/documents/8a/", "/documents/"), ("/documents/trash/1/", "/documents/trash/"), ("/other/", ""),
])
def test_where_one_is(path: str, at: str) -> None:
    assert current(path, ["/", "/documents/", "/documents/trash/", "/ledger/"]) == at


def test_every_registered_entry_has_a_page(db: None) -> None:
    from_pages = [entry.url_name for entry in NAVIGATION]
    assert "home:first" in from_pages
    assert len(set(from_pages)) == len(from_pages)


def test_what_waits_is_in_order_and_nothing_else() -> None:
    register = Register()

    @register.add
    def some(user: Any) -> list[Waiting]:
        return [Waiting(2, "b", 1, "/b"), Waiting(1, "a", 4, "/a"), Waiting(0, "none", 0, "/none"), Waiting(9, "late", 1, "/late", group=LATE)]

    @register.add
    def more(user: Any) -> list[Waiting]:
        return [Waiting(0, "theirs", 2, "/t", group=OTHERS), Waiting(0, "back", 2, "/r", group=RETURNED)]

    register.add(more)
    assert len(list(register)) == 2
    assert [(line.group, line.label) for line in register.for_user(Someone())] == [
        (LATE, "late"), (RETURNED, "back"), (DUE, "a"), (DUE, "b"), (OTHERS, "theirs")]

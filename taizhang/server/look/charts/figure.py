"""What every chart stands in: the drawing for wide and narrow places, the words below, the table folded away."""
from collections.abc import Iterable

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from taizhang.server.look.charts.svg import joined, tag


def figure(kind: str, drawings: Iterable[SafeString], key: SafeString | str = "", table: SafeString | None = None, note: str = "") -> SafeString:
    """A figure. ``key`` are entries that say what shapes mean, ``note`` a sentence below, ``table`` the same as numbers."""
    parts: list[SafeString] = [tag("div", *drawings, class_="drawn")]
    if key or note:
        parts.append(tag("figcaption", tag("ul", key, class_="legend") if key else "", tag("p", note, class_="t1 muted") if note else ""))
    if table is not None:
        parts.append(tag("details", tag("summary", gettext("As a table"), class_="t2"), tag("div", table, class_="tbl-wrap"), class_="as-table"))
    return tag("figure", *parts, class_=f"chart-fig {kind}")


def nothing(title: str, why: str) -> SafeString:
    """In place of a drawing: what is missing."""
    return tag("figure", tag("p", tag("b", title), " ", why, class_="note"), class_="chart-fig none")


def grid(caption: str, heads: Iterable[tuple[str, str]], rows: Iterable[Iterable[tuple[object, str]]], ids: Iterable[str] = ()) -> SafeString:
    """A table of charts: heads and cells with their classes; the first cell of a row is its head. It folds to cards on a phone."""
    names = list(heads)
    head = tag("tr", *(tag("th", words, scope="col", class_=classes or None) for words, classes in names))
    known = iter(ids)
    body = [tag("tr", *_cells(names, row), id=next(known, None)) for row in rows]
    return tag("table", tag("caption", caption, class_="sr"), tag("thead", head), tag("tbody", *body), class_="tbl cards")


def _cells(names: list[tuple[str, str]], row: Iterable[tuple[object, str]]) -> Iterable[SafeString]:
    for index, (inside, classes) in enumerate(row):
        if index == 0:
            yield tag("th", inside, scope="row", class_=f"name {classes}".strip())
        else:
            yield tag("td", inside, class_=classes or None, data_l=names[index][0])


def place_of(href: str, words: str) -> SafeString:
    """A source in a table, a link where it leads somewhere."""
    if not words and not href:
        return joined(())
    return tag("a", words or gettext("source"), href=href, class_="src plain") if href else tag("span", words, class_="src")

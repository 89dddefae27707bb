"""Places as a table: name, exact value or why there is none, state, source."""
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from taizhang.server.look.charts.figure import grid, place_of
from taizhang.server.look.charts.places import Place
from taizhang.server.look.charts.scale import Measure
from taizhang.server.look.charts.svg import tag


def places_table(title: str, places: tuple[Place, ...], measure: Measure, anchor: str) -> SafeString:
    """In the order given; rows have the ids ``ANCHOR-1`` …"""
    heads = [(pgettext("in a chart's table", "Place"), ""), (pgettext("in a chart's table", "Value"), "num")]
    states, sources = any(one.state_words for one in places), any(one.href or one.source for one in places)
    heads += [(gettext("State of it"), "")] if states else []
    heads += [(pgettext("in a chart's table", "Source"), "")] if sources else []
    rows = []
    for one in places:
        row: list[tuple[object, str]] = [(one.name, ""), (one.said(measure, whole=True), "num nb")]
        if states:
            row.append((tag("span", one.state_words, class_="st", data_s=one.state) if one.state else "", "nb"))
        if sources:
            row.append((place_of(one.href, one.source), "wide"))
        rows.append(row)
    return grid(title, heads, rows, (f"{anchor}-{n}" for n in range(1, len(rows) + 1)))

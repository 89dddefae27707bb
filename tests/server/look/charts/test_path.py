"""Path charts: what is drawn where, what is said, what leads where."""
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation

from taizhang.server.look.charts import Guess, Mark, PathChart, Route, path_chart
from taizhang.server.look.charts.path import NARROW, WIDE, draw
from taizhang.server.look.charts.plot import Frame, Plot, lacking
from tests.server.look.charts.invented import research, result

FRAME = Frame(760, 330, 40, 20, 30, 30)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def drawn(chart: PathChart) -> str:
    plot = Plot.of(chart, replace(FRAME, right=160))
    assert plot is not None
    return draw(plot, "says")


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_a_chart_stands_wide_and_narrow_with_its_sentence_and_its_table() -> None:
    html = path_chart(research())
    assert html.count("<svg") == html.count("</svg>")
    for name, (wide, high) in (("wide", WIDE), ("narrow", NARROW)):
        assert f'class="chart {name}" viewBox="0 0 {wide:.0f} {high:.0f}"' in html
    sentence = ("Share of research: results from 1.34% in 2015 to 1.74% in 2018 (estimated); Target ≥ 2.5% in 2020; Another 2.2% in 2020; "
                "forecast 2.00% in 2020, between 1.90% and 2.10%.")
    assert html.count(f'role="img" aria-label="{sentence}"') == 2
    assert html.count("<tr id=") == 14 and 'id="rd-1"' in html
    assert "<table" not in path_chart(research(), table=False)


def test_links_lie_beside_the_picture_and_not_in_it() -> None:
    svg = drawn(research())
    picture = svg[svg.index("<g role"):]
    depth, end = 0, 0
    for found in re.finditer(r"<(/?)g\b", picture):
        depth += -1 if found[1] else 1
        end = found.end()
        if not depth:
            break
    assert "<a " not in picture[:end]
    assert '<a href="/facts/7" aria-label="2018: 1.74%; result, estimated (Bureau)"' in picture[end:]


def test_words_stand_at_the_ends_of_lines() -> None:
    words = texts(drawn(research()))
    assert {"Target ≥ 2.5", "No. 12", "Another 2.2", "forecast 2.00", "result 1.74", "gap 0.17", "5 Jul 2018"} <= set(words)


def test_the_shape_tells_the_vintage_and_that_a_value_was_computed() -> None:
    chart = PathChart("a", "%", results=(
        result("2015", "1", vintage="final"), result("2016", "2", vintage="prelim"), result("2017", "3", vintage="est"), result("2018", "4", derived=True)))
    svg = drawn(chart)
    assert [svg.count(f'class="{kind}"') for kind in ("p-final", "p-prelim", "p-half", "p-est", "p-derived")] == [1, 1, 1, 1, 1]


def test_a_missing_year_is_named_and_cuts_the_line() -> None:
    chart = PathChart("a", "%", results=tuple(result(str(year), "3") for year in (2013, 2014, 2017, 2018)), missing={"2015": "not reported"})
    assert [(period, reason) for _, period, reason in lacking(chart)] == [("2015", "not reported"), ("2016", "")]
    plot = Plot.of(chart, FRAME)
    assert plot is not None and [len(run) for run in plot.runs] == [2, 2]
    assert {"not reported", "missing"} <= set(texts(drawn(chart)))
    assert "no result for 2015, 2016" in path_chart(chart)
    assert ">not reported</td>" in path_chart(chart)


def test_a_value_of_nought_is_a_value() -> None:
    plot = Plot.of(PathChart("a", "家", results=(result("2017", "0"), result("2018", "40"))), FRAME)
    assert plot is not None and plot.results[0][1][1] == plot.y.at(0) == 300
    assert "0" in texts(drawn(plot.chart))


def test_negative_values_lie_below_nought() -> None:
    plot = Plot.of(PathChart("a", "%", results=(result("2017", "-3"), result("2018", "2"))), FRAME)
    assert plot is not None
    assert plot.results[0][1][1] > plot.y.at(0) > plot.results[1][1][1]
    assert "−3" in texts(drawn(plot.chart)) and 'class="axis"' in drawn(plot.chart)


def test_ranks_have_the_first_above_and_never_a_place_nought() -> None:
    chart = PathChart("a", "名", results=(result("2017", "7"), result("2018", "2")), inverted=True)
    plot = Plot.of(chart, FRAME)
    assert plot is not None and plot.results[0][1][1] > plot.results[1][1][1]
    assert plot.y.tick_words()[0] == "2" and plot.y.at(1) == plot.y.at(2) and "stands above" in path_chart(chart)


def test_one_result_stands_in_the_middle() -> None:
    plot = Plot.of(PathChart("a", "家", results=(result("2018", "401"),)), FRAME)
    assert plot is not None and plot.results[0][1][0] == pytest.approx((48 + 740) / 2)
    assert "one result, 401 家 in 2018" in path_chart(plot.chart)


def test_nothing_says_what_is_missing() -> None:
    html = path_chart(PathChart("Firms", "家"))
    assert "<svg" not in html and "neither a target nor a result" in html and "Firms" in html


def test_a_target_of_every_year_is_a_level_line() -> None:
    chart = PathChart("a", "%", results=(result("2015", "4"), result("2018", "5")), target=Route((Mark("annual", 6, op=">="),), "Target"))
    plot = Plot.of(chart, FRAME)
    assert plot is not None and chart.target is not None
    (left, y), (right, other) = plot.way(chart.target)
    assert y == other and (left, right) == (48, 740)


def test_today_stands_between_the_ends_of_two_years_and_only_on_the_axis() -> None:
    results = (result("2017", "4"), result("2018", "5"))
    plot = Plot.of(PathChart("a", "%", results=results, today=date(2018, 7, 1)), FRAME)
    assert plot is not None and plot.today == pytest.approx(48 + 692 / 2, abs=3)
    late = Plot.of(PathChart("a", "%", results=results, today=date(2020, 7, 1)), FRAME)
    assert late is not None and late.today is None and "now" not in drawn(late.chart)


def test_values_that_cannot_be_drawn_are_refused() -> None:
    for wrong in (Decimal("NaN"), Decimal("Infinity"), Decimal("1E+5000"), 10**80):
        with pytest.raises(ValueError, match="cannot be drawn"):
            Mark("2018", wrong)
    with pytest.raises(ValueError):
        Guess("2018", 1, Decimal("-Infinity"), 2)


def test_a_fraction_without_end_says_that_it_is_rounded() -> None:
    html = path_chart(PathChart("a", "%", results=(Mark("2018", Fraction(200, 3), derived=True),)))
    assert "≈ 66.667" in html and "≈ 66.6666666667%" in html


def test_months_and_quarters_have_axes_of_their_own() -> None:
    quarters = tuple(result(f"2018-{3 * n + 1:02}/2018-{3 * n + 3:02}", str(n)) for n in range(4))
    assert {"Q1", "Q4", "2018"} <= set(texts(drawn(PathChart("a", "件", results=quarters))))
    months = tuple(result(f"2018-{n:02}", str(n)) for n in range(1, 8))
    assert {"Jan", "Jul", "2018"} <= set(texts(drawn(PathChart("a", "件", results=months))))
    assert "Q2 2018: 1 件" in path_chart(PathChart("a", "件", results=quarters))


def test_money_is_read_by_the_hundred_million() -> None:
    with translation.override("zh-hans"):
        words = texts(drawn(PathChart("a", "CNY", results=(result("2017", "15230000000"), result("2018", "31000000000")))))
    assert {"亿元", "152.3", "实际 310", "300"} <= set(words)

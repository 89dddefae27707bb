"""Figures are of decisions made one by one, field by field; the interval is Wilson's."""
from collections.abc import Callable

import pytest
from django.test import Client

from taizhang.server.accounts.models import User
from taizhang.server.accuracy.chart import chart
from taizhang.server.accuracy.figures import Line, Share, by_field, line
from taizhang.server.accuracy.observing import FIELDS, observe
from taizhang.server.facts import actions
from taizhang.server.facts.adding import add
from taizhang.server.facts.models import Fact
from tests.server.accuracy.deciding import accept_all, correct, suggestions
from tests.server.browser import Browse
from tests.server.documents.texts import SHORT, sample, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(person: Callable[..., User]) -> User:
    return person("planning")


def figures() -> Line:
    return line("", observe(Fact.objects.current()))


def test_each_way_of_deciding_counts_as_it_should(reviewer: User) -> None:
    two, other, missed = written(SHORT), written(SHORT), written(SHORT)
    accept_all(two, reviewer)  # two hits
    a, b = suggestions(other)
    correct(a, reviewer, what="全社会研发经费投入强度", period="2031")
    actions.reject(reviewer, b.key, b.version, "no fact")
    accept_all(missed, reviewer)
    text = missed.text
    assert text is not None
    at = text.text.index("主要目标")
    add(reviewer, missed.key, at, at + 4, {"kind": "goal", "what": "主要目标"})
    now = figures()
    assert (now.precision, now.recall, now.whole) == (Share(5, 6), Share(5, 6), Share(4, 5))
    fields = {one.name: one for one in by_field(observe(Fact.objects.current()), FIELDS["actual"])}
    assert fields["what"].precision.part == 4 and fields["value"].precision.part == 5
    assert fields["period"].precision == Share(4, 6) and fields["period"].recall.part == 4


def test_bulk_demonstration_and_undone_decisions_never_count(reviewer: User) -> None:
    one, demo, undone = written(SHORT), written(SHORT), written(SHORT)
    accept_all(one, reviewer, manner="bulk")
    accept_all(demo, reviewer, manner="demo")
    for fact in suggestions(undone):
        done = actions.accept(reviewer, fact.key, fact.version)
        actions.undo(reviewer, done.key, done.version)
    assert figures() == Line("", Share(0, 0), Share(0, 0), Share(0, 0))


def test_a_decision_that_was_undone_leaves_what_holds_now(reviewer: User) -> None:
    fact = suggestions(written(SHORT))[0]
    wrong = correct(fact, reviewer, period="2031")
    back = actions.undo(reviewer, wrong.key, wrong.version)
    actions.accept(reviewer, back.key, back.version)
    assert figures().whole == Share(1, 1)


def test_units_and_roles_of_tasks(reviewer: User) -> None:
    document = sample()
    tasks = [one for one in suggestions(document, kind="task") if one.in_charge.count() > 1][:2]
    first, second = tasks
    units = [(one.name, one.role) for one in first.in_charge.all()]
    correct(first, reviewer, units=units[1:])
    actions.accept(reviewer, second.key, second.version)
    fields = {one.name: one for one in by_field(observe(Fact.objects.current()), ("units", "what"))}
    assert fields["units"].precision == Share(1, 2) and fields["what"].precision == Share(2, 2)


def test_wilson_and_too_few() -> None:
    assert not Share(29, 29).says and Share(29, 30).says
    assert round(Share(30, 30).low, 4) == 0.8865 and Share(30, 30).high == 1.0
    assert round(Share(81, 263).low, 4) == 0.2553 and round(Share(81, 263).high, 4) == 0.3662


def test_the_chart_shows_months_that_rest_on_enough() -> None:
    months = [Line(f"2030-0{n}", Share(30 + n, 40), Share(28 + n, 40), Share(1, 2)) for n in range(1, 4)]
    drawn = str(chart([*months, Line("2030-04", Share(1, 2), Share(1, 2), Share(0, 0))], "t", "p", "r"))
    assert drawn.count("<circle") == 3 and drawn.count("<rect") == 3 and "2030-04" not in drawn and "style=" not in drawn
    assert chart(months[:1], "t", "p", "r") == ""


def test_only_documents_one_may_read_are_behind_the_figures(reviewer: User, person: Callable[..., User], as_person: Callable[[User], Client]) -> None:
    accept_all(written(SHORT, region="990402"), reviewer)
    accept_all(written(SHORT, region="990403"), reviewer)
    county = as_person(person("county", scope="region", scope_id="990402"))
    page = county.get("/accuracy/").content.decode()
    assert "2/2" in page and "4/4" not in page
    table = county.get("/accuracy/table/?kind=actual").content.decode()
    assert "kind,actual,precision,2,2,1.0000," in table
    assert county.get("/accuracy/names/").status_code == 403


@pytest.mark.browser
def test_in_a_browser(browse: Browse, reviewer: User, everywhere: list[dict[str, object]]) -> None:
    document = sample()
    accept_all(document, reviewer)
    correct(suggestions(sample(), kind="target")[0], reviewer, what="另一个指标")
    for way in everywhere:
        for path in ("/accuracy/", "/accuracy/names/", "/accuracy/gold/"):
            browse(path, reviewer, **way)  # type: ignore[arg-type]
            browse.check()
    page = browse("/accuracy/?kind=target", reviewer, language="en")
    page.get_by_role("heading", name="By field").wait_for()

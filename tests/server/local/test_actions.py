"""Adding, ending and taking back names; conflicts; who notices; the trail."""
from collections.abc import Callable
from datetime import date

import pytest

from taizhang.bodies import resolve
from taizhang.server.accounts.models import User
from taizhang.server.accounts.roles import OWN_LAYER, place
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.models import Entry
from taizhang.server.facts.forms import CorrectionForm
from taizhang.server.history import Outdated
from taizhang.server.local import actions, layer
from taizhang.server.local.models import Alias, Mark
from tests.server.documents.texts import SHORT, first, written

pytestmark = pytest.mark.django_db
DAY = date(2030, 6, 1)


@pytest.fixture
def keeper(person: Callable[..., User]) -> User:
    return person("planning")


def means(name: str, on: date = DAY) -> tuple[str, ...]:
    return resolve(name, on, place()).units


def test_a_name_is_known_at_once_and_gone_when_taken_back(keeper: User) -> None:
    before = place().fingerprint
    assert means("市科创办") == ()
    made = actions.add(keeper, "units", "990400.kjj", " 市科创办 ", reason="so the letter writes")
    assert means("市科创办") == ("990400.kjj",) and made.name == "市科创办"
    assert place().fingerprint != before and place().id == "sample" and place().layers[-1].id == "local"
    assert "市科创办" in place().units["990400.kjj"].aliases
    gone = actions.undo(keeper, made.key, made.version)
    assert gone.ended and means("市科创办") == ()
    back = actions.undo(keeper, made.key, gone.version)
    assert not back.ended and means("市科创办") == ("990400.kjj",)
    assert list(Entry.objects.filter(noun="alias").order_by("pk").values_list("action", flat=True)) == ["alias.add", "alias.undo", "alias.undo"]


def test_the_form_of_corrections_takes_the_new_name(keeper: User) -> None:
    fact = first(written(SHORT))
    given = {**{name: str(value) for name, value in CorrectionForm._present(fact).items()}, "units": [("市科创办", "lead")]}
    assert "市科创办" in str(CorrectionForm(fact, given).errors)
    actions.add(keeper, "units", "990400.kjj", "市科创办")
    form = CorrectionForm(fact, given)
    assert form.is_valid() and form.in_charge() == [("990400.kjj", "市科创办", "lead", False)]


def test_a_name_holds_on_its_days_only(keeper: User) -> None:
    made = actions.add(keeper, "units", "990400.kjj", "市科创办", since=date(2030, 1, 1))
    assert means("市科创办", date(2029, 12, 31)) == () and means("市科创办") == ("990400.kjj",)
    ended = actions.end(keeper, made.key, made.version, date(2031, 1, 1), "renamed")
    assert means("市科创办", date(2030, 12, 31)) == ("990400.kjj",) and means("市科创办", date(2031, 1, 1)) == ()
    actions.add(keeper, "units", "990400.czj", "市科创办", since=date(2031, 1, 1))
    assert means("市科创办", date(2031, 1, 1)) == ("990400.czj",)
    with pytest.raises(actions.Taken, match="990400.czj"):  # its old days would run into the other's
        actions.undo(keeper, made.key, ended.version)


@pytest.mark.parametrize(("section", "of", "name", "says"), [
    ("units", "990400.kjj", "市财政局", "990400.czj"),
    ("units", "990400.kjj", "市科技局", ""),
    ("units", "990400.kjj", "各县（市、区）人民政府", ""),
    ("units", "990400.none", "市某局", "990400.none"),
    ("regions", "990402", "朝阳", "朝阳"),
    ("regions", "990402", "北京市", "110000"),
    ("units", "990400.kjj", "", "60"),
])
def test_what_cannot_be_a_name_is_refused_with_whose_it_is(keeper: User, section: str, of: str, name: str, says: str) -> None:
    with pytest.raises(actions.Taken) as refused:
        actions.add(keeper, section, of, name)
    assert says in refused.value.sentence and not Alias.objects.exists()


def test_two_who_saw_the_same_version(keeper: User) -> None:
    made = actions.add(keeper, "units", "990400.kjj", "市科创办")
    actions.end(keeper, made.key, 1, date(2031, 1, 1))
    with pytest.raises(Outdated):
        actions.end(keeper, made.key, 1, date(2032, 1, 1))


def test_who_reads_only_adds_nothing(person: Callable[..., User]) -> None:
    with pytest.raises(Refused):
        actions.add(person("reviewer"), "units", "990400.kjj", "市科创办")
    county = person("planning", scope="region", scope_id="990402")
    with pytest.raises(Refused):
        actions.add(county, "units", "990400.kjj", "市科创办")
    assert actions.add(county, "units", "990402.kjj", "某区科创办").of == "990402.kjj"


def test_other_processes_notice(keeper: User) -> None:
    actions.add(keeper, "units", "990400.kjj", "市科创办")
    known = OWN_LAYER.folder()
    # what another process does: rows and mark change, nobody tells this one
    Alias(section="units", of="990400.czj", name="市钱袋子").save()
    Mark.objects.update(stamp="another")
    assert OWN_LAYER.folder() is known
    OWN_LAYER.look_again()
    assert means("市钱袋子") == ("990400.czj",)


def test_what_is_rolled_back_is_forgotten(keeper: User) -> None:
    from django.db import transaction

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.add(keeper, "units", "990400.kjj", "市科创办")
        assert means("市科创办")
        raise ZeroDivisionError
    OWN_LAYER.look_again()
    assert means("市科创办") == ()


def test_an_unchanged_mark_costs_one_narrow_row(keeper: User, django_assert_num_queries: Callable[..., object]) -> None:
    actions.add(keeper, "units", "990400.kjj", "市科创办")
    known = OWN_LAYER.folder(), OWN_LAYER.look_again()
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert OWN_LAYER.folder() is known[0]
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        OWN_LAYER.folder()
    assert layer.fetch(("", None))[0]


def test_an_indicator_and_a_region(keeper: User) -> None:
    from taizhang import packs

    actions.add(keeper, "indicators", "rd_gdp_ratio", "研发强度指标甲")
    actions.add(keeper, "regions", "990402", "墨城新片")
    words = packs.lexicon(place())
    assert words.indicators["研发强度指标甲"] == "rd_gdp_ratio" and words.places["墨城新片"] == place().regions["990402"].name
    region = place().region_named("墨城新片")
    assert region is not None and region.id == "990402"

"""The layer as a folder: out, checked, in; what is planned is what is done."""
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from taizhang import packs
from taizhang.server.accounts.models import User
from taizhang.server.accounts.roles import place
from taizhang.server.local import actions, importing, layer
from taizhang.server.local.models import Alias
from taizhang.values.errors import PackError, UsageError
from tests.server.imports.conftest import bring_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(person: Callable[..., User]) -> User:
    return person("planning", unit="990400.kjj")


def folder(keeper: User, into: Path) -> Path:
    into.mkdir(exist_ok=True)
    for name, text in layer.export(keeper).items():
        (into / name).write_text(text, "utf-8")
    return into


def filled(keeper: User) -> None:
    actions.add(keeper, "units", "990400.kjj", "市科创办", source="a letter, of 2030")
    actions.add(keeper, "units", "990400.czj", "市财金局", since=date(2029, 1, 1), until=date(2031, 1, 1))
    actions.add(keeper, "indicators", "rd_gdp_ratio", "研发强度指标甲")


def test_the_checker_takes_the_folder_and_its_fingerprint_is_that_of_the_place(keeper: User, tmp_path: Path) -> None:
    filled(keeper)
    made = folder(keeper, tmp_path / "local")
    assert packs.check(made) == []
    assert packs.load("sample", made).fingerprint == place().fingerprint


def test_an_empty_layer_changes_nothing(keeper: User, tmp_path: Path) -> None:
    assert packs.check(folder(keeper, tmp_path / "local")) == [] and place() is packs.load("sample")


def test_out_and_in_again_is_the_same_layer(keeper: User, tmp_path: Path) -> None:
    filled(keeper)
    made, before = folder(keeper, tmp_path / "local"), place().fingerprint
    assert importing.plan(made).counts == {"add": 0, "change": 0, "same": 3, "refused": 0}
    for one in Alias.objects.current():
        actions.undo(keeper, one.key, one.version)
    assert place().fingerprint != before
    planned = importing.plan(made)
    assert planned.counts["add"] == 3 and not Alias.objects.current().exists(), "a plan changes nothing"
    assert importing.apply(keeper, planned) == 3 and place().fingerprint == before
    assert importing.plan(made).counts["same"] == 3


def test_other_days_and_names_that_are_taken(keeper: User, tmp_path: Path) -> None:
    filled(keeper)
    made = folder(keeper, tmp_path / "local")
    file = made / "aliases.csv"
    file.write_text(file.read_text("utf-8").replace("2031-01-01", "2032-01-01").replace("市科创办", "市科创专班"), "utf-8")
    actions.add(keeper, "units", "990400.fgw", "市科创专班")
    planned = importing.plan(made)
    assert sorted(one.does for one in planned.steps) == ["change", "refused", "same"]
    importing.apply(keeper, planned)
    assert Alias.objects.current().get(name="市财金局").valid_until == date(2032, 1, 1)


def test_a_folder_with_faults_or_with_more_than_names_is_refused(keeper: User, tmp_path: Path) -> None:
    filled(keeper)
    made = folder(keeper, tmp_path / "local")
    (made / "aliases.csv").write_text("id,section,of,name\na,units,990400.nobody,x\n", "utf-8")
    with pytest.raises(PackError, match=r"990400\.nobody"):
        importing.plan(made)
    (made / "aliases.csv").write_text("id,section,of,name\n", "utf-8")
    (made / "units.csv").write_text("id,region,name\n990400.neu,990400,新局\n", "utf-8")
    manifest = (made / "pack.yaml").read_text("utf-8").replace("- aliases", "- aliases\n- units")
    (made / "pack.yaml").write_text(manifest, "utf-8")
    with pytest.raises(UsageError, match="units"):
        importing.plan(made)


PAPER = "砚州市人民政府办公室关于做好创新工作的通知\n\n各有关单位：\n1.建设研发平台。新建平台9家。（责任单位：{unit}）\n"


def test_what_is_read_from_now_on_knows_the_name(keeper: User) -> None:
    from taizhang.server.documents.models import Text
    from taizhang.server.facts.models import InCharge

    bring_in(keeper, ("a.txt", PAPER.format(unit="市科创办").encode()))
    assert set(InCharge.objects.values_list("unit", "name")) == {("", "市科创办")}
    actions.add(keeper, "units", "990400.kjj", "市科创办")
    bring_in(keeper, ("b.txt", PAPER.format(unit="市科创办").replace("9家", "8家").replace("做好", "抓好").encode()))
    assert ("990400.kjj", "市科创办") in set(InCharge.objects.values_list("unit", "name"))
    assert Text.objects.order_by("pk").last().fingerprint == place().fingerprint  # type: ignore[union-attr]

"""Layers: the most specific wins by id, `local` over all; what is loaded cannot be changed and has a fingerprint."""
import dataclasses
import shutil
from datetime import date
from pathlib import Path

import pytest

from taizhang import packs
from taizhang.packs.loader import finish, grown, read_folder, stack_of
from taizhang.values.errors import PackError, UsageError


def local(folder: Path, **files: str) -> Path:
    """A local layer with these sections; a leading ``id`` column makes a file CSV."""
    sections = ", ".join(files)
    manifest = f"id: local\ntitle: 本地\nenglish: Local\nversion: '1'\nparent: quanzhou\nsections: [{sections}]\n"
    (folder / "pack.yaml").write_text(manifest, encoding="utf-8")
    for name, text in files.items():
        (folder / (name + (".csv" if text.startswith("id") else ".yaml"))).write_text(text, encoding="utf-8")
    return folder


def test_local_wins_over_the_shipped_layers_key_by_key(tmp_path: Path) -> None:
    pack = packs.load("quanzhou", local(tmp_path, units="id,short,until\n350500.tjj,市统计调查局,2027\n"))
    unit = pack.unit("350500.tjj")
    assert (unit.short, unit.name, unit.until, unit.layer) == ("市统计调查局", "泉州市统计局", date(2027, 1, 1), "local")
    assert packs.load("quanzhou").unit("350500.tjj").until is None


def test_local_adds_units_and_the_reader_knows_them(tmp_path: Path) -> None:
    text = "items:\n  - {id: 350500.hxb, region: \"350500\", name: 泉州市海峡办, short: 市海峡办}\n"
    pack = packs.load("quanzhou", local(tmp_path, units=text))
    assert packs.lexicon(pack).units["市海峡办"] == "350500.hxb"


def test_the_specific_layer_wins_over_the_general() -> None:
    assert packs.load("china").region("350582").heads == ()
    assert packs.load("quanzhou").region("350582").heads == ("晋",)
    assert packs.load("quanzhou").region("350582").layer == "quanzhou"
    assert packs.load("quanzhou").region("350100").layer == "fujian"


def test_a_pack_cannot_be_changed() -> None:
    pack = packs.load("sample")
    with pytest.raises(TypeError):
        pack.regions["1"] = pack.region(pack.home)  # type: ignore[index]
    with pytest.raises(dataclasses.FrozenInstanceError):
        pack.region(pack.home).name = "别处"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        pack.title = "别处"  # type: ignore[misc]


def test_the_fingerprint_follows_the_content_and_not_the_line_ends(tmp_path: Path) -> None:
    def of(folder: Path) -> str:
        return finish(grown(read_folder(folder, shipped=False))).fingerprint

    shipped = Path(packs.__file__).parent / "quanzhou"
    same = Path(shutil.copytree(shipped, tmp_path / "a" / "quanzhou"))
    for file in same.iterdir():
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert of(same) == packs.load("quanzhou").fingerprint
    other = Path(shutil.copytree(shipped, tmp_path / "b" / "quanzhou"))
    (other / "units.csv").write_text((other / "units.csv").read_text(encoding="utf-8").replace("市委", "市 委"), encoding="utf-8")
    assert of(other) != packs.load("quanzhou").fingerprint
    assert len({packs.load(name).fingerprint for name in packs.shipped()}) == len(packs.shipped())


def test_layers_that_packs_share_are_read_once() -> None:
    assert stack_of("quanzhou").layers[0] is stack_of("sanming").layers[0]


def test_an_unknown_pack_lists_the_known() -> None:
    with pytest.raises(PackError, match="no pack xiamen. shipped packs: china, fujian, quanzhou, sample, sanming"):
        packs.load("xiamen")


def test_an_unknown_id_says_where_ids_are_listed() -> None:
    with pytest.raises(UsageError, match="the pack china has no unit 1. ids are listed by: taizhang pack show china"):
        packs.load("china").unit("1")


def test_sections_of_other_rooms_come_through_the_same_door(tmp_path: Path) -> None:
    @dataclasses.dataclass(frozen=True)
    class Cadence:
        id: str
        months: tuple[int, ...]
        layer: str = ""

    sections = packs.Sections()
    for one in packs.SECTIONS:
        sections.add(one)
    sections.add(packs.Section("cadences", Cadence, lambda pack: ()))
    with pytest.raises(UsageError, match="the pack section cadences is there already"):
        sections.add(packs.Section("cadences", Cadence, lambda pack: ()))
    with pytest.raises(UsageError, match="no pack section cadence. known sections: regions, families, units, .*, cadences"):
        sections.get("cadence")
    folder = local(tmp_path, cadences="items:\n  - {id: quarterly, months: [3, 6, 9, 12]}\n")
    stack = stack_of("china")
    held = type(stack)(sections).under(stack.layers[0]).under(read_folder(folder, shipped=False))
    assert finish(held).section("cadences", Cadence)["quarterly"].months == (3, 6, 9, 12)


def test_a_section_whose_room_is_not_loaded_counts_in_the_fingerprint_only(tmp_path: Path) -> None:
    pack = packs.load("quanzhou", local(tmp_path, workflows="items: []\n"))
    assert "workflows" not in pack.records
    assert pack.fingerprint != packs.load("quanzhou").fingerprint
    assert [f.what for f in packs.check(tmp_path)] == ["no room knows the section workflows"]

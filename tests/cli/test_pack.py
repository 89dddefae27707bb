"""``taizhang pack``: what a pack holds, and what its checkers find."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from taizhang import packs
from taizhang.cli.app import app
from taizhang.values.errors import UsageError


def test_show_lists_layers_and_names() -> None:
    done = CliRunner().invoke(app, ["pack", "show", "sanming"])
    assert done.exit_code == 0
    for words in ("china", "fujian", "三元区", "市工信局", "fingerprint"):
        assert words in done.output


def test_an_unknown_pack_lists_the_known() -> None:
    done = CliRunner().invoke(app, ["pack", "show", "atlantis"])
    assert isinstance(done.exception, UsageError) and "quanzhou" in str(done.exception)


@pytest.mark.parametrize("name", packs.shipped())
def test_shipped_packs_are_sound(root: Path, name: str) -> None:
    assert CliRunner().invoke(app, ["pack", "check", str(root / "taizhang" / "packs" / name)]).exit_code == 0


def test_a_mistake_ends_with_one_and_is_named(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(root / "taizhang" / "packs" / "sample", folder)
    manifest = folder / "pack.yaml"
    manifest.write_text(manifest.read_text("utf-8") + "\nunheard_of: 1\n", "utf-8")
    done = CliRunner().invoke(app, ["pack", "check", str(folder)])
    assert done.exit_code == 1 and "pack.yaml" in done.output and "unheard_of" in done.output


def test_no_folder() -> None:
    assert isinstance(CliRunner().invoke(app, ["pack", "check", "nowhere"]).exception, UsageError)

"""The page on packs names what there is."""
from dataclasses import fields
from pathlib import Path

import pytest

from taizhang import packs
from taizhang.packs.loader import Manifest


@pytest.mark.parametrize("model", [Manifest, packs.Region, packs.Family, packs.Unit, packs.Indicator, packs.Calibre])
def test_every_key_is_named(root: Path, model: type) -> None:
    page = (root / "docs/packs.md").read_text("utf-8")
    assert [f.name for f in fields(model) if f.name != "layer" and f"`{f.name}`" not in page] == []


def test_every_shipped_pack_is_named(root: Path) -> None:
    page = (root / "docs/packs.md").read_text("utf-8")
    assert [name for name in packs.shipped() if f"| `{name}` |" not in page] == []

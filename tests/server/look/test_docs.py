"""The page about pages names every piece and every block."""
import re
from pathlib import Path

from taizhang.server.look.templatetags import pieces


def test_every_piece_is_named(root: Path) -> None:
    page = (root / "docs/look.md").read_text("utf-8")
    registered = {*pieces.register.tags, *pieces.register.filters}
    assert len(registered) > 15
    assert [name for name in sorted(registered) if f"`{name}`" not in page] == []


def test_every_block_is_named(root: Path) -> None:
    page = (root / "docs/look.md").read_text("utf-8")
    templates = root / "taizhang/server/look/templates/look"
    blocks = set(re.findall(r"{% block (\w+)", (templates / "base.html").read_text("utf-8") + (templates / "gate.html").read_text("utf-8")))
    assert [name for name in sorted(blocks) if f"`{name}`" not in page and f"block {name} " not in page] == []

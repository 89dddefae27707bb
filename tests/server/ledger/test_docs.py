"""The page on the ledger names every parameter of its addresses, and what each takes."""
import re
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from django.http import QueryDict

from taizhang.server.facts.models import STATES
from taizhang.server.history import Moment
from taizhang.server.ledger.asking import GROUPS, SIZES, TABS, Asked


def test_every_parameter_is_named(root: Path) -> None:
    page = (root / "docs/ledger.md").read_text("utf-8")
    table = page[page.index("| Parameter"):page.index("## Sums")]
    key = UUID(int=1)
    every = replace(
        Asked(), tab="target", words="a", documents=(key,), source="a", units=("-",), first=2018, last=2020, states=("lost",), measure="level", subject="a",
        every=True, sort="value", group="none", columns=("what",), size=100, page=2, chosen=(key,),
        moment=Moment.parse({"valid": "2018-07-05", "known": "2018-07-05T10:42"}),
    )
    said = set(re.findall(r"`([a-z]+)`", " ".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))))
    assert said == set(QueryDict(every.query()))
    for name in (*TABS, *GROUPS, *STATES, *map(str, SIZES)):
        assert f"`{name}`" in table or name in table, name

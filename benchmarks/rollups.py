"""Roll-ups of a year in pure Python: ``python -m benchmarks.rollups`` writes the figures into docs/rollups.md.

100,000 values of one year, of 2,000 indicators, spread by a fixed seed over 3,000 regions of the country pack: once as totals over all
regions, once as totals of every prefecture and province between, built from those below.
"""
import random
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from benchmarks.measure import seconds
from taizhang import packs
from taizhang.indicators.parts import Part
from taizhang.indicators.points import Point
from taizhang.indicators.rollup import roll
from taizhang.indicators.tree import tree
from taizhang.values import Period, Span
from tools.blocks import fill, table

PAGE = Path(__file__).resolve().parents[1] / "docs" / "rollups.md"
VALUES, INDICATORS, REGIONS = 100_000, 2_000, 3_000


def year(pack: packs.Pack) -> tuple[list[packs.Indicator], list[str], list[dict[str, Part]]]:
    """Indicators, regions, and for each indicator its values by region."""
    chance = random.Random(20261130)
    model = pack.indicators["hnte_count"]
    indicators = [replace(model, id=f"indicator-{i}") for i in range(INDICATORS)]
    living = [one.id for one in pack.regions.values() if one.level in ("county", "prefecture") and one.until is None]
    regions = [id for id in living if pack.regions[id].level == "county"][:REGIONS]
    regions += [id for id in living if pack.regions[id].level == "prefecture"][:REGIONS - len(regions)]
    values: list[dict[str, Part]] = [{} for _ in indicators]
    period, source = Period(2017, 2017), Span("a", 0, 1, "1")
    left = VALUES
    while left:
        i, region = chance.randrange(INDICATORS), chance.choice(regions)
        if region in values[i]:
            continue
        values[i][region] = Point(f"indicator-{i}", region, period, "actual", "level", "=", Decimal(chance.randrange(10**9)) / 1000, "CNY", source, "a")
        left -= 1
    return indicators, regions, values


def measure() -> list[list[str]]:
    """The rows of the table."""
    pack = packs.load("china")
    indicators, regions, values = year(pack)
    members = tuple(regions)
    whole = tree("100000", pack)

    def flat() -> None:
        for one, parts in zip(indicators, values, strict=True):
            total = roll(one, parts, members, pack)
            assert total.value is not None and total.coverage < 1

    def deep() -> None:
        for one, parts in zip(indicators, values, strict=True):
            assert whole.roll(one, parts)["100000"].coverage < 1

    def named() -> None:
        for one, parts in zip(indicators[:100], values, strict=False):
            assert roll(one, parts, members, pack).missing

    return [["totals over all regions, with coverage", f"{INDICATORS:,}", f"{seconds(flat):.2f}"],
            ["totals of every prefecture and province and the country", f"{INDICATORS:,}", f"{seconds(deep):.2f}"],
            ["totals with the names of all who are missing", "100", f"{seconds(named):.2f}"]]


def main() -> None:
    """Write the table; with ``--print``, only show it."""
    written = table(["What", "Indicators", "Seconds"], measure())
    if "--print" in sys.argv[1:]:
        print(written)
    else:
        PAGE.write_text(fill(PAGE.read_text("utf-8"), "rollups", written), "utf-8")


if __name__ == "__main__":
    main()

"""What ``taizhang pack`` says: a pack as tables, and what its checkers found."""
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from taizhang import packs
from taizhang.indicators import bundles, titles  # noqa: F401  hand packs their sections
from taizhang.packs.showing import Summary
from taizhang.publishing import reports as sheets  # noqa: F401  hands packs its section
from taizhang.server.accounts import section as roles  # noqa: F401  hands packs its section
from taizhang.values.errors import UsageError

_WIDTH = 120  # of a table that goes to a file


def check(folder: Path) -> int:
    """Print what the checkers found in a pack folder; 1 where they found anything."""
    if not folder.is_dir():
        raise UsageError("there is no such folder", where=str(folder), hint="name the folder that holds pack.yaml")
    found = packs.check(folder)
    for one in found:
        print(one)
    print(f"{folder}: {len(found)} findings" if found else f"{folder}: every checker is content")
    return 1 if found else 0


def show(name: str) -> None:
    """Print layers, counts, regions, units and indicators of a pack."""
    if name not in packs.shipped():
        raise UsageError("there is no such pack", where=name, hint=f"choose one of {', '.join(packs.shipped())}")
    summary = packs.show(name)
    console = Console(width=None if sys.stdout.isatty() else _WIDTH)
    console.print(Text(f"{summary.title} ({summary.english}) {summary.version}", style="bold"))
    console.print(Text(f"home {summary.home} · fingerprint {summary.fingerprint}"))
    for made in (_layers, _counts, _regions, _units, _indicators):
        table = made(summary)
        if table.row_count:
            console.print()
            console.print(table)


def _table(title: str, *heads: str) -> Table:
    table = Table(title=title, title_justify="left", show_edge=False, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _life(since: object, until: object, successors: tuple[str, ...]) -> str:
    said = f"{since or ''}\N{EM DASH}{until or ''}" if since or until else ""
    return f"{said} \N{RIGHTWARDS ARROW} {', '.join(successors)}" if successors else said


def _layers(summary: Summary) -> Table:
    table = _table("layers, the first is the lowest", "id", "title", "version", "digest")
    for layer in summary.layers:
        table.add_row(layer.id, Text(layer.title), layer.version, layer.digest[:12])
    return table


def _counts(summary: Summary) -> Table:
    table = _table("records, all layers", "section", "records")
    for section, count in summary.counts:
        table.add_row(section, str(count))
    return table


def _regions(summary: Summary) -> Table:
    table = _table("regions, in official order", "name", "level", "code", "life")
    for row in summary.regions:
        region = row.region
        life = _life(region.since, region.until, row.successors)
        table.add_row(Text("  " * row.depth + region.name), region.level, region.code or "", life)
    return table


def _units(summary: Summary) -> Table:
    table = _table("units, in official order", "id", "name", "short", "aliases", "life")
    for row in summary.units:
        unit = row.unit
        names = "\N{IDEOGRAPHIC COMMA}".join(unit.aliases)
        table.add_row(unit.id, Text(unit.name), Text(unit.short or ""), Text(names), _life(unit.since, unit.until, row.successors))
    return table


def _indicators(summary: Summary) -> Table:
    table = _table("indicators, all layers", "id", "name", "unit", "direction", "nature")
    for one in summary.indicators:
        table.add_row(one.id, Text(one.name), Text(one.measure_unit), one.direction, one.nature)
    return table

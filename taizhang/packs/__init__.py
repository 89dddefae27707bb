"""Everything about a place, as data: loader, layers, and the packs we ship.

Lives here: packs made of layered folders (`load`), their records (`Region`, `Family`, `Unit`, `Indicator`), the register of
sections through which other rooms add theirs (`SECTIONS`), the names compiled for the reader (`lexicon`), which pack fits a
document (`choose`), what is wrong with a folder (`check`) and what a pack holds (`show`).
Not here: what the records of other rooms mean, and expanding lists of units (``bodies``).
"""
from taizhang.packs import builtin as builtin
from taizhang.packs.aliases import bears, holder, ordinary
from taizhang.packs.checking import check
from taizhang.packs.choosing import choose, home_of
from taizhang.packs.compiling import lexicon
from taizhang.packs.lexicon import Lexicon
from taizhang.packs.loader import Folder, folder_of, load, shipped
from taizhang.packs.pack import Layer, Pack
from taizhang.packs.records import Alias, Calibre, Family, Indicator, Region, Unit
from taizhang.packs.section import SECTIONS, Finding, Mistake, Section, Sections
from taizhang.packs.showing import RegionRow, Summary, UnitRow, show
from taizhang.packs.tiles import Tile, tiles_of
from taizhang.packs.wordings import indicator_of, names_of

__all__ = [
    "SECTIONS", "Alias", "Calibre", "Family", "Finding", "Folder", "Indicator", "Layer", "Lexicon", "Mistake", "Pack", "Region", "RegionRow",
    "Section", "Sections", "Summary", "Tile", "Unit", "UnitRow", "bears", "check", "choose", "folder_of", "holder", "home_of", "indicator_of", "lexicon",
    "load", "names_of", "ordinary", "shipped", "show", "tiles_of",
]  # fmt: skip

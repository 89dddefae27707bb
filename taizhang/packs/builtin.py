"""The sections that packs itself owns."""
from taizhang.packs.aliases import check_aliases
from taizhang.packs.checks import check_families, check_indicators, check_regions, check_units
from taizhang.packs.records import Alias, Family, Indicator, Region, Unit
from taizhang.packs.section import SECTIONS, Section
from taizhang.packs.tiles import Tile, check_tiles

REGIONS = SECTIONS.add(Section("regions", Region, check_regions))
FAMILIES = SECTIONS.add(Section("families", Family, check_families))
UNITS = SECTIONS.add(Section("units", Unit, check_units))
INDICATORS = SECTIONS.add(Section("indicators", Indicator, check_indicators))
ALIASES = SECTIONS.add(Section("aliases", Alias, check_aliases))
TILES = SECTIONS.add(Section("tiles", Tile, check_tiles))

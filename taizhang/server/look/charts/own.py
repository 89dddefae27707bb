"""The installation's own map: the file that the setting ``MAP_FILE`` names, read again when it changes."""
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from taizhang.packs import Pack
from taizhang.server.look.charts.geojson import CityMap, load_map


def own_map(pack: Pack) -> CityMap | None:
    """The map of the installation, None where none is given. `UsageError` where the file is no map that may be shown."""
    if not settings.MAP_FILE:
        return None
    path = Path(settings.MAP_FILE)
    changed = path.stat().st_mtime_ns if path.is_file() else 0
    below = tuple((one.id, tuple(word for word in (one.code, one.name, *one.aliases) if word)) for one in pack.children(pack.home))
    return _read(path, changed, below)


@lru_cache(maxsize=2)
def _read(path: Path, changed: int, regions: tuple[tuple[str, tuple[str, ...]], ...]) -> CityMap:
    return load_map(path, dict(regions))

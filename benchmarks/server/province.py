"""A province made up, as a layer of data: 3,000 regions around the invented city and 2,000 indicators, all laid over the sample pack."""
from collections.abc import Iterator

from benchmarks.server import phrases
from taizhang.packs import Folder, folder_of

HOME, PROVINCE = "990400", "990000"
_HEAVEN = "甲乙丙丁戊己庚辛壬癸"
_EARTH = "子丑寅卯辰巳午未申酉戌亥"
_UNITS = (("家", "level", "stock"), ("CNY", "level", "flow"), ("%", "ratio", "ratio"), ("件", "level", "stock"), ("人", "level", "stock"))
Indicator = tuple[str, str, str, str]  # id, name, unit of measure, measure


def place(n: int) -> str:
    """A name of two signs, another for each n below 1,440, then of more."""
    first, rest = divmod(n, 120)
    return _EARTH[first % 12] * (1 + first // 12) + _HEAVEN[rest % 10] + _EARTH[rest // 10]


def regions(many: int) -> Iterator[tuple[str, str, str, str]]:
    """Id, name, level and parent: twenty counties of the invented city, the others in cities of fifteen."""
    for n in range(20):
        yield f"9904x{n}", f"砚{place(n)}县", "county", HOME
    city = ""
    for n in range(many - 20):
        if n % 16 == 0:
            city = f"98{n:04}"
            yield city, f"{place(n)}市", "prefecture", PROVINCE
        else:
            yield f"98{n:04}", f"{place(n)}县", "county", city


def indicators(many: int) -> list[Indicator]:
    """So many indicators; the first ones are dense (see `values`)."""
    heads = [head + way for way in ("", "新增", "规上", "省级", "民营") for head in phrases.heads()]
    return [(f"made_{n}", f"{heads[n % len(heads)]}第{n // len(heads) + 1}类", *_UNITS[n % len(_UNITS)][:2]) for n in range(many)]


def layer(many_regions: int, many_indicators: int) -> Folder:
    """All of it as a layer in memory."""
    areas = "id,name,level,parent,order\n" + "".join(
        f"{id},{name},{level},{parent},{n + 10}\n" for n, (id, name, level, parent) in enumerate(regions(many_regions)))
    listed = ["items:"]
    for n, (id, name, unit, _measure) in enumerate(indicators(many_indicators)):
        nature = _UNITS[n % len(_UNITS)][2]
        listed.append(f"  - {{id: {id}, name: {name}, english: Made {n}, definition: made up, measure_unit: '{unit}', direction: up, nature: {nature}, "
                      f"rollup: {'none' if nature == 'ratio' else 'sum'}, frequency: year, owner: 科技局, source: made up, fed_by: filing}}")
    manifest = "id: local\ntitle: made up\nenglish: made up\nversion: '1'\nsections: [regions, indicators]\n"
    return folder_of({"pack.yaml": manifest, "regions.csv": areas, "indicators.yaml": "\n".join(listed) + "\n"})

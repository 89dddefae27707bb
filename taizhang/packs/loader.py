"""Folders to packs: layers from the most general to the most specific, merged by id, held to their schemas."""
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from taizhang.packs.aliases import folded
from taizhang.packs.naming import complete
from taizhang.packs.pack import Layer, Pack
from taizhang.packs.schema import build
from taizhang.packs.section import SECTIONS, Sections
from taizhang.packs.source import Fault, Record, parse_csv, parse_yaml, read_text
from taizhang.values.errors import PackError

SHIPPED = Path(__file__).parent
MANIFEST = "pack.yaml"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``pack.yaml`` says: the pack's id, titles, version, the pack below it, the id of its region, its sections."""

    id: str
    title: str
    english: str
    version: str
    sections: tuple[str, ...]
    parent: str | None = None
    home: str | None = None


@dataclass(slots=True)
class Folder:
    """One layer as it lies on disk."""

    path: Path
    manifest: Manifest
    shipped: bool
    texts: dict[str, str] = field(default_factory=dict)

    def place(self, file: str) -> str:
        """How messages name a file of this layer."""
        return f"{self.manifest.id}/{file}"

    @property
    def digest(self) -> str:
        """sha256 over names and contents of the files (line ends and BOM do not count)."""
        total = hashlib.sha256()
        for name in sorted(self.texts):
            total.update(f"{name}\0{self.texts[name]}\0".encode())
        return total.hexdigest()


def shipped() -> tuple[str, ...]:
    """The names of the packs that come with Taizhang.

    >>> shipped()
    ('china', 'fujian', 'quanzhou', 'sample', 'sanming')
    """
    return tuple(sorted(p.parent.name for p in SHIPPED.glob(f"*/{MANIFEST}")))


def load(name: str, local: "Path | Folder | None" = None) -> Pack:
    """The shipped pack of this name with the layers below it, and the folder ``local`` on top, which wins over all.

    ``local`` is a folder on disk, or one in memory (`folder_of`), which is laid over a pack once.

    Raises `PackError` where a file breaks its schema, with file, line, key and what is allowed. Shipped packs are read
    once; the result is immutable.

    >>> pack = load("quanzhou")
    >>> [layer.id for layer in pack.layers], pack.region(pack.home).name
    (['china', 'fujian', 'quanzhou'], '泉州市')
    """
    if local is None:
        return _shipped(name)
    return _laid(name, _Same(local)) if isinstance(local, Folder) else finish(stack_of(name).under(read_folder(Path(local), shipped=False)))


class _Same:
    """A folder as a key of the cache: folders of one content are one."""

    def __init__(self, folder: Folder) -> None:
        self.folder, self.digest = folder, folder.digest

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)


@lru_cache(maxsize=8)
def _laid(name: str, local: _Same) -> Pack:
    below = _shipped(name)  # it is still the pack of that place, now with one layer more
    return replace(finish(stack_of(name).under(local.folder)), id=below.id, title=below.title, english=below.english, version=below.version)


@lru_cache(maxsize=16)
def _shipped(name: str) -> Pack:
    return finish(stack_of(name))


@lru_cache(maxsize=16)
def stack_of(name: str) -> "Stack":
    """The layers of a shipped pack with their records; layers that packs share are read once."""
    if name not in shipped():
        raise PackError(f"no pack {name}", hint="shipped packs: " + ", ".join(shipped()))
    return grown(read_folder(SHIPPED / name, shipped=True))


def grown(folder: Folder, faults: list[Fault] | None = None) -> "Stack":
    """The stack of a folder on the shipped pack that its manifest names as parent."""
    parent = folder.manifest.parent
    if parent is None:
        return Stack(SECTIONS).under(folder, faults)
    if parent not in shipped() or (folder.shipped and parent == folder.manifest.id):
        hint = "shipped packs: " + ", ".join(shipped())
        raise Fault(0, "parent", f"no pack {parent} to inherit from", hint, file=folder.place(MANIFEST))
    return stack_of(parent).under(folder, faults)


def read_folder(path: Path, *, shipped: bool) -> Folder:
    """The manifest and the texts of one layer; every section it lists has its file, and no file is unlisted."""
    if not (path / MANIFEST).is_file():
        raise Fault(0, "", f"no {MANIFEST}", "a pack is a folder with a pack.yaml: id, title, english, version, sections", file=path.name)
    files = {file.name for file in path.iterdir() if file.suffix in (".yaml", ".yml", ".csv") and file.is_file()}
    return _folder(path, files, lambda name: read_text(path / name), shipped)


def folder_of(texts: Mapping[str, str], name: str = "local") -> Folder:
    """A layer that lies in memory: its files by name, ``pack.yaml`` among them; a `Fault` as for one on disk.

    >>> folder_of({"pack.yaml": "id: local\\ntitle: a\\nenglish: a\\nversion: '1'\\nsections: [units]", "units.csv": "id"}).manifest.id
    'local'
    """
    return _folder(Path(name), set(texts), lambda file: texts[file], False)


def _folder(path: Path, names: set[str], text_of: Callable[[str], str], shipped: bool) -> Folder:
    where = f"{path.name}/{MANIFEST}"
    try:
        text = text_of(MANIFEST)
        tree = parse_yaml(text)
        manifest = build(Manifest, tree, 1)
        lines = tree.lines if isinstance(tree, Record) else {}
    except Fault as fault:
        fault.at(where)
        raise
    folder = Folder(path, manifest, shipped, {MANIFEST: text})
    if manifest.id != path.name and shipped:
        raise Fault(lines["id"], "id", f"the id {manifest.id} is not the folder's name", file=where)
    for section in manifest.sections:
        files = [f"{section}{end}" for end in (".yaml", ".csv") if f"{section}{end}" in names]
        if len(files) != 1:
            what = f"the section {section} has no file" if not files else f"the section {section} has two files"
            raise Fault(lines["sections"], "sections", what, f"write {section}.yaml or {section}.csv", file=where)
        try:
            folder.texts[files[0]] = text_of(files[0])
        except Fault as fault:
            fault.at(folder.place(files[0]))
            raise
    for name in sorted(names):
        if name not in folder.texts:
            hint = "listed sections: " + ", ".join(manifest.sections)
            raise Fault(0, "", "the file belongs to no section that pack.yaml lists", hint, file=folder.place(name))
    return folder


def raw_records(folder: Folder, section: str) -> tuple[str, list[Record]]:
    """The file of a section and its records, unchecked but for ids, which stand once each; nothing where it has none."""
    for file in (f"{section}.yaml", f"{section}.csv"):
        if file in folder.texts:
            try:
                return folder.place(file), _with_ids(*_rows(file, folder.texts[file]))
            except Fault as fault:
                fault.at(folder.place(file))
                raise
    return "", []


def _rows(file: str, text: str) -> tuple[str | None, list[Record]]:
    if file.endswith(".csv"):
        return parse_csv(text)
    tree = parse_yaml(text)
    if not isinstance(tree, Record) or not isinstance(tree.get("items"), list):
        raise Fault(1, "items", "a section is a mapping with the key items", "allowed keys: source, items")
    for key in tree:
        if key not in ("source", "items"):
            raise Fault(tree.lines[key], key, "unknown key", "allowed keys: source, items")
    rows: list[Record] = []
    for item in tree["items"]:  # type: ignore[attr-defined]
        if not isinstance(item, Record):
            raise Fault(tree.lines["items"], "items", "each item is a mapping with an id", "write - id: … with its keys below")
        rows.append(item)
    source = tree.get("source")
    return (source if isinstance(source, str) else None), rows


def _with_ids(source: str | None, rows: list[Record]) -> list[Record]:
    seen: dict[str, int] = {}
    for row in rows:
        id = row.get("id")
        if not isinstance(id, str) or not id:
            raise Fault(row.line, "id", "the key is missing", "every record has an id of its own")
        if id in seen:
            raise Fault(row.line, "id", f"the id {id} is there twice, first on line {seen[id]}", "change or remove one of them")
        seen[id] = row.line
        if source and "source" not in row:
            row["source"] = source
    return rows


class Stack:
    """Layers laid one over the other, with their records so far; laying one more gives a new stack.

    Sections that no room has registered stay unread, but count in the fingerprint.
    """

    def __init__(self, sections: Sections) -> None:
        self.sections = sections
        self.layers: tuple[Folder, ...] = ()
        self.built: dict[str, dict[str, Any]] = {}
        self.raw: dict[str, dict[str, Record]] = {}
        self.places: dict[tuple[str, str], tuple[str, int]] = {}

    def under(self, folder: Folder, faults: list[Fault] | None = None) -> "Stack":
        """This stack with one more layer, whose keys win by id; a mistake is raised, or put on the list ``faults``."""
        more = Stack(self.sections)
        more.layers = (*self.layers, folder)
        more.places = dict(self.places)
        for section in self.sections:
            built, raw = dict(self.built.get(section.name, {})), dict(self.raw.get(section.name, {}))
            try:
                file, rows = raw_records(folder, section.name)
            except Fault as fault:
                _say(fault, faults)
                continue
            for row in rows:
                id = str(row["id"])
                raw[id] = whole = _over(raw[id], row) if id in raw else row
                more.places[section.name, id] = (file, row.line)
                try:
                    built[id] = build(section.model, whole, row.line, layer=folder.manifest.id)
                except Fault as fault:
                    _say(fault.at(file), faults)
            more.built[section.name], more.raw[section.name] = built, raw
        return more


def _say(fault: Fault, faults: list[Fault] | None) -> None:
    if faults is None:
        raise fault
    faults.append(fault)


def finish(stack: Stack) -> Pack:
    """The immutable pack of a stack; units get the names that their families give them."""
    top = stack.layers[-1].manifest
    home = next((f.manifest.home for f in reversed(stack.layers) if f.manifest.home), None)
    records: dict[str, Mapping[str, Any]] = {name: built for name, built in stack.built.items() if built}
    regions = records.get("regions", {})
    if home is None or home not in regions:
        what = f"the home region {home} is not there" if home else "no layer names a home region"
        raise Fault(0, "home", what, "give the id of a region of the pack", file=stack.layers[-1].place(MANIFEST))
    if "units" in records:
        records["units"] = complete(regions, records.get("families", {}), records["units"])
    records = folded(records)
    return Pack(
        id=top.id, title=top.title, english=top.english, version=top.version, home=home,
        layers=tuple(_layer(f) for f in stack.layers), fingerprint=fingerprint(stack.layers),
        records=MappingProxyType({name: MappingProxyType(dict(held)) for name, held in records.items()}),
        places=MappingProxyType(stack.places),
    )  # fmt: skip


def _over(below: Record, above: Record) -> Record:
    """A record with the keys of the layer above laid over it: to end a unit, a layer names its id and ``until``."""
    whole = Record(above.line)
    whole.update(below)
    whole.update(above)
    whole.lines = dict.fromkeys(below, above.line) | above.lines
    return whole


def _layer(folder: Folder) -> Layer:
    m = folder.manifest
    return Layer(m.id, m.title, m.english, m.version, folder.shipped, folder.digest)


def fingerprint(layers: Iterable[Folder]) -> str:
    """sha256 over id, version and content of all layers in their order: what a computed result depends on."""
    total = hashlib.sha256()
    for folder in layers:
        total.update(f"{folder.manifest.id}\0{folder.manifest.version}\0{folder.digest}\n".encode())
    return total.hexdigest()


def _forget() -> None:
    """Packs that were read before a section was there are read anew."""
    for kept in (_laid, _shipped, stack_of):
        kept.cache_clear()


SECTIONS.watchers.append(_forget)

"""Holding a pack folder against every checker there is: what ``taizhang pack check`` says."""
from pathlib import Path

from taizhang.packs.loader import MANIFEST, Folder, finish, grown, read_folder
from taizhang.packs.pack import Pack
from taizhang.packs.section import SECTIONS, Finding, Section
from taizhang.packs.source import Fault


def check(folder: Path | str) -> list[Finding]:
    """All that is wrong with a pack folder, in the order of its files; an empty list where nothing is.

    First every record is held to its schema; where all fit, the checkers of all sections see the whole pack, and only what
    they find in the folder's own records is told.

    >>> check(Path(__file__).parent / "quanzhou")
    []
    """
    path = Path(folder)
    faults: list[Fault] = []
    try:
        layer = read_folder(path, shipped=False)
        stack = grown(layer, faults)
        findings = [_finding(f) for f in faults] + _unread(layer)
        return findings or _cross(layer, finish(stack))
    except Fault as fault:
        return [_finding(f) for f in (*faults, fault)]


def _finding(fault: Fault) -> Finding:
    return Finding(fault.file, fault.line, fault.key, fault.what, fault.hint)


def _unread(layer: Folder) -> list[Finding]:
    unknown = [s for s in layer.manifest.sections if s not in SECTIONS]
    known = "known sections: " + ", ".join(s.name for s in SECTIONS)
    return [Finding(layer.place(MANIFEST), 0, "sections", f"no room knows the section {name}", known) for name in unknown]


def _cross(layer: Folder, pack: Pack) -> list[Finding]:
    found: list[Finding] = []
    for section in SECTIONS:
        found += _of_section(section, layer, pack)
    return sorted(found, key=lambda f: (f.file, f.line))


def _of_section(section: Section, layer: Folder, pack: Pack) -> list[Finding]:
    found: list[Finding] = []
    for mistake in section.check(pack):
        file, line = pack.places.get((section.name, mistake.id), (layer.place(MANIFEST), 0))
        if file.startswith(f"{layer.manifest.id}/"):
            found.append(Finding(file, line, mistake.key, f"{mistake.id}: {mistake.what}", mistake.hint))
    return found

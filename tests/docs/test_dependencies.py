"""Every direct dependency is listed with its licence, and none is under the GPL or AGPL."""
import importlib.metadata
import json
import re
import tomllib
from pathlib import Path

import pytest

REFUSED = re.compile(r"(?<!L)\bA?GPL|(?<!Lesser )General Public|Affero", re.I)
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", re.M)


def direct(root: Path) -> list[str]:
    """Names of all direct dependencies, with extras."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    return list(dict.fromkeys(re.split(r"[<>=\[ ]", line)[0] for line in lines if not line.startswith("taizhang")))


def fetched(root: Path) -> list[str]:
    """Names of the front-end libraries."""
    return list(json.loads((root / "taizhang/server/front/package.json").read_text("utf-8"))["dependencies"])


def licence(name: str) -> str | None:
    """What an installed package says its licence is; None where it is not installed."""
    try:
        said = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    classified = [line for line in said.get_all("Classifier") or [] if line.startswith("License ::")]
    # Some say it only in the first line of their LICENSE file.
    files = [file for file in importlib.metadata.files(name) or () if file.name == "LICENSE" and ".dist-info" in str(file)]
    first = [file.read_text().strip().partition("\n")[0] for file in files[:1]]
    return " / ".join([said.get("License-Expression") or "", (said.get("License") or "").strip().partition("\n")[0], *classified, *first])


def test_each_has_its_line(root: Path) -> None:
    listed = {name: (kind, why) for name, kind, why in ROW.findall((root / "docs/dependencies.md").read_text("utf-8"))}
    assert sorted(listed) == sorted([*direct(root), *fetched(root)])
    assert [name for name, (kind, why) in listed.items() if not kind.strip() or len(why) < 10] == []
    assert [name for name, (kind, _) in listed.items() if REFUSED.search(kind)] == []


def test_none_installed_is_under_the_gpl(root: Path) -> None:
    refused = {name: said for name in direct(root) if (said := licence(name)) and REFUSED.search(said)}
    assert refused == {}


def test_page_and_package_say_the_same_licence(root: Path) -> None:
    listed = {name: kind.strip() for name, kind, _ in ROW.findall((root / "docs/dependencies.md").read_text("utf-8"))}
    different = {}
    for name, kind in listed.items():
        said = licence(name)
        if said and re.split(r"[- ]", kind)[0].lower() not in said.lower():
            different[name] = (kind, said)
    assert different == {}


@pytest.mark.parametrize(("text", "refused"), [
    ("GPL-3.0-only", True), ("AGPL-3.0", True), ("GNU Affero General Public License", True), ("MIT", False), ("LGPL-2.1", False),
    ("License :: OSI Approved :: BSD License", False)])
def test_what_is_refused(text: str, refused: bool) -> None:
    assert bool(REFUSED.search(text)) == refused

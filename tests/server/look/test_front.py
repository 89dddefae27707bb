"""Front-end libraries: pinned, locked with digests, without addresses, none committed."""
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

FRONT = Path("taizhang/server/front")


@pytest.fixture(scope="module")
def lock(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / FRONT / "package-lock.json").read_text("utf-8"))
    return found


def test_each_is_pinned_exactly(root: Path) -> None:
    wanted = json.loads((root / FRONT / "package.json").read_text("utf-8"))["dependencies"]
    assert wanted and all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())


def test_the_lock_holds_digests_and_no_address(root: Path, lock: dict[str, Any]) -> None:
    assert not re.search(r"://|\"resolved\"", (root / FRONT / "package-lock.json").read_text("utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert packages and all(one["integrity"].startswith("sha512-") and one["version"] for one in packages.values())


def test_lock_and_wish_agree(root: Path, lock: dict[str, Any]) -> None:
    wanted = json.loads((root / FRONT / "package.json").read_text("utf-8"))["dependencies"]
    assert {name: lock["packages"][f"node_modules/{name}"]["version"] for name in wanted} == wanted == lock["packages"][""]["dependencies"]


def test_htmx_is_of_line_two(lock: dict[str, Any]) -> None:
    assert lock["packages"]["node_modules/htmx.org"]["version"].startswith("2.")


def test_none_of_their_code_is_committed(root: Path) -> None:
    found = subprocess.run(["git", "ls-files", str(FRONT)], cwd=root, capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip("not a checkout")
    assert sorted(Path(line).name for line in found.stdout.splitlines()) == [".npmrc", "package-lock.json", "package.json"]

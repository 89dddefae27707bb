"""Whatever comes in, the answer is a text or a reason, soon, in bounded memory, without the network."""
import time
from pathlib import Path

import pytest

from taizhang.text.convert import program
from tests.text.fuzzing import Reading, files, seeds

SECONDS, MEGABYTES = 45, 1_500


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    if program() is None:
        pytest.skip("LibreOffice is not installed (tools/debian.sh)")
    return seeds(tmp_path_factory.mktemp("sound"))


def _tried(sound: dict[str, bytes], count: int, seed: int, folder: Path) -> dict[str, int]:
    wrong: list[str] = []
    counts = {"read": 0, "refused": 0}
    child = Reading(folder)
    try:
        for odd in files(seed, count, sound):
            begun = time.monotonic()
            said = child.read(odd)
            took = time.monotonic() - begun
            told = said.get("good") or (said.get("what") and said.get("where")) and (said.get("hint") or said.get("why"))
            if not told or took > SECONDS or said.get("peak", 0) > MEGABYTES:
                wrong.append(f"{odd.name} ({odd.how}, {len(odd.data)} bytes, {took:.1f} s): {said}")
            counts["read" if said.get("good") else "refused"] += 1
    finally:
        child.close()
    assert wrong == []
    return counts


def test_thirty_odd_files(sound: dict[str, bytes], tmp_path: Path) -> None:
    counts = _tried(sound, 30, 2030, tmp_path)
    assert min(counts.values()) > 3


def test_the_sound_files_are_read(sound: dict[str, bytes], tmp_path: Path) -> None:
    from taizhang.text import load
    from taizhang.text.formats import get

    assert len(sound) >= 14
    for name, data in sound.items():
        assert len(load(data, f"a{get(name).suffixes[0]}").text) > 6, name


@pytest.mark.soak
def test_two_thousand_odd_files(sound: dict[str, bytes], tmp_path: Path) -> None:
    counts = _tried(sound, 2_000, 20_300_102, tmp_path)
    assert min(counts.values()) > 200

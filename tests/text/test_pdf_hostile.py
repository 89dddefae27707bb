"""PDF files that are cut off, lie, loop or ask for too much: each ends in a text or in words, soon, and never in a crash."""
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from taizhang.text import Limits, load
from taizhang.values.errors import TaizhangError, TooLarge
from tests.text.pdfs import Leaf, assembled, line, paragraph, pdf, stream

A = "全市修建桥梁九座道路三十公里水渠五十里并且完成旧城改造和新区建设工作。"
PLAIN = pdf(*(Leaf(paragraph(A, 300), line(90, 200, 400, 200)) for _ in range(3)))
READ = """
import sys, time
from pathlib import Path
from taizhang.text import load
from taizhang.values.errors import TextError
for path in sorted(Path(sys.argv[1]).iterdir()):
    begun = time.process_time()
    try:
        said = f"text {len(load(path).text)}"
    except TextError as error:
        said = f"{type(error).__name__} {error.what}" + (" !" if not error.hint else "")
    print(path.name, round(time.process_time() - begun, 1), said, sep="\\t")
"""


def outcomes(folder: Path, seconds: int = 120) -> dict[str, tuple[float, str]]:
    """What a process of its own makes of every file of a folder; it must live to the end."""
    done = subprocess.run([sys.executable, "-c", READ, str(folder)], capture_output=True, text=True, timeout=seconds, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    rows = [row.split("\t") for row in done.stdout.splitlines()]
    return {name: (float(took), said) for name, took, said in rows}


def leaf_in(pages: str, kids: str = "[3 0 R]", count: str = "1", page: str = "/Parent 2 0 R") -> bytes:
    """A file whose page tree is as said."""
    return assembled([f"<< /Type /Catalog /Pages {pages} >>".encode(), f"<< /Type /Pages /Kids {kids} /Count {count} >>".encode(),
                      f"<< /Type /Page {page} /MediaBox [0 0 595 842] >>".encode()])


def deep_tree(depth: int) -> bytes:
    """A page tree of so many floors."""
    nodes = [f"<< /Type /Pages /Kids [{i + 3} 0 R] /Count 1 >>".encode() for i in range(depth)]
    return assembled([b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, b"<< /Type /Page /MediaBox [0 0 595 842] >>"])


def form_in_form() -> bytes:
    """A form that draws itself."""
    form = stream(b"/X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 3 0 R >> >>")
    return assembled([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>", form,
                      b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /XObject << /X 3 0 R >> >> >>",
                      stream(b"/X Do")])


HOSTILE = {
    "head-only": b"%PDF-1.7", "head-and-noise": b"%PDF-1.7\n" + random.Random(1).randbytes(5000),
    "loop-in-tree": leaf_in("2 0 R", "[2 0 R 2 0 R]", "9"), "root-is-page": leaf_in("3 0 R"), "own-parent": leaf_in("2 0 R", page="/Parent 3 0 R"),
    "huge-count": leaf_in("2 0 R", count="2147483647"), "negative-count": leaf_in("2 0 R", count="-5"), "no-kids": leaf_in("2 0 R", "[]", "0"),
    "deep-tree": deep_tree(20_000), "deep-array": assembled([b"<< /Type /Catalog /Pages " + b"[" * 100_000 + b"]" * 100_000 + b" >>"]),
    "form-in-form": form_in_form(), "no-trailer": PLAIN[: PLAIN.rindex(b"trailer")], "trailer-lies": PLAIN.replace(b"startxref\n", b"startxref\n9"),
    "huge-page": pdf(Leaf(paragraph(A, 100), box=(0, 0, 2_000_000_000, 2_000_000_000))), "no-page-size": pdf(Leaf(paragraph(A, 100), box=(0, 0, 0, 0))),
    "bomb": pdf(Leaf(drawn="0 0 m 9 9 l S " * 2_000_000)),
    "many-signs": pdf(Leaf([(90, 100, 16, A)] * 8000)), "many-rules": pdf(Leaf(paragraph(A, 100), "".join(line(90, y / 20, 400, y / 20) for y in range(9000)))),
    "huge-picture": pdf(Leaf(drawn="595 0 0 842 0 0 cm /P Do", pictures={"P": (60_000, 60_000, b"\0" * 99)})),
    "wild-numbers": pdf(Leaf(paragraph(A, 100, size=1e30), "1e38 0 0 1e38 0 0 cm 1e38 1e38 m -1e38 1e38 l S ")),
    "nested-states": pdf(Leaf(drawn="q " * 300_000)),
}


def test_hostile_files_end_in_words_soon(tmp_path: Path) -> None:
    for name, data in HOSTILE.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
    found = outcomes(tmp_path, 240)
    assert set(found) == {f"{name}.pdf" for name in HOSTILE}
    assert all(took < 20 for took, _ in found.values()), found
    assert not any(said.endswith("!") for _, said in found.values()), "every error has a hint"
    for name in ("head-only", "head-and-noise", "no-kids", "deep-array"):
        assert found[f"{name}.pdf"][1].startswith("Damaged"), found
    for name in ("many-signs", "bomb"):
        assert found[f"{name}.pdf"][1].startswith("TooLarge"), found
    for name in ("no-trailer", "trailer-lies", "many-rules"):
        assert found[f"{name}.pdf"][1].startswith("text"), found


def test_damaged_copies_never_crash(tmp_path: Path) -> None:
    chance = random.Random(20)
    for i in range(120):
        data = bytearray(PLAIN)
        if i % 3 == 0:
            del data[chance.randrange(len(data)):]
        for _ in range(chance.randint(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if i % 3 == 1:
            at, size = chance.randrange(len(data)), chance.randrange(400)
            data[at:at] = data[chance.randrange(len(data)):][:size]
        (tmp_path / f"{i:03}.pdf").write_bytes(b"%PDF-" + data[5:])
    found = outcomes(tmp_path)
    assert len(found) == 120 and all(took < 10 for took, _ in found.values())


def test_a_file_that_claims_many_pages_is_refused_before_they_are_read() -> None:
    begun = time.process_time()
    with pytest.raises(TooLarge, match="pages = 3000"):
        load(pdf(*[Leaf()] * 3001), "a.pdf")
    assert time.process_time() - begun < 5


def test_the_text_is_bounded() -> None:
    with pytest.raises(TooLarge, match="text_characters = 60"):
        load(PLAIN, "a.pdf", Limits(text_characters=60))
    with pytest.raises(TaizhangError):
        load(b"%PDF-1.7\nnothing", "a.pdf")

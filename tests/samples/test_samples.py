"""The sample documents: generated files are up to date, and no sentence is taken from a real document."""
import doctest
import importlib.util
import re
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]


def load_make() -> ModuleType:
    """The script beside the samples, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("samples_make", ROOT / "samples/make.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


make = load_make()
NAMES = [sample.name for sample in make.samples()]
RUN = 24  # longer than the name of an indicator, "全社会研发经费投入占地区生产总值比重达到"


def test_generated_files_say_what_the_sources_say() -> None:
    assert make.stale() == [], "run python samples/make.py"


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    assert len(make.stale(tmp_path)) == 3 * len(NAMES)


def test_the_examples_of_the_script_run() -> None:
    assert doctest.testmod(make).failed == 0


def squash(text: str) -> str:
    """No white space, no numbers of notes and headings that only some of the formats write out."""
    return re.sub(r"\s|\[\d\]", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_html_holds_the_words_of_the_txt(name: str) -> None:
    page = (ROOT / f"samples/html/{name}.html").read_text("utf-8").partition("<body>")[2]
    text = (ROOT / f"samples/txt/{name}.txt").read_text("utf-8")
    assert squash(re.sub(r"<[^>]+>", "", page)) == re.sub(r"—\d—", "", squash(text))


@pytest.mark.parametrize("name", NAMES)
def test_docx_has_real_numbering_and_every_paragraph(name: str) -> None:
    with zipfile.ZipFile(ROOT / f"samples/docx/{name}.docx") as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
        notes = ElementTree.fromstring(archive.read("word/footnotes.xml"))
    words = body.tag.removesuffix("document")
    said = squash("".join(body.itertext()))
    sample = next(sample for sample in make.samples() if sample.name == name)
    for block in sample.blocks:
        if block.kind not in ("row", "note"):
            assert squash(make.CALL.sub("", block.plain)) in said
    assert len(body.findall(f".//{words}numPr")) == sum(block.kind == "heading" for block in sample.blocks)
    assert len(body.findall(f".//{words}tr")) == sum(block.kind == "row" for block in sample.blocks)
    assert len(notes) == sum(block.kind == "note" for block in sample.blocks)
    assert not any(block.number and block.number + block.text[:4] in said for block in sample.blocks if block.kind == "heading")


def test_samples_show_tables_notes_text_boxes_and_page_breaks() -> None:
    kinds = [{block.kind for block in sample.blocks} for sample in make.samples()]
    for kind in ("row", "note", "box"):
        assert sum(kind in found for found in kinds) >= 2
    texts = [make.as_txt(sample) for sample in make.samples()]
    assert sum("\f" in text for text in texts) >= 2
    assert all("虚构" in text and 1_800 <= len(text) <= 4_000 for text in texts)


def test_no_run_of_words_is_taken_from_a_real_document(real_texts: tuple[Path, ...]) -> None:
    own: dict[str, str] = {}
    for name in NAMES:
        text = squash((ROOT / f"samples/txt/{name}.txt").read_text("utf-8"))
        own.update((text[at : at + RUN], name) for at in range(len(text) - RUN + 1))
    taken = []
    for path in real_texts:
        text = squash(path.read_text("utf-8", errors="replace")).replace("(", "（").replace(")", "）").replace(",", "，")
        taken += [(own[run], path.name, run) for at in range(len(text) - RUN + 1) if (run := text[at : at + RUN]) in own]
    assert taken == []

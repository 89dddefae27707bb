"""Help comes at once, and the page of the command line is what the commands say."""

import subprocess
import sys
import time
from pathlib import Path

from taizhang.cli import manual
from taizhang.publishing import formats

BEGIN, END = "<!-- commands -->\n", "<!-- /commands -->"


def test_the_page_holds_the_help_of_every_command(root: Path) -> None:
    page = (root / "docs" / "command-line.md").read_text("utf-8")
    made = page[page.index(BEGIN) + len(BEGIN) : page.index(END)]
    assert made.strip() == manual.markdown().strip(), "renew it: python -m taizhang.cli.manual docs/command-line.md"


def test_the_page_names_every_format_and_type_of_line(root: Path) -> None:
    page = (root / "docs" / "command-line.md").read_text("utf-8")
    for name in (*formats.names(), "document", "statement", "task", "goal", "clause"):
        assert f"`{name}`" in page
    assert "|".join(formats.names()) in page


def test_help_is_there_at_once() -> None:
    spent = []
    for _ in range(3):
        begun = time.perf_counter()
        done = subprocess.run([sys.executable, "-m", "taizhang", "--help"], capture_output=True, text=True, timeout=60)
        spent.append(time.perf_counter() - begun)
        assert done.returncode == 0 and "demo" in done.stdout
    assert min(spent) < 1.0  # 0.2 s on an idle machine


def test_help_loads_neither_reader_nor_writers() -> None:
    heavy = ("lxml", "xlsxwriter", "docx", "yaml", "taizhang.reading", "taizhang.packs", "taizhang.publishing")
    code = f"import sys; from taizhang.cli import app; print([m for m in sys.modules if m.startswith({heavy})])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_the_release_is_told() -> None:
    done = subprocess.run([sys.executable, "-m", "taizhang", "--version"], capture_output=True, text=True, timeout=60)
    assert done.stdout.startswith("taizhang ")

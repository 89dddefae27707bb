"""Measure everything once and write the page."""
import sys

from benchmarks.comparators import compare
from benchmarks.ours import measure
from benchmarks.page import page
from benchmarks.server.frame import keep
from benchmarks.texts import ROOT, SIZE, material


def main() -> None:
    """Write ``docs/benchmarks.md``; with ``--print``, only show it."""
    text = material()
    print("our reader …", file=sys.stderr)
    ours = measure(text)
    print("the others …", file=sys.stderr)
    written = page(text, ours, compare(text.whole[:SIZE]))
    if "--print" in sys.argv[1:]:
        print(written)
    else:
        target = ROOT / "docs/benchmarks.md"
        target.write_text(keep(written, target.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()

"""A paper in the layout of GB/T 9704: A4, 22 lines of 28 signs of 16 points, the title of 22 points, page numbers below."""
import html
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.papers.content import Source

_CHROMIUM = "/usr/bin/chromium"
_FLAGS = ("--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update"
          " --disable-sync").split()
_STYLE = """
body { margin: 0; font: 16pt/28.9pt FangSong, "Noto Serif CJK SC", serif; text-align: justify }
p { margin: 0; text-indent: 2em }
p.title { font-size: 22pt; line-height: 36pt; text-indent: 0; text-align: center }
p.first { margin-bottom: 28.9pt }
p.heading { font-family: SimHei, "Noto Sans CJK SC", sans-serif }
p.date { text-align: right; margin-right: 4em }
table { border-collapse: collapse; width: 100%; font-size: 12pt; line-height: 18pt; text-align: left }
td { border: 0.75pt solid black; padding: 2pt 4pt; text-indent: 0 }
"""
_NUMBER = '<div style="width:100%;text-align:center;font:14pt serif">\u2014 <span class="pageNumber"></span> \u2014</div>'


def page(source: Source) -> str:
    """The paper as HTML."""
    parts: list[str] = []
    for kind, blocks in source.grouped():
        if kind == "row":
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in one.text.split("\t")) for one in blocks)
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            parts += [f'<p class="{kind}{" first" if kind == "title" and one is blocks[-1] else ""}">{html.escape(one.text)}</p>' for one in blocks]
    return f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title></title><style>{_STYLE}</style><body>{"".join(parts)}</body></html>'


@contextmanager
def browser() -> Iterator["Printer"]:
    """A browser that prints, for as long as the context lasts."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=_CHROMIUM, args=_FLAGS)
        try:
            yield Printer(started)
        finally:
            started.close()


class Printer:
    """Prints HTML into PDF files of A4 with page numbers."""

    def __init__(self, started: object) -> None:
        self._browser = started

    def print(self, written: str, target: Path) -> Path:
        """Write ``target``, and return it."""
        tab = self._browser.new_page()  # type: ignore[attr-defined]
        try:
            tab.set_content(written)
            tab.pdf(path=str(target), format="A4", margin={"top": "37mm", "left": "28mm", "right": "26mm", "bottom": "35mm"},
                    display_header_footer=True, header_template="<span></span>", footer_template=_NUMBER)
        finally:
            tab.close()
        return target

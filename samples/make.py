"""Builds the sample documents: txt, html and docx of the same text, from the marked-up files in ``source/``.

    python samples/make.py            # writes txt/, html/ and docx/
    python samples/make.py --check    # says which of them are out of date, and exits 1 if any is

A source is one paragraph a line, with a mark before it: ``=`` title, ``~`` centred, ``>`` to the right, ``#`` ``##``
``###`` headings numbered 一、（一）1., ``-`` a dash paragraph, ``|`` a table row, ``!`` a text box, ``^1`` a footnote
(called by ``[^1]``); ``&`` before a mark glues the paragraph to the line above, in the txt only. Inside a line ``⏎`` is a
line break and ``␌`` a page break of the txt only. Directives: ``%blank`` (an empty line between paragraphs of the txt),
``%indent`` (two wide blanks before them), ``%wrap N`` (hard line breaks after N characters; 0 ends it), ``%continuous``
(``###`` numbers run through the document), ``%annex`` (numbers begin again).
"""
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from io import BytesIO
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).resolve().parent
BREAK, PAGE = "⏎", "␌"
DIGITS = "零一二三四五六七八九"
CALL = re.compile(r"\[\^(\d)\]")
KINDS = {"=": "title", "~": "centre", ">": "right", "#": "heading", "-": "dash", "|": "row", "!": "box", "^": "note"}
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@dataclass(frozen=True)
class Block:
    """One paragraph or table row: its kind, level (1 to 3, headings only), number as printed, text and txt layout."""

    kind: str
    text: str
    level: int = 0
    number: str = ""
    glued: bool = False
    wrap: int = 0

    @property
    def plain(self) -> str:
        """The text without the marks that only the txt shows."""
        return self.text.replace(BREAK, "").replace(PAGE, "")


@dataclass(frozen=True)
class Sample:
    """A document: its name, paragraphs and the layout of its txt."""

    name: str
    blocks: tuple[Block, ...]
    blank: bool
    indent: bool
    continuous: bool


def chinese(number: int) -> str:
    """Write 1 to 99 as a Chinese numeral.

    >>> [chinese(n) for n in (1, 10, 12, 20, 31)]
    ['一', '十', '十二', '二十', '三十一']
    """
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")


def parse(name: str, source: str) -> Sample:
    """Read a marked-up source."""
    blocks: list[Block] = []
    flags: set[str] = set()
    counts, wrap = [0, 0, 0], 0
    for line in filter(None, source.splitlines()):
        if line.startswith("%"):
            directive, _, argument = line[1:].partition(" ")
            wrap = int(argument) if directive == "wrap" else wrap
            counts = [0, 0, 0] if directive == "annex" else counts
            flags.add(directive)
            continue
        glued, line = line.startswith("&"), line.removeprefix("&")
        kind = KINDS.get(line[0], "text")
        if kind == "heading":
            marks, _, text = line.partition(" ")
            level = len(marks)
            counts[level - 1] += 1
            for below in range(level, 2 if "continuous" in flags else 3):
                counts[below] = 0
            nth = counts[level - 1]
            number = (f"{chinese(nth)}、", f"（{chinese(nth)}）", f"{nth}.")[level - 1]
            blocks.append(Block(kind, text, level, number, glued, wrap))
        elif kind == "note":
            number, _, text = line[1:].partition(" ")
            blocks.append(Block(kind, text, number=number))
        else:
            blocks.append(Block(kind, line if kind == "text" else line[1:].strip(), glued=glued, wrap=wrap))
    return Sample(name, tuple(blocks), "blank" in flags, "indent" in flags, "continuous" in flags)


def cells(row: Block) -> list[str]:
    """The cells of a table row."""
    return [cell.strip() for cell in row.plain.split("|")]


def as_txt(sample: Sample) -> str:
    """Render as plain text with the layout of a text taken out of a page: wrapped lines, page numbers, tabs."""
    out, page = "", 1
    for block in sample.blocks:
        if block.kind == "row":
            text = "\t".join(cells(block))
        else:
            call = f"[{block.number}]" if block.kind == "note" else block.number
            text = call + ("——" if block.kind == "dash" else "") + CALL.sub(r"[\1]", block.text)
        if sample.indent and block.kind in ("heading", "dash", "text") and not block.glued:
            text = "　　" + text
        pieces = []
        for piece in text.split(BREAK):
            step = block.wrap or len(piece) or 1
            pieces.append("\n".join(piece[at : at + step] for at in range(0, max(1, len(piece)), step)))
        text = "\n".join(pieces)
        while PAGE in text:
            page += 1
            text = text.replace(PAGE, f"\n— {page} —\n\f", 1)
        between = "" if block.glued or not out else "\n\n" if sample.blank and block.kind != "row" else "\n"
        out += between + text
    return out + "\n"


def as_html(sample: Sample) -> str:
    """Render as one page of html with tables, an aside and linked footnotes."""
    def show(text: str) -> str:
        return CALL.sub(r'<sup id="call\1"><a href="#note\1">[\1]</a></sup>', escape(text))

    out = []
    for kind, group in groupby(sample.blocks, key=lambda block: block.kind):
        if kind == "row":
            rows = [cells(block) for block in group]
            lines = ["<tr>" + "".join(f"<{tag}>{show(c)}</{tag}>" for c in row) + "</tr>" for tag, row in _tagged(rows)]
            out.append("<table>\n" + "\n".join(lines) + "\n</table>")
            continue
        for block in group:
            text = show(block.plain)
            if kind == "title":
                out.append(f"<h1>{show(block.text.replace(PAGE, '')).replace(BREAK, '<br>')}</h1>")
            elif kind == "heading" and block.level == 1:
                out.append(f"<h2>{block.number}{text}</h2>")
            elif kind == "note":
                out.append(f'<p class="note" id="note{block.number}"><a href="#call{block.number}">[{block.number}]</a>{text}</p>')
            elif kind == "box":
                out.append(f"<aside>{text}</aside>")
            else:
                dash = "——" if kind == "dash" else ""
                out.append(f'<p class="{kind}">{block.number}{dash}{text}</p>')
    title = escape("".join(block.plain for block in sample.blocks if block.kind == "title"))
    style = "h1,.centre{text-align:center}.right{text-align:right}table{border-collapse:collapse}td,th{border:1px solid}"
    head = f'<meta charset="utf-8">\n<title>{title}</title>\n<style>{style}</style>'
    return f'<!doctype html>\n<html lang="zh-Hans">\n<head>\n{head}\n</head>\n<body>\n' + "\n".join(out) + "\n</body>\n</html>\n"


def _tagged(rows: list[list[str]]) -> Iterator[tuple[str, list[str]]]:
    """Each row with the tag of its cells: the first is the table's head."""
    for at, row in enumerate(rows):
        yield ("th" if at == 0 else "td"), row


def _runs(text: str) -> str:
    """Text and footnote calls as Word runs."""
    out = []
    for at, part in enumerate(CALL.split(text)):
        if at % 2:
            out.append(f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{part}"/></w:r>')
        elif part:
            lines = (f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in part.split(BREAK))
            out.append("<w:r>" + "<w:br/>".join(lines) + "</w:r>")
    return "".join(out)


def _paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{_runs(text)}</w:p>"


def _body(sample: Sample) -> Iterator[str]:
    """The paragraphs and tables of word/document.xml; headings carry automatic numbers and no typed ones."""
    align = {"title": "center", "centre": "center", "right": "right"}
    for kind, group in groupby(sample.blocks, key=lambda block: block.kind):
        if kind == "row":
            table = [cells(block) for block in group]
            rows = "".join("<w:tr>" + "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in table)
            grid = "<w:gridCol/>" * len(table[0])
            yield f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
            continue
        for block in group:
            if kind == "heading":
                number = f'<w:numPr><w:ilvl w:val="{block.level - 1}"/><w:numId w:val="1"/></w:numPr>'
                yield _paragraph(block.plain, f'<w:pStyle w:val="Heading{block.level}"/>' + number)
            elif kind == "box":
                inside = f"<v:textbox><w:txbxContent>{_paragraph(block.plain)}</w:txbxContent></v:textbox>"
                yield f'<w:p><w:r><w:pict><v:rect style="width:400pt;height:60pt">{inside}</v:rect></w:pict></w:r></w:p>'
            elif kind in align:
                style = '<w:pStyle w:val="Title"/>' if kind == "title" else ""
                yield _paragraph(block.text.replace(PAGE, ""), f'{style}<w:jc w:val="{align[kind]}"/>')
            elif kind != "note":
                yield _paragraph(("——" if kind == "dash" else "") + block.plain)


def docx_parts(sample: Sample) -> dict[str, str]:
    """The parts of the .docx by name: a real numbering list, tables, a text box and footnotes."""
    kept = '<w:lvlRestart w:val="0"/>' if sample.continuous else ""
    levels = [("chineseCounting", "%1、", ""), ("chineseCounting", "（%2）", ""), ("decimal", "%3.", kept)]
    lvls = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>{restart}<w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (fmt, text, restart) in enumerate(levels))
    notes = "".join(
        f'<w:footnote w:id="{block.number}">{_paragraph(block.plain)}</w:footnote>' for block in sample.blocks if block.kind == "note")
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "").title()}"><w:name w:val="{name}"/></w:style>'
        for name in ("Title", "heading 1", "heading 2", "heading 3"))
    beside = ("styles", "numbering", "footnotes")
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{TYPES}{kind}{".main" * (kind == "document")}+xml"/>'
        for kind in ("document", *beside))
    package = "http://schemas.openxmlformats.org/package/2006/"
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{RELS}{kind}" Target="{kind}.xml"/>' for at, kind in enumerate(beside, 1))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}relationships"><Relationship Id="rId1" Type="{RELS}officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}relationships">{links}</Relationships>',
        "word/document.xml": f"<w:document {W} {V}><w:body>{''.join(_body(sample))}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f'<w:styles {W}>{styles}<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        "</w:style></w:styles>",
        "word/numbering.xml": f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{lvls}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/footnotes.xml": f"<w:footnotes {W}>{notes}</w:footnotes>",
    }
    return {name: '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text for name, text in parts.items()}


def as_docx(sample: Sample) -> bytes:
    """Render as a Word file; the same source always gives the same parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in docx_parts(sample).items():
            archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def samples() -> list[Sample]:
    """All samples, in order of their names."""
    return [parse(path.stem, path.read_text("utf-8")) for path in sorted((HERE / "source").glob("*.txt"))]


def stale(folder: Path = HERE) -> list[str]:
    """The names of the generated files whose content is not what the sources say."""
    out = []
    for sample in samples():
        for kind, text in (("txt", as_txt(sample)), ("html", as_html(sample))):
            path = folder / kind / f"{sample.name}.{kind}"
            if not path.exists() or path.read_bytes().decode("utf-8") != text:
                out.append(f"{kind}/{path.name}")
        path = folder / "docx" / f"{sample.name}.docx"
        found: dict[str, str] = {}
        if path.exists():
            with zipfile.ZipFile(path) as archive:
                found = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
        if found != docx_parts(sample):
            out.append(f"docx/{path.name}")
    return out


def main() -> int:
    """Write the files, or with ``--check`` compare them."""
    if "--check" in sys.argv[1:]:
        for name in stale():
            print(f"out of date: {name}")
        return 1 if stale() else 0
    for sample in samples():
        files = {"txt": as_txt(sample).encode(), "html": as_html(sample).encode(), "docx": as_docx(sample)}
        for kind, content in files.items():
            (HERE / kind).mkdir(exist_ok=True)
            (HERE / kind / f"{sample.name}.{kind}").write_bytes(content)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

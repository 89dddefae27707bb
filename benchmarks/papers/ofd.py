"""Writes OFD files (GB/T 33190-2016): text objects, rules, templates, pictures and signatures on A4, as many programs lay them out."""
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from benchmarks.papers.content import Source

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
WIDTH, HEIGHT = 210.0, 297.0
LEFT, TOP, SIZE, PITCH, LINES = 28.0, 37.0, 16 * 25.4 / 72, 28.9 * 25.4 / 72, 22
FULL = 156.0
_CLOSING = "，。、；：？！）》”’】〕％%)"


def width_of(sign: str, size: float) -> float:
    """How far it is from a sign to the next, in millimetres."""
    return size if sign >= "\u2e80" or sign in "“”‘’—…" else size / 2


def wrapped(text: str, size: float, room: float, indent: float = 0.0) -> Iterator[str]:
    """A paragraph in visual lines; signs that close do not begin one, and blanks hang at its end."""
    line, used = "", indent
    for sign in text:
        wide = width_of(sign, size)
        if used + wide > room + 0.01 and sign not in _CLOSING and sign != " ":
            yield line
            line, used = "", 0.0
        line += sign
        used += wide
    if line:
        yield line


@dataclass
class Page:
    """The objects of a page, as XML."""

    objects: list[str] = field(default_factory=list)

    def text(self, said: str, x: float, baseline: float, size: float = SIZE, more: str = "", room: float = 0.0) -> None:
        """A line of signs that begins at ``x`` on ``baseline``; ``more``: further attributes of the object; ``room``: spread over so much."""
        said = said.rstrip(" ")
        spread = (room - sum(width_of(sign, size) for sign in said)) / max(1, len(said) - 1) if room else 0.0
        steps = [round(width_of(sign, size) + spread, 3) for sign in said[:-1]]
        if len(set(steps)) == 1 and len(steps) > 2:
            written = f"g {len(steps)} {steps[0]}"
        else:
            written = " ".join(map(str, steps))
        delta = f' DeltaX="{written}"' if steps else ""
        wide = sum(width_of(sign, size) for sign in said)
        self.objects.append(
            f'<ofd:TextObject ID="{len(self.objects) + 100}" Boundary="{x:.3f} {baseline - size:.3f} {wide:.3f} {size * 1.2:.3f}" Font="2" '
            f'Size="{size:.3f}"{more}><ofd:TextCode X="0" Y="{size:.3f}"{delta}>{escape(said)}</ofd:TextCode></ofd:TextObject>')

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """A rule."""
        self.objects.append(
            f'<ofd:PathObject ID="{len(self.objects) + 100}" Boundary="{x:.3f} {y:.3f} {abs(to_x - x) + 0.3:.3f} {abs(to_y - y) + 0.3:.3f}" LineWidth="0.25">'
            f"<ofd:AbbreviatedData>M 0 0 L {to_x - x:.3f} {to_y - y:.3f}</ofd:AbbreviatedData></ofd:PathObject>")

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        """A picture, whose file is of no matter."""
        self.objects.append(f'<ofd:ImageObject ID="{len(self.objects) + 100}" Boundary="{x} {y} {width} {height}" ResourceID="9"/>')

    def xml(self, template: bool, name: str = "Page") -> str:
        """The part of the page."""
        below = '<ofd:Template TemplateID="3" ZOrder="Background"/>' if template else ""
        return (f'{HEAD}<ofd:{name} {NS}>{below}<ofd:Content><ofd:Layer ID="4" Type="Body">{"".join(self.objects)}</ofd:Layer></ofd:Content></ofd:{name}>')


def package(pages: Sequence[Page], template: Page | None = None, parts: dict[str, str | bytes] | None = None, signed: bool = False) -> bytes:
    """The file; ``parts`` are further members."""
    listed = "".join(f'<ofd:Page ID="{i + 10}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    laid = '<ofd:TemplatePage ID="3" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    signatures = "<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>" if signed else ""
    made: dict[str, str | bytes] = {
        "OFD.xml": f'{HEAD}<ofd:OFD {NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo>'
                   f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{signatures}</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{HEAD}<ofd:Document {NS}><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 "
                              f"{WIDTH} {HEIGHT}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{laid}</ofd:CommonData>"
                              f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f'{HEAD}<ofd:Res {NS} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName={quoteattr("FangSong")}/></ofd:Fonts></ofd:Res>',
    }
    if template:
        made["Doc_0/Tpls/Tpl_0/Content.xml"] = template.xml(False)
    made |= {f"Doc_0/Pages/Page_{i}/Content.xml": page.xml(template is not None) for i, page in enumerate(pages)}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (made | (parts or {})).items():
            archive.writestr(name, content)
    return data.getvalue()


class Setter:
    """Sets blocks on pages in the official layout."""

    def __init__(self) -> None:
        self.pages = [Page()]
        self._y = TOP

    def room(self, height: float) -> None:
        """Go on with the next page where the block does not fit."""
        if self._y + height > TOP + LINES * PITCH + 0.01:
            number = f"— {len(self.pages)} —"
            self.pages[-1].text(number, LEFT + FULL / 2 - 10, HEIGHT - 28, 14 * 25.4 / 72)
            self.pages.append(Page())
            self._y = TOP

    def paragraph(self, text: str, kind: str) -> None:
        """A title, heading, paragraph or date."""
        size = 22 * 25.4 / 72 if kind == "title" else SIZE
        pitch = 36 * 25.4 / 72 if kind == "title" else PITCH
        indent = 0.0 if kind in ("title", "date") else 2 * size
        lines = list(wrapped(text, size, FULL, indent))
        for i, line in enumerate(lines):
            self.room(pitch)
            wide = sum(width_of(sign, size) for sign in line)
            x = LEFT + ((FULL - wide) / 2 if kind == "title" else FULL - wide - 4 * size if kind == "date" else indent if not i else 0.0)
            spread = kind != "title" and i + 1 < len(lines)
            self.pages[-1].text(line, x, self._y + size, size, room=LEFT + FULL - x if spread else 0.0)
            self._y += pitch

    def rows(self, rows: Sequence[Sequence[str]]) -> None:
        """A table with rules."""
        size, columns = 12 * 25.4 / 72, max(map(len, rows))
        most = [max([sum(width_of(sign, size) for sign in row[i]) for row in rows if i < len(row)] or [0.0]) for i in range(columns)]
        least = [max(3 * size, min(one, FULL / columns)) for one in most]
        widths = [one / sum(least) * FULL for one in least]
        xs = [LEFT + sum(widths[:i]) for i in range(columns + 1)]
        for row in rows:
            lines = [list(wrapped(cell.strip(), size, widths[i] - 2)) for i, cell in enumerate(row)]
            height = max([len(one) for one in lines] + [1]) * 18 * 25.4 / 72 + 2
            self.room(height)
            page = self.pages[-1]
            for i, cell in enumerate(lines):
                for k, line in enumerate(cell):
                    page.text(line, xs[i] + 1, self._y + 1 + k * 18 * 25.4 / 72 + size, size)
            for y in (self._y, self._y + height):
                page.line(LEFT, y, LEFT + FULL, y)
            for x in xs:
                page.line(x, self._y, x, self._y + height)
            self._y += height


def paper(source: Source) -> bytes:
    """The text in the official layout, with a running head from a template."""
    setter = Setter()
    for kind, blocks in source.grouped():
        if kind == "row":
            setter.rows([one.text.split("\t") for one in blocks])
            continue
        for one in blocks:
            setter.paragraph(one.text.strip(), kind)
    head = Page()
    head.line(LEFT, 30, LEFT + FULL, 30)
    return package(setter.pages, head)

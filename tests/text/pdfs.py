"""PDF files written by hand: text at a place, lines, pictures, and whatever a hostile one may hold."""
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842


@dataclass
class Leaf:
    """A page: ``texts`` as (left, top, size, text) from the left upper edge, ``drawn`` raw operators, ``pictures`` by name (PNG-like raw bytes)."""

    texts: Sequence[tuple[float, float, float, str]] = ()
    drawn: str = ""
    rotate: int = 0
    box: tuple[int, int, int, int] = (0, 0, WIDTH, HEIGHT)
    pictures: dict[str, tuple[int, int, bytes]] = field(default_factory=dict)


def shown(text: str) -> str:
    """A text in the hex codes of our font, which are those of UTF-16."""
    return text.encode("utf-16-be", "surrogatepass").hex()


def placed(left: float, top: float, size: float, text: str, height: float = HEIGHT, matrix: str = "1 0 0 1") -> str:
    """Operators that write a text; its base line is 0.86 of its size below ``top``."""
    return f"BT /F {size} Tf {matrix} {left} {height - top - 0.86 * size} Tm <{shown(text)}> Tj ET\n"


def line(x1: float, y1: float, x2: float, y2: float) -> str:
    """Operators that draw a line, from the left upper edge."""
    return f"0.5 w {x1} {HEIGHT - y1} m {x2} {HEIGHT - y2} l S\n"


def stream(content: bytes, entries: str = "", packed: bool = False) -> bytes:
    """A stream object."""
    if packed:
        content, entries = zlib.compress(content), entries + " /Filter /FlateDecode"
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


def assembled(objects: Iterable[bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """A file of these objects, numbered from 1."""
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(made)
    made += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        made += f"{place:010d} 00000 n \n".encode()
    return bytes(made + f"trailer << /Size {len(places) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode())


def _unicode_map() -> bytes:
    rows = [f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in range(256)]
    blocks = "".join(f"{len(part)} beginbfrange\n" + "\n".join(part) + "\nendbfrange\n" for part in (rows[i:i + 64] for i in range(0, 256, 64)))
    return ("/CIDInit /ProcSet findresource begin begincmap /CMapName /U def /CMapType 2 def\n1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            + blocks + "endcmap end end").encode()


def pdf(*leaves: Leaf, root: str = "", trailer: str = "", more: Sequence[bytes] = ()) -> bytes:
    """A file of these pages; ``root`` goes into the catalogue, ``more`` are further objects, numbered from 7."""
    objects: list[bytes] = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>".encode(), b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        b" /DW 1000 /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -140 1000 860] /ItalicAngle 0 /Ascent 860 /Descent -140 /CapHeight 700 /StemV 80 >>",
        stream(_unicode_map(), packed=True), *more,
    ]
    kids = []
    for leaf in leaves:
        names = ""
        for name, (width, height, content) in leaf.pictures.items():
            entries = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB /BitsPerComponent 8"
            objects.append(stream(content, entries, True))
            names += f"/{name} {len(objects)} 0 R "
        written = leaf.drawn + "".join(placed(*one, height=leaf.box[3]) for one in leaf.texts)
        objects.append(stream(written.encode(), packed=True))
        content_number = len(objects)
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [{' '.join(map(str, leaf.box))}] /Rotate {leaf.rotate} /Contents {content_number} 0 R"
                       f" /Resources << /Font << /F 3 0 R >> /XObject << {names} >> >> >>".encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return assembled(objects, "/Root 1 0 R " + trailer)


def paragraph(text: str, top: float, left: float = 90, columns: int = 20, size: float = 16, step: float = 28,
              indent: int = 2) -> list[tuple[float, float, float, str]]:
    """A paragraph set in lines of so many signs, its first line indented."""
    lines, rest, room = [], text, columns - indent
    while rest:
        lines.append((left + (size * indent if not lines else 0), top + step * len(lines), size, rest[:room]))
        rest, room = rest[room:], columns
    return lines

"""OFD (GB/T 33190-2016): pages of signs in a zip of XML.

What is read: the text objects of pages and of the templates under them, as they are shown. What is not: pictures, annotations, attachments,
bookmarks, actions. Signatures are told by `taizhang.text.formats.ofd_signatures` and judged by nobody.
"""
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from taizhang.text.formats.ofd_shapes import box_of, children, drawn, local, numbers
from taizhang.text.formats.ofd_signs import signs_of
from taizhang.text.formats.package import Package
from taizhang.text.formats.pages import Sheet, compose
from taizhang.text.formats.registry import Extract
from taizhang.text.formats.xml import parse
from taizhang.text.limits import Limits
from taizhang.values.errors import Damaged, TextError

POINTS = 72 / 25.4  # in a millimetre
AGAIN = "fetch the file again, or save it anew from the program that made it"
_A4 = (0.0, 0.0, 210.0, 297.0)
_FEW = 20  # signs on a page: a stamp or a page number over a scan
_PICTURE = 0.4  # share of a page that pictures take where a page with few signs is a scan
_SOME = 0.02  # the same of a page without any sign
_MOST_BODIES = 50


def extract(data: bytes, limits: Limits) -> Extract:
    """Paragraphs and tables of an OFD, with pages (``p12``) and cells (``p12.t1.r2.c3``) as addresses."""
    package = Package(data, limits)
    papers = [_Paper(package, root, limits) for root in documents(package, limits)]
    count = sum(len(paper.pages) for paper in papers)
    limits.check("pages", count)
    if not count:
        raise Damaged("there is no page in this OFD", hint=AGAIN)
    return compose(_sheets(papers), limits)


def documents(package: Package, limits: Limits) -> list[str]:
    """The main parts of the documents in the package: most have one."""
    root = parse(package.bytes_of("OFD.xml"), "OFD.xml", limits)
    found = [resolved("OFD.xml", (one.text or "").strip()) for one in root.iter() if local(one) == "DocRoot"]
    if not found:
        raise Damaged("there is no document in this OFD", hint=AGAIN)
    return found[:_MOST_BODIES]


def resolved(part: str, named: str) -> str:
    """The name of a part that another one names: from the root of the package, or from the folder of that part."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), named)).lstrip("/")


def _sheets(papers: list["_Paper"]) -> Iterator[Sheet]:
    number = 0
    for paper in papers:
        for part in paper.pages:
            number += 1
            yield paper.sheet(part, number)


@dataclass
class _Paper:
    """One document: its pages by part, the size of those that say none, its templates by id."""

    package: Package
    part: str
    limits: Limits
    pages: list[str] = field(default_factory=list)
    area: tuple[float, ...] = _A4
    templates: dict[str, str] = field(default_factory=dict)
    parsed: dict[str, etree._Element] = field(default_factory=dict)

    def __post_init__(self) -> None:
        root = parse(self.package.bytes_of(self.part), self.part, self.limits)
        for one in root.iter():
            match local(one):
                case "PhysicalBox" if local(one.getparent()) == "PageArea":
                    self.area = _area(one, self.area)
                case "TemplatePage":
                    self.templates[one.get("ID", "")] = resolved(self.part, one.get("BaseLoc", ""))
                case "Page" if local(one.getparent()) == "Pages":
                    self.pages.append(resolved(self.part, one.get("BaseLoc", "")))

    def sheet(self, part: str, number: int) -> Sheet:
        """What stands on a page, its templates first."""
        root = parse(self.package.bytes_of(part), part, self.limits)
        area = self.area
        layers: list[etree._Element] = []
        for one in children(root):
            if local(one) == "Area":
                area = next((_area(box, area) for box in children(one) if local(box) == "PhysicalBox"), area)
            elif local(one) == "Template":
                below = self._template(one.get("TemplateID", ""))
                layers += [] if below is None else [below]
        left, top, width, height = area
        sheet = Sheet(width * POINTS, height * POINTS, [])
        pictures = 0.0
        seen = 0
        for layer in [*layers, root]:
            for one, matrix in drawn(layer, self.limits):
                seen += 1
                self.limits.check("page_objects", seen, f"p{number}")
                if local(one) == "ImageObject":
                    box = box_of(one)
                    pictures += max(0.0, box[2]) * max(0.0, box[3])
                else:
                    signs_of(one, (POINTS * matrix[0], POINTS * matrix[1], POINTS * matrix[2], POINTS * matrix[3],
                                   POINTS * (matrix[4] - left), POINTS * (matrix[5] - top)), sheet, self.limits)
            self.limits.check("page_signs", len(sheet.signs), f"p{number}")
        signs = len(sheet.signs) + sum(len(signs) for _, signs in sheet.asides)
        if signs < _FEW and pictures > (_PICTURE if signs else _SOME) * width * height:
            raise TextError("this OFD holds pictures of pages", why=f"page {number} is a scan: its text stands in a picture only",
                            hint="recognise its text with an OCR program and save it as .docx or .txt")
        return sheet

    def _template(self, name: str) -> etree._Element | None:
        part = self.templates.get(name)
        if part is None or part not in self.package:
            return None
        if part not in self.parsed:
            self.parsed[part] = parse(self.package.bytes_of(part), part, self.limits)
        return self.parsed[part]


def _area(box: etree._Element, otherwise: tuple[float, ...]) -> tuple[float, ...]:
    found = numbers(box.text, 4)
    return tuple(found) if found and 1 <= found[2] <= 10_000 and 1 <= found[3] <= 10_000 else otherwise

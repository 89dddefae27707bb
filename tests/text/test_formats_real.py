"""Real documents as Word files and pages: every line of the source stands in what is extracted."""
import html
import io
import re
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from taizhang.text import Text, chinese_number, load

_NUMBERED = re.compile(r"(?P<mark>(?P<a>[一二三四五六七八九十]+)、|（(?P<b>[一二三四五六七八九十]+)）)(?P<rest>\S.*)")
_FORMS = (("a", 0, "%1、"), ("b", 1, "（%2）"))


def _flat(line: str) -> str:
    return " ".join(line.split())


def _sources(shared: Path) -> list[Path]:
    found = sorted((shared / "seeds").glob("*.txt")) + sorted((shared / "reading" / "texts").rglob("*.txt"))
    return [path for path in found if path.name != "SOURCES.txt"]


def _missing(source: str, made: Text) -> list[str]:
    lines = {_flat(line) for line in made.text.splitlines()}
    assert all(made.text[one.start] not in "\n\t" for one in made.addresses)
    assert all(made.address(i) for i in range(0, len(made.text), 997))
    return [line for line in map(_flat, source.splitlines()) if line and line not in lines]


def _word(source: str, numbered: bool = False) -> bytes:
    """A Word file with a paragraph per line, tables for rows with tabs, and marks 一、（一） by automatic numbering."""
    document = docx.Document()
    rows: list[list[str]] = []
    lists = _Lists(document)
    for line in [*source.splitlines(), ""]:
        if "\t" in line.strip():
            rows.append(line.split("\t"))
            continue
        if rows:
            table = document.add_table(len(rows), max(map(len, rows)))
            for cells, made in zip(rows, table.rows, strict=True):
                for text, cell in zip(cells, made.cells, strict=False):
                    cell.text = text
            rows = []
        found = _NUMBERED.fullmatch(line.strip()) if numbered else None
        paragraph = document.add_paragraph(found["rest"] if found else line)
        if found:
            lists.number(paragraph, found)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


class _Lists:
    """One list of two levels, used anew wherever the source does not simply count on."""

    def __init__(self, document: docx.document.Document) -> None:
        self._root = document.part.numbering_part.element
        levels = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="{text}"/></w:lvl>'
            for _, at, text in _FORMS
        )
        self._root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900">{levels}</w:abstractNum>'))
        self._uses = 900

    def number(self, paragraph: docx.text.paragraph.Paragraph, found: re.Match[str]) -> None:
        group, at, _ = _FORMS[0] if found["a"] else _FORMS[1]
        start = chinese_number(found[group])
        self._uses += 1
        override = f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        use = f'<w:num {nsdecls("w")} w:numId="{self._uses}"><w:abstractNumId w:val="900"/>{override}</w:num>'
        self._root.append(parse_xml(use))
        listed = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{at}"/><w:numId w:val="{self._uses}"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(listed))


def _page(source: str) -> str:
    """A page with a p per line, and tables for rows with tabs."""
    out = ['<html><head><meta charset="gb2312"><title>x</title></head><body><nav>x</nav>']
    table = False
    for line in source.splitlines():
        is_row = "\t" in line.strip()
        if is_row != table:
            out.append("<table>" if is_row else "</table>")
            table = is_row
        cells = html.escape(line).split("\t")
        out.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>" if is_row else f"<p>{html.escape(line)}</p>")
    return "\n".join([*out, "</body></html>"])


@pytest.mark.parametrize("kind", ["docx", "numbered docx", "html"])
def test_every_line_of_real_documents_survives(kind: str, shared: Path, tmp_path: Path) -> None:
    for source in _sources(shared):
        text = load(source).text
        path = tmp_path / f"{source.stem}.{kind.split()[-1]}"
        path.write_bytes(_page(text).encode("gb18030") if kind == "html" else _word(text, kind != "docx"))
        made = load(path)
        missing = _missing(text, made)
        assert not missing, f"{source.name}: {len(missing)} lines, first of {len(missing[0])} signs: {missing[0][:12]}"


def test_every_real_text_is_read_as_it_is(real_texts: tuple[Path, ...]) -> None:
    for path in real_texts:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
        assert load(path).text == text
        for name in ("gb18030", "utf-16-le", "utf-16-be"):
            assert load(text.encode(name), path.name).text == text, (path.name, name)

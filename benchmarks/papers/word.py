"""A paper as a Word file: a paragraph for each block, a table for rows."""
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from benchmarks.papers.content import Source


def word(source: Source, target: Path) -> Path:
    """Write ``target``, and return it."""
    made = docx.Document()
    for kind, blocks in source.grouped():
        if kind == "row":
            rows = [one.text.split("\t") for one in blocks]
            table = made.add_table(len(rows), max(map(len, rows)), style="Table Grid")
            for cells, row in zip(rows, table.rows, strict=True):
                for text, cell in zip(cells, row.cells, strict=False):
                    cell.text = text.strip()
            made.add_paragraph()
            continue
        for one in blocks:
            paragraph = made.add_paragraph(one.text.strip())
            if kind == "title":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            elif kind == "date":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            else:
                paragraph.paragraph_format.first_line_indent = Pt(32)
    made.save(str(target))
    return target

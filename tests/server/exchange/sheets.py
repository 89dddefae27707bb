"""Sheets as bureaus make them: a title over all columns, heads merged over two lines, rows that share a merged cell. All invented."""
import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.styles import Font

Rows = Sequence[Sequence[Any]]
TITLE = "砚州市科技创新主要指标任务分解表"
TARGETS: Rows = (
    (TITLE,),
    ("序号", "指标名称", "计量单位", "2029年", "", "2030年", "责任单位", "备注"),
    ("", "", "", "实际完成", "目标值", "目标值", "", ""),
    (1, "高新技术企业数", "家", 512, 500, 600, "市科技局", ""),
    (2, "研发经费投入", "亿元", 51.5, 50, 60, "市科技局、市财政局", "含企业"),
    (3, "技术合同成交额", "万元", 4200, 4000, None, "市科技局", ""),
)
TASKS: Rows = (
    ("序号", "工作任务", "牵头单位", "配合单位"),
    (1, "建设中试基地", "市科技局", "市财政局"),
    (2, "开展科技特派员行动", "市科技局", ""),
)


def sheet_bytes(rows: Rows, title: str = "分解表") -> bytes:
    """A workbook of these rows, with the merged cells that a bureau would make."""
    book = Book()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if rows is TARGETS or rows[0][0] == TITLE:
        sheet.merge_cells("A1:H1")
        sheet.merge_cells("D2:E2")
        for column in "ABCGH":
            sheet.merge_cells(f"{column}2:{column}3")
        sheet["A1"].font = Font(bold=True, size=16)
        sheet.column_dimensions["B"].width = 33
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
